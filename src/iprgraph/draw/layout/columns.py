"""Columns: blocks of linked things in columns, and blocks packed on a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

import networkx as nx

from iprgraph.draw.layout.packing import Packing, packings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iprgraph.draw.card import Card

ROW_GAP = 7
COLUMN_GAP = 60
BLOCK_PAD = 11
MOST_IN_BLOCK = 26
LARGE = 1_000  # things: from here on communities are found by a faster method,
MOST_IN_CLUSTER = 90  # and split again while they have more things than this
LOWEST_ROOT = 300  # what a block hangs on is seen without scrolling


@dataclass(frozen=True, slots=True)
class Block:
    """Things that stand together, column by column, and each one's neighbours in the block."""

    columns: tuple[tuple[int, ...], ...]
    near: dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands: its block, and its middle from the block's upper left corner."""

    block: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All places in one language: cards, their places, sizes of blocks, and ways to pack them.

    `framed` says that the blocks are drawn behind their cards, `curved` that links are curves.
    """

    cards: tuple[Card, ...]
    places: tuple[Place, ...]
    sizes: tuple[tuple[int, int], ...]
    packings: tuple[Packing, ...]
    framed: bool = True
    curved: bool = False


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


def arrange(blocks_: Sequence[Block], cards: Sequence[Card], *, gap: int = COLUMN_GAP) -> Layout:
    """Return where all cards stand; cards of one column are made equally wide."""
    widths = _column_widths(blocks_, cards)
    places: dict[int, Place] = {}
    sizes: list[tuple[int, int]] = []
    sized = list(cards)
    for number, block in enumerate(blocks_):
        left = BLOCK_PAD
        middles, height = _heights(block, cards)
        if len(block.columns[0]) == 1:
            root = block.columns[0][0]
            middles[root] = min(middles[root], max(LOWEST_ROOT, cards[root].height / 2))
        for column, things in enumerate(block.columns):
            for thing in things:
                middle = left + widths[column] // 2
                places[thing] = Place(number, middle, BLOCK_PAD + round(middles[thing]))
                sized[thing] = _widened(cards[thing], widths[column])
            left += widths[column] + gap
        sizes.append((left - gap + BLOCK_PAD, round(height) + 2 * BLOCK_PAD))
    in_order = tuple(places[thing] for thing in range(len(cards)))
    return Layout(tuple(sized), in_order, tuple(sizes), packings(sizes), curved=True)


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
    depths = sorted({column[thing] for thing in part})
    start = sorted(part, key=lambda one: (-near.degree[one], one))
    best = now = [[one for one in start if column[one] == depth] for depth in depths]
    for sweep in range(12):
        now = [list(one) for one in now]
        at = {one: row / len(line) for line in now for row, one in enumerate(line)}
        for line in now if sweep % 2 else reversed(now):
            line.sort(key=lambda one: fmean([at[other] for other in near[one]] or [at[one]]))
            at.update({one: (row + 0.5) / len(line) for row, one in enumerate(line)})
        best = min(best, now, key=lambda one: _crossings(near, one))
    beside = {one: tuple(sorted(near[one])) for one in sorted(part)}
    return Block(tuple(tuple(line) for line in best), beside)


def _crossings(near: nx.Graph[int], lines: Sequence[Sequence[int]]) -> int:
    """Return how many pairs of links cross between neighbouring columns."""
    row = {one: place for line in lines for place, one in enumerate(line)}
    total = 0
    for left, right in pairwise(lines):
        beside = set(right)
        spans = [(row[one], row[other]) for one in left for other in near[one] if other in beside]
        total += sum(a < c and b > d for a, b in spans for c, d in spans)
    return total


def _column_widths(blocks_: Sequence[Block], cards: Sequence[Card]) -> list[int]:
    """Return how wide each column is in every block: as wide as its widest card."""
    widths: dict[int, int] = {}
    for block in blocks_:
        for column, things in enumerate(block.columns):
            widest = max(cards[thing].width for thing in things)
            widths[column] = max(widths.get(column, 0), widest)
    return [widths[column] for column in range(len(widths))]


def _heights(block: Block, cards: Sequence[Card]) -> tuple[dict[int, float], float]:
    """Return the middles of a block's cards, from its top, and its height.

    The tallest column is stacked; the cards of the others stand beside their neighbours.
    """
    tall = max(range(len(block.columns)), key=lambda one: _stack(block.columns[one], cards))
    middles: dict[int, float] = {}
    for column in sorted(range(len(block.columns)), key=lambda one: abs(one - tall)):
        wished = [_wish(thing, block, middles) for thing in block.columns[column]]
        middles.update(_settled(block.columns[column], wished, cards))
    top = min(middle - cards[one].height / 2 for one, middle in middles.items())
    bottom = max(middle + cards[one].height / 2 for one, middle in middles.items())
    return {one: middle - top for one, middle in middles.items()}, bottom - top


def _stack(things: Sequence[int], cards: Sequence[Card]) -> int:
    return sum(cards[thing].height + ROW_GAP for thing in things)


def _wish(thing: int, block: Block, middles: dict[int, float]) -> float:
    """Return the middle of a thing's neighbours that have a place, 0 where none has."""
    return fmean([middles[one] for one in block.near[thing] if one in middles] or [0.0])


def _settled(
    things: Sequence[int], wished: Sequence[float], cards: Sequence[Card]
) -> dict[int, float]:
    """Return middles as near the wished ones as the order and the cards' heights allow.

    Isotonic regression: cards that would overlap are pooled and moved together.
    """
    offsets: list[float] = []
    below = 0.0
    for thing in things:
        offsets.append(below + cards[thing].height / 2)
        below += cards[thing].height + ROW_GAP
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        mean, size = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other, count = pools.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        pools.append((mean, size))
    shifts = [mean for mean, size in pools for _ in range(size)]
    return {
        thing: shift + offset for thing, shift, offset in zip(things, shifts, offsets, strict=True)
    }


def _widened(card: Card, width: int) -> Card:
    return replace(card, width=width)
