"""Grounding: whether each paragraph prints what its graph says, and the anchors are of today."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from iprgraph.anchors import consistency, staleness
from iprgraph.anchors.claims import claims_of, names_of, stated_forms
from iprgraph.anchors.committed import read_anchors
from iprgraph.anchors.mentions import rows_of, search
from iprgraph.anchors.outline import outline_of, write_outline
from iprgraph.anchors.table import write_rows
from iprgraph.checks.finding import Finding
from iprgraph.errors import SourceError
from iprgraph.graphs import ANCHORS_FILE, OUTLINE_FILE
from iprgraph.prefixes import shorten
from iprgraph.reports import Report, reports_of
from iprgraph.text import find_source, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from iprgraph.anchors.claims import Claim
    from iprgraph.anchors.committed import Anchors
    from iprgraph.anchors.mentions import Search
    from iprgraph.anchors.outline import OutlineRow
    from iprgraph.anchors.table import AnchorRow
    from iprgraph.graphs import Graphs
    from iprgraph.reports import ReportParagraph
    from iprgraph.text import Document, Paragraph

CHECK = "grounding"


@dataclass(frozen=True)
class Grounding:
    """What the text of a report says of its graphs: the anchors of today, and findings."""

    report: Report
    document: Document
    rows: tuple[AnchorRow, ...]
    outline: tuple[OutlineRow, ...]
    findings: tuple[Finding, ...]


def document_of(report: Report, home: Path) -> Document | None:
    """Return the text of a report, None where this machine has none.

    Raises SourceError where the file found has not the digest that the report declares.
    """
    path = find_source(report.slug, report.original.sha256, home)
    return read_file(path) if path is not None else None


def ground(graphs: Graphs, report: Report, document: Document) -> Grounding:
    """Return the anchors of a report, computed from its text, with findings for what has none."""
    names = names_of(graphs, report)
    rows: list[AnchorRow] = []
    findings: list[Finding] = []
    for paragraph in report.paragraphs:
        claims = claims_of(graphs, report, paragraph, names)
        findings += _contradictions(graphs, report, paragraph, claims)
        for edition in report.editions:
            text = document.paragraph(paragraph.number, edition.lang)
            found = search(claims, text, edition.lang)
            rows += rows_of(found.kept, text, document)
            own = [claim for claim in claims if claim.edition == edition.lang]
            for claim in own:
                findings += _unfound(graphs, paragraph, claim, found, text)
    return Grounding(
        report,
        document,
        tuple(sorted(rows, key=lambda row: row.order)),
        outline_of(document),
        tuple(findings),
    )


def grounded(graphs: Graphs, report: Report, home: Path) -> Grounding | None:
    """Return the grounding of a report, None where this machine has not its text.

    Raises SourceError for a text with another digest.
    """
    document = document_of(report, home)
    return None if document is None else ground(graphs, report, document)


def check_grounding(graphs: Graphs, home: Path) -> list[Finding]:
    """Return the grounding findings of all reports, by the text where this machine has it.

    Raises SourceError for a text with another digest, AnchorError for an unreadable table.
    """
    return [
        finding
        for report in reports_of(graphs)
        for finding in compare(graphs, read_anchors(graphs, report), grounded(graphs, report, home))
    ]


def compare(graphs: Graphs, anchors: Anchors, grounding: Grounding | None) -> list[Finding]:
    """Return the findings of a grounding, and where the committed anchors are not of today.

    Without the text, the committed anchors are compared with what the graphs state.
    """
    if grounding is None:
        return list(_by_claims(graphs, anchors))
    rows, outline = anchors.rows, anchors.outline
    return [
        *grounding.findings,
        *consistency.canonical(anchors.rows_name, rows),
        *staleness.by_rows(anchors.rows_name, graphs.prefixes, rows, grounding.rows),
        *staleness.by_outline(anchors.outline_name, outline, grounding.outline),
    ]


def _by_claims(graphs: Graphs, anchors: Anchors) -> Iterator[Finding]:
    """Yield where the committed anchors do not fit what the graphs state."""
    report, file, prefixes = anchors.report, anchors.rows_name, graphs.prefixes
    names = names_of(graphs, report)
    rows: dict[str, list[tuple[int, AnchorRow]]] = {}
    for line, row in enumerate(anchors.rows, start=2):
        rows.setdefault(row.paragraph, []).append((line, row))
    for paragraph in report.paragraphs:
        claims = claims_of(graphs, report, paragraph, names)
        yield from _contradictions(graphs, report, paragraph, claims)
        own = rows.get(paragraph.number, [])
        yield from staleness.by_claims(file, prefixes, paragraph, claims, own)
    yield from staleness.foreign(file, prefixes, report, anchors.rows)
    yield from consistency.canonical(file, anchors.rows)
    yield from consistency.by_itself(file, anchors.rows, anchors.outline)
    yield from consistency.by_parts(anchors.outline_name, anchors.outline)


def write_anchors(graphs: Graphs, home: Path) -> list[Grounding]:
    """Write `anchors.csv` and `outline.csv` of each report whose text is here; return all found.

    Raises SourceError where no text is here or one has another digest; AnchorError (disk).
    """
    written: list[Grounding] = []
    for report in reports_of(graphs):
        document = document_of(report, home)
        if document is None:
            continue
        grounding = ground(graphs, report, document)
        folder = report.folder(graphs.folders.data)
        write_rows(folder / ANCHORS_FILE, grounding.rows, graphs.prefixes)
        write_outline(folder / OUTLINE_FILE, grounding.outline)
        written.append(grounding)
    if not written:
        raise SourceError(
            "the text of no report is on this machine",
            remedy="iprgraph source add FILE, or set IPRGRAPH_SHARED",
        )
    return written


def _contradictions(
    graphs: Graphs, report: Report, paragraph: ReportParagraph, claims: tuple[Claim, ...]
) -> Iterator[Finding]:
    """Yield what a paragraph's graph says against itself, whatever the text says."""
    yield from _unknown_languages(graphs, report, paragraph)
    marked = {claim.thing for claim in claims if claim.omitted or claim.implied}
    for own in _by_thing(each for each in claims if each.thing in marked and not each.dated):
        for claim in own:
            if claim.omitted and claim.stated:
                what = f'is stated as "{claim.forms[0]}" and marked as omitted in the same edition'
                remedy = "keep the one that is true"
                yield _finding(graphs, paragraph, claim, f"{what} ({claim.edition})", remedy)
        if own[0].implied and all(claim.stated for claim in own):
            what = "is marked as implied, yet every edition prints it"
            yield _finding(graphs, paragraph, own[0], what, "remove ipr:impliedBecause")
        if own[0].owed and all(claim.omitted for claim in own):
            what = "is marked as omitted in every edition: nothing prints it"
            yield _finding(graphs, paragraph, own[0], what, "say ipr:impliedBecause instead")


