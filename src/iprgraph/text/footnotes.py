"""Footnotes: notes at the foot of a page, and the marks in the text that they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.text.script import SUPERSCRIPT

if TYPE_CHECKING:
    from iprgraph.text.blocks import Block

_MARK = re.compile(rf"{SUPERSCRIPT.pattern}|[①-⑳]|[\[［〔]\d{{1,2}}[\]］〕]")
_SQUARED = re.compile(r"(?<![A-Za-z])[kcmd]?m$")


@dataclass(frozen=True)
class Footnote:
    """A footnote: its block, where its words start, and the (start, end) of its mark, if any."""

    block: Block
    body: int
    mark: tuple[int, int] | None


def footnotes_of(text: str, blocks: list[Block]) -> list[Footnote]:
    """Return the footnotes among the blocks of one edition.

    A block is a footnote when it begins with a superscript, or with a circled or bracketed number
    that stands in the text before it too. Its mark is the nearest such mark before it.
    """
    footnotes: list[Footnote] = []
    taken: set[int] = set()
    for position, block in enumerate(blocks):
        opening = _MARK.match(text, block.start)
        if opening is None:
            continue
        mark = _mark_before(text, blocks[:position], opening.group(), taken)
        if mark is not None or SUPERSCRIPT.fullmatch(opening.group()):
            taken.update(range(*mark) if mark else ())
            footnotes.append(Footnote(block, _body(text, opening.end(), block.end), mark))
    return footnotes


def _body(text: str, offset: int, end: int) -> int:
    return end - len(text[offset:end].lstrip())


def _mark_before(
    text: str, blocks: list[Block], form: str, taken: set[int]
) -> tuple[int, int] | None:
    for block in reversed(blocks):
        for match in reversed(list(_MARK.finditer(text, block.start + 1, block.end))):
            squared = _SQUARED.search(text, block.start, match.start())
            if match.group() == form and match.start() not in taken and not squared:
                return match.span()
    return None
