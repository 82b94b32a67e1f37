"""Fetching: a graph of an endpoint read back whole, in parts where the server cuts its answers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from iprgraph.errors import RemoteError
from iprgraph.query import Statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from iprgraph.remote.endpoint import Dataset, Endpoint

_HEX = "0123456789abcdef"
_DEEPEST = 3  # hexadecimal digits: at most 4,096 parts
_AT_ONCE = 50_000  # statements in one answer
_BLANK = "FILTER(isBlank(?s) || isBlank(?o))"
_NO_BLANK = "!isBlank(?s) && !isBlank(?o)"


def fetch(
    endpoint: Endpoint, where: str, *, count: int | None = None, dataset: Dataset | None = None
) -> set[ox.Triple]:
    """Return all triples ?s ?p ?o of a pattern that has so many solutions, each another triple.

    Parts are cut by the digest of the subject; what has blank nodes comes in one part, because
    their labels hold for one answer. Raises RemoteError where the server gives no whole.
    """
    expected = endpoint.count(where, dataset=dataset) if count is None else count
    found: set[ox.Triple] = set()
    for depth in range(_depth(expected), _DEEPEST + 1):
        before, found = len(found), set()
        for part in _parts(where, depth):
            result = endpoint.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {part} }}", dataset=dataset)
            found.update(result.triples if isinstance(result, Statements) else ())
        if len(found) >= expected:
            return found
        if len(found) <= before:
            break  # smaller parts bring no more, so it is not the limit of rows
    raise RemoteError(
        f"{endpoint.address.shown} gives {len(found):,} of {expected:,} statements",
        remedy="have the server's limit of rows raised",
    )


def _depth(expected: int) -> int:
    """Return how often to divide by sixteen, so that a part is no larger than one answer may be."""
    fitting = (depth for depth in range(_DEEPEST) if expected <= _AT_ONCE * 16**depth)
    return next(fitting, _DEEPEST)


def _parts(where: str, depth: int) -> Iterator[str]:
    """Yield patterns that have the solutions of one between them."""
    if not depth:
        yield where
        return
    yield f"{where} {_BLANK}"
    for digits in product(_HEX, repeat=depth):
        start = "".join(digits)
        yield f'{where} FILTER({_NO_BLANK} && STRSTARTS(MD5(STR(?s)), "{start}"))'