def _by_thing(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Return the claims in groups: those about one thing, one for each edition."""
    return [tuple(own) for _, own in groupby(claims, key=lambda claim: claim.thing)]


def _unknown_languages(
    graphs: Graphs, report: Report, paragraph: ReportParagraph
) -> Iterator[Finding]:
    known = {edition.lang for edition in report.editions}
    for thing, form, lang in stated_forms(graphs, paragraph):
        if lang not in known:
            yield Finding(
                CHECK,
                "violation",
                f'{shorten(thing, graphs.prefixes)} is stated as "{form}" in the language '
                f'"{lang}", of which there is no edition',
                file=paragraph.file,
                line=graphs.place_of(thing, paragraph.iri)[1],
                remedy=f"write one of: {', '.join(sorted(known))}",
                paragraph=paragraph.number,
                rule="form-language",
            )


def _unfound(
    graphs: Graphs, paragraph: ReportParagraph, claim: Claim, found: Search, text: Paragraph
) -> Iterator[Finding]:
    """Yield what the text says against a claim."""
    where = f"paragraph {paragraph.number} ({claim.edition})"
    if claim.stated and not claim.omitted:
        for form in claim.forms:
            count = found.counts[claim, form]
            if count == 0:
                what = f'is stated as "{form}", which does not stand in {where}'
                remedy = "write the form as the paragraph prints it"
                yield _finding(graphs, paragraph, claim, what + _nearest(text, form), remedy)
            elif count > 1 and claim.is_figure:
                what = f'is stated as "{form}", which stands {count} times in {where}'
                yield _finding(graphs, paragraph, claim, what, "write the form longer")
    elif claim.owed and claim.anchored and not found.found(claim):
        yield _unprinted(graphs, paragraph, claim, where, text)
    elif claim in found.denied:
        what = f"is marked as omitted, but a name of it stands in {where}"
        remedy = "remove ipr:omittedIn, or state what the words mean"
        yield _finding(graphs, paragraph, claim, what, remedy, warning=True)


def _unprinted(
    graphs: Graphs, paragraph: ReportParagraph, claim: Claim, where: str, text: Paragraph
) -> Finding:
    if claim.dated:
        what = f'is dated "{claim.forms[0]}", which does not stand in {where}'
    elif claim.forms:
        what = f"has no name that stands in {where}" + _nearest(text, claim.forms[0])
    else:
        what = f"has no printed form for {where}"
    return _finding(
        graphs,
        paragraph,
        claim,
        what,
        "correct the date in the paragraph's file; a date from elsewhere belongs in data/links"
        if claim.dated
        else f'say ipr:statedAs "…"@{claim.edition}, or ipr:omittedIn the edition, or '
        "ipr:impliedBecause the reason, in the paragraph's file",
    )


def _nearest(text: Paragraph, form: str) -> str:
    nearest = text.nearest(form)
    return f'; nearest: "{nearest}"' if nearest else ""


def _finding(
    graphs: Graphs,
    paragraph: ReportParagraph,
    claim: Claim,
    what: str,
    remedy: str,
    *,
    warning: bool = False,
) -> Finding:
    _, line = graphs.place_of(claim.thing, paragraph.iri)
    return Finding(
        CHECK,
        "warning" if warning else "violation",
        f"{shorten(claim.thing, graphs.prefixes)} {what}",
        file=paragraph.file,
        line=line,
        remedy=remedy,
        paragraph=paragraph.number,
        rule="printed-form",
    )
