"""Selection: which edges of a view are drawn where there are more things than a reader can take in.

The rule is stated: of each left end the heaviest right ends, then the things with most statements,
those of kept kinds first; ties by address. What is left out is told in the panels.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.settings import limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from iprgraph.draw.rows import Row
    from iprgraph.draw.view import Choice


@dataclass(frozen=True, slots=True)
class Selection:
    """The edges that are drawn, those left out, and how many things there are of all."""

    rows: tuple[Row, ...]
    left_out: tuple[Row, ...]
    shown: int
    total: int


def select(
    rows: Sequence[Row], choice: Choice, classes: Callable[[str], frozenset[str]], *, most: int = 0
) -> Selection:
    """Return what to draw: at most `most` things, by default as many as a themed view may have."""
    kept = frozenset(choice.kept)
    total = len(things(rows))
    drawn = _heaviest(rows, choice.each, lambda one: bool(classes(one) & kept))
    chosen = _chosen(drawn, most or limit("theme-nodes"), lambda one: bool(classes(one) & kept))
    drawn = [row for row in drawn if row.left in chosen and row.right in chosen]
    seen = frozenset(drawn)
    left_out = tuple(row for row in rows if row not in seen)
    return Selection(tuple(drawn), left_out, len(things(drawn)), total)


def things(rows: Iterable[Row]) -> list[str]:
    """Return the ends of some edges, each once, in the order in which they come."""
    return list(dict.fromkeys(end for row in rows for end in row.ends))


def _heaviest(rows: Sequence[Row], each: int, kept: Callable[[str], bool]) -> list[Row]:
    """Return the edges without those to right ends that other ends of the same left outweigh."""
    if not each:
        return list(rows)
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if not kept(row.right):
            weights[row.left][row.right] += row.weight
    taken = {
        (left, right)
        for left, counted in weights.items()
        for right in sorted(counted, key=lambda one: (-counted[one], one))[:each]
    }
    return [row for row in rows if kept(row.right) or row.ends in taken]


def _chosen(rows: Sequence[Row], most: int, kept: Callable[[str], bool]) -> set[str]:
    """Return the things to draw: all if they are few enough, else the most spoken of.

    A thing whose neighbours all fall out falls out too.
    """
    everything = things(rows)
    if len(everything) <= most:
        return set(everything)
    weight: Counter[str] = Counter()
    for row in rows:
        weight[row.left] += row.weight
        weight[row.right] += row.weight
    ordered = sorted(everything, key=lambda one: (not kept(one), -weight[one], one))
    chosen = set(ordered[:most])
    return {end for row in rows if set(row.ends) <= chosen for end in row.ends}
