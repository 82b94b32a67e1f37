"""`iprgraph check`: what the checks find in the authored files, all of them or some."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.build import progress
from iprgraph.cli.output import Home  # noqa: TC001  (typer reads it)
from iprgraph.errors import UseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.checks import CheckReport, Finding
    from iprgraph.door import KnowledgeGraph
    from iprgraph.folders import Folders

FORMATS = ("table", "json", "sarif", "github")
STDIN = "-"


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Check these files or folders only, and answer sooner; - is standard input.",
            show_default=False,
        ),
    ] = None,
    stands_for: Annotated[
        str, typer.Option("--as", help="The file that - stands for.", metavar="PATH")
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="table, json, sarif, or github (annotations of a workflow).",
        ),
    ] = "table",
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Check again after each save, until Ctrl-C.")
    ] = False,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Only count every numeral of the reports' texts.")
    ] = False,
    infos: Annotated[
        bool,
        typer.Option(
            "--infos",
            help="List infos too, which ask for nothing to be done (JSON and SARIF always do).",
        ),
    ] = False,
    reference: Annotated[
        bool, typer.Option("--reference", help="Validate with pySHACL, which takes much longer.")
    ] = False,
    home: Home = None,
) -> None:
    """Run all checks on the authored files; findings by file and line, each with its remedy.

    With files, the findings that belong to these. Exit code 1 where there is a violation.
    """
    from iprgraph.door import KnowledgeGraph

    words = files or []
    _refuse_misfits(words, stands_for, form, watch=watch, ledger=ledger)
    output.wants_json(form, fitting=FORMATS)
    graph = KnowledgeGraph(home)
    if ledger:
        report = _ledgers(graph, form, infos=infos)
    elif watch:
        from iprgraph.cli.watch import watch as begin

        begin(graph.folders, lambda: graph.check(words, reference=reference), infos=infos)
        return
    else:
        unsaved = {stands_for: sys.stdin.buffer.read()} if stands_for else {}
        named = [stands_for if word == STDIN else word for word in words]
        report = graph.check(named, unsaved=unsaved, reference=reference, progress=progress)
        output.write(report_text(report, form, graph.folders, infos=infos))
    if not report.ok:
        raise typer.Exit(1)


def _refuse_misfits(
    words: Sequence[str], stands_for: str, form: str, *, watch: bool, ledger: bool
) -> None:
    """Raise UseError for options that do not go together."""
    if words.count(STDIN) != bool(stands_for):
        raise UseError(
            "- and --as PATH belong together, once",
            remedy="iprgraph check - --as data/entities/agencies.ttl < FILE",
        )
    if watch and (stands_for or ledger):
        raise UseError("--watch checks files as they are saved", remedy="leave out --ledger and -")
    if watch and form != "table":
        raise UseError(f"--watch prints a list, not {form}", remedy="leave out --format")
    if ledger and words:
        raise UseError("--ledger counts whole reports", remedy="leave out the files")


def _ledgers(graph: KnowledgeGraph, form: str, *, infos: bool) -> CheckReport:
    """Print the ledgers of all reports; return what is wrong with them."""
    from iprgraph.checks import CheckReport
    from iprgraph.cli.ledger import ledger_json, ledger_text

    books = graph.ledgers()
    report = CheckReport(tuple(one for book in books for one in book.findings))
    if form == "json":
        output.write_json([ledger_json(book) for book in books])
    elif form == "table":
        output.write("".join(f"{ledger_text(book)}\n" for book in books))
    if form != "json":
        output.write(report_text(report, form, graph.folders, infos=infos))
    return report


def report_text(report: CheckReport, form: str, folders: Folders, *, infos: bool = False) -> str:
    """Return a report in one of FORMATS."""
    if form == "json":
        return output.json_text([asdict(finding) for finding in report.findings])
    if form == "sarif":
        from iprgraph.checks.rules import read_rules
        from iprgraph.checks.sarif import sarif

        return output.json_text(sarif(report, read_rules(folders)))
    if form == "github":
        from iprgraph.checks.workflow import workflow_commands

        return workflow_commands(report, infos=infos)
    return _shares_text(report) + findings_text(report.findings, infos=infos, notes=report.notes)


def findings_text(
    findings: Sequence[Finding], *, infos: bool = False, notes: Sequence[str] = ()
) -> str:
    """Return the findings, infos on demand, notes, and a line that counts them by severity."""
    lines = "".join(f"{finding}\n" for finding in listed(findings, infos=infos))
    return f"{lines}{notes_text(notes)}{counted(findings)}\n"


def listed(findings: Sequence[Finding], *, infos: bool = False) -> list[Finding]:
    """Return the findings that a reader is shown: infos on demand."""
    return [finding for finding in findings if infos or finding.severity != "info"]


def notes_text(notes: Sequence[str]) -> str:
    """Return what a run did not look at, a line each."""
    return "".join(f"{output.dim(note)}\n" for note in notes)


def counted(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity, in words."""
    counts = Counter(finding.severity for finding in findings)
    words = [
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in ("violation", "warning", "info")
        if counts[severity]
    ]
    return ", ".join(words) or "no findings"


def _shares_text(report: CheckReport) -> str:
    """Return the grounded share of each report that was checked whole."""
    if not report.shares:
        return ""
    from iprgraph.cli.ledger import share_line

    return "".join(share_line(*one) for one in report.shares.items())
