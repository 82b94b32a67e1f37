"""The five checks: meaning, duty, agreement, grounding and cube."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.finding import CheckReport, Finding, Severity, sort_findings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from iprgraph.checks.duty import DutyRun
    from iprgraph.graphs import Graphs

__all__ = ["CHECKS", "CheckReport", "Finding", "Severity", "run_checks", "sort_findings"]

CHECKS = ("meaning", "duty", "agreement", "grounding", "cube")


def run_checks(
    graphs: Graphs,
    home: Path,
    *,
    figures: Iterable[Finding] = (),
    duty: DutyRun | None = None,
    language: str = "en",
) -> CheckReport:
    """Return what all five checks find in graphs that have been derived, by file and line.

    `figures` are the findings of the double entry; `duty` is a validation begun earlier. Raises
    AuditError for a check that cannot be run.
    """
    from iprgraph.checks.agreement import agreement_findings
    from iprgraph.checks.cube import cube_findings
    from iprgraph.checks.duty import duty_findings, start_duty
    from iprgraph.checks.grounding import grounding_findings
    from iprgraph.checks.meaning import meaning_findings

    begun = duty or start_duty(graphs)
    findings = [
        *meaning_findings(graphs, language),
        *agreement_findings(graphs, language),
        *grounding_findings(graphs, home, figures),
        *cube_findings(graphs, language),
        *duty_findings(graphs, begun, language),
    ]
    return CheckReport(sort_findings(findings))
