"""Clusters: communities, each laid out by stress, packed on the page."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from iprgraph.draw.layout.blocks import LARGE, communities
from iprgraph.draw.layout.columns import BLOCK_PAD, Layout, Place
from iprgraph.draw.layout.packing import packings
from iprgraph.draw.layout.spacing import apart
from iprgraph.draw.layout.stress import positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.draw.card import Card
    from iprgraph.draw.layout.graph import Graph

# A link's length: cards are wide and low, so it is longer across than down.
ACROSS, DOWN = 250, 105
NARROW_ACROSS, NARROW_DOWN = 150, 125
FEW = 40  # things of a cluster in which a card is pushed off the links of others

Points = dict[int, tuple[float, float]]


def clusters(graph: Graph, cards: Sequence[Card], unit: tuple[int, int] = (ACROSS, DOWN)) -> Layout:
    """Return where the cards stand: nothing overlaps, and what is linked stands together.

    The unit is a link's length across and down.
    """
    places: dict[int, Place] = {}
    sizes: list[tuple[int, int]] = []
    for number, shape in enumerate(_shapes(graph)):
        found, size = _cluster(shape, graph, cards, unit)
        places.update({one: Place(number, x, y) for one, (x, y) in found.items()})
        sizes.append(size)
    in_order = tuple(places[one] for one in range(graph.count))
    return Layout(tuple(cards), in_order, tuple(sizes), packings(sizes, few=is_large(graph)))


def boxed(
    points: dict[int, tuple[float, float]], cards: Sequence[Card]
) -> tuple[dict[int, tuple[int, int]], tuple[int, int]]:
    """Return points in whole numbers from the corner of the box of their cards, and its size."""
    left = min(x - cards[one].width / 2 for one, (x, _) in points.items()) - BLOCK_PAD
    top = min(y - cards[one].height / 2 for one, (_, y) in points.items()) - BLOCK_PAD
    right = max(x + cards[one].width / 2 for one, (x, _) in points.items()) + BLOCK_PAD
    bottom = max(y + cards[one].height / 2 for one, (_, y) in points.items()) + BLOCK_PAD
    whole = {one: (round(x - left), round(y - top)) for one, (x, y) in points.items()}
    return whole, (ceil(right - left), ceil(bottom - top))


def is_large(graph: Graph) -> bool:
    """Return whether a graph is too large to be laid out in more ways than it needs."""
    return graph.count >= LARGE


@lru_cache(maxsize=2)
def _shapes(graph: Graph) -> tuple[Points, ...]:
    """Return the clusters with the positions of their things, in link lengths; kept for reuse.

    They are the same whatever the cards, so for all languages and widths of a page.
    """
    shapes = []
    for part in communities(graph.count, graph.pairs):
        inside = frozenset(part)
        near = {one: [other for other in graph.near[one] if other in inside] for one in part}
        shapes.append(positions(part, near))
    return tuple(shapes)


def _cluster(
    found: Points, graph: Graph, cards: Sequence[Card], unit: tuple[int, int]
) -> tuple[dict[int, tuple[int, int]], tuple[int, int]]:
    order = sorted(found)
    place = {one: number for number, one in enumerate(order)}
    inside = [(place[a], place[b]) for a, b in graph.pairs if a in place and b in place]
    spread = apart(
        [(found[one][0] * unit[0], found[one][1] * unit[1]) for one in order],
        [cards[one] for one in order],
        inside if len(order) <= FEW else (),
    )
    return boxed(dict(zip(order, spread, strict=True)), cards)
