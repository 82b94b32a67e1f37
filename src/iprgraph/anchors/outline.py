"""The outline of a report as a canonical table, `outline.csv`: numbers and offsets, no text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.anchors.table import read_cells, write_cells
from iprgraph.errors import AnchorError
from iprgraph.text import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from iprgraph.text import Document, Paragraph, Span

COLUMNS = ("edition", "number", "kind", "start", "end", "digest")


@dataclass(frozen=True)
class OutlineRow:
    """A part of an edition: number ("2", "2.1", "2.1-3"), kind, offsets and digest.

    The kinds are section, paragraph, heading, sentence and footnote.
    """

    edition: str
    number: str
    kind: str
    start: int
    end: int
    digest: str

    @property
    def paragraph(self) -> str:
        """Return the number of the paragraph that a sentence or footnote is in."""
        return self.number.partition("-")[0]


def outline_of(document: Document) -> tuple[OutlineRow, ...]:
    """Return the outline of a document, edition by edition, in the order of the text."""
    return tuple(_parts(document))


def write_outline(path: Path, rows: Iterable[OutlineRow]) -> None:
    """Write an outline, whole or not at all, always the same bytes. Raises AnchorError."""
    cells = [(r.edition, r.number, r.kind, str(r.start), str(r.end), r.digest) for r in rows]
    write_cells(path, COLUMNS, cells)


def read_outline(path: Path, name: str) -> tuple[OutlineRow, ...]:
    """Return the outline in a file, none where there is no file. Raises AnchorError by line."""
    rows: list[OutlineRow] = []
    for line, (edition, number, kind, start, end, hexadecimal) in read_cells(path, name, COLUMNS):
        if not (start.isdecimal() and end.isdecimal()):
            raise AnchorError(
                "cannot be read: no offsets",
                remedy="make it anew: iprgraph source anchors",
                file=name,
                line=line,
            )
        rows.append(OutlineRow(edition, number, kind, int(start), int(end), hexadecimal))
    return tuple(rows)


def _parts(document: Document) -> Iterator[OutlineRow]:
    text = document.text

    def row(lang: str, number: str, kind: str, runs: list[Span]) -> OutlineRow:
        return OutlineRow(lang, number, kind, runs[0][0], runs[-1][1], digest(text, runs))

    for lang in sorted(document.editions):
        for section in document.editions[lang].sections:
            yield row(lang, str(section.number), "section", [(section.start, section.end)])
            for paragraph in section.paragraphs:
                yield row(lang, paragraph.number, "paragraph", paragraph.healed.runs())
                for number, kind, runs in _pieces(paragraph):
                    yield row(lang, number, kind, runs)


def _pieces(paragraph: Paragraph) -> Iterator[tuple[str, str, list[Span]]]:
    if paragraph.heading_start is not None and paragraph.heading_end is not None:
        yield paragraph.number, "heading", [(paragraph.heading_start, paragraph.heading_end)]
    for sentence in paragraph.sentences:
        kind = "footnote" if sentence.footnote else "sentence"
        yield f"{paragraph.number}-{sentence.number}", kind, sentence.healed.runs()
