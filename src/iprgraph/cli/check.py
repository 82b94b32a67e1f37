"""`iprgraph check`: what the checks find in the authored files."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.build import progress
from iprgraph.cli.output import Format, Home  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.checks import Finding


def check(
    form: Format = "",
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Only count every numeral of the reports' texts.")
    ] = False,
    home: Home = None,
) -> None:
    """Run all checks on the authored files; findings by file and line, each with its remedy.

    Exit code 1 where there is a violation.
    """
    from iprgraph.checks import CheckReport
    from iprgraph.cli.ledger import ledger_json, ledger_text, share_line
    from iprgraph.door import KnowledgeGraph

    json_wanted = form == "json"
    output.wants_json(form)
    graph = KnowledgeGraph(home)
    if ledger:
        books = graph.ledgers()
        report = CheckReport(tuple(one for book in books for one in book.findings))
        texts = [ledger_text(book) + "\n" for book in books]
        value: object = [ledger_json(book) for book in books]
    else:
        report = graph.check(progress=progress)
        texts = [] if json_wanted else [share_line(*one) for one in graph.shares().items()]
        value = [asdict(finding) for finding in report.findings]
    if json_wanted:
        output.write_json(value)
    else:
        output.write("".join(texts) + findings_text(report.findings))
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
