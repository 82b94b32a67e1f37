"""Packing: blocks put together on pages of several widths."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK_GAP = 12
_COLUMNS = 6
_WIDTHS = (0.45, 0.6, 0.8, 1.0, 1.25, 1.6, 2.0)  # of a page, in sides of a square of all blocks
_BROADEST = 4  # times as wide as high: no window is broader
_FEW_WIDTHS = (0.7, 1.1, 1.5)  # the same where each page costs much


@dataclass(frozen=True, slots=True)
class Packing:
    """One way to lay the blocks on a page: its size, and each block's upper left corner."""

    width: int
    height: int
    corners: tuple[tuple[int, int], ...]


def packings(sizes: Sequence[tuple[int, int]], *, few: bool = False) -> tuple[Packing, ...]:
    """Return the blocks packed on pages from narrow to wide, each wider one lower than the last."""
    widest = max(width for width, _ in sizes)
    side = sum(width * height for width, height in sizes) ** 0.5
    columns = {widest * count + BLOCK_GAP * (count - 1) for count in range(1, _COLUMNS + 1)}
    shares = _FEW_WIDTHS if few else _WIDTHS
    widths = (set() if few else columns) | {max(widest, ceil(side * one)) for one in shares}
    packed = sorted(
        {_packed(sizes, width, order) for width in widths for order in _orders(sizes)},
        key=lambda one: (one.width, one.height, one.corners),
    )
    kept: list[Packing] = []
    for one in packed:
        if not kept or (one.height < kept[-1].height and one.width < _BROADEST * one.height):
            kept.append(one)
    return tuple(kept)


def _orders(sizes: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the orders in which blocks are put on a page: the tallest, widest, largest first."""
    numbers = range(len(sizes))
    return [
        sorted(numbers, key=lambda one: (-sizes[one][1], one)),
        sorted(numbers, key=lambda one: (-sizes[one][0], -sizes[one][1], one)),
        sorted(numbers, key=lambda one: (-sizes[one][0] * sizes[one][1], one)),
    ]


def _packed(sizes: Sequence[tuple[int, int]], page: int, order: Sequence[int]) -> Packing:
    """Return the blocks on a page of a width, in an order, each as high up as it can be.

    The skyline says how far down each stretch of the page is taken: (left, right, below).
    """
    skyline = [(0, page + BLOCK_GAP, 0)]
    corners: dict[int, tuple[int, int]] = {}
    for number in order:
        width, height = sizes[number][0] + BLOCK_GAP, sizes[number][1] + BLOCK_GAP
        top, left = min(
            (_top(skyline, start, start + width), start)
            for start, _, _ in skyline
            if start + width <= page + BLOCK_GAP
        )
        corners[number] = (left, top)
        skyline = _raised(skyline, (left, left + width, top + height))
    across = max(corners[one][0] + sizes[one][0] for one in corners)
    down = max(corners[one][1] + sizes[one][1] for one in corners)
    return Packing(across, down, tuple(corners[number] for number in range(len(sizes))))


def _top(skyline: Sequence[tuple[int, int, int]], left: int, right: int) -> int:
    """Return how far down a stretch of the page is taken."""
    return max(below for start, end, below in skyline if start < right and end > left)


def _raised(
    skyline: Sequence[tuple[int, int, int]], taken: tuple[int, int, int]
) -> list[tuple[int, int, int]]:
    """Return the skyline with another block in it."""
    left, right, _ = taken
    rest = [
        part
        for start, end, below in skyline
        for part in ((start, min(end, left), below), (max(start, right), end, below))
        if part[0] < part[1]
    ]
    return sorted([*rest, taken])
