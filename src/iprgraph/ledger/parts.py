"""Parts: all that an edition prints, cut into its title, headings, paragraphs and margin.

The margin is what belongs to no sentence: footnote marks, page numbers, lost characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from iprgraph.numerals import NumeralSpan, Role, scan
from iprgraph.text import HealedText

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from iprgraph.text import Document, Edition, Span

PartKind = Literal["title", "heading", "paragraph", "margin"]

_FIGURES = re.compile(r"[0-9０-９⁰¹²³⁴-⁹①-⑳]+")
_MARK = re.compile(r"\S+\s*$")
_MARK_LIMIT = 20  # characters before a footnote in which its own mark stands


@dataclass(frozen=True)
class Part:
    """A part of an edition, its text, and the stretches that number the document itself.

    `number` is "title", "margin", a section's number for its heading, or a paragraph's number.
    """

    number: str
    kind: PartKind
    edition: str
    healed: HealedText
    structural: tuple[Span, ...] = ()

    def numerals(self) -> list[NumeralSpan]:
        """Return the numerals of the part in order."""
        if self.kind == "margin":
            found = _FIGURES.finditer(self.healed.text)
            return [NumeralSpan(*match.span(), match[0], Role.DOUBT) for match in found]
        return scan(self.healed.text, self.edition)

    def numbers_itself(self, runs: list[Span]) -> bool:
        """Return whether a numeral is the number of a section, page or footnote."""
        return all(any(a <= x and y <= b for a, b in self.structural) for x, y in runs)

    def around(self, span: NumeralSpan, width: int = 8) -> str:
        """Return a numeral with a few characters before and behind it."""
        text = self.healed.text
        before = text[max(0, span.start - width) : span.start]
        behind = text[span.end : span.end + width]
        return f"…{before}[{span.form}]{behind}…".replace("\n", " ")


def parts_of(document: Document, lang: str, only: Container[str] | None = None) -> Iterator[Part]:
    """Yield the parts of an edition in the order of its text, the margin last.

    With `only`, these are the paragraphs of such numbers, and no other part.
    """
    if only is not None:
        for paragraph in document.editions[lang].paragraphs:
            if paragraph.number in only:
                yield Part(paragraph.number, "paragraph", lang, paragraph.healed)
        return
    edition, text = document.editions[lang], document.text
    title = (edition.title_start, edition.title_end)
    yield Part("title", "title", lang, _stretch(text, title))
    for section in edition.sections:
        if section.title_start < section.title_end:
            healed = _stretch(text, (section.title_start, section.title_end))
            own = _own_number(edition, section.number, healed)
            yield Part(str(section.number), "heading", lang, healed, own)
        for paragraph in section.paragraphs:
            yield Part(paragraph.number, "paragraph", lang, paragraph.healed)
    yield _margin(document, edition)


def _stretch(text: str, span: Span) -> HealedText:
    return HealedText(text[slice(*span)], tuple(range(*span)))


def _own_number(edition: Edition, number: int, heading: HealedText) -> tuple[Span, ...]:
    """Return where a heading prints its section's number, nowhere if it prints another one."""
    start = heading.offsets[0]
    misnumbered = {one.offset for one in edition.notices if one.kind == "numbering"}
    first = next(iter(scan(heading.text, edition.lang)), None)
    if number == 0 or first is None or first.role is not Role.HEADING or start in misnumbered:
        return ()
    return ((start + first.start, start + first.end),)


def _margin(document: Document, edition: Edition) -> Part:
    """Return all characters of an edition that stand in no other part, gaps as line breaks."""
    inside = set(range(edition.title_start, edition.title_end))
    for section in edition.sections:
        inside.update(range(section.title_start, section.title_end))
        for paragraph in section.paragraphs:
            inside.update(paragraph.healed.offsets)
    offsets = [
        offset
        for offset in range(edition.start, edition.end)
        if offset not in inside and not document.text[offset].isspace()
    ]
    places: list[int] = []
    characters: list[str] = []
    for _, run in groupby(enumerate(offsets), key=lambda pair: pair[1] - pair[0]):
        for _, offset in run:
            characters.append(document.text[offset])
            places.append(offset)
        characters.append("\n")
        places.append(places[-1] + 1)
    healed = HealedText("".join(characters), tuple(places))
    return Part("margin", "margin", edition.lang, healed, tuple(_marks(document, edition)))


def _marks(document: Document, edition: Edition) -> Iterator[Span]:
    """Yield where page numbers stand, and each footnote's mark: before it and in the text."""
    for notice in edition.notices:
        if notice.kind == "page-number":
            yield notice.offset, notice.offset + len(notice.text)
    for note in (s for p in edition.paragraphs for s in p.sentences if s.footnote):
        own = _MARK.search(document.text, max(edition.start, note.start - _MARK_LIMIT), note.start)
        if own is not None:
            mark = own[0].strip()
            yield own.start(), own.start() + len(mark)
            before = document.text.rfind(mark, edition.start, own.start())
            if before >= 0:
                yield before, before + len(mark)
