"""Grounding: whether the printed forms stand in the text, and every number of it is claimed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from iprgraph.anchors import compare, grounded
from iprgraph.ledger import (
    agent_findings,
    coordination_findings,
    difference_findings,
    idle_findings,
    issuer_findings,
    ledger_findings,
    mentions_of,
    period_findings,
    support_findings,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from iprgraph.anchors import Anchors, Grounding
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report

CHECK = "grounding"


def grounding_findings(
    graphs: Graphs,
    home: Path,
    anchors: Iterable[Anchors],
    paragraphs: Mapping[str, Container[str] | None] | None = None,
) -> list[Finding]:
    """Return what the anchors and the ledgers of the reports find against the text.

    Without the text of a report its committed anchors are compared with its graphs, and of its
    ledger the entries alone are read. `paragraphs` names the reports to look at, by slug, and of
    each the numbers of its paragraphs, None for all of it. Raises SourceError for a text with
    another digest.
    """
    findings: list[Finding] = []
    for each in anchors:
        slug = each.report.slug
        if paragraphs is not None and slug not in paragraphs:
            continue
        only = paragraphs[slug] if paragraphs is not None else None
        grounding = _grounded(graphs, each, home, only)
        findings += compare(graphs, each, grounding)
        findings += ledger_findings(graphs, each.report, grounding, only)
        rows = grounding.rows if grounding else each.rows
        looked_at = _with_only(each.report, only)
        mentions = mentions_of(looked_at, rows)
        findings += support_findings(graphs, looked_at, mentions)
        findings += idle_findings(graphs, looked_at, mentions)
        findings += agent_findings(graphs, looked_at, mentions)
        findings += issuer_findings(graphs, looked_at, mentions)
        findings += difference_findings(graphs, looked_at, mentions)
        if grounding is not None:
            text = grounding.document.text
            findings += coordination_findings(graphs, looked_at, mentions, text)
            findings += period_findings(graphs, grounding, looked_at)
    return findings


def _grounded(
    graphs: Graphs, anchors: Anchors, home: Path, only: Container[str] | None
) -> Grounding | None:
    """Return the grounding of a report, or of some paragraphs: the others are as committed."""
    report = anchors.report
    if only is None:
        return grounded(graphs, report, home)
    grounding = grounded(graphs, _with_only(report, only), home)
    if grounding is None:
        return None
    others = (row for row in anchors.rows if row.paragraph not in only)
    rows = tuple(sorted((*grounding.rows, *others), key=lambda row: row.order))
    return replace(grounding, report=report, rows=rows, outline=anchors.outline)


def _with_only(report: Report, only: Container[str] | None) -> Report:
    """Return a report as if it had only the paragraphs of such numbers, None for all."""
    if only is None:
        return report
    some = tuple(paragraph for paragraph in report.paragraphs if paragraph.number in only)
    return replace(report, paragraphs=some)
