"""Findings of the account: numerals that nothing claims, claimed twice, and idle entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.finding import Finding
from iprgraph.graphs import LEDGER_FILE
from iprgraph.ledger.claims import Standing
from iprgraph.ledger.entries import entries_of, reasons
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.graphs import Graphs
    from iprgraph.ledger.account import Account, PartAccount, Printed, Use
    from iprgraph.reports import Report

CHECK = "grounding"


def account_findings(graphs: Graphs, account: Account) -> list[Finding]:
    """Return what is wrong with an account and the ledger that it used."""
    found = [*entry_findings(graphs, account.report)]
    files = {paragraph.number: paragraph.file for paragraph in account.report.paragraphs}
    for part in account.parts:
        file = files.get(part.number, account.report.file)
        for numeral in part.numerals:
            if numeral.standing is Standing.MISSING:
                found.append(_missing(graphs, account.report, part, numeral, file))
            elif numeral.standing is Standing.OVERLAPPING:
                found.append(_overlapping(graphs, part, numeral, file))
    return [*found, *_idle(graphs, account.uses)]


def entry_findings(graphs: Graphs, report: Report) -> Iterator[Finding]:
    """Yield the entries that are no entries: a wrong reason, no form, no place. Needs no text."""
    known = reasons(graphs)
    for entry in entries_of(graphs, report):
        name = shorten(entry.iri, graphs.prefixes)
        what = remedy = ""
        if entry.reason not in known:
            given = shorten(entry.reason, graphs.prefixes) if entry.reason else "none"
            what = f"{name} has no reason of the closed list: {given}"
            names = sorted(shorten(reason, graphs.prefixes) for reason in known)
            remedy = f"say ipr:reason with one of: {', '.join(names)}"
        elif not entry.forms:
            what = f"{name} explains no printed form"
            remedy = 'say ipr:statedAs "…"@zh or "…"@en'
        elif not entry.places:
            what = f"{name} does not say where its form stands"
            remedy = "say ipr:inParagraph, ipr:inSection (a heading) or ipr:ofReport (the title)"
        if what:
            yield Finding(
                CHECK,
                "violation",
                what,
                file=entry.file,
                line=entry.line,
                remedy=remedy,
                rule="ledger-entry",
            )


def _where(part: PartAccount) -> str:
    names = {
        "paragraph": f"paragraph {part.number}",
        "heading": f"the heading of section {part.number}",
        "title": "the title",
        "margin": "the margin",
    }
    return f"{names[part.kind]} ({part.edition})"


def _missing(
    graphs: Graphs, report: Report, part: PartAccount, numeral: Printed, file: str
) -> Finding:
    ledger = graphs.folders.relative(report.folder(graphs.folders.data) / LEDGER_FILE)
    return Finding(
        CHECK,
        "violation",
        f'"{numeral.form}" in {_where(part)} is missing: no figure, date or name of the graph is '
        f"printed there ({numeral.around})",
        file=file,
        remedy="encode it as an ipr:Observation whose ipr:statedAs holds it, or say why not in "
        f"{ledger} with an ipr:reason",
        paragraph=part.number if part.kind == "paragraph" else "",
        rule="ledger-missing",
    )


def _overlapping(graphs: Graphs, part: PartAccount, numeral: Printed, file: str) -> Finding:
    claimants = " and ".join(shorten(thing, graphs.prefixes) for thing in numeral.by)
    line = graphs.place_of(numeral.by[0], _graph_of(graphs, file))[1]
    return Finding(
        CHECK,
        "violation",
        f'"{numeral.form}" in {_where(part)} is claimed by {claimants} ({numeral.around})',
        file=file,
        line=line,
        remedy="keep one of them, or correct a form; where the report says one number of several "
        "things, say so in ledger.ttl with reason:said-of-several",
        paragraph=part.number,
        rule="ledger-overlap",
    )


def _graph_of(graphs: Graphs, file: str) -> str:
    return next((each.graph for each in graphs.inputs if each.file.name == file), "")


def _idle(graphs: Graphs, uses: Iterable[Use]) -> Iterator[Finding]:
    """Yield the forms of entries that do not stand where they should, or explain nothing there."""
    known = reasons(graphs)
    for use in uses:
        form, where = f'"{use.form}"', f"{use.number} ({use.edition})"
        if use.entry.reason not in known:
            continue
        if use.places == 0:
            what, remedy = f"{form} does not stand in {where}", "remove or correct the entry"
        elif use.places > 1:
            what, remedy = f"{form} stands {use.places} times in {where}", "write the form longer"
        elif use.fault:
            reason = shorten(use.entry.reason, graphs.prefixes)
            what = f'{reason} does not hold for "{use.fault}" in {where}'
            remedy = "give the true reason, or encode the numeral"
        elif use.explained == 0:
            what = f"{form} in {where} explains no numeral that needs it"
            remedy = "remove the entry"
        else:
            continue
        yield Finding(
            CHECK,
            "violation",
            f"{shorten(use.entry.iri, graphs.prefixes)}: {what}",
            file=use.entry.file,
            line=use.entry.line,
            remedy=remedy,
            paragraph=use.number if "." in use.number else "",
            rule="ledger-idle",
        )
