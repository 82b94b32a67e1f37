"""Differences: whether a discrepancy is about what its own words print.

Where the words of a discrepancy touch a figure, it is about that figure, another one of the same
metric, what the metric measures, or another thing that these words touch. Where a name has
changed, the words of the discrepancy touch a thing that it is about.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.ledger.sentences import stretch_of
from iprgraph.ledger.statements import metrics_of
from iprgraph.ledger.warning import warning
from iprgraph.prefixes import shorten
from iprgraph.reports import objects_of
from iprgraph.vocabulary import ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from iprgraph.anchors import AnchorRow
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.ledger.sentences import Mentions
    from iprgraph.reports import Report, ReportParagraph
    from iprgraph.text import Span

_ABOUT, _KIND = ipr("about").value, ipr("differenceKind").value
_MEASURES = ipr("measures")
_CHANGED_NAME = "/difference/changed-name"
_DOCUMENT = ("report", "edition", "section", "paragraph", "")


@dataclass(frozen=True)
class _Stated:
    """What a paragraph states of its discrepancies, and of which metric its figures are."""

    about: Mapping[str, set[str]]
    renamed: frozenset[str]
    metrics: Mapping[str, str]


def difference_findings(
    graphs: Graphs, report: Report, mentions: Mapping[str, Mentions]
) -> list[Finding]:
    """Return a warning for each discrepancy that is about nothing that its words touch."""
    remedy = "correct ipr:about: name the figure or thing whose words these are"
    return [
        warning(
            graphs,
            paragraph,
            discrepancy,
            "discrepancy-words",
            f"{shorten(discrepancy, graphs.prefixes)} is about nothing that its words "
            f'"{form}" touch in paragraph {paragraph.number}',
            remedy,
        )
        for paragraph in report.paragraphs
        for discrepancy, form in _apart(graphs, paragraph, mentions[paragraph.number].rows)
    ]


def _apart(
    graphs: Graphs, paragraph: ReportParagraph, rows: Sequence[AnchorRow]
) -> Iterator[tuple[str, str]]:
    """Yield each discrepancy once, with words of it that touch nothing that it is about."""
    stated = _stated(graphs, paragraph)
    if not stated.about:
        return
    words: dict[str, list[AnchorRow]] = defaultdict(list)
    for row in rows:
        if row.thing in stated.about:
            words[row.thing].append(row)
    things = [(stretch_of(row), row.thing) for row in rows if row.thing not in words]
    for discrepancy, own in words.items():
        about = stated.about[discrepancy]
        if any(kind_and_slug(one)[0] in _DOCUMENT for one in about):
            continue
        touched = [(_touched(row, things), row.form) for row in own]
        form = next((f for each, f in touched if not about & _meant(graphs, each, stated)), "")
        if discrepancy in stated.renamed and not any(about & each for each, _ in touched):
            form = form or own[0].form
        if form:
            yield discrepancy, form


def _stated(graphs: Graphs, paragraph: ReportParagraph) -> _Stated:
    facts = graphs.facts(paragraph.iri)
    about: dict[str, set[str]] = defaultdict(set)
    for discrepancy, thing in facts.of(_ABOUT):
        about[discrepancy].add(thing)
    renamed = frozenset(one for one, kind in facts.of(_KIND) if kind.endswith(_CHANGED_NAME))
    return _Stated(about, renamed, metrics_of(graphs, paragraph))


def _touched(words: AnchorRow, things: Iterable[tuple[Span, str]]) -> set[str]:
    """Return the things with a mention that has a character in common with some words."""
    start, end = stretch_of(words)
    return {thing for (first, last), thing in things if first < end and start < last}


def _meant(graphs: Graphs, touched: set[str], stated: _Stated) -> set[str]:
    """Return what words that touch some things can be about; anything, if they touch no figure."""
    metrics = {stated.metrics[one] for one in touched if one in stated.metrics}
    if not metrics:
        return {one for each in stated.about.values() for one in each}
    same = {figure for figure, metric in stated.metrics.items() if metric in metrics}
    measured = {one for metric in metrics for one in objects_of(graphs, metric, _MEASURES)}
    return touched | same | measured
