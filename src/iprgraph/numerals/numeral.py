"""A printed numeral with its rounding, and the interval of numbers that it can stand for.

The rules, with v the value and p the precision (the size of the last printed digit):

- exactly: [v, v] for a rank, an ordinal, a streak and a count printed to the unit;
  [v - p/2, v + p/2) for everything else (rounded counts, money, per cent, points, decimals)
- about: [v - p, v + p]
- more than: (v, oo); at least: [v, oo)
- less than and nearly: (-oo, v); at most: (-oo, v]

A qualifier speaks of the printed magnitude. When the numeral is a fall (growth or change below
zero), its one-sided interval is therefore turned round: "down more than 10%" is (-oo, -10).
The closure of the interval always holds the value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from iprgraph import intervals
from iprgraph.numerals.units import is_measure

if TYPE_CHECKING:
    from decimal import Decimal

    from iprgraph.intervals import Interval


class Qualifier(StrEnum):
    """How the printed words bound the number."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    LESS_THAN = "less-than"
    AT_MOST = "at-most"
    NEARLY = "nearly"


class Kind(StrEnum):
    """What the number says of the thing that it is printed with."""

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    RANK = "rank"
    ORDINAL = "ordinal"
    STREAK = "streak"
    SHARE = "share"


_WHOLE = frozenset({Kind.RANK, Kind.ORDINAL, Kind.STREAK})
_SIGNED = frozenset({Kind.GROWTH, Kind.CHANGE})


@dataclass(frozen=True)
class Numeral:
    """One printed numeral: value and precision in base units (pieces, CNY, per cent, years)."""

    form: str
    lang: str
    value: Decimal
    unit: str
    precision: Decimal
    qualifier: Qualifier
    kind: Kind

    @property
    def is_exact_count(self) -> bool:
        """Tell whether it is a whole number of countable things, printed to the unit."""
        whole = self.value == self.value.to_integral_value() and self.precision <= 1
        return self.kind in _WHOLE or (whole and not is_measure(self.unit))

    @cached_property
    def interval(self) -> Interval:
        """Return the numbers that the printed form can stand for, by the rules of this module."""
        value, precision = self.value, self.precision
        if self.qualifier is Qualifier.EXACTLY:
            exact = self.is_exact_count
            return intervals.exactly(value) if exact else intervals.rounded(value, precision)
        if self.qualifier is Qualifier.ABOUT:
            return intervals.closed(value - precision, value + precision)
        fall = self.kind in _SIGNED and value < 0
        bound = _one_sided(-value if fall else value, self.qualifier)
        return intervals.negate(bound) if fall else bound


def _one_sided(value: Decimal, qualifier: Qualifier) -> Interval:
    if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return intervals.above(value, including=qualifier is Qualifier.AT_LEAST)
    return intervals.below(value, including=qualifier is Qualifier.AT_MOST)
