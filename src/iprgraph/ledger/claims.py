"""Claims: which figures, dates and names of a paragraph's graph hold a numeral in an edition."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from iprgraph.anchors.claims import UNPRINTED_KINDS, dated_forms
from iprgraph.ledger.dates import read_date
from iprgraph.numerals import Kind, Role
from iprgraph.reports import objects_of
from iprgraph.text.matching import occurrences
from iprgraph.vocabulary import ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from iprgraph.anchors import AnchorRow
    from iprgraph.anchors.claims import Names
    from iprgraph.graphs import Graphs
    from iprgraph.numerals import NumeralSpan
    from iprgraph.reports import Report, ReportParagraph
    from iprgraph.text import Span

_BEGINS, _ENDS = ipr("begins"), ipr("ends")
_COUNTED = (Role.NUMERAL, Role.BASE, Role.DOUBT, Role.MALFORMED)

Days = frozenset[date]


class Standing(StrEnum):
    """What the graph makes of a numeral that an edition prints."""

    FIGURE = "figure"  # inside the printed form of an observation
    DATE = "date"  # a date of a thing, or an end or the year of a period
    NAME = "name"  # part of a thing's name, or the number of a section, page or footnote
    EXPLAINED = "explained"  # in the ledger, with a reason
    MISSING = "missing"  # none of these
    OVERLAPPING = "overlapping"  # inside the forms of two observations
    OPEN = "open"  # in a paragraph that no file encodes


Verdict = tuple[Standing, tuple[str, ...]]


@dataclass(frozen=True)
class Claims:
    """What a paragraph's graph anchors in one edition: by figures, by dates, by names.

    `disputed` are the anchors of discrepancies, which claim nothing.
    """

    edition: str
    figures: tuple[AnchorRow, ...] = ()
    dates: tuple[AnchorRow, ...] = ()
    names: tuple[AnchorRow, ...] = ()
    disputed: tuple[AnchorRow, ...] = ()
    days: Days = frozenset()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def verdict(self, span: NumeralSpan, core: str, runs: list[Span]) -> Verdict:
        """Return how a numeral stands, and by which things; `runs` are where its core is."""
        figures = _things(_holding(self.figures, runs)) if span.role in _COUNTED else ()
        if figures:
            # The base of a rate is read over: a form may hold one beside its own numeral.
            twice = len(figures) > 1 and span.role is not Role.BASE
            return (Standing.OVERLAPPING if twice else Standing.FIGURE), figures
        dates = _things(_holding(self.dates, runs))
        if dates:
            return Standing.DATE, dates
        names = _things(
            row for row in _holding(self.names, runs) if self._is_named(row.thing, span, core)
        )
        if names:
            return Standing.NAME, names
        if span.role is Role.DATE and read_date(span.form, self.edition).bounds(self.days):
            return Standing.DATE, ()
        return Standing.MISSING, ()

    def disputes(self, start: int, end: int) -> bool:
        """Return whether the anchor of a discrepancy holds some characters."""
        return bool(_holding(self.disputed, [(start, end)]))

    def _is_named(self, thing: str, span: NumeralSpan, core: str) -> bool:
        """Return whether a numeral in a thing's form belongs to its name.

        A count or rank does only where a label has it too: else it would be a figure in disguise.
        """
        if span.role not in _COUNTED or span.kind is Kind.ORDINAL:
            return True
        labels = (label.casefold() for label in self.labels.get(thing, ()))
        return any(any(occurrences(core.casefold(), label, self.edition)) for label in labels)


def claims_in(
    graphs: Graphs,
    report: Report,
    paragraph: ReportParagraph,
    edition: str,
    rows: Iterable[AnchorRow],
    names: Names,
) -> Claims:
    """Return the claims of a paragraph's graph on an edition, from the anchors of both."""
    dated = dated_forms(graphs, paragraph, edition)
    kinds: dict[str, list[AnchorRow]] = {"figure": [], "date": [], "name": [], "disputed": []}
    for row in rows:
        kind = kind_and_slug(row.thing)[0]
        if (row.thing, row.form) in dated:
            kinds["date"].append(row)
        elif kind == "obs":
            kinds["figure"].append(row)
        elif kind == "discrepancy":
            kinds["disputed"].append(row)
        elif kind not in UNPRINTED_KINDS:
            kinds["name"].append(row)
    return Claims(
        edition=edition,
        figures=tuple(kinds["figure"]),
        dates=tuple(kinds["date"]),
        names=tuple(kinds["name"]),
        disputed=tuple(kinds["disputed"]),
        days=days_of(graphs, report, paragraph),
        labels={row.thing: names.of(row.thing, edition) for row in kinds["name"]},
    )


def days_of(graphs: Graphs, report: Report, paragraph: ReportParagraph) -> Days:
    """Return the first and last days of the periods that a paragraph's graph uses.

    The report's own period is among them where the paragraph states a figure of it.
    """
    nodes = graphs.facts(paragraph.iri).nodes
    periods = {node for node in nodes if kind_and_slug(node)[0] == "period"}
    own = report_days(graphs, report) if any(map(_is_figure, nodes)) else frozenset()
    return _days(graphs, periods) | own


def report_days(graphs: Graphs, report: Report) -> Days:
    """Return the first and last day of the period that a report is about."""
    return _days(graphs, set(objects_of(graphs, report.iri, ipr("reportsOn"))))


def _days(graphs: Graphs, periods: Collection[str]) -> Days:
    days: set[date] = set()
    for period in periods:
        for end in (_BEGINS, _ENDS):
            for day in objects_of(graphs, period, end):
                with suppress(ValueError):
                    days.add(date.fromisoformat(day))
    return frozenset(days)


def _is_figure(node: str) -> bool:
    return kind_and_slug(node)[0] == "obs"


def _holding(rows: Iterable[AnchorRow], runs: list[Span]) -> list[AnchorRow]:
    """Return the anchors that hold all of some characters."""
    return [
        row for row in rows if all(any(a <= x and y <= b for a, b in row.runs) for x, y in runs)
    ]


def _things(rows: Iterable[AnchorRow]) -> tuple[str, ...]:
    return tuple(sorted({row.thing for row in rows}))
