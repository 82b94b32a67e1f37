"""Editions: which part of a file is the Chinese text, and which the English one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from iprgraph.errors import SegmentError
from iprgraph.text.blocks import Block, blocks_of
from iprgraph.text.headings import section_heading
from iprgraph.text.script import SUPERSCRIPT, ends_sentence, language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE_LIMIT = 200  # characters


def edition_spans(text: str) -> Mapping[str, tuple[int, int]]:
    """Return `{language: (start, end)}` of the editions that stand one after another in a text.

    An edition begins with a title line and runs while most letters are of its script.
    Raises SegmentError where no edition begins, or one language begins twice.
    """
    spans: dict[str, tuple[int, int]] = {}
    for language, blocks in _merged(text, _runs(text, blocks_of(text))):
        if language in spans:
            raise SegmentError(
                f'the text turns to "{language}" twice, at characters '
                f"{spans[language][0]} and {blocks[0].start}",
                remedy="put the editions one after another, each whole",
                line=text.count("\n", 0, blocks[0].start) + 1,
            )
        spans[language] = (blocks[0].start, blocks[-1].end)
    if not spans:
        raise SegmentError(
            "no edition recognised: no title line that is followed by Chinese or English text",
            remedy="begin each edition with its title on a line of its own, then a blank line",
        )
    return MappingProxyType(spans)


Run = tuple[str, list[Block]]


def is_title(line: str, lang: str) -> bool:
    """Return whether a line can be the title that an edition begins with."""
    plain = len(line) <= TITLE_LIMIT and not SUPERSCRIPT.match(line)
    return plain and not ends_sentence(line) and section_heading(line, lang) is None


def _runs(text: str, blocks: list[Block]) -> list[Run]:
    runs: list[Run] = []
    for block in blocks:
        language = language_of(text[block.start : block.end])
        if runs and language in (None, runs[-1][0]):
            runs[-1][1].append(block)
        elif language is not None:
            runs.append((language, [block]))
    return runs


def _merged(text: str, runs: list[Run]) -> list[Run]:
    """Give every run that begins no edition (a Latin name cut off by a page) to the one before."""
    merged: list[Run] = []
    for language, blocks in runs:
        if merged and (language == merged[-1][0] or not _begins_edition(text, language, blocks)):
            merged[-1][1].extend(blocks)
        elif _begins_edition(text, language, blocks):
            merged.append((language, list(blocks)))
    return merged


def _begins_edition(text: str, language: str, blocks: list[Block]) -> bool:
    first, rest = blocks[0], blocks[1:]
    if not is_title(text[first.start : first.end], language):
        return False
    return any(ends_sentence(text[block.start : block.end]) for block in rest)
