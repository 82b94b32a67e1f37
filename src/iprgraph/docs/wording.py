"""Wording: texts in two languages, and sentences with terms and code in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SLOT = re.compile(r"\{(\d)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese and in English; either may be empty."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        """Return whether there is anything to read."""
        return bool(self.zh or self.en)

    @property
    def both(self) -> bool:
        """Return whether it is there in both languages."""
        return bool(self.zh and self.en)


NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Ref:
    """A term by its names, its compact name and where it is described, here or outside."""

    label: Text
    curie: str
    href: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Something that stands as it is written: a pattern, a compact name, a literal."""

    text: str


Piece = Ref | Code | str
Item = Ref | Code | Text


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages, with terms and code in it."""

    zh: tuple[Piece, ...]
    en: tuple[Piece, ...]


def say(zh: str, en: str, *parts: Piece | Words) -> Words:
    """Return a sentence from a wording in each language, whose `{0}`, `{1}` … are the parts."""
    return Words(_filled(zh, parts, 0), _filled(en, parts, 1))


def joined(many: list[Words], zh: str, en: str) -> Words:
    """Return sentences as one, with a separator of each language between them."""
    zh_pieces: list[Piece] = []
    en_pieces: list[Piece] = []
    for number, one in enumerate(many):
        zh_pieces += [zh, *one.zh] if number else one.zh
        en_pieces += [en, *one.en] if number else one.en
    return Words(tuple(zh_pieces), tuple(en_pieces))


def plain(pieces: tuple[Piece, ...]) -> str:
    """Return a sentence as text alone, to sort by."""
    return "".join(
        one if isinstance(one, str) else one.text if isinstance(one, Code) else one.curie
        for one in pieces
    )


def _filled(wording: str, parts: tuple[Piece | Words, ...], language: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for number, stretch in enumerate(_SLOT.split(wording)):
        if number % 2:
            part = parts[int(stretch)]
            pieces += (part.en if language else part.zh) if isinstance(part, Words) else (part,)
        elif stretch:
            pieces.append(stretch)
    return tuple(pieces)
