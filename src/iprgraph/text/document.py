"""A report as a document: editions, sections, paragraphs, sentences, with offsets in its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from iprgraph.errors import SegmentError, SourceError
from iprgraph.text.alignment import Parts, aligned_parts, joined_openings, measure_of, unaligned
from iprgraph.text.editions import edition_spans
from iprgraph.text.notices import Notice
from iprgraph.text.paragraphs import Paragraph, Part, paragraph_of
from iprgraph.text.script import ends_sentence
from iprgraph.text.sections import Draft, Outline, outline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Section:
    """A section: its number by order, its title, and its paragraphs; section 0 is the preface."""

    number: int
    title: str
    title_start: int
    title_end: int
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Edition:
    """One language edition of a report, with what was odd in its text."""

    lang: str
    title: str
    title_start: int
    title_end: int
    start: int
    end: int
    sections: tuple[Section, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return all paragraphs in order, the preface first."""
        return tuple(p for section in self.sections for p in section.paragraphs)

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that a file offset is in; None in titles, marks and page numbers."""
        return next((p for p in self.paragraphs if p.covers(offset)), None)


@dataclass(frozen=True)
class Document:
    """A report: its editions by language, what was odd, and the text that the offsets count in."""

    editions: Mapping[str, Edition]
    notices: tuple[Notice, ...] = ()
    text: str = field(default="", repr=False)

    def paragraph(self, number: str, lang: str) -> Paragraph:
        """Return a paragraph by number ("2.1") and language. Raises SegmentError if none is so."""
        edition = self.editions.get(lang)
        if edition is None:
            languages = ", ".join(self.editions)
            raise SegmentError(f'no edition "{lang}"', remedy=f"the report has: {languages}")
        for paragraph in edition.paragraphs:
            if paragraph.number == number:
                return paragraph
        numbers = ", ".join(paragraph.number for paragraph in edition.paragraphs)
        raise SegmentError(f'no paragraph "{number}" in {lang}', remedy=f"there are: {numbers}")


def read_file(path: str | Path) -> Document:
    """Return the document in a UTF-8 file. Raises SourceError (file), SegmentError (structure)."""
    place = Path(path)
    try:
        return read_document(decoded(place.read_bytes(), place))
    except OSError as error:
        raise SourceError(
            f"cannot read the text: {error.strerror}", remedy="check the path", file=place
        ) from error
    except SegmentError as error:
        raise SegmentError(
            error.message, remedy=error.remedy, file=place, line=error.line
        ) from error


def decoded(data: bytes, file: str | Path = "") -> str:
    """Return the text that UTF-8 bytes hold, line ends as they are. Raises SourceError."""
    if not data.strip():
        raise SourceError("the text is empty", remedy="extract the report again", file=file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}",
            remedy=_encoding_remedy(data),
            file=file,
            line=data.count(b"\n", 0, error.start) + 1,
        ) from error


def read_document(text: str, *, strict: bool = True) -> Document:
    """Return the document that a text holds, its editions aligned paragraph by paragraph.

    Raises SegmentError where no edition is recognised, or (if strict) where the editions have not
    the same sections and paragraphs; else such a difference is a notice of kind "alignment".
    """
    if not text.strip():
        raise SegmentError("the text is empty", remedy="extract the report again")
    outlines = {lang: outline_of(text, lang, span) for lang, span in edition_spans(text).items()}
    parts, found = _all_parts(outlines)
    misaligned = [*_missing_sections(outlines), *unaligned(outlines, parts)]
    if strict and misaligned:
        raise _misaligned(text, outlines, parts, misaligned)
    editions = {
        lang: _edition(outline, {n: each[lang] for n, each in parts.items() if lang in each})
        for lang, outline in outlines.items()
    }
    own = [notice for edition in editions.values() for notice in edition.notices]
    return Document(MappingProxyType(editions), (*own, *found, *misaligned), text)


def _encoding_remedy(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it looks like UTF-16; convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "save it as UTF-8 text (this may be a PDF or another binary file)"
    return "it may be GBK; convert it: iconv -f GB18030 -t UTF-8 FILE > NEW"


def _all_parts(outlines: Mapping[str, Outline]) -> tuple[dict[int, Parts], list[Notice]]:
    measure = measure_of(outlines)
    by_number: dict[int, dict[str, Draft]] = {}
    for lang, outline in outlines.items():
        for draft in outline.drafts:
            by_number.setdefault(draft.number, {})[lang] = draft
    parts: dict[int, Parts] = {}
    notices: list[Notice] = []
    for number, drafts in sorted(by_number.items()):
        if number == 0:
            parts[0] = {lang: [Part(draft.blocks, False)] for lang, draft in drafts.items()}
        else:
            parts[number] = aligned_parts(drafts, measure)
            notices += joined_openings(drafts, parts[number], measure.healers)
    return parts, notices


def _missing_sections(outlines: Mapping[str, Outline]) -> Iterator[Notice]:
    numbers = {lang: [draft.number for draft in o.drafts] for lang, o in outlines.items()}
    if len({tuple(each) for each in numbers.values()}) > 1:
        counts = " but ".join(f"{len(numbers[lang])} in {lang}" for lang in numbers)
        lang = max(numbers, key=lambda each: len(numbers[each]))
        odd = sorted(
            set(numbers[lang]).difference(*(set(n) for n in numbers.values() if n != numbers[lang]))
        )
        message = f"the report has {counts} sections (only in {lang}: {', '.join(map(str, odd))})"
        yield Notice("alignment", lang, outlines[lang].span[0], "", message)


def _misaligned(
    text: str, outlines: Mapping[str, Outline], parts: Mapping[int, Parts], notices: list[Notice]
) -> SegmentError:
    """Return the error for the first difference between editions, with every paragraph's line."""
    first = notices[0]
    opens = ""
    if first.text:
        opens = "; ".join(
            f"{lang} paragraphs begin at lines "
            + ", ".join(str(text.count("\n", 0, part.blocks[0].start) + 1) for part in each)
            for lang, each in parts[int(first.text)].items()
        )
    return SegmentError(
        "; ".join(notice.message for notice in notices),
        remedy=opens or "see that every section heading stands on a line of its own",
        line=text.count("\n", 0, first.offset) + 1,
    )


