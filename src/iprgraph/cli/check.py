"""`iprgraph check`: what the checks find in the authored files."""

from __future__ import annotations

from collections import Counter
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
    infos: Annotated[
        bool, typer.Option("--infos", help="List infos too, which ask for nothing to be done.")
    ] = False,
    reference: Annotated[
        bool, typer.Option("--reference", help="Validate with pySHACL, which takes much longer.")
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
        report = graph.check(reference=reference, progress=progress)
        texts = [] if json_wanted else [share_line(*one) for one in report.shares.items()]
        value = [asdict(finding) for finding in report.findings]
    if json_wanted:
        output.write_json(value)
    else:
        output.write("".join(texts) + findings_text(report.findings, infos=infos))
    if not report.ok:
        raise typer.Exit(1)


def findings_text(findings: Sequence[Finding], *, infos: bool = False) -> str:
    """Return the findings, infos on demand, and a line that counts them by severity."""
    listed = [finding for finding in findings if infos or finding.severity != "info"]
    return "".join(f"{finding}\n" for finding in listed) + f"{counted(findings)}\n"


def counted(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity, in words."""
    counts = Counter(finding.severity for finding in findings)
    words = [
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in ("violation", "warning", "info")
        if counts[severity]
    ]
    return ", ".join(words) or "no findings"
