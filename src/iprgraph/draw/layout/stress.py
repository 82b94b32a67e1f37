"""Stress: positions in which things are as far apart as the links between them are many."""

from __future__ import annotations

from collections import deque
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SWEEPS = 60
_APART = 2.5  # how far things are apart that no links connect, more than the longest way


def positions(
    part: Sequence[int], near: Mapping[int, Sequence[int]]
) -> dict[int, tuple[float, float]]:
    """Return positions of things in units of a link's length, by stress majorisation.

    Each thing is moved in turn to where the others want it, weighted by the inverse square of the
    distance (Gansner, Koren and North 2004). It starts from a circle, so that it ends the same.
    """
    far = {one: _hops(one, near) for one in part}
    longest = max((hops for found in far.values() for hops in found.values()), default=1)
    order = _around(part, near)
    turn = 2 * pi / max(len(order), 1)
    radius = len(order) ** 0.5
    at = {one: (radius * cos(turn * k), radius * sin(turn * k)) for k, one in enumerate(order)}
    for _ in range(_SWEEPS):
        for one in order:
            at[one] = _wanted(one, at, far[one], longest + _APART)
    return at


def _wanted(
    one: int, at: dict[int, tuple[float, float]], far: dict[int, int], apart: float
) -> tuple[float, float]:
    """Return where the others want a thing."""
    x, y = at[one]
    across = down = total = 0.0
    for other, (u, v) in at.items():
        if other == one:
            continue
        wish = far.get(other, apart)
        weight = 1 / (wish * wish)
        length = hypot(x - u, y - v) or 1e-9
        across += weight * (u + wish * (x - u) / length)
        down += weight * (v + wish * (y - v) / length)
        total += weight
    return (across / total, down / total) if total else (x, y)


def _hops(start: int, near: Mapping[int, Sequence[int]]) -> dict[int, int]:
    far = {start: 0}
    todo = deque([start])
    while todo:
        one = todo.popleft()
        for other in near[one]:
            if other not in far:
                far[other] = far[one] + 1
                todo.append(other)
    return far


def _around(part: Sequence[int], near: Mapping[int, Sequence[int]]) -> list[int]:
    """Return things so that those that are linked come near each other: depth first."""
    seen: dict[int, None] = {}
    for start in sorted(part, key=lambda one: (-len(near[one]), one)):
        todo = [start]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen[one] = None
                todo.extend(reversed([other for other in near[one] if other not in seen]))
    return list(seen)