def _edition(outline: Outline, parts: Mapping[int, list[Part]]) -> Edition:
    sections = tuple(_section(outline, draft, parts[draft.number]) for draft in outline.drafts)
    title = outline.title
    start, end = outline.span
    return Edition(
        lang=outline.lang,
        title=outline.healer.heal([(title.start, title.end)]).text,
        title_start=title.start,
        title_end=title.end,
        start=start,
        end=end,
        sections=sections,
        notices=(*outline.notices, *_endings(outline, sections)),
    )


def _section(outline: Outline, draft: Draft, parts: list[Part]) -> Section:
    paragraphs = tuple(
        paragraph_of(f"{draft.number}.{n}", part, outline.healer, outline.notes_in(part.blocks))
        for n, part in enumerate(parts, start=1)
    )
    heading = draft.heading
    start = heading.start if heading else paragraphs[0].start
    return Section(
        number=draft.number,
        title=draft.title,
        title_start=start,
        title_end=heading.end if heading else start,
        start=start,
        end=paragraphs[-1].end if paragraphs else start if heading is None else heading.end,
        paragraphs=paragraphs,
    )


def _endings(outline: Outline, sections: tuple[Section, ...]) -> Iterator[Notice]:
    for paragraph in (p for section in sections for p in section.paragraphs):
        last = [s for s in paragraph.sentences if not s.footnote][-1:]
        if last and not ends_sentence(last[0].healed.text):
            form, offset = last[0].healed.text[-1], last[0].end - 1
            message = f"paragraph {paragraph.number} ends without a full stop"
            yield Notice("ending", outline.lang, offset, form, message)
