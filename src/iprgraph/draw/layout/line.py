"""Line: from one thing to another, step by step, with room for what each step says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.draw.card import SMALL, width
from iprgraph.draw.layout.columns import BLOCK_PAD, Layout, Place
from iprgraph.draw.layout.packing import Packing
from iprgraph.draw.layout.tree import distances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.draw.card import Card
    from iprgraph.draw.layout.graph import Graph
    from iprgraph.draw.scene import Link, Scene
    from iprgraph.draw.view import Mode

_BESIDE = 26
_LABEL_HIGH = 34
_LEAST_GAP = 70


def line(
    scene: Scene, graph: Graph, cards: Sequence[Card], mode: Mode, *, down: bool = False
) -> Layout:
    """Return where the cards stand: by their distance from the first, across the page or down."""
    far = distances(graph, scene.centre or 0)
    steps = [
        [one for one in range(graph.count) if far[one] == hops] for hops in range(max(far) + 1)
    ]
    rooms = [_room(scene, far, hops, mode) for hops in range(max(far))]
    points = _down(steps, cards, rooms) if down else _across(steps, cards, rooms)
    right = max(x + cards[one].width / 2 for one, (x, _) in points.items()) + BLOCK_PAD
    bottom = max(y + cards[one].height / 2 for one, (_, y) in points.items()) + BLOCK_PAD
    size = (round(right), round(bottom))
    places = tuple(Place(0, round(points[one][0]), round(points[one][1])) for one in sorted(points))
    return Layout(tuple(cards), places, (size,), (Packing(*size, ((0, 0),)),), framed=False)


def _across(
    steps: Sequence[Sequence[int]], cards: Sequence[Card], rooms: Sequence[float]
) -> dict[int, tuple[float, float]]:
    heights = [sum(cards[one].height + 2 * _LABEL_HIGH for one in step) for step in steps]
    middle = max(heights) / 2
    points: dict[int, tuple[float, float]] = {}
    left = float(BLOCK_PAD)
    for place, step in enumerate(steps):
        widest = max(cards[one].width for one in step)
        top = middle - heights[place] / 2
        for one in step:
            points[one] = (left + widest / 2, top + _LABEL_HIGH + cards[one].height / 2)
            top += cards[one].height + 2 * _LABEL_HIGH
        left += widest + (rooms[place] if place < len(rooms) else 0)
    return points


def _down(
    steps: Sequence[Sequence[int]], cards: Sequence[Card], rooms: Sequence[float]
) -> dict[int, tuple[float, float]]:
    slots = [
        _slots(step, cards, max([*rooms[max(place - 1, 0) : place + 1], 0.0]))
        for place, step in enumerate(steps)
    ]
    middle = BLOCK_PAD + max(map(sum, slots)) / 2
    points: dict[int, tuple[float, float]] = {}
    top = float(BLOCK_PAD)
    for step, widths in zip(steps, slots, strict=True):
        highest = max(cards[one].height for one in step)
        left = middle - sum(widths) / 2
        for one, slot in zip(step, widths, strict=True):
            points[one] = (left + slot / 2, top + highest / 2)
            left += slot
        top += highest + 2 * _LABEL_HIGH
    return points


def _slots(step: Sequence[int], cards: Sequence[Card], room: float) -> list[float]:
    """Return how wide the place of each card of a step is; beside others it has room for labels.

    Half way to a step of one card, what is written on two links is half as far apart.
    """
    if len(step) == 1:
        return [float(cards[step[0]].width)]
    return [max(cards[one].width + _BESIDE, 1.7 * room) for one in step]


def _room(scene: Scene, far: Sequence[int], hops: int, mode: Mode) -> float:
    """Return how much room the labels of a step need between its columns."""
    labels = [
        _label(scene, link, mode)
        for link in scene.links
        if {far[link.left], far[link.right]} == {hops, hops + 1}
    ]
    return max([_LEAST_GAP, *(width(one) * SMALL + 2 * _BESIDE for one in labels)])


def _label(scene: Scene, link: Link, mode: Mode) -> str:
    """Return the longest line that stands on a link."""
    relations = [scene.relations[one.relation] for one in link.statements]
    inverse = [scene.view.relations[one.relation].inverse for one in link.statements]
    texts = [one for one in (*relations, *inverse) if one is not None]
    return max((one.en if mode == "en" else one.zh for one in texts), key=width) + " § 2.10"
