"""Paragraphs: sentences under a run-in heading, made of the blocks that pages left of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.text.headings import is_run_in_heading
from iprgraph.text.script import EN, ends_sentence
from iprgraph.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.text.blocks import Block
    from iprgraph.text.healing import HealedText, Healer, Span


@dataclass(frozen=True)
class Sentence:
    """A sentence or footnote of a paragraph: code-point offsets in the file and healed text."""

    number: int
    start: int
    end: int
    healed: HealedText
    footnote: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its number ("2.1"), run-in heading, offsets in the file, and sentences.

    The heading has no final stop. `healed` is heading, sentences and footnotes in one; `start` and
    `end` enclose heading and sentences, not a footnote that stands below on the page.
    """

    number: str
    heading: str | None
    heading_start: int | None
    heading_end: int | None
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    healed: HealedText

    def sentence_of(self, offset: int) -> Sentence | None:
        """Return the sentence that a file offset is in; None in the heading or outside."""
        for sentence in self.sentences:
            if sentence.start <= offset < sentence.end and any(
                start <= offset < end for start, end in sentence.healed.runs()
            ):
                return sentence
        return None

    def covers(self, offset: int) -> bool:
        """Return whether a file offset is in the heading, a sentence or a footnote."""
        return any(start <= offset < end for start, end in self.healed.runs())

    def find(self, form: str, *, lang: str) -> list[list[Span]]:
        """Return every place of a printed form in this paragraph (see HealedText.find)."""
        return self.healed.find(form, lang=lang)

    def nearest(self, form: str) -> str:
        """Return the stretch of this paragraph that is most similar to a form."""
        return self.healed.nearest(form)


@dataclass(frozen=True)
class Part:
    """The blocks of one paragraph to be, and whether they begin with a run-in heading."""

    blocks: tuple[Block, ...]
    headed: bool

    def __add__(self, other: Part) -> Part:
        """Return both parts as one that is headed as the first one is."""
        return Part(self.blocks + other.blocks, self.headed)


def parts_of(
    blocks: Sequence[Block], healer: Healer, *, doubtful: bool | None = None
) -> list[Part]:
    """Return how run-in headings divide the text blocks of a section into paragraphs.

    A block continues the one before unless that ended a sentence. One that ended in a comma is
    doubtful: it is taken as ended (`doubtful`; by default in English, where a capital letter
    shows it) when the next block begins like a heading.
    """
    lenient = healer.lang == EN if doubtful is None else doubtful
    groups: list[tuple[list[Block], bool]] = []
    for position, block in enumerate(blocks):
        headed = _headed(blocks[position:], healer)
        if (groups and not (headed and _ended(groups[-1][0][-1], block, healer, lenient))) or (
            groups and _lone_heading(groups[-1], healer)
        ):
            groups[-1][0].append(block)
        else:
            groups.append(([block], headed))
    return [Part(tuple(group), headed) for group, headed in groups]


def paragraph_of(
    number: str, part: Part, healer: Healer, footnotes: Sequence[Span] = ()
) -> Paragraph:
    """Return the paragraph that some blocks make, its footnotes as last sentences."""
    healed = healer.heal((block.start, block.end) for block in part.blocks)
    spans = sentence_spans(healed.text, healer.lang)
    heading = _bare(healed[slice(*spans[0])]) if part.headed else None
    pieces = [(healed[slice(*span)], False) for span in spans[1 if part.headed else 0 :]]
    pieces += [(healer.heal([span]), True) for span in footnotes]
    body = healed.runs()
    for note, is_note in pieces:
        healed = healed + note if is_note else healed
    heading_start, heading_end = _extent(heading) if heading else (None, None)
    return Paragraph(
        number=number,
        heading=heading.text if heading else None,
        heading_start=heading_start,
        heading_end=heading_end,
        start=body[0][0],
        end=body[-1][1],
        sentences=tuple(
            Sentence(n, *_extent(piece), piece, note)
            for n, (piece, note) in enumerate(pieces, start=1)
        ),
        healed=healed,
    )


def _extent(healed: HealedText) -> Span:
    runs = healed.runs()
    return runs[0][0], runs[-1][1]


def _bare(heading: HealedText) -> HealedText:
    return heading[: len(heading.text.rstrip("。."))]


def _headed(blocks: Sequence[Block], healer: Healer) -> bool:
    """Return whether blocks begin with a run-in heading that is followed by more text.

    A sentence alone in its block is the end of a page, not a heading, where a shorter heading
    follows it.
    """
    opening = _opening(blocks, healer)
    if opening is None:
        return False
    heading, rest = opening
    if not rest:
        return True
    following = _opening(blocks[len(blocks) - len(rest) :], healer)
    return following is None or len(following[0]) >= len(heading)


def _opening(blocks: Sequence[Block], healer: Healer) -> tuple[str, Sequence[Block]] | None:
    """Return the run-in heading that opens blocks, and the blocks after it if it is alone."""
    chain = 1
    while chain < len(blocks) and not _closed(blocks[chain - 1], healer):
        chain += 1
    healed = healer.heal((block.start, block.end) for block in blocks[:chain])
    spans = sentence_spans(healed.text, healer.lang)
    rest = blocks[chain:] if len(spans) == 1 else ()
    heading = healed.text[slice(*spans[0])] if spans else ""
    if not is_run_in_heading(heading, healer.lang) or (len(spans) == 1 and not rest):
        return None
    return heading, rest


def _closed(block: Block, healer: Healer) -> bool:
    return ends_sentence(healer.text[block.start : block.end])


def _ended(block: Block, following: Block, healer: Healer, lenient: bool) -> bool:
    """Return whether a block can end its paragraph: at a full stop, or doubtfully at a comma.

    A full stop that a page pushed to a line of its own ends it, a Western one doubtfully.
    """
    comma = healer.text[block.end - 1] in ",，;；:："
    dropped = healer.text[block.end : following.start].split()
    return _closed(block, healer) or "。" in dropped or (lenient and (comma or "." in dropped))


def _lone_heading(group: tuple[list[Block], bool], healer: Healer) -> bool:
    blocks, headed = group
    healed = healer.heal((block.start, block.end) for block in blocks)
    return headed and len(sentence_spans(healed.text, healer.lang)) == 1
