"""Agreement: figures and names that contradict each other.

A contradiction that is the report's own, declared as an `ipr:Discrepancy` of its numbers about all
the printed figures that meet in it, is information and no fault of the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.audit import finding_of, read_audits, rows_of
from iprgraph.prefixes import shorten
from iprgraph.reports import str_of
from iprgraph.vocabulary import ID, PROV_WAS_DERIVED_FROM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.checks.audit import Row
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs

CHECK = "agreement"

_FIGURE = f"{ID}obs/"
_DECLARED = """
SELECT ?discrepancy ?figure WHERE {
  VALUES ?kind { difference:arithmetic difference:misprint }
  ?discrepancy ipr:differenceKind ?kind ; ipr:about ?figure .
}
"""
_NOTE = {"zh": "（已由 {} 说明）", "en": " (declared as {})"}


def agreement_findings(graphs: Graphs, language: str = "en") -> list[Finding]:
    """Return the contradictions that the audits in `queries/audit` find, declared ones as info."""
    declared = _declared(graphs)
    findings = []
    for audit in read_audits(graphs):
        for row in rows_of(audit, graphs):
            known = audit.declarable and _discrepancy(_figures(row, graphs), declared)
            if known:
                note = _NOTE[language].format(shorten(known, graphs.prefixes))
                finding = finding_of(audit, row, graphs, CHECK, language, "info", note)
            else:
                finding = finding_of(audit, row, graphs, CHECK, language)
            findings.append(finding)
    return findings


def _declared(graphs: Graphs) -> dict[str, set[str]]:
    """Return the discrepancies of numbers, each with the figures that it is about."""
    found: dict[str, set[str]] = {}
    answer = graphs.store.query(_DECLARED, prefixes=dict(graphs.prefixes))
    if isinstance(answer, ox.QuerySolutions):
        # As one table: between any two rows another thread would have its turn.
        table = answer.serialize(format=ox.QueryResultsFormat.TSV) or b""
        for line in table.decode().splitlines()[1:]:
            discrepancy, figure = line.split("\t")
            found.setdefault(discrepancy.strip("<>"), set()).add(figure.strip("<>"))
    return found


def _figures(row: Row, graphs: Graphs) -> set[str]:
    """Return the printed figures that a row names, for a derived one those that it came from."""
    named = {word for value in row.values.values() for word in value.split(" ")}
    figures = {word for word in named if word.startswith(_FIGURE)}
    return {source for figure in figures for source in _sources(figure, graphs)}


def _sources(figure: str, graphs: Graphs) -> set[str]:
    """Return the figures that one is derived from, itself if it is printed."""
    quads = graphs.store.quads_for_pattern(
        ox.NamedNode(figure), PROV_WAS_DERIVED_FROM, None, ox.DefaultGraph()
    )
    return {str_of(quad.object) for quad in quads} or {figure}


def _discrepancy(figures: set[str], declared: Mapping[str, set[str]]) -> str:
    """Return the first discrepancy that is about all of the figures, "" if there is none."""
    if not figures:
        return ""
    return min((iri for iri, about in declared.items() if figures <= about), default="")
