"""Periods: a figure of another time than the report's, which its paragraph must print.

A year is printed by its number, the last day of a year by what ends it ("2022年底", "the end of
2022"). What is read from elsewhere is said by an `ipr:Inference`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from iprgraph.anchors.claims import date_forms
from iprgraph.ledger.support import REIFIED
from iprgraph.ledger.warning import warning
from iprgraph.prefixes import shorten
from iprgraph.reports import value_of
from iprgraph.vocabulary import ipr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.anchors import Grounding
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report, ReportParagraph

_PERIOD, _BEGINS, _ENDS = ipr("period").value, ipr("begins"), ipr("ends")
_SUBJECT, _PREDICATE, _ = REIFIED
_YEAR_END = r"{0}年(12月)?(底|末)|end\s*of\s*(the\s*year\s*(of\s*)?|December,?\s*)?{0}"


def period_findings(graphs: Graphs, grounding: Grounding, report: Report) -> list[Finding]:
    """Return a warning for each figure of a time that no edition of its paragraph prints.

    `report` is the report, or what is to be looked at of it.
    """
    usual = value_of(graphs, report.iri, ipr("reportsOn"))
    remedy = "correct ipr:period; if it is read from elsewhere, say so in an ipr:Inference"
    return [
        warning(
            graphs,
            paragraph,
            figure,
            "period-printed",
            f"{shorten(figure, graphs.prefixes)} is of {shorten(period, graphs.prefixes)}, but "
            f"paragraph {paragraph.number} prints no such time",
            remedy,
        )
        for paragraph in report.paragraphs
        for figure, period in _unprinted(graphs, paragraph, grounding, usual)
    ]


def _unprinted(
    graphs: Graphs, paragraph: ReportParagraph, grounding: Grounding, usual: str
) -> Iterator[tuple[str, str]]:
    facts = graphs.facts(paragraph.iri)
    read = {inference for inference, of in facts.of(_PREDICATE) if of == _PERIOD}
    inferred = {figure for inference, figure in facts.of(_SUBJECT) if inference in read}
    printed: dict[str, bool] = {}
    for figure, period in facts.of(_PERIOD):
        if period == usual or figure in inferred:
            continue
        if period not in printed:
            printed[period] = _is_printed(graphs, period, paragraph, grounding)
        if not printed[period]:
            yield figure, period


def _is_printed(
    graphs: Graphs, period: str, paragraph: ReportParagraph, grounding: Grounding
) -> bool:
    """Return whether an edition prints a period; one without days cannot be looked for."""
    days = [value_of(graphs, period, end) for end in (_BEGINS, _ENDS)]
    try:
        begins, ends = (date.fromisoformat(day) for day in days)
    except ValueError:
        return True
    for edition in grounding.report.editions:
        part = grounding.document.paragraph(paragraph.number, edition.lang)
        text = "".join(part.healed.text.split()) if edition.lang == "zh" else part.healed.text
        if begins != ends:
            wanted = f"{begins.year}|{ends.year}"
        elif (ends.month, ends.day) == (12, 31):
            wanted = _YEAR_END.format(ends.year)
        else:
            wanted = "|".join(map(re.escape, date_forms(ends, edition.lang)))
        if re.search(wanted, text):
            return True
    return False
