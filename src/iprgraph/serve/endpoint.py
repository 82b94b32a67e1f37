"""Endpoint: the query operation of the SPARQL 1.1 Protocol, section 2.1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iprgraph.serve.jobs import QueryJob
from iprgraph.serve.media import HTML, ROWS, TRIPLES
from iprgraph.serve.problems import Problem
from iprgraph.serve.requests import body_of, optional_format, pairs_of, single

if TYPE_CHECKING:
    from starlette.requests import Request

    from iprgraph.serve.limits import Limits
    from iprgraph.serve.requests import Pairs

_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_FORM = "application/x-www-form-urlencoded"
_MOST_GRAPHS = 100
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


async def pairs_and_query(
    request: Request, pairs: Pairs, limits: Limits
) -> tuple[Pairs, str | None]:
    """Return all parameters of a request and its query, None where it has none. Raises Problem."""
    direct: list[str] = []
    if request.method == "POST":
        body = await body_of(request, limits)
        if _media_type(request) == _FORM:
            pairs = [*pairs, *pairs_of(body)]
        else:
            direct.append(_decoded(body))
    if any(key == "update" for key, _ in pairs):
        raise Problem("read-only", "an update was sent")
    queries = [*direct, *(value for key, value in pairs if key == "query")]
    if len(queries) > 1:
        raise Problem("bad-request", f"{len(queries)} queries were sent; send one")
    if not queries and request.method == "POST":
        raise Problem("bad-request", "no query was sent")
    return pairs, queries[0] if queries else None


def query_job(
    request: Request, pairs: Pairs, text: str, *, language: str, site: str, limits: Limits
) -> QueryJob:
    """Return the job of a query, its dataset and formats as the protocol gives them.

    Raises Problem.
    """
    if len(text) > limits.query_size:
        raise Problem(
            "query-too-long",
            f"the query has {len(text):,} characters; the limit is {limits.query_size:,}",
        )
    if _NO_TEXT.search(text):
        raise Problem("bad-query", "the query holds characters that no text has")
    rows = optional_format(request, pairs, (*ROWS, HTML))
    triples = optional_format(request, pairs, TRIPLES)
    if rows is None and triples is None:
        named = single(pairs, "format") or request.headers.get("accept", "")
        raise Problem("not-acceptable", f'no answer can be written as "{named[:200]}"')
    return QueryJob(
        language=language,
        site=site,
        text=text,
        base=f"{site}sparql",
        default=_graphs(pairs, "default-graph-uri"),
        named=_graphs(pairs, "named-graph-uri"),
        rows=rows,
        triples=triples,
    )


def _graphs(pairs: Pairs, name: str) -> tuple[str, ...]:
    """Return the graphs that the protocol gives. Raises Problem where they are too many."""
    found = tuple(value for key, value in pairs if key == name)
    if len(found) > _MOST_GRAPHS:
        raise Problem("bad-request", f"{name} is given more than {_MOST_GRAPHS} times")
    return found


def _media_type(request: Request) -> str:
    """Return the media type of a body. Raises Problem where it is no query, or not in UTF-8."""
    given = request.headers.getlist("content-type")
    kind, *parameters = [part.strip().lower() for part in ",".join(given).split(";")]
    if kind == _UPDATE:
        raise Problem("read-only", "an update was sent")
    if kind not in (_QUERY, _FORM):
        told = f'"{kind[:100]}"' if kind else "no media type"
        raise Problem("wrong-media-type", f"the body has {told}")
    for one in parameters:
        name, _, value = one.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8"):
            raise Problem("wrong-media-type", f"the body is not in UTF-8 but in {value[:40]}")
    return kind


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("bad-query", "the query is not UTF-8 text") from None
