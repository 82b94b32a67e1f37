"""Graph: the links of a scene as numbers, which is all that a layout needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.prefixes import expand

if TYPE_CHECKING:
    from iprgraph.draw.scene import Scene


@dataclass(frozen=True, slots=True)
class Graph:
    """How many things there are, the links from left to right, and what is known of both.

    Of each link its first relation and how much is stated; of each thing its neighbours and, where
    the view says it by kind, its column.
    """

    count: int
    pairs: tuple[tuple[int, int], ...]
    relations: tuple[int, ...]
    weights: tuple[int, ...]
    near: tuple[tuple[int, ...], ...]
    ranks: tuple[int, ...] | None


def graph_of(scene: Scene) -> Graph:
    """Return the graph of a scene."""
    pairs = tuple((link.left, link.right) for link in scene.links)
    return Graph(
        count=len(scene.things),
        pairs=pairs,
        relations=tuple(link.statements[0].relation for link in scene.links),
        weights=tuple(
            sum(len(one.through) or len(one.paragraphs) for one in link.statements)
            for link in scene.links
        ),
        near=neighbours(len(scene.things), pairs),
        ranks=_ranks(scene),
    )


def neighbours(count: int, pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, ...], ...]:
    """Return the neighbours of each thing, in order."""
    near: list[set[int]] = [set() for _ in range(count)]
    for left, right in pairs:
        near[left].add(right)
        near[right].add(left)
    return tuple(tuple(sorted(one)) for one in near)


def _ranks(scene: Scene) -> tuple[int, ...] | None:
    """Return the column of each thing by its kind; kinds of no column stand in the last."""
    ranks = scene.view.ranks
    if not ranks:
        return None
    column = {expand(term): place for place, rank in enumerate(ranks) for term in rank}
    terms = [expand(style.term) if style.term else "" for style in scene.view.styles]
    return tuple(column.get(terms[one.style], len(ranks) - 1) for one in scene.things)
