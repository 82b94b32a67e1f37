"""Comparing: each figure of the reports beside what the datasets of others say of it.

The work is done by the questions compare-figures and compare-rankings; here are their rows as
typed objects, and their counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iprgraph.query import Solutions, Term

Verdict = Literal["agrees", "contradicts", "not-comparable", "silent"]

FIGURES = "compare-figures"
RANKINGS = "compare-rankings"
VERDICTS: tuple[Verdict, ...] = ("agrees", "contradicts", "not-comparable", "silent")

_WORDING = {
    "en": "{0:,} in all: {1} agree, {2} contradict, {3} not comparable, {4} silent",
    "zh": "共 {0:,}：相符 {1}，相悖 {2}，不可比 {3}，无记载 {4}",
}


@dataclass(frozen=True)
class Comparison:
    """A figure and what one dataset says of it: things are addresses, "" where there is none.

    `theirs` is the dataset's figure, or what its levels come to as growth or share; `counted` its
    metric, `note` why that is not the same one. `point` is the figure in the dataset.
    """

    figure: str
    metric: str
    statistic: str
    area: str
    period: str
    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    verdict: Verdict
    theirs: Decimal | None
    difference: Decimal | None
    counted: str
    source: str
    point: str
    note: str


@dataclass(frozen=True)
class RankComparison:
    """A claimed rank and the one that a dataset gives, with the best of the other places.

    `margin` is the place's own figure less that of the best of the others.
    """

    figure: str
    metric: str
    area: str
    period: str
    claimed: int
    verdict: Verdict
    rank: int | None
    among: int | None
    theirs: Decimal | None
    next: str
    next_value: Decimal | None
    margin: Decimal | None
    counted: str
    source: str
    note: str


def comparisons(solutions: Solutions) -> tuple[Comparison, ...]:
    """Return the rows of the question compare-figures, all its variables given."""
    return tuple(
        Comparison(
            figure=_text(row["figure"]),
            metric=_text(row["metric"]),
            statistic=_text(row["statistic"]).rpartition("/")[2],
            area=_text(row["area"]),
            period=_text(row["period"]),
            value=_number(row["value"]) or Decimal(0),
            lower=_number(row["lower"]),
            upper=_number(row["upper"]),
            verdict=_verdict(row["verdict"]),
            theirs=_number(row["theirs"]),
            difference=_number(row["difference"]),
            counted=_text(row["counted"]),
            source=_text(row["source"]),
            point=_text(row["point"]),
            note=_text(row["note"]),
        )
        for row in _rows(solutions)
    )


def rank_comparisons(solutions: Solutions) -> tuple[RankComparison, ...]:
    """Return the rows of the question compare-rankings, all its variables given."""
    return tuple(
        RankComparison(
            figure=_text(row["figure"]),
            metric=_text(row["metric"]),
            area=_text(row["area"]),
            period=_text(row["period"]),
            claimed=int(_number(row["claimed"]) or 0),
            verdict=_verdict(row["verdict"]),
            rank=_whole(row["rank"]),
            among=_whole(row["among"]),
            theirs=_number(row["theirs"]),
            next=_text(row["next"]),
            next_value=_number(row["nextValue"]),
            margin=_number(row["margin"]),
            counted=_text(row["counted"]),
            source=_text(row["source"]),
            note=_text(row["note"]),
        )
        for row in _rows(solutions)
    )


def counted_verdicts(verdicts: Iterable[str], language: str) -> str:
    """Return a sentence that counts verdicts, given by name."""
    counts = Counter(verdicts)
    numbers = [counts[verdict] for verdict in VERDICTS]
    return _WORDING[language].format(sum(numbers), *numbers)


def _rows(solutions: Solutions) -> list[Mapping[str, Term | None]]:
    return [dict(zip(solutions.columns, row, strict=True)) for row in solutions.rows]


def _text(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


def _verdict(term: Term | None) -> Verdict:
    return cast("Verdict", _text(term).rpartition("/")[2])


def _number(term: Term | None) -> Decimal | None:
    text = _text(term)
    return Decimal(text) if text else None


def _whole(term: Term | None) -> int | None:
    number = _number(term)
    return None if number is None else int(number)
