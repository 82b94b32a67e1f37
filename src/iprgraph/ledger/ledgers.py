"""The ledgers of all reports: the account where the text is here, and the grounded share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.anchors import grounded, read_anchors
from iprgraph.ledger.account import Account, account
from iprgraph.ledger.findings import account_findings, entry_findings
from iprgraph.ledger.statements import Share, shares, total_share
from iprgraph.reports import reports_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from iprgraph.anchors import Anchors, Grounding
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report


@dataclass(frozen=True)
class Ledger:
    """The ledger of one report: its account, None without the text; shares; what is wrong."""

    report: Report
    account: Account | None
    shares: tuple[Share, ...]
    findings: tuple[Finding, ...]


def ledgers(graphs: Graphs, home: Path) -> tuple[Ledger, ...]:
    """Return the ledger of each report. Raises SourceError for a text with another digest."""
    return tuple(
        _ledger(graphs, report, grounded(graphs, report, home)) for report in reports_of(graphs)
    )


def report_shares(graphs: Graphs, anchors: Iterable[Anchors]) -> dict[str, Share]:
    """Return the grounded share of each report by slug, from its committed anchors."""
    return {
        each.report.slug: total_share(shares(graphs, each.report, each.rows)) for each in anchors
    }


def ledger_findings(
    graphs: Graphs,
    report: Report,
    grounding: Grounding | None,
    only: Container[str] | None = None,
) -> list[Finding]:
    """Return what is wrong with a report's ledger; without its text, with the entries alone.

    With `only`, numerals are counted in the paragraphs of such numbers.
    """
    if grounding is None:
        return list(entry_findings(graphs, report))
    own = account(graphs, report, grounding.document, grounding.rows, only)
    return account_findings(graphs, own)


def _ledger(graphs: Graphs, report: Report, grounding: Grounding | None) -> Ledger:
    if grounding is None:
        rows = read_anchors(graphs, report).rows
        findings = tuple(entry_findings(graphs, report))
        return Ledger(report, None, shares(graphs, report, rows), findings)
    own = account(graphs, report, grounding.document, grounding.rows)
    findings = tuple(account_findings(graphs, own))
    return Ledger(report, own, shares(graphs, report, grounding.rows), findings)
