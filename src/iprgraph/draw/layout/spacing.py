"""Spacing: cards pushed apart until no two overlap, and off the links of others where they can."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.draw.card import Card

_ROUNDS = 120
_GROWTH = 1.06
_CLEARINGS = 30  # rounds in which cards are pushed off links
_BESIDE = 8  # how far a link stays from the card of another thing

Points = list[tuple[float, float]]


def apart(
    points: Sequence[tuple[float, float]],
    cards: Sequence[Card],
    links: Sequence[tuple[int, int]] = (),
    gap: float = 12,
) -> Points:
    """Return the points moved so that the cards there have a gap between them.

    Overlapping cards are pushed along the axis on which they overlap least; where that does not
    end, all is drawn out a little and pushed again, so that it always ends. Before, cards that lie
    on a link of others are pushed off it, which a line that seems to lead to them would hide.
    """
    # No two may start at one point: pushed cards have to know where to.
    at = [(x + number * 1e-3, y + number * 7e-4) for number, (x, y) in enumerate(points)]
    for _ in range(_CLEARINGS):
        _pushed(at, cards, gap)
        if not _cleared(at, cards, links):
            break
    while True:
        for _ in range(_ROUNDS):
            if not _pushed(at, cards, gap):
                return at
        at = [(x * _GROWTH, y * _GROWTH) for x, y in at]


def _pushed(at: Points, cards: Sequence[Card], gap: float) -> bool:
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
            moved = _push(at, cards, (one, other), gap) or moved
    return moved


def _push(at: Points, cards: Sequence[Card], pair: tuple[int, int], gap: float) -> bool:
    one, other = pair
    (x1, y1), (x2, y2) = at[one], at[other]
    over = (cards[one].width + cards[other].width) / 2 + gap - abs(x2 - x1)
    under = (cards[one].height + cards[other].height) / 2 + gap - abs(y2 - y1)
    if over <= 1e-6 or under <= 1e-6:
        return False
    if over < under:
        step = (over if x2 >= x1 else -over) / 2
        at[one], at[other] = (x1 - step, y1), (x2 + step, y2)
    else:
        step = (under if y2 >= y1 else -under) / 2
        at[one], at[other] = (x1, y1 - step), (x2, y2 + step)
    return True


def _cleared(at: Points, cards: Sequence[Card], links: Sequence[tuple[int, int]]) -> bool:
    """Push every card that lies on a link of others off it; return whether there was one."""
    moved = False
    for left, right in links:
        for one, card in enumerate(cards):
            if one not in (left, right):
                step = _off(at[one], card, at[left], at[right])
                if step:
                    at[one] = (at[one][0] + step[0], at[one][1] + step[1])
                    moved = True
    return moved


def _off(
    middle: tuple[float, float], card: Card, start: tuple[float, float], end: tuple[float, float]
) -> tuple[float, float] | None:
    """Return the way off a line for a card, None where it does not lie on the line."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    if not length:
        return None
    x, y = middle[0] - start[0], middle[1] - start[1]
    along = (x * across + y * down) / length
    aside = (x * down - y * across) / length
    # How far the card reaches along the line, and aside of it.
    reach = (card.width * abs(across) + card.height * abs(down)) / length / 2
    room = (card.width * abs(down) + card.height * abs(across)) / length / 2 + _BESIDE
    if not -reach / 2 < along < length + reach / 2 or abs(aside) >= room:
        return None
    step = (room - abs(aside)) * (1 if aside >= 0 else -1)
    return step * down / length, -step * across / length
