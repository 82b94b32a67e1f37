"""Interval arithmetic is exact: it holds every result, and no end is moved inward."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph import intervals
from iprgraph.errors import IntervalError
from iprgraph.intervals import EMPTY, EVERYTHING, Interval, above, below, closed, half_open

numbers = st.fractions(-100, 100, max_denominator=20)
gaps = st.none() | st.just(Fraction(0)) | st.fractions(0, 50, max_denominator=20)


@st.composite
def with_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """Return an interval and one number inside, often at an end."""
    member, down, up = draw(numbers), draw(gaps), draw(gaps)
    interval = Interval(
        None if down is None else member - down,
        None if up is None else member + up,
        down == 0 or draw(st.booleans()),
        up == 0 or draw(st.booleans()),
    )
    return interval, member


@given(with_member(), with_member())
def test_results_of_members_are_inside(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = first, second
    assert intervals.contains(intervals.add(a, b), x + y)
    assert intervals.contains(intervals.subtract(a, b), x - y)
    assert intervals.contains(intervals.multiply(a, b), x * y)
    assert intervals.contains(intervals.hull(a, b), x)
    assert intervals.contains(intervals.negate(a), -x)
    assert intervals.contains(intervals.intersect(a, b), x) == intervals.contains(b, x)


@given(with_member(), with_member())
def test_a_quotient_is_inside_or_refused(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = first, second
    if intervals.within(b, above(0)):
        assert intervals.contains(intervals.divide(a, b), x / y)
    else:
        with pytest.raises(IntervalError, match="cannot divide"):
            intervals.divide(a, b)


@given(with_member(), st.integers(-3, 6))
def test_outward_bounds_are_outside_by_less_than_a_digit(
    case: tuple[Interval, Fraction], digits: int
) -> None:
    interval, member = case
    lower, upper = intervals.outward(interval, digits)
    step = Fraction(10) ** -digits
    assert (lower is None) == (interval.lower is None)
    assert (upper is None) == (interval.upper is None)
    if lower is not None and interval.lower is not None:
        assert interval.lower - step < Fraction(lower) <= interval.lower <= member
    if upper is not None and interval.upper is not None:
        assert interval.upper + step > Fraction(upper) >= interval.upper >= member


@given(with_member(), st.integers(-120, 120))
def test_the_integers_are_those_inside(case: tuple[Interval, Fraction], number: int) -> None:
    interval, _ = case
    inside = intervals.integers(interval)
    assert intervals.contains(inside, number) == intervals.contains(interval, number)
    assert inside.lower is None or inside.lower.denominator == 1


RESULTS = [
    (intervals.add(half_open(1, 2), closed(3, 4)), "[4, 6)"),
    (intervals.add(above(1), closed(3, 4)), "(4, oo)"),
    (intervals.subtract(half_open(1, 2), closed(3, 4)), "[-3, -1)"),
    (intervals.multiply(half_open(-1, 2), closed(3, 4)), "[-4, 8)"),
    (intervals.multiply(above(0), closed(0, 1)), "[0, oo)"),
    (intervals.multiply(above(0), half_open(1, 2)), "(0, oo)"),
    (intervals.multiply(below(0), below(0)), "(0, oo)"),
    (intervals.multiply(closed(0, 0), EVERYTHING), "[0, 0]"),
    (intervals.divide(half_open(1, 2), half_open(2, 4)), "(1/4, 1)"),
    (intervals.divide(closed(1, 1), above(0)), "(0, oo)"),
    (intervals.divide(closed(1, 1), above(2, including=True)), "(0, 1/2]"),
    (intervals.intersect(closed(1, 2), half_open(2, 3)), "[2, 2]"),
    (intervals.intersect(half_open(1, 2), closed(2, 3)), "empty"),
    (intervals.hull(closed(1, 2), half_open(4, 5)), "[1, 5)"),
    (intervals.integers(half_open(1, 3)), "[1, 2]"),
    (intervals.integers(above(1)), "[2, oo)"),
    (intervals.integers(Interval(Fraction(1), Fraction(2))), "empty"),
    (intervals.rounded(Decimal("11.71"), Decimal("0.01")), "[2341/200, 2343/200)"),
    (intervals.add(EMPTY, EVERYTHING), "empty"),
    (intervals.multiply(EVERYTHING, EMPTY), "empty"),
    (closed(2, 1), "empty"),
    (below(3, including=True), "(-oo, 3]"),
]


@pytest.mark.parametrize(("result", "expected"), RESULTS)
def test_ends_are_open_and_closed_as_they_must_be(result: Interval, expected: str) -> None:
    assert str(result) == expected


def test_there_is_one_empty_interval() -> None:
    assert closed(5, 3) == half_open(1, 1) == EMPTY
    assert hash(closed(5, 3)) == hash(EMPTY)


def test_outward_bounds_are_plain_decimals() -> None:
    third = intervals.divide(intervals.exactly(1), intervals.exactly(3))
    assert intervals.outward(third, 4) == (Decimal("0.3333"), Decimal("0.3334"))
    assert [str(end) for end in intervals.outward(intervals.exactly(123456), -3)] == [
        "123000",
        "124000",
    ]


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: intervals.fraction(0.1), "0.1 is not an exact number"),  # type: ignore[arg-type]
        (lambda: intervals.rounded(1, 0), "a precision of 0 is not positive"),
        (lambda: intervals.outward(EMPTY, 2), "the empty interval has no bounds"),
        (lambda: intervals.divide(closed(1, 1), closed(0, 1)), r"cannot divide by \[0, 1\]"),
        (lambda: intervals.divide(closed(1, 1), closed(-2, -1)), "cannot divide"),
    ],
)
def test_what_has_no_answer_is_refused(refused: object, message: str) -> None:
    assert callable(refused)
    with pytest.raises(IntervalError, match=message):
        refused()
