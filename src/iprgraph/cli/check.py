"""`iprgraph check`: what the checks find in the authored files."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from iprgraph.cli import output
from iprgraph.cli.build import progress
from iprgraph.cli.output import Format, Home  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.checks import Finding


def check(form: Format = "", home: Home = None) -> None:
    """Run all checks on the authored files; findings by file and line, each with its remedy.

    Exit code 1 where there is a violation.
    """
    from iprgraph.door import KnowledgeGraph

    json_wanted = form == "json"
    output.wants_json(form)
    report = KnowledgeGraph(home).check(progress=progress)
    if json_wanted:
        output.write_json([asdict(finding) for finding in report.findings])
    else:
        output.write(findings_text(report.findings))
    if not report.ok:
        raise typer.Exit(1)


def findings_text(findings: Sequence[Finding]) -> str:
    """Return the findings, and a line that counts them by severity."""
    counts = {
        severity: sum(finding.severity == severity for finding in findings)
        for severity in ("violation", "warning", "info")
    }
    counted = ", ".join(f"{count} {severity}s" for severity, count in counts.items() if count)
    return "".join(f"{finding}\n" for finding in findings) + f"{counted or 'no findings'}\n"
