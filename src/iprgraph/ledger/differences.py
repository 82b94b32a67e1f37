"""Differences: whether a discrepancy is about what its own words print.

Where the words of a discrepancy touch a figure, it is about that figure, another one of the same
metric, what the metric measures, or another thing that these words touch. Where a name has
changed, the words of the discrepancy touch a thing that it is about.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.finding import Finding
from iprgraph.ledger.sentences import stretch_of
from iprgraph.prefixes import shorten
from iprgraph.reports import str_of
from iprgraph.vocabulary import ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from iprgraph.anchors import AnchorRow
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report, ReportParagraph

CHECK = "grounding"

_ABOUT, _KIND = ipr("about"), ipr("differenceKind")
_METRIC, _MEASURES = ipr("metric"), ipr("measures")
_CHANGED_NAME = "/difference/changed-name"
_DOCUMENT = ("report", "edition", "section", "paragraph", "")


@dataclass(frozen=True)
class _Stated:
    """What a paragraph states of its discrepancies, and of which metric its figures are."""

    about: Mapping[str, set[str]]
    renamed: frozenset[str]
    metrics: Mapping[str, str]


def difference_findings(graphs: Graphs, report: Report, rows: Iterable[AnchorRow]) -> list[Finding]:
    """Return a warning for each discrepancy that is about nothing that its words touch."""
    by_paragraph: dict[str, list[AnchorRow]] = defaultdict(list)
    for row in rows:
        by_paragraph[row.paragraph].append(row)
    return [
        _finding(graphs, paragraph, discrepancy, form)
        for paragraph in report.paragraphs
        for discrepancy, form in _apart(graphs, paragraph, by_paragraph[paragraph.number])
    ]


def _apart(
    graphs: Graphs, paragraph: ReportParagraph, rows: Sequence[AnchorRow]
) -> Iterator[tuple[str, str]]:
    """Yield each discrepancy once, with words of it that touch nothing that it is about."""
    stated = _stated(graphs, paragraph)
    words: dict[str, list[AnchorRow]] = defaultdict(list)
    for row in rows:
        if row.thing in stated.about:
            words[row.thing].append(row)
    for discrepancy, own in words.items():
        about = stated.about[discrepancy]
        if any(kind_and_slug(one)[0] in _DOCUMENT for one in about):
            continue
        touched = [(_touched(row, rows) - words.keys(), row.form) for row in own]
        form = next((f for each, f in touched if not about & _meant(graphs, each, stated)), "")
        if discrepancy in stated.renamed and not any(about & each for each, _ in touched):
            form = form or own[0].form
        if form:
            yield discrepancy, form


def _stated(graphs: Graphs, paragraph: ReportParagraph) -> _Stated:
    about: dict[str, set[str]] = defaultdict(set)
    renamed: set[str] = set()
    metrics: dict[str, str] = {}
    for triple in graphs.triples.get(paragraph.iri, ()):
        first, second = str_of(triple.subject), str_of(triple.object)
        if triple.predicate == _ABOUT:
            about[first].add(second)
        elif triple.predicate == _KIND and second.endswith(_CHANGED_NAME):
            renamed.add(first)
        elif triple.predicate == _METRIC:
            metrics[first] = second
    return _Stated(about, frozenset(renamed), metrics)


def _touched(words: AnchorRow, rows: Iterable[AnchorRow]) -> set[str]:
    """Return the things with a mention that has a character in common with some words."""
    start, end = stretch_of(words)
    return {row.thing for row in rows if row.runs[0][0] < end and start < row.runs[-1][1]}


def _meant(graphs: Graphs, touched: set[str], stated: _Stated) -> set[str]:
    """Return what words that touch some things can be about; anything, if they touch no figure."""
    metrics = {stated.metrics[one] for one in touched if one in stated.metrics}
    if not metrics:
        return {one for each in stated.about.values() for one in each}
    same = {figure for figure, metric in stated.metrics.items() if metric in metrics}
    measured = {
        str_of(quad.object)
        for metric in metrics
        for quad in graphs.store.quads_for_pattern(
            ox.NamedNode(metric), _MEASURES, None, ox.DefaultGraph()
        )
    }
    return touched | same | measured


def _finding(graphs: Graphs, paragraph: ReportParagraph, discrepancy: str, form: str) -> Finding:
    name = shorten(discrepancy, graphs.prefixes)
    return Finding(
        CHECK,
        "warning",
        f'{name} is about nothing that its words "{form}" touch in paragraph {paragraph.number}',
        file=paragraph.file,
        line=graphs.place_of(discrepancy, paragraph.iri)[1],
        remedy="correct ipr:about: name the figure or thing whose words these are",
        paragraph=paragraph.number,
        rule="discrepancy-words",
    )
