"""Grounding: whether the printed forms stand in the text, and every number of it is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.anchors import compare, grounded
from iprgraph.ledger import idle_findings, ledger_findings, support_findings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from iprgraph.anchors import Anchors
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs

CHECK = "grounding"


def grounding_findings(graphs: Graphs, home: Path, anchors: Iterable[Anchors]) -> list[Finding]:
    """Return what the anchors and the ledgers of the reports find against the text.

    Without the text of a report its committed anchors are compared with its graphs, and of its
    ledger the entries alone are read. Raises SourceError for a text with another digest.
    """
    findings: list[Finding] = []
    for each in anchors:
        grounding = grounded(graphs, each.report, home)
        findings += compare(graphs, each, grounding)
        findings += ledger_findings(graphs, each.report, grounding)
        rows = grounding.rows if grounding else each.rows
        findings += support_findings(graphs, each.report, rows)
        findings += idle_findings(graphs, each.report, rows)
    return findings
