"""Spacing: cards pushed apart until no two overlap, as little as may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.draw.card import Card

_ROUNDS = 120
_GROWTH = 1.06


def apart(
    points: Sequence[tuple[float, float]], cards: Sequence[Card], gap: float = 12, fixed: int = -1
) -> list[tuple[float, float]]:
    """Return the points moved so that the cards there have a gap between them; one may be fixed.

    Overlapping cards are pushed along the axis on which they overlap least; where that does not
    end, all is drawn out a little and pushed again, so that it always ends.
    """
    # No two may start at one point: pushed cards have to know where to.
    at = [(x + number * 1e-3, y + number * 7e-4) for number, (x, y) in enumerate(points)]
    while True:
        for _ in range(_ROUNDS):
            if not _pushed(at, cards, gap, fixed):
                return at
        at = [(x * _GROWTH, y * _GROWTH) for x, y in at]


def _pushed(at: list[tuple[float, float]], cards: Sequence[Card], gap: float, fixed: int) -> bool:
    """Push every overlapping pair apart once; return whether there was one."""
    moved = False
    order = sorted(range(len(at)), key=lambda one: (at[one][1] - cards[one].height / 2, one))
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            if (
                at[other][1] - cards[other].height / 2
                > at[one][1] + cards[one].height / 2 + 3 * gap + 60
            ):
                break
            moved = _push(at, cards, (one, other), gap, fixed) or moved
    return moved


def _push(
    at: list[tuple[float, float]],
    cards: Sequence[Card],
    pair: tuple[int, int],
    gap: float,
    fixed: int,
) -> bool:
    one, other = pair
    (x1, y1), (x2, y2) = at[one], at[other]
    over = (cards[one].width + cards[other].width) / 2 + gap - abs(x2 - x1)
    under = (cards[one].height + cards[other].height) / 2 + gap - abs(y2 - y1)
    if over <= 1e-6 or under <= 1e-6:
        return False
    share = (0.0, 1.0) if one == fixed else (1.0, 0.0) if other == fixed else (0.5, 0.5)
    if over < under:
        step = over if x2 >= x1 else -over
        at[one], at[other] = (x1 - step * share[0], y1), (x2 + step * share[1], y2)
    else:
        step = under if y2 >= y1 else -under
        at[one], at[other] = (x1, y1 - step * share[0]), (x2, y2 + step * share[1])
    return True
