"""Headings: numbered lines that open a section, and short sentences that open a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iprgraph.text.script import EN, ZH, ends_sentence, is_han

SECTION_LIMIT = {ZH: 40, EN: 150}  # characters
RUN_IN_LIMIT = {ZH: 24, EN: 12}  # Chinese characters; English words

_SECTION = {
    ZH: re.compile(r"([一二三四五六七八九十百]+)\s*[、．]\s*(\S.*)", re.S),
    EN: re.compile(r"([IVXLC]+)\s*[.．]\s+(\S.*)", re.S),
}
_NO_HEADING = re.compile(r"[\d,，;；:：]")
_HAN_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True)
class SectionHeading:
    """A section heading as printed: its numeral, the number that it means, and its title."""

    numeral: str
    number: int
    title: str


def section_heading(line: str, lang: str) -> SectionHeading | None:
    """Return the section heading that a line is, None where it is none."""
    match = _SECTION[lang].fullmatch(line)
    if match is None or len(line) > SECTION_LIMIT[lang] or ends_sentence(line):
        return None
    numeral, title = match.groups()
    if "。" in title or title[-1] in ",，;；":
        return None
    number = chinese_number(numeral) if lang == ZH else roman_number(numeral)
    return SectionHeading(numeral, number, title)


def is_run_in_heading(sentence: str, lang: str) -> bool:
    """Return whether a sentence can be the heading that opens a paragraph.

    It can when it is short, ends in a full stop, and has no digit, comma, semicolon or colon.
    """
    if not sentence or sentence[-1] not in ".。" or _NO_HEADING.search(sentence):
        return False
    if lang == ZH:
        return len(sentence) <= RUN_IN_LIMIT[ZH] and is_han(sentence[0])
    return sentence[0].isupper() and 1 < len(sentence.split()) <= RUN_IN_LIMIT[EN]


def chinese_number(numeral: str) -> int:
    """Return the number below 1000 that a Chinese numeral such as 十二 means."""
    total, digit = 0, 0
    for character in numeral:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        else:
            total += max(digit, 1) * (10 if character == "十" else 100)
            digit = 0
    return total + digit


def roman_number(numeral: str) -> int:
    """Return the number that a Roman numeral such as XIII means."""
    values = [_ROMAN_DIGITS[character] for character in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
