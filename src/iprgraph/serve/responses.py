"""Responses: an answer or a problem as HTTP, with validators, compression and negotiation told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from iprgraph.serve.media import HTML, JSON, Format, accepted
from iprgraph.serve.problems import MEDIA_TYPE, Problem

if TYPE_CHECKING:
    from starlette.requests import Request

    from iprgraph.serve.cache import Answer

_VARY = "Accept, Accept-Language, Accept-Encoding"
_ALWAYS_ASK = "public, max-age=0, must-revalidate"
_WORTH_ZIPPING = 1_000
_PROBLEM = Format("problem", (MEDIA_TYPE, *JSON.types))


def response(request: Request, answer: Answer) -> Response:
    """Return an answer as it goes out: compressed where the client can read that."""
    reply = answer.reply
    headers = {**reply.headers, "Vary": _VARY}
    if answer.tag and request.method in ("GET", "HEAD"):
        headers |= {"ETag": etag(answer.tag), "Cache-Control": _ALWAYS_ASK}
    else:
        headers["Cache-Control"] = "no-store"
    body = reply.body
    if len(body) > _WORTH_ZIPPING and takes_gzip(request.headers.get("accept-encoding", "")):
        headers["Content-Encoding"] = "gzip"
        body = answer.zipped
    if reply.status == 200:
        headers["Content-Type"] = reply.content_type
    return Response(body, reply.status, headers)


def unchanged(request: Request, tag: str) -> Response | None:
    """Return 304 where the client has the answer with this tag already, else None."""
    if request.method not in ("GET", "HEAD"):
        return None
    known = ",".join(request.headers.getlist("if-none-match"))
    if not any(one.strip().removeprefix("W/") == f'"{tag}"' for one in known.split(",")):
        return None
    headers = {"ETag": etag(tag), "Cache-Control": _ALWAYS_ASK, "Vary": _VARY}
    return Response(None, 304, headers)


def problem_response(request: Request, problem: Problem, language: str, root: str) -> Response:
    """Return a problem as its details in JSON, or as a page to who prefers one."""
    told = problem.as_object(language)
    headers = {**problem.headers, "Vary": _VARY, "Cache-Control": "no-store"}
    header = ",".join(request.headers.getlist("accept"))
    choice = accepted(header, (_PROBLEM, HTML))
    if choice is not None and choice.format == "html":
        from iprgraph.serve.pages import page

        body = page("problem", language, root, problem=told, link=str)
        return Response(body, problem.status, headers, "text/html; charset=utf-8")
    text = json.dumps(told, ensure_ascii=False).encode()
    return Response(text, problem.status, {**headers, "Content-Type": MEDIA_TYPE})


def etag(tag: str) -> str:
    """Return a tag as a weak validator: the compressed answer means the same as the plain one."""
    return f'W/"{tag}"'


def takes_gzip(header: str) -> bool:
    """Return whether an Accept-Encoding header allows gzip."""
    weights = {}
    for part in header.lower().split(","):
        name, _, rest = part.partition(";")
        weights[name.strip()] = rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return weights.get("gzip", weights.get("*", False))
