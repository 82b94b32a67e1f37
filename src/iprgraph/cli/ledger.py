"""The ledger as `iprgraph check --ledger` prints it: the account, the shares, what is wrong."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from iprgraph.ledger import Standing, total_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iprgraph.ledger import Ledger, PartAccount, Share

COUNTED = tuple(one for one in Standing if one is not Standing.OPEN)
_HEADINGS = ("paragraph", "edition", "numerals", *COUNTED)


def ledger_text(ledger: Ledger) -> str:
    """Return the ledger of a report as two tables for a reader."""
    slug = ledger.report.slug
    if ledger.account is None:
        account = f"the text of {slug} is not on this machine: its numerals were not counted\n"
    else:
        account = _table(_HEADINGS, [*_rows(ledger.account.parts)], left=2)
    shares = _table(_share_headings(ledger), [*_share_rows(ledger)], left=1)
    return f"{slug}\n\n{account}\n{shares}"


def share_line(slug: str, share: Share) -> str:
    """Return in one line how many of a report's statements stand in its text."""
    parts = [f"{lang} {_percent(count, share.statements)}" for lang, count in _by_lang(share)]
    together = [f"{lang} {_percent(n, share.relations)}" for lang, n in share.one_sentence.items()]
    return (
        f"{slug}: {share.statements:,} statements, grounded in {', '.join(parts)}; "
        f"{share.relations:,} relations, in one sentence in {', '.join(together)}\n"
    )


def ledger_json(ledger: Ledger) -> dict[str, Any]:
    """Return the ledger of a report as JSON holds it; no part where its text is not here."""
    parts = ledger.account.parts if ledger.account else ()
    return {
        "report": ledger.report.slug,
        "text": ledger.account is not None,
        "parts": [
            {"part": part.number, "kind": part.kind, "edition": part.edition}
            | {"encoded": part.encoded, "numerals": len(part.numerals)}
            | {str(standing): part.count(standing) for standing in COUNTED}
            for part in parts
        ],
        "totals": {"numerals": sum(len(part.numerals) for part in parts)}
        | {str(one): sum(part.count(one) for part in parts) for one in Standing},
        "grounding": [asdict(share) for share in ledger.shares],
        "findings": [asdict(finding) for finding in ledger.findings],
    }


def _rows(parts: Sequence[PartAccount]) -> Iterable[tuple[str, ...]]:
    """Yield a row for each paragraph, one for title, headings and margin, and the totals."""
    for edition in dict.fromkeys(part.edition for part in parts):
        own = [part for part in parts if part.edition == edition]
        yield _row("headings", edition, [part for part in own if part.kind != "paragraph"])
        for part in own:
            if part.kind == "paragraph" and part.encoded:
                yield _row(part.number, edition, [part])
            elif part.kind == "paragraph":
                yield part.number, edition, str(len(part.numerals)), "not encoded"
    encoded = [part for part in parts if part.encoded]
    for edition in dict.fromkeys(part.edition for part in parts):
        yield _row("total", edition, [part for part in encoded if part.edition == edition])
    yield _row("total", "", encoded)


def _row(name: str, edition: str, parts: Sequence[PartAccount]) -> tuple[str, ...]:
    counts = (sum(part.count(standing) for part in parts) for standing in COUNTED)
    numerals = sum(len(part.numerals) for part in parts)
    return name, edition, str(numerals), *(str(count) for count in counts)


def _share_headings(ledger: Ledger) -> tuple[str, ...]:
    langs = [edition.lang for edition in ledger.report.editions]
    together = [f"one sentence {lang}" for lang in langs]
    return ("paragraph", "statements", *langs, "everywhere", "relations", *together)


def _share_rows(ledger: Ledger) -> Iterable[tuple[str, ...]]:
    langs = [edition.lang for edition in ledger.report.editions]
    total = total_share(ledger.shares)
    for share in (*ledger.shares, total):
        yield (
            share.paragraph or "total",
            str(share.statements),
            *(str(share.grounded.get(lang, 0)) for lang in langs),
            str(share.everywhere),
            str(share.relations),
            *(str(share.one_sentence.get(lang, 0)) for lang in langs),
        )
    yield (
        "share",
        "",
        *(_percent(total.grounded.get(lang, 0), total.statements) for lang in langs),
        _percent(total.everywhere, total.statements),
        "",
        *(_percent(total.one_sentence.get(lang, 0), total.relations) for lang in langs),
    )


def _by_lang(share: Share) -> list[tuple[str, int]]:
    return [*share.grounded.items(), ("all editions", share.everywhere)]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, left: int) -> str:
    """Return rows under headings, the first columns to the left, the numbers to the right."""
    lines = [headings, *rows]
    widths = [
        max(len(line[place]) for line in lines if place < len(line))
        for place in range(len(headings))
    ]
    text = ""
    for line in lines:
        cells = (
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=False))
        )
        text += "  ".join(cells).rstrip() + "\n"
    return text
