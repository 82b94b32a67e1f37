"""Blocks: things that stand together, in columns, each column in an order with few crossings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_IN_BLOCK = 26
LARGE = 1_000  # things: from here on communities are found by a faster method,
MOST_IN_CLUSTER = 90  # and split again while they have more things than this


@dataclass(frozen=True, slots=True)
class Block:
    """Things that stand together, column by column, and each one's neighbours in the block.

    A link over more than two columns passes those between at a place of its own: a negative number
    in the column. `passing` gives the places of each such link, from its left end to its right.
    """

    columns: tuple[tuple[int, ...], ...]
    near: dict[int, tuple[int, ...]]
    passing: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)


def blocks(
    count: int,
    links: Iterable[tuple[int, int]],
    ranks: Sequence[int] | None = None,
) -> list[Block]:
    """Return the blocks of a graph, the largest first, each in an order with few crossing links.

    A block is a connected part of the graph, or a community of one that is too large. Ranks, where
    given, say which columns come before which.
    """
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(sorted(set(links)))
    column = _ranked(graph, ranks) if ranks else _columns(graph)
    parts = [
        part for joined in nx.weakly_connected_components(graph) for part in _split(graph, joined)
    ]
    parts.sort(key=lambda part: (-len(part), min(part)))
    return [_ordered(graph, part, column) for part in parts]


def communities(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected parts of a graph, large ones as their communities; the largest first."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(sorted(set(links)))
    parts = [
        sorted(part)
        for joined in nx.weakly_connected_components(graph)
        for part in _split(graph, joined)
    ]
    return sorted(parts, key=lambda part: (-len(part), part))


def _columns(graph: nx.DiGraph[int]) -> dict[int, int]:
    """Return each thing's column: how many links lead to it on the longest way without a cycle."""
    knots = nx.condensation(graph)
    layers = enumerate(nx.topological_generations(knots))
    return {
        thing: depth
        for depth, layer in layers
        for knot in layer
        for thing in knots.nodes[knot]["members"]
    }


def _ranked(graph: nx.DiGraph[int], ranks: Sequence[int]) -> dict[int, int]:
    """Return each thing's column by rank, and within a rank by how deep links in it lead."""
    depth: dict[int, int] = {}
    for rank in sorted(set(ranks)):
        depth.update(_columns(graph.subgraph(one for one in graph if ranks[one] == rank)))
    keys = {one: (ranks[one], depth[one]) for one in graph}
    column = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    return {one: column[key] for one, key in keys.items()}


def _split(graph: nx.DiGraph[int], part: set[int]) -> list[set[int]]:
    """Return a connected part as it is, or as its communities where it is too large for a block."""
    if len(part) <= MOST_IN_BLOCK:
        return [part]
    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(sorted(part))
    whole.add_edges_from(sorted(graph.subgraph(part).edges))
    if len(graph) >= LARGE:
        return _halved(whole)
    return [set(one) for one in nx.community.greedy_modularity_communities(whole)]


def _halved(part: nx.Graph[int]) -> list[set[int]]:
    """Return the communities of a large part, those that are too large as theirs in turn.

    A part without communities, such as a star, stays as it is.
    """
    found = nx.community.louvain_communities(part, seed=1)
    if len(found) == 1 or len(part) <= MOST_IN_CLUSTER:
        return [set(part)]
    return [
        small
        for one in sorted(found, key=min)
        for small in (
            _halved(nx.Graph(part.subgraph(one))) if len(one) > MOST_IN_CLUSTER else [set(one)]
        )
    ]


def _ordered(graph: nx.DiGraph[int], part: set[int], column: dict[int, int]) -> Block:
    """Return a block's columns, each sorted by the middle of its neighbours where that helps."""
    near: nx.Graph[int] = nx.Graph(graph.subgraph(part))
    depths = {depth: place for place, depth in enumerate(sorted({column[one] for one in part}))}
    at = {one: depths[column[one]] for one in part}
    passing = _passing(near, at)
    start = sorted(at, key=lambda one: (-near.degree[one], one))
    best = now = [[one for one in start if at[one] == place] for place in range(len(depths))]
    for sweep in range(12):
        now = [list(one) for one in now]
        row = {one: place / len(line) for line in now for place, one in enumerate(line)}
        for line in now if sweep % 2 else reversed(now):
            line.sort(key=lambda one: fmean([row[other] for other in near[one]] or [row[one]]))
            row.update({one: (place + 0.5) / len(line) for place, one in enumerate(line)})
        best = min(best, now, key=lambda one: _crossings(near, one))
    beside = {one: tuple(sorted(near[one])) for one in sorted(at)}
    return Block(tuple(tuple(line) for line in best), beside, passing)


def _passing(near: nx.Graph[int], at: dict[int, int]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Put places into the columns that links pass, and return them by link.

    Links that go to the same thing from farther off share their places, as wires in a cable do.
    The graph and the columns are changed: such a link is one from place to place.
    """
    far = sorted(
        (one, other) if at[one] < at[other] else (other, one)
        for one, other in near.edges
        if abs(at[one] - at[other]) > 1
    )
    many = Counter(end for link in far for end in link)
    places: dict[tuple[int, int], int] = {}
    passing: dict[tuple[int, int], tuple[int, ...]] = {}
    for left, right in far:
        shared = left if many[left] > many[right] else right
        between = range(at[left] + 1, at[right])
        line = [places.setdefault((shared, depth), -len(places) - 1) for depth in between]
        at.update(zip(line, between, strict=True))
        near.remove_edge(left, right)
        near.add_edges_from(pairwise([left, *line, right]))
        passing[left, right] = tuple(line)
    return passing


def _crossings(near: nx.Graph[int], lines: Sequence[Sequence[int]]) -> int:
    """Return how many pairs of links cross between neighbouring columns."""
    row = {one: place for line in lines for place, one in enumerate(line)}
    total = 0
    for left, right in pairwise(lines):
        beside = set(right)
        spans = [(row[one], row[other]) for one in left for other in near[one] if other in beside]
        total += sum(a < c and b > d for a, b in spans for c, d in spans)
    return total
