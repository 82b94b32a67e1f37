"""Card: a label cut into lines that fit, and the room that they take, without a browser."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iprgraph.draw.view import Mode, Names

# In pixels at zoom 1; the scripts in viz/page draw with the same numbers, which the page carries.
FONT = 13.0
SMALL = 12.0
METRICS = {
    "font": FONT,
    "small": SMALL,
    "leading": 16,
    "tight": 15,
    "pad": 10,
    "top": 6,
    "icon": 23,
}
WIDEST = {"zh": 12.6, "en": 13.4, "both": 13.4}  # of a line, in ems of FONT
NARROW = {"zh": 8.4, "en": 9.2, "both": 9.2}  # the same where the page is as narrow as a phone
BOLD = 1.07  # how much wider bold text is
MOST_LINES = 5
MOST_NARROW_LINES = 8

_HIDDEN = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_WORD = r"\s+|[!-,.-~\u00a1-\u024f\u2018\u2019]+-(?=[A-Za-z])|[!-~\u00a1-\u024f\u2018\u2019]+|."
_CLOSING = frozenset("，。、；：！？）》〉」』】〕”’%％）,.;:!?)]}")
_OPENING = frozenset("（《〈「『【〔“‘([{")
_NARROW = frozenset("iljtfrI.,:;'|!()[]{}\"/\\-` ‘’“”")
_WIDE = frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class Card:
    """A node's text as drawn: lines, smaller lines below them, size, and scale.

    Width and height are of the card as drawn, scale included.
    """

    lines: tuple[str, ...]
    small: tuple[str, ...]
    width: int
    height: int
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """How cards are made: the widest line in ems, words that stay whole, and the most lines."""

    widest: float
    unbroken: tuple[str, ...] = ()
    most: int = MOST_LINES


def card(
    names: Names,
    mode: Mode,
    look: Look | None = None,
    *,
    bold: bool = False,
    below: tuple[Names, ...] = (),
    scale: float = 1.0,
) -> Card:
    """Return the card of a thing in a language, or in both with English small below.

    What stands below the name, such as a figure, is small too.
    """
    looks = look or Look(WIDEST[mode])
    widest = looks.widest / (BOLD if bold else 1)
    lines = wrap(names.en if mode == "en" else names.zh, widest, looks.unbroken, looks.most)
    smaller = [one.en if mode == "en" else one.zh for one in below]
    if mode == "both" and names.zh != names.en:
        smaller.insert(0, names.en)
    room = widest * FONT / SMALL
    small = tuple(line for text in smaller for line in wrap(text, room, looks.unbroken, looks.most))
    large = FONT * (BOLD if bold else 1)
    room = max([*(width(line) * large for line in lines), *(width(line) * SMALL for line in small)])
    across = METRICS["icon"] + room + 2 * METRICS["pad"]
    down = METRICS["leading"] * len(lines) + METRICS["tight"] * len(small) + 2 * METRICS["top"]
    return Card(lines, small, _even(across * scale), _even(down * scale), scale)


def wrap(
    text: str, widest: float, unbroken: tuple[str, ...] = (), most: int = MOST_LINES
) -> tuple[str, ...]:
    """Return a text as few lines of about the same width, cut short after the last that may be.

    Characters that are not seen, such as those that turn the direction of text, are left out.
    """
    pieces = _pieces(_HIDDEN.sub("", unicodedata.normalize("NFC", text)).strip(), widest, unbroken)
    full = _fill(pieces, widest)
    if len(full) > most:
        return (*full[: most - 1], _shortened(full[most - 1], widest))
    low, high = widest / 2, widest
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(pieces, middle)) <= len(full) else (middle, high)
    return tuple(_fill(pieces, high)) or ("",)


def width(text: str) -> float:
    """Return about how wide a text is in ems of a plain sans-serif font, rather more than less."""
    return sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.92
    return 0.72 if character.isupper() else 0.58


@cache
def _tokens(unbroken: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a token: a word that stays whole, blanks, a Latin word, a character."""
    whole = sorted(map(re.escape, unbroken), key=lambda one: (-len(one), one))
    return re.compile("|".join((*whole, _WORD)), re.DOTALL)


def _pieces(text: str, widest: float, unbroken: tuple[str, ...]) -> list[str]:
    """Return what a line may not break within; a word wider than a line is cut."""
    pieces: list[str] = []
    for token in _tokens(unbroken).findall(text):
        if token.isspace():
            pieces.append(" ")
        elif pieces and (token in _CLOSING or pieces[-1][-1] in _OPENING) and pieces[-1] != " ":
            pieces[-1] += token
        else:
            pieces.append(token)
    return [part for piece in pieces for part in _cut(piece, widest)]


def _cut(piece: str, widest: float) -> list[str]:
    parts = [""]
    for character in piece:
        if parts[-1] and width(parts[-1] + character) > widest:
            parts.append("")
        parts[-1] += character
    return parts


def _fill(pieces: list[str], widest: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and width((line + piece).rstrip()) > widest:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or piece != " " else ""
    return [*lines, line.rstrip()] if line.rstrip() else lines


def _shortened(line: str, widest: float) -> str:
    while line and width(f"{line}…") > widest:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _even(size: float) -> int:
    """Return a size rounded up to an even whole number, so that its half is whole too."""
    return 2 * -int(-size // 2)
