"""Ways: how two things are connected, the way that explains most first.

A step counts what its relation counts (viz/relations.toml): 1 where one thing acts on another or
belongs to it, 2 where it is only about it, there or then. What lies between counts half a step for
each doubling of its links, and a hub one more, so that being linked with what nearly everything is
linked with says little, and yet more than a long detour. The way of the least sum explains most.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from math import log2
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from iprgraph.draw.rows import Row
    from iprgraph.draw.view import Relation

MOST_WAYS = 6
_LOOKED_AT = 60  # ways, the best of which are drawn
_SLACK = 1.0  # by how much more than the best a way may count and still be drawn
_PER_DOUBLING = 0.5
_PER_HUB = 1.0
_COST = "cost"


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to draw, all of as many steps, the best first; the fewest steps of any way."""

    drawn: tuple[tuple[str, ...], ...]
    fewest: int


def ways_graph(
    rows: Iterable[Row],
    relations: Sequence[Relation],
    near: Mapping[str, set[str]],
    is_hub: Callable[[str], bool],
) -> nx.Graph[str]:
    """Return the graph that ways are sought in, each link with what a step over it counts."""
    passed = {
        one: log2(len(beside)) * _PER_DOUBLING + (_PER_HUB if is_hub(one) else 0)
        for one, beside in near.items()
    }
    steps: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.left != row.right:
            pair = (min(row.ends), max(row.ends))
            step = relations[row.relation].step
            steps[pair] = min(steps.get(pair, step), step)
    graph: nx.Graph[str] = nx.Graph()
    for (one, other), step in sorted(steps.items()):
        # Half of what each end counts: what lies between is passed by two steps.
        graph.add_edge(one, other, **{_COST: step + (passed[one] + passed[other]) / 2})
    return graph


def ways(graph: nx.Graph[str], start: str, end: str) -> Ways | None:
    """Return the ways from one thing to another, None where there is none."""
    if not nx.has_path(graph, start, end):
        return None
    found = sorted(
        (_cost(graph, way), way)
        for way in islice(nx.shortest_simple_paths(graph, start, end, weight=_COST), _LOOKED_AT)
    )
    least, best = found[0]
    place = {thing: at for at, thing in enumerate(best)}
    drawn: list[tuple[str, ...]] = []
    for cost, way in found:
        at = {thing: number for number, thing in enumerate(way)}
        # Drawn together, each thing has to be as many steps from the start on all of them.
        fits = all(place.get(thing, number) == number for thing, number in at.items())
        if cost <= least + _SLACK and len(way) == len(best) and fits:
            place |= at
            drawn.append(tuple(way))
    return Ways(tuple(drawn[:MOST_WAYS]), int(nx.shortest_path_length(graph, start, end)))


def _cost(graph: nx.Graph[str], way: Sequence[str]) -> float:
    """Return what a way counts, to so many digits that the order of a sum does not matter."""
    return round(float(sum(graph.edges[step][_COST] for step in pairwise(way))), 9)
