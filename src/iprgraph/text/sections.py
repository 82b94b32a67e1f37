"""Sections: the blocks of one edition, ordered under its title and its numbered headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.text.blocks import Block, blocks_of, is_page_number, is_stray_stop
from iprgraph.text.editions import is_title
from iprgraph.text.footnotes import Footnote, footnotes_of
from iprgraph.text.headings import SectionHeading, section_heading
from iprgraph.text.healing import Healer, Span, emphasis_offsets
from iprgraph.text.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Draft:
    """A section to be: its heading (None for the preface), its title, and its text blocks."""

    number: int
    heading: Block | None
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Outline:
    """One edition before its paragraphs are cut: title, section drafts, footnotes, notices."""

    lang: str
    span: Span
    title: Block
    healer: Healer
    drafts: tuple[Draft, ...]
    footnotes: tuple[Footnote, ...]
    notices: tuple[Notice, ...]

    def notes_in(self, blocks: Sequence[Block]) -> list[Span]:
        """Return the spans of the footnotes whose marks stand in some blocks.

        A footnote without a mark belongs to the last block before it.
        """
        return [
            (note.body, note.block.end)
            for note in self.footnotes
            if note.body < note.block.end
            and any(block.start <= self._place(note) < block.end for block in blocks)
        ]

    def _place(self, note: Footnote) -> int:
        if note.mark is not None:
            return note.mark[0]
        before = [b for draft in self.drafts for b in draft.blocks if b.start < note.block.start]
        return before[-1].start if before else -1


def outline_of(text: str, lang: str, span: Span) -> Outline:
    """Return the outline of the edition that stands at a span of a file's text."""
    blocks = [_shifted(block, span[0]) for block in blocks_of(text[slice(*span)])]
    footnotes = footnotes_of(text, blocks)
    marks = (range(*note.mark) for note in footnotes if note.mark)
    healer = Healer(
        text,
        lang,
        frozenset(offset for mark in marks for offset in mark),
        emphasis_offsets(text, *span),
    )
    notices = [*_oddities(text, lang, blocks), *_unmarked(text, lang, footnotes)]
    apart = {note.block for note in footnotes}
    kept = [b for b in blocks if b not in apart and not _is_furniture(text, b)]
    title, kept = _title(text, lang, kept)
    drafts, numbering = _drafts(kept, healer)
    return Outline(lang, span, title, healer, drafts, tuple(footnotes), (*notices, *numbering))


def _shifted(block: Block, by: int) -> Block:
    return Block(block.start + by, block.end + by)


def _is_furniture(text: str, block: Block) -> bool:
    form = text[block.start : block.end]
    return is_stray_stop(form) or is_page_number(form)


def _title(text: str, lang: str, blocks: list[Block]) -> tuple[Block, list[Block]]:
    """Return the title, over one block or more, and the blocks after it."""
    count = 1
    while count + 1 < len(blocks) and _continues_title(text, lang, blocks[count : count + 2]):
        count += 1
    return Block(blocks[0].start, blocks[count - 1].end), blocks[count:]


def _continues_title(text: str, lang: str, blocks: list[Block]) -> bool:
    """Return whether a block is a bracketed or dashed second line of a title."""
    form = text[blocks[0].start : blocks[0].end]
    return form[0] in "(（—-" and form[-1] not in ",，" and is_title(form, lang)


def _drafts(blocks: list[Block], healer: Healer) -> tuple[tuple[Draft, ...], list[Notice]]:
    opened: list[tuple[Block | None, SectionHeading | None, list[Block]]] = [(None, None, [])]
    for block in blocks:
        heading = section_heading(healer.text[block.start : block.end], healer.lang)
        if heading is None:
            opened[-1][2].append(block)
        else:
            opened.append((block, heading, []))
    notices = [
        _misnumbered(healer.lang, block, heading, number)
        for number, (block, heading, _) in enumerate(opened)
        if block and heading and heading.number != number
    ]
    drafts = (
        Draft(number, block, _section_title(block, heading, healer), tuple(texts))
        for number, (block, heading, texts) in enumerate(opened)
        if block or texts
    )
    return tuple(drafts), notices


def _section_title(block: Block | None, heading: SectionHeading | None, healer: Healer) -> str:
    if block is None or heading is None:
        return ""
    return healer.heal([(block.end - len(heading.title), block.end)]).text


def _misnumbered(lang: str, block: Block, heading: SectionHeading, number: int) -> Notice:
    message = f'the heading of section {number} is numbered "{heading.numeral}"; order was followed'
    return Notice("numbering", lang, block.start, heading.numeral, message)


def _oddities(text: str, lang: str, blocks: list[Block]) -> list[Notice]:
    notices = []
    for block in blocks:
        form = text[block.start : block.end]
        if is_stray_stop(form):
            message = "a full stop alone on its line was left out"
            notices.append(Notice("stray", lang, block.start, form, message))
        elif is_page_number(form):
            message = "a page number was left out"
            notices.append(Notice("page-number", lang, block.start, form, message))
    return notices


def _unmarked(text: str, lang: str, footnotes: list[Footnote]) -> list[Notice]:
    message = "the mark of this footnote is nowhere before it; it went to the paragraph before"
    return [
        Notice("footnote", lang, note.block.start, text[note.block.start : note.body], message)
        for note in footnotes
        if note.mark is None
    ]
