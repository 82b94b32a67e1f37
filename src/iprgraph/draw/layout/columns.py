"""Columns: blocks of linked things in columns, and blocks packed on a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import TYPE_CHECKING

from iprgraph.draw.layout.packing import Packing, packings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iprgraph.draw.card import Card
    from iprgraph.draw.layout.blocks import Block

ROW_GAP = 7
COLUMN_GAP = 60
BLOCK_PAD = 11
PASSING = 4  # how high the place of a link is that passes a column
LOWEST_ROOT = 300  # what a block hangs on is seen without scrolling

Bend = tuple[int, int, int]


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
    `bends` are where a link passes columns: from which x to which, at which y, of its block.
    """

    cards: tuple[Card, ...]
    places: tuple[Place, ...]
    sizes: tuple[tuple[int, int], ...]
    packings: tuple[Packing, ...]
    framed: bool = True
    curved: bool = False
    bends: Mapping[tuple[int, int], tuple[Bend, ...]] = field(default_factory=dict)


def arrange(blocks: Sequence[Block], cards: Sequence[Card], *, gap: int = COLUMN_GAP) -> Layout:
    """Return where all cards stand; cards of one column are made equally wide."""
    widths = column_widths(blocks, cards)
    places: dict[int, Place] = {}
    sizes: list[tuple[int, int]] = []
    bends: dict[tuple[int, int], tuple[Bend, ...]] = {}
    sized = list(cards)
    for number, block in enumerate(blocks):
        middles, height = heights(block, cards)
        if len(block.columns[0]) == 1:
            root = block.columns[0][0]
            middles[root] = min(middles[root], max(LOWEST_ROOT, cards[root].height / 2))
        left = BLOCK_PAD
        passed: dict[int, Bend] = {}
        for width, things in zip(widths, block.columns, strict=False):
            for thing in things:
                y = BLOCK_PAD + round(middles[thing])
                if thing < 0:
                    passed[thing] = (left, left + width, y)
                else:
                    places[thing] = Place(number, left + width // 2, y)
                    sized[thing] = widened(cards[thing], width)
            left += width + gap
        sizes.append((left - gap + BLOCK_PAD, round(height) + 2 * BLOCK_PAD))
        for link, way in block.passing.items():
            bends[link] = tuple(passed[one] for one in way)
    in_order = tuple(places[thing] for thing in range(len(cards)))
    return Layout(tuple(sized), in_order, tuple(sizes), packings(sizes), curved=True, bends=bends)


def column_widths(blocks: Sequence[Block], cards: Sequence[Card]) -> list[int]:
    """Return how wide each column is in every block: as wide as its widest card."""
    widths: dict[int, int] = {}
    for block in blocks:
        for column, things in enumerate(block.columns):
            widest = max((cards[thing].width for thing in things if thing >= 0), default=0)
            widths[column] = max(widths.get(column, 0), widest)
    return [widths[column] for column in range(len(widths))]


def heights(block: Block, cards: Sequence[Card]) -> tuple[dict[int, float], float]:
    """Return the middles of a block's cards, from its top, and its height.

    The tallest column is stacked; the cards of the others stand beside their neighbours.
    """
    tall = max(range(len(block.columns)), key=lambda one: _stack(block.columns[one], cards))
    middles: dict[int, float] = {}
    for column in sorted(range(len(block.columns)), key=lambda one: abs(one - tall)):
        wished = [_wish(thing, block, middles) for thing in block.columns[column]]
        middles.update(_settled(block.columns[column], wished, cards))
    top = min(middle - _height(one, cards) / 2 for one, middle in middles.items())
    bottom = max(middle + _height(one, cards) / 2 for one, middle in middles.items())
    return {one: middle - top for one, middle in middles.items()}, bottom - top


def _stack(things: Sequence[int], cards: Sequence[Card]) -> int:
    return sum(_height(thing, cards) + ROW_GAP for thing in things)


def _height(thing: int, cards: Sequence[Card]) -> int:
    """Return how high a card is, or the place of a link that passes."""
    return cards[thing].height if thing >= 0 else PASSING


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
        offsets.append(below + _height(thing, cards) / 2)
        below += _height(thing, cards) + ROW_GAP
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


def widened(card: Card, width: int) -> Card:
    """Return a card as wide as its column."""
    return replace(card, width=width)
