"""Sentences: where one ends and the next begins, in Chinese and in English."""

from __future__ import annotations

import re

from iprgraph.text.script import ZH

Span = tuple[int, int]

PROTECTED_LIMIT = 300  # characters that a pair of brackets may enclose and still be taken as one

_ZH_STOP = re.compile(r"[。！？!?]+|(?<=[一-鿿”》）)])\.(?![\w.])")
_EN_STOP = re.compile(r"[.!?]+")
_CLOSING = "”’」』）)]】》*"
_BRACKETS = re.compile(rf"[(（\[][^()（）\[\]]{{0,{PROTECTED_LIMIT}}}[)）\]]")
_QUOTE_BEFORE_BLANK = re.compile(r"""["'](?=\s|$)""")
_QUOTES = re.compile(r'"[^"]*"')
_NEXT_WORD = re.compile(r"""\s+["'“‘(\[*《]*(?=[^\W_a-zß-öø-ÿ])(\w+)""")
_WORD_BEFORE = re.compile(r"[A-Za-z.]+$")
_NEVER_LAST = frozenset(
    [
        "e.g",
        "i.e",
        "cf",
        "vs",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "art",
        "arts",
        "fig",
        "sec",
        "vol",
        "pp",
        "approx",
    ]
)
_BEFORE_NUMBER = frozenset(["no", "nos"])
_SELDOM_LAST = frozenset(
    ["corp", "inc", "ltd", "co", "etc", "u.s", "u.k", "u.n", "p.r.c", "jr", "sr", "dept"]
)
_STARTERS = frozenset(
    [
        "A",
        "After",
        "All",
        "Among",
        "An",
        "As",
        "At",
        "Both",
        "By",
        "During",
        "For",
        "From",
        "In",
        "It",
        "Its",
        "Meanwhile",
        "More",
        "On",
        "Since",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Till",
        "To",
        "With",
    ]
)


def sentence_spans(text: str, lang: str) -> list[Span]:
    """Return the (start, end) of the sentences of a healed text, blanks between them left out.

    What follows the last full stop is a sentence too: a paragraph may end in a misprinted comma.
    """
    spans: list[Span] = []
    start = 0
    for end in [*_ends(text, lang), len(text)]:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((first, first + len(piece.strip())))
        start = max(start, end)
    return spans


def _ends(text: str, lang: str) -> list[int]:
    quotes = _quotes(text)
    brackets = [match.span() for match in _BRACKETS.finditer(text)]
    ends: list[int] = []
    for stop in (_ZH_STOP if lang == ZH else _EN_STOP).finditer(text):
        start = ends[-1] if ends else 0
        end = _after_closers(text, stop.end(), quotes)
        if end <= start or _enclosed(text, brackets, start, end):
            continue
        if lang == ZH:
            boundary = not any(a < end < b for a, b in quotes)
        else:
            boundary = _ends_in_english(text, stop.start(), end)
        if boundary:
            ends.append(end)
    return ends


def _quotes(text: str) -> list[Span]:
    """Return the pairs of straight quotes; none where one is missing and pairing would be wrong."""
    return [match.span() for match in _QUOTES.finditer(text)] if text.count('"') % 2 == 0 else []


def _after_closers(text: str, end: int, quotes: list[Span]) -> int:
    closing_quotes = {b - 1 for _, b in quotes}
    while end < len(text) and (
        text[end] in _CLOSING or end in closing_quotes or _QUOTE_BEFORE_BLANK.match(text, end)
    ):
        end += 1
    return end


def _enclosed(text: str, brackets: list[Span], start: int, end: int) -> bool:
    """Return whether a stop is inside brackets, unless they enclose the whole sentence."""
    opening = start + len(text[start:]) - len(text[start:].lstrip())
    return any(a < end < b or (b == end and a > opening) for a, b in brackets if a >= start) and (
        not any(a == opening and b == end for a, b in brackets)
    )


def _ends_in_english(text: str, stop: int, end: int) -> bool:
    if end >= len(text):
        return True
    following = _NEXT_WORD.match(text, end)
    if following is None:
        return False
    if text[stop] != ".":
        return True
    return not _abbreviated(text[:stop], following.group(1))


def _abbreviated(before: str, following: str) -> bool:
    match = _WORD_BEFORE.search(before)
    word = match.group().lower() if match else ""
    if word in _NEVER_LAST or (word in _BEFORE_NUMBER and following[0].isdigit()):
        return True
    initial = len(word) == 1 and match is not None and match.group().isupper()
    return (initial or word in _SELDOM_LAST) and following not in _STARTERS
