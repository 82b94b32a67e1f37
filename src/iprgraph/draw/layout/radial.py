"""Radial: a thing in the middle, what it is linked with around it, ring by ring."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from iprgraph.draw.layout.clusters import boxed
from iprgraph.draw.layout.columns import Layout, Place
from iprgraph.draw.layout.packing import Packing
from iprgraph.draw.layout.spacing import apart
from iprgraph.draw.layout.tree import distances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.draw.card import Card
    from iprgraph.draw.layout.graph import Graph

_GAP = 16
_STEP = pi / 360
_ASPECT = 1.15  # of the rings: pages are wider than high


def radial(graph: Graph, cards: Sequence[Card], centre: int) -> Layout:
    """Return where the cards stand: each on the ring of its distance, near what it hangs on."""
    far = distances(graph, centre)
    points = {centre: (0.0, 0.0)}
    angle = {centre: 0.0}
    inner = (cards[centre].width / 2, cards[centre].height / 2)
    for ring in range(1, max(far) + 1):
        order = _order([one for one, hops in enumerate(far) if hops == ring], graph, far, angle)
        turns, radii = _ring(order, cards, inner)
        angle.update(turns)
        points.update({one: (radii[0] * cos(t), radii[1] * sin(t)) for one, t in turns.items()})
        inner = (
            radii[0] + max(cards[one].width for one in order) / 2,
            radii[1] + max(cards[one].height for one in order) / 2,
        )
    order = sorted(points)
    at = order.index(centre)
    spread = apart([points[one] for one in order], [cards[one] for one in order], fixed=at)
    found, size = boxed(dict(zip(order, spread, strict=True)), cards)
    places = tuple(Place(0, *found[one]) for one in range(graph.count))
    return Layout(tuple(cards), places, (size,), (Packing(*size, ((0, 0),)),), framed=False)


def _order(
    ring: Sequence[int], graph: Graph, far: Sequence[int], angle: dict[int, float]
) -> list[int]:
    """Return the things of a ring by the direction of what they hang on, the first such.

    Those of the first ring go by what they share: neighbours of one further thing stand together.
    """

    def key(one: int) -> tuple[float, tuple[int, ...], int]:
        above = [angle[other] for other in graph.near[one] if far[other] < far[one]]
        beyond = tuple(other for other in graph.near[one] if far[other] >= far[one])
        return (above[0] if above else 0.0, beyond, one)

    return sorted(ring, key=key)


def _ring(
    order: Sequence[int], cards: Sequence[Card], inner: tuple[float, float]
) -> tuple[dict[int, float], tuple[float, float]]:
    """Return the angles of a ring's things and its radii, as small as its cards allow."""
    down = inner[1] + max(cards[one].height for one in order) / 2 + 3 * _GAP
    across = max(inner[0] + max(cards[one].width for one in order) / 2 + 2 * _GAP, down * _ASPECT)
    while True:
        turns = _turns(order, cards, (across, down))
        if turns[-1] <= 2 * pi:
            stretch = 2 * pi / turns[-1]
            start = -pi / 2
            return (
                {one: start + turn * stretch for one, turn in zip(order, turns, strict=False)},
                (across, down),
            )
        across, down = across * 1.05, down * 1.05


def _turns(order: Sequence[int], cards: Sequence[Card], radii: tuple[float, float]) -> list[float]:
    """Return how far each thing is turned from the first, one after the other without overlap.

    Last comes how far the first would be turned again.
    """
    turns = [0.0]
    for one, other in zip(order, (*order[1:], order[0]), strict=True):
        turn = turns[-1]
        while turn < turns[-1] + 2 * pi and _overlap(
            (cards[one], cards[other]), (turns[-1], turn), radii
        ):
            turn += _STEP
        turns.append(turn)
    return turns


def _overlap(
    pair: tuple[Card, Card], turns: tuple[float, float], radii: tuple[float, float]
) -> bool:
    x = abs(cos(turns[0] - pi / 2) - cos(turns[1] - pi / 2)) * radii[0]
    y = abs(sin(turns[0] - pi / 2) - sin(turns[1] - pi / 2)) * radii[1]
    return (
        x < (pair[0].width + pair[1].width) / 2 + _GAP
        and y < (pair[0].height + pair[1].height) / 2 + _GAP
    )
