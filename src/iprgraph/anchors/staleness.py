"""Staleness: whether the committed anchors and outline are those of today's data and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.finding import Finding
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iprgraph.anchors.claims import Claim
    from iprgraph.anchors.outline import OutlineRow
    from iprgraph.anchors.table import AnchorRow
    from iprgraph.reports import Report, ReportParagraph

CHECK = "grounding"
RULE = "stale-anchors"
REMEDY = "make the tables anew where the text is: iprgraph source anchors"


def by_rows(
    file: str,
    prefixes: Mapping[str, str],
    rows: Sequence[AnchorRow],
    computed: Sequence[AnchorRow],
) -> Iterator[Finding]:
    """Yield where the committed rows are not the rows that the text gives."""
    kept = set(computed)
    for line, row in enumerate(rows, start=2):
        if row not in kept:
            what = f"{_name(row, prefixes)} stands elsewhere now, or not at all"
            yield _stale(file, line, what, row.paragraph)
    present = set(rows)
    missing = [row for row in computed if row not in present]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        what = f"has no row for {_name(missing[0], prefixes)}{more}"
        yield _stale(file, 0, what, missing[0].paragraph)


def by_claims(
    file: str,
    prefixes: Mapping[str, str],
    paragraph: ReportParagraph,
    claims: Sequence[Claim],
    rows: Sequence[tuple[int, AnchorRow]],
) -> Iterator[Finding]:
    """Yield where the committed rows of a paragraph, by line, do not fit what its graph states.

    This needs no text: every form has its row, and every row its form.
    """
    anchored = [(each, [*map(_inked, each.forms)]) for each in claims if each.anchored]
    stated = {(each.thing, each.edition, form) for each, forms in anchored for form in forms}
    present: set[tuple[str, str, str]] = set()
    for line, row in rows:
        printed = (row.thing, row.edition, _inked(row.form))
        if printed not in stated:
            what = f"{_name(row, prefixes)} is not stated by the graph any more"
            yield _stale(file, line, what, row.paragraph)
        present.add(printed)
    for claim, forms in anchored:
        have = [(claim.thing, claim.edition, form) in present for form in forms]
        if claim.stated and not all(have):
            form = claim.forms[have.index(False)]
            yield _stale(
                file,
                0,
                f'has no row for {shorten(claim.thing, prefixes)} "{form}" in paragraph '
                f"{paragraph.number} ({claim.edition})",
                paragraph.number,
            )
        elif claim.owed and not any(have):
            yield _stale(
                file,
                0,
                f"has no row for {shorten(claim.thing, prefixes)} in paragraph "
                f"{paragraph.number} ({claim.edition})",
                paragraph.number,
            )


def foreign(
    file: str, prefixes: Mapping[str, str], report: Report, rows: Sequence[AnchorRow]
) -> Iterator[Finding]:
    """Yield the rows of paragraphs that no file encodes."""
    numbers = {paragraph.number for paragraph in report.paragraphs}
    for line, row in enumerate(rows, start=2):
        if row.paragraph not in numbers:
            what = f"{_name(row, prefixes)}: no file encodes that paragraph"
            yield _stale(file, line, what, row.paragraph)


def by_outline(
    file: str, rows: Sequence[OutlineRow], computed: Sequence[OutlineRow]
) -> Iterator[Finding]:
    """Yield whether the committed outline is not the one that the text gives."""
    if tuple(rows) == tuple(computed):
        return
    if not rows:
        yield _stale(file, 0, "is not there")
        return
    pairs = enumerate(zip(rows, computed, strict=False), start=2)
    line = next((line for line, (one, other) in pairs if one != other), 0)
    yield _stale(file, line, "is not the outline that the text has now")


def _name(row: AnchorRow, prefixes: Mapping[str, str]) -> str:
    where = f"in paragraph {row.paragraph} ({row.edition})"
    return f'{shorten(row.thing, prefixes)} "{row.form}" {where}'


def _stale(file: str, line: int, what: str, paragraph: str = "") -> Finding:
    return Finding(
        CHECK,
        "violation",
        f"stale: {what}",
        file=file,
        line=line,
        remedy=REMEDY,
        paragraph=paragraph,
        rule=RULE,
    )


def _inked(form: str) -> str:
    return "".join(form.split())
