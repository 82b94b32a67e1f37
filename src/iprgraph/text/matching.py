"""Matching: where a printed form stands in a text, whole words and whole numbers only."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import partial_ratio_alignment

from iprgraph.text.script import EN, IGNORED, is_ascii_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(
    r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千]{2,}"
)


def occurrences(form: str, text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of every place of a form in a text, blanks left out of account."""
    wanted = "".join(_inked(form if "*" in text else form.replace("*", "")))
    compact, places, numbers = _compacted(text)
    at = compact.find(wanted) if wanted else -1
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        if _whole_words(text, start, end, lang) and _whole_numbers(numbers, start, end):
            yield start, end
        at = compact.find(wanted, at + 1)


def nearest(form: str, text: str) -> str:
    """Return the stretch of a text that is most similar to a form, "" where either is empty."""
    if not form.strip() or not text:
        return ""
    if len(form) >= len(text):
        return text
    found = partial_ratio_alignment(form, text)
    return text[found.dest_start : found.dest_end].strip() if found else ""


@lru_cache(maxsize=256)
def _compacted(text: str) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Return a text without blanks, where each character of it stands, and where numbers stand."""
    places = tuple(i for i, character in enumerate(text) if not _void(character))
    numbers = tuple(match.span() for match in _NUMBER.finditer(text))
    return "".join(text[i] for i in places), places, numbers


def _void(character: str) -> bool:
    return character.isspace() or character in IGNORED


def _inked(form: str) -> list[str]:
    return [character for character in form if not _void(character)]


def _whole_words(text: str, start: int, end: int, lang: str) -> bool:
    """Return whether no letter or digit touches a letter or digit across either edge.

    Chinese has no blanks between words, so that only ASCII letters and digits count there.
    """
    word = str.isalnum if lang == EN else is_ascii_word
    cut_before = start > 0 and word(text[start - 1]) and word(text[start])
    cut_after = end < len(text) and word(text[end]) and word(text[end - 1])
    return not (cut_before or cut_after)


def _whole_numbers(numbers: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    return not any(a < start < b or a < end < b for a, b in numbers)
