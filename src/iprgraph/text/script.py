"""The two languages of a report: which one a text is in, and how its sentences and lines end."""

from __future__ import annotations

import re

ZH = "zh"
EN = "en"
LANGUAGES = (ZH, EN)

CLOSERS = "\"'”’)）]】》」』*"
IGNORED = "\xad\u200b\u200c\u200d\u2060\ufeff"
SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+")

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SENTENCE_END = re.compile(r"(?:[。！？!?…]|[^\s.]\.)$")


def is_han(character: str) -> bool:
    """Return whether a character is a Chinese one."""
    return bool(_HAN.match(character))


def is_ascii_word(character: str) -> bool:
    """Return whether a character is an ASCII letter or digit."""
    return character.isascii() and character.isalnum()


def language_of(text: str) -> str | None:
    """Return `zh` or `en` by the script of most letters of a text, None where it has no letters.

    A Chinese character weighs as much as two Latin letters: it stands for a word part, not a sound.
    """
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if not han and not latin:
        return None
    return ZH if 2 * han >= latin else EN


def ends_sentence(text: str) -> bool:
    """Return whether a line ends in terminal punctuation, quotes and footnote marks set aside."""
    bare = re.sub(rf"[\s{re.escape(CLOSERS)}⁰¹²³⁴-⁹]+$", "", text)
    return bool(_SENTENCE_END.search(bare))
