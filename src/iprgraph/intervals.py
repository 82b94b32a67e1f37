"""Exact intervals of rational numbers, with open, closed and unbounded ends, and their arithmetic.

An end that is `None` is unbounded. Every result is the smallest interval that holds all answers;
nothing is rounded except by `outward`, and that only away from the inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from iprgraph.errors import IntervalError

if TYPE_CHECKING:
    from collections.abc import Callable

    import portion

Number = int | Fraction | Decimal
_ZERO = Fraction(0)


@dataclass(frozen=True)
class Interval:
    """The numbers between two ends; equal intervals compare equal, and there is one empty one."""

    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool = False
    upper_closed: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower_closed", self.lower_closed and self.lower is not None)
        object.__setattr__(self, "upper_closed", self.upper_closed and self.upper is not None)
        if self.is_empty:
            for name, value in (("lower", _ZERO), ("upper", _ZERO)):
                object.__setattr__(self, name, value)
            for name in ("lower_closed", "upper_closed"):
                object.__setattr__(self, name, False)

    @property
    def is_empty(self) -> bool:
        """Tell whether no number is inside."""
        if self.lower is None or self.upper is None:
            return False
        both_closed = self.lower_closed and self.upper_closed
        return self.lower > self.upper or (self.lower == self.upper and not both_closed)

    def __str__(self) -> str:
        """Return the usual notation, `[1, 5/2)`, with `oo` for an unbounded end."""
        left = "[" if self.lower_closed else "("
        right = "]" if self.upper_closed else ")"
        lower = "-oo" if self.lower is None else str(self.lower)
        upper = "oo" if self.upper is None else str(self.upper)
        return "empty" if self.is_empty else f"{left}{lower}, {upper}{right}"


EMPTY = Interval(_ZERO, _ZERO)
EVERYTHING = Interval(None, None)


def fraction(value: Number) -> Fraction:
    """Return the number exactly. Raises IntervalError for a float, which is not what was meant."""
    if not isinstance(value, int | Fraction | Decimal):
        raise IntervalError(
            f"{value!r} is not an exact number", remedy="write a Decimal, a Fraction or an int"
        )
    return Fraction(value)


def closed(lower: Number, upper: Number) -> Interval:
    """Return [lower, upper], empty when lower > upper."""
    return Interval(fraction(lower), fraction(upper), True, True)


def half_open(lower: Number, upper: Number) -> Interval:
    """Return [lower, upper), empty unless lower < upper."""
    return Interval(fraction(lower), fraction(upper), True, False)


def exactly(value: Number) -> Interval:
    """Return [value, value]."""
    return closed(value, value)


def above(value: Number, *, including: bool = False) -> Interval:
    """Return (value, oo), or [value, oo) when the value itself is included."""
    return Interval(fraction(value), None, including, False)


def below(value: Number, *, including: bool = False) -> Interval:
    """Return (-oo, value), or (-oo, value] when the value itself is included."""
    return Interval(None, fraction(value), False, including)


def rounded(value: Number, precision: Number) -> Interval:
    """Return [v - p/2, v + p/2), what rounds to the value. Raises IntervalError unless p > 0."""
    if fraction(precision) <= 0:
        raise IntervalError(f"a precision of {precision} is not positive")
    half = fraction(precision) / 2
    return half_open(fraction(value) - half, fraction(value) + half)


def contains(interval: Interval, value: Number) -> bool:
    """Tell whether the value is inside, ends counted only where they are closed."""
    return fraction(value) in _points(interval)


def within(inner: Interval, outer: Interval) -> bool:
    """Tell whether every number of `inner` is in `outer`; the empty interval is in all."""
    return _points(inner) in _points(outer)


def intersect(first: Interval, second: Interval) -> Interval:
    """Return what is in both, empty when nothing is."""
    return _interval(_points(first) & _points(second))


def hull(first: Interval, second: Interval) -> Interval:
    """Return the smallest interval that holds both, with whatever lies between them."""
    return _interval((_points(first) | _points(second)).enclosure)


def integers(interval: Interval) -> Interval:
    """Return the closed interval from the first to the last integer inside, empty if none is."""
    lower, upper = interval.lower, interval.upper
    first = None if lower is None else Fraction(ceil(lower))
    last = None if upper is None else Fraction(floor(upper))
    if first is not None and first == lower and not interval.lower_closed:
        first += 1
    if last is not None and last == upper and not interval.upper_closed:
        last -= 1
    return Interval(first, last, True, True)


def negate(interval: Interval) -> Interval:
    """Return the mirror image at zero."""
    return Interval(
        None if interval.upper is None else -interval.upper,
        None if interval.lower is None else -interval.lower,
        interval.upper_closed,
        interval.lower_closed,
    )


def add(first: Interval, second: Interval) -> Interval:
    """Return all sums of a number of the first and a number of the second."""
    if first.is_empty or second.is_empty:
        return EMPTY
    unbounded_below = first.lower is None or second.lower is None
    unbounded_above = first.upper is None or second.upper is None
    return Interval(
        None if unbounded_below else (first.lower or _ZERO) + (second.lower or _ZERO),
        None if unbounded_above else (first.upper or _ZERO) + (second.upper or _ZERO),
        first.lower_closed and second.lower_closed,
        first.upper_closed and second.upper_closed,
    )


def subtract(first: Interval, second: Interval) -> Interval:
    """Return all differences, a number of the first minus a number of the second."""
    return add(first, negate(second))


def multiply(first: Interval, second: Interval) -> Interval:
    """Return all products of a number of the first and a number of the second."""
    if first.is_empty or second.is_empty:
        return EMPTY
    corners = [_times(a, b) for a in _ends(first) for b in _ends(second)]
    lower = min(corners, key=lambda end: (end.order, not end.closed))
    upper = max(corners, key=lambda end: (end.order, end.closed))
    return Interval(lower.finite, upper.finite, lower.closed, upper.closed)


def divide(first: Interval, second: Interval) -> Interval:
    """Return all quotients. Raises IntervalError when the divisor holds 0 or a negative number."""
    if first.is_empty or second.is_empty:
        return EMPTY
    lower, upper = second.lower, second.upper
    if lower is None or lower < 0 or (lower == 0 and second.lower_closed):
        raise IntervalError(
            f"cannot divide by {second}: it holds zero or a negative number",
            remedy="divide only by intervals above zero",
        )
    reciprocal = Interval(
        _ZERO if upper is None else 1 / upper,
        None if lower == 0 else 1 / lower,
        second.upper_closed,
        second.lower_closed,
    )
    return multiply(first, reciprocal)


def outward(interval: Interval, digits: int) -> tuple[Decimal | None, Decimal | None]:
    """Return decimal bounds with so many decimals, moved away from the inside, never into it.

    An unbounded end is None. Raises IntervalError for the empty interval, which has no bounds.
    """
    if interval.is_empty:
        raise IntervalError("the empty interval has no bounds")
    return (
        _to_decimal(interval.lower, digits, floor),
        _to_decimal(interval.upper, digits, ceil),
    )


@dataclass(frozen=True)
class _End:
    """One end of an interval: `sign` is -1 or 1 for an infinite end, 0 for a finite one."""

    sign: int
    value: Fraction
    closed: bool

    @property
    def order(self) -> tuple[int, Fraction]:
        """Return a key that sorts ends along the number line."""
        return self.sign, self.value

    @property
    def finite(self) -> Fraction | None:
        """Return the value, None for an infinite end."""
        return None if self.sign else self.value


def _ends(interval: Interval) -> tuple[_End, _End]:
    lower, upper = interval.lower, interval.upper
    return (
        _End(-1, _ZERO, False) if lower is None else _End(0, lower, interval.lower_closed),
        _End(1, _ZERO, False) if upper is None else _End(0, upper, interval.upper_closed),
    )


def _times(first: _End, second: _End) -> _End:
    """Return the product of two ends; a closed zero is reached whatever the other end is."""
    zeros = [end for end in (first, second) if end.sign == 0 and end.value == 0]
    if zeros:
        reached = (first.closed and second.closed) or any(end.closed for end in zeros)
        return _End(0, _ZERO, reached)
    if first.sign or second.sign:
        positive = (first.sign or first.value) * (second.sign or second.value) > 0
        return _End(1 if positive else -1, _ZERO, False)
    return _End(0, first.value * second.value, first.closed and second.closed)


def _to_decimal(
    end: Fraction | None, digits: int, toward: Callable[[Fraction], int]
) -> Decimal | None:
    if end is None:
        return None
    exact = Decimal(f"{toward(end * 10**digits)}e{-digits}")
    return Decimal(f"{exact:f}")


def _points(interval: Interval) -> portion.Interval:
    """Return the same points as a set of the library `portion`."""
    import portion  # here, as most commands need no sets of points

    return portion.Interval.from_atomic(
        portion.CLOSED if interval.lower_closed else portion.OPEN,
        -portion.inf if interval.lower is None else interval.lower,
        portion.inf if interval.upper is None else interval.upper,
        portion.CLOSED if interval.upper_closed else portion.OPEN,
    )


def _interval(points: portion.Interval) -> Interval:
    """Return the Interval of one unbroken set of points."""
    import portion

    if points.empty:
        return EMPTY
    return Interval(
        None if points.lower == -portion.inf else points.lower,
        None if points.upper == portion.inf else points.upper,
        points.left is portion.CLOSED,
        points.right is portion.CLOSED,
    )
