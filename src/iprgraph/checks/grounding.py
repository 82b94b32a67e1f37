"""Grounding: whether the printed forms stand in the text, and every number of it is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.anchors import compare, grounded
from iprgraph.ledger import ledger_findings
from iprgraph.reports import reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs

CHECK = "grounding"


def grounding_findings(
    graphs: Graphs, home: Path, figures: Iterable[Finding] = ()
) -> list[Finding]:
    """Return what the double entry of figures, the anchors and the ledger find against the text.

    Without the text of a report its committed anchors are compared with its graphs, and of its
    ledger the entries alone are read. Raises SourceError for a text with another digest.
    """
    findings = [*figures]
    for report in reports_of(graphs):
        grounding = grounded(graphs, report, home)
        findings += compare(graphs, report, grounding)
        findings += ledger_findings(graphs, report, grounding)
    return findings
