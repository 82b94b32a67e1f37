"""Front: what is refused of a query before the engine sees it, and what may be kept of its answer.

A query is read as tokens, so that a word in a string, an IRI or a comment is not taken for a
keyword. What passes is still run in a process that can neither write nor, in memory, open a socket.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from iprgraph.errors import QueryError, RefusedQueryError
from iprgraph.prefixes import prefix_table
from iprgraph.query import check_tokens, views
from iprgraph.serve.problems import Problem
from iprgraph.tokens import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

_OPEN, _CLOSE = "({[", ")}]"
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


def check(text: str, *, graphs: Container[str], depth: int) -> bool:
    """Refuse a query that is wrong, reaches out, writes, nests too deeply or names another graph.

    Return whether it may answer otherwise when it is asked again of the same graph. Raises Problem.
    """
    volatile = False
    for seen in views(text):
        try:
            check_tokens(seen, dataset=True)
        except RefusedQueryError as error:
            kind = "read-only" if "update" in error.message else "refused"
            raise Problem(kind, error.message, remedy=error.remedy) from None
        except QueryError as error:
            raise Problem("bad-query", error.message, remedy=error.remedy) from None
        _refuse_nesting(seen, depth)
        for iri, token in _dataset(seen):
            refuse_graph(iri, graphs, f"line {token.line}, column {token.column}: ")
        volatile = volatile or _is_volatile(seen)
    return volatile


def refuse_graph(iri: str, graphs: Container[str], place: str = "") -> None:
    """Raise Problem where a graph is none of our own."""
    if iri not in graphs:
        raise Problem("unknown-graph", f"{place}there is no graph <{iri[:200]}> here")


def _is_volatile(seen: list[Token]) -> bool:
    """Return whether a query calls what is another value each time."""
    return any(one.kind is Kind.WORD and one.text.upper() in _VOLATILE for one in seen)


def _refuse_nesting(seen: list[Token], most: int) -> None:
    """Raise Problem where brackets stand in brackets too often for a parser's stack."""
    depth = 0
    for token in seen:
        if token.kind is Kind.SIGN:
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth > most:
            raise Problem(
                "too-complex",
                f"line {token.line}, column {token.column}: more than {most} brackets are open",
            )


def _dataset(seen: list[Token]) -> Iterator[tuple[str, Token]]:
    """Yield the graphs that FROM and FROM NAMED name."""
    declared = {**prefix_table(), **_declared(seen)}
    after = False
    for token in seen:
        word = token.text.upper() if token.kind is Kind.WORD else ""
        if after and word == "NAMED":
            continue
        if after and token.kind is Kind.IRI:
            yield token.text[1:-1], token
        elif after and token.kind is Kind.NAME:
            prefix, _, local = token.text.partition(":")
            yield declared.get(prefix, "") + local.replace("\\", ""), token
        after = word == "FROM"


def _declared(seen: list[Token]) -> Mapping[str, str]:
    """Return the prefixes that a query declares."""
    pairs = pairwise(token for token in seen if token.kind in (Kind.NAME, Kind.IRI))
    return {
        name.text[:-1]: iri.text[1:-1]
        for name, iri in pairs
        if name.kind is Kind.NAME and iri.kind is Kind.IRI and name.text.endswith(":")
    }
