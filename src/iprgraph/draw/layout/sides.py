"""Sides: a thing in the middle, what it is linked with on both sides of it, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.draw.layout.columns import (
    BLOCK_PAD,
    COLUMN_GAP,
    ROW_GAP,
    Layout,
    Place,
    column_widths,
    heights,
    widened,
)
from iprgraph.draw.layout.packing import Packing
from iprgraph.draw.layout.tree import branch, hung

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iprgraph.draw.card import Card
    from iprgraph.draw.layout.graph import Graph

Points = dict[int, tuple[int, float]]


def sides(graph: Graph, cards: Sequence[Card], centre: int) -> Layout:
    """Return where the cards stand; what is linked in the same way stands on the same side."""
    children = hung(graph, centre)
    halves = _halves(children[centre], children, cards)
    across: Points = {}
    sized = list(cards)
    for half, way in zip(halves, (1, -1), strict=True):
        for one, (x, y, width) in _side(centre, {**children, centre: half}, cards).items():
            across[one] = (way * x, y)
            sized[one] = widened(cards[one], width)
    left = min(x - sized[one].width // 2 for one, (x, _) in across.items()) - BLOCK_PAD
    top = min(y - sized[one].height / 2 for one, (_, y) in across.items()) - BLOCK_PAD
    places = tuple(
        Place(0, across[one][0] - left, round(across[one][1] - top)) for one in range(graph.count)
    )
    size = (
        max(place.x + sized[one].width // 2 for one, place in enumerate(places)) + BLOCK_PAD,
        max(place.y + sized[one].height // 2 for one, place in enumerate(places)) + BLOCK_PAD,
    )
    packings = (Packing(*size, ((0, 0),)),)
    return Layout(tuple(sized), places, (size,), packings, framed=False, curved=True)


def _halves(
    first: Sequence[int], children: Mapping[int, Sequence[int]], cards: Sequence[Card]
) -> tuple[list[int], list[int]]:
    """Return what hangs on the centre, cut in two where both sides become about as high."""
    rooms = [_room(one, children, cards) for one in first]
    cut = min(
        range(1, len(first) + 1),
        key=lambda place: (abs(sum(rooms[:place]) - sum(rooms[place:])), place),
    )
    return list(first[:cut]), list(first[cut:])


def _room(one: int, children: Mapping[int, Sequence[int]], cards: Sequence[Card]) -> float:
    """Return how high a thing is with all that hangs on it."""
    below = sum(_room(child, children, cards) for child in children[one])
    return max(cards[one].height + ROW_GAP, below)


def _side(
    centre: int, children: Mapping[int, Sequence[int]], cards: Sequence[Card]
) -> dict[int, tuple[int, float, int]]:
    """Return how far from the centre, and how far below it, the things of a side stand.

    Last comes the width of a card, which is that of its column.
    """
    block = branch(centre, children)
    middles, _ = heights(block, cards)
    found: dict[int, tuple[int, float, int]] = {}
    right = -cards[centre].width // 2
    for width, things in zip(column_widths([block], cards), block.columns, strict=True):
        for one in things:
            found[one] = (right + width // 2, middles[one] - middles[centre], width)
        right += width + COLUMN_GAP
    return found
