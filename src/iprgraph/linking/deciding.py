"""Deciding: match, uncertain or no match, from the pairs that Splink has weighed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from iprgraph.linking.model import LEAD, UNCERTAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.linking.engine import Pair
    from iprgraph.linking.records import Names

Status = Literal["match", "uncertain", "no match"]
# The last digits of a weight differ with the order in which an engine multiplies.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a name: the best of ours, and the best of another thing, if any.

    `best` and `second` are numbers of our names, -1 where there is none; scores are probabilities.
    """

    asked: int
    status: Status
    best: int = -1
    score: float = 0.0
    levels: tuple[int, ...] = ()
    second: int = -1
    second_score: float = 0.0


def decisions(
    asked: Iterable[int], pairs: Iterable[Pair], names: Names, threshold: float
) -> Iterator[Decision]:
    """Yield what is decided of each name that is asked about."""
    weighed: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        weighed[pair.asked].append(pair)
    for number in asked:
        yield _decision(number, _by_thing(weighed.get(number, ()), names), threshold)


def _by_thing(pairs: Iterable[Pair], names: Names) -> list[Pair]:
    """Return the best pair of each thing, the best thing first."""
    best: dict[str, Pair] = {}
    for pair in sorted(pairs, key=_rank):
        best.setdefault(names.texts[pair.name][0].iri, pair)
    return sorted(best.values(), key=_rank)


def _rank(pair: Pair) -> tuple[float, int]:
    return (-round(pair.weight, _DIGITS), pair.name)


def _decision(number: int, things: list[Pair], threshold: float) -> Decision:
    if not things:
        return Decision(number, "no match")
    first = things[0]
    second = things[1] if len(things) > 1 else None
    status: Status = "no match"
    if first.probability >= min(UNCERTAIN, threshold):
        ahead = second is None or first.weight - second.weight >= LEAD
        status = "match" if first.probability >= threshold and ahead else "uncertain"
    return Decision(
        asked=number,
        status=status,
        best=first.name,
        score=round(first.probability, 4),
        levels=first.levels,
        second=-1 if second is None else second.name,
        second_score=0.0 if second is None else round(second.probability, 4),
    )
