"""Blocks: the stretches of a file that blank lines, page breaks and headings set apart."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from iprgraph.text.headings import section_heading
from iprgraph.text.script import IGNORED, SUPERSCRIPT, language_of

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_BLANKS = f" \t\xa0\u3000{IGNORED}"
_STRAY = re.compile(r"[.。．]")
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*|(?i:page)\s*\d{1,3}|第\s*\d{1,3}\s*页")


@dataclass(frozen=True)
class Block:
    """A stretch of a file between blank lines, as code-point offsets without outer blanks."""

    start: int
    end: int


def lines_of(text: str) -> list[Block]:
    """Return the lines of a text that hold anything, each without its outer blanks."""
    lines = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip(_BLANKS))
        end = match.start() + len(line.rstrip(_BLANKS))
        if start < end:
            lines.append(Block(start, end))
    return lines


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text in order.

    A blank line or a form feed ends a block; where a file has none, every line is a block. A
    footnote, a section heading, a page number or a stray full stop is always a block of its own.
    """
    groups: list[list[Block]] = []
    lines = lines_of(text)
    pairs = list(itertools.pairwise(lines))
    spaced = any(_separated(text, one, two, spaced=True) for one, two in pairs)
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or _separated(text, before, line, spaced=spaced):
            groups.append([])
        groups[-1].append(line)
    return [block for group in groups for block in _cut(text, group)]


def is_stray_stop(line: str) -> bool:
    """Return whether a line holds a full stop and nothing else."""
    return bool(_STRAY.fullmatch(line))


def is_page_number(line: str) -> bool:
    """Return whether a line holds a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(line))


def _separated(text: str, before: Block, line: Block, *, spaced: bool) -> bool:
    gap = text[before.end : line.start]
    return "\f" in gap or len(_BREAK.findall(gap)) >= (2 if spaced else 1)


def _cut(text: str, lines: list[Block]) -> list[Block]:
    whole = Block(lines[0].start, lines[-1].end)
    if _is_heading(text, whole):
        return [whole]
    blocks: list[Block] = []
    alone = True
    for line in lines:
        special = _stands_alone(text, line)
        if alone or special or SUPERSCRIPT.match(text, line.start):
            blocks.append(line)
        else:
            blocks[-1] = Block(blocks[-1].start, line.end)
        alone = special
    return blocks


def _stands_alone(text: str, line: Block) -> bool:
    form = text[line.start : line.end]
    return is_stray_stop(form) or is_page_number(form) or _is_heading(text, line)


def _is_heading(text: str, block: Block) -> bool:
    form = text[block.start : block.end]
    language = language_of(form)
    return language is not None and section_heading(form, language) is not None
