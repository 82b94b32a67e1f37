"""The numerals of an English text: digits, number words, ordinals, ranks and dates.

A number word inside a hyphenated compound (one-stop, Five-Year) is a word, and "one" is one
only before a unit ("one case"). A bare 19xx or 20xx is a year after a preposition, a month or a
capitalised name; elsewhere, without a unit right behind it, it is a doubt, which a reader refuses.
The unit is the counted noun up to the next preposition or verb that is known here ("3,988
trademark cases": case), but it belongs to the stretch only when it stands right behind the number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iprgraph.numerals.digits import (
    BLANK,
    EN_CARDINALS,
    EN_ORDINALS,
    EN_SCALES,
    english,
    printed,
    scaled,
)
from iprgraph.numerals.grammar import Grammar, covers, doubt, one_of
from iprgraph.numerals.numeral import Kind
from iprgraph.numerals.tokens import ONE, Magnitude, Role, Token
from iprgraph.numerals.units import EN_IDIOMS, en_unit

if TYPE_CHECKING:
    from iprgraph.numerals.grammar import Reader

_SAME = str.maketrans("０１２３４５６７８９％．－−’", "0123456789%.--'")
_DIGITS = (
    rf"(?:[0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+(?![0-9.,]*[0-9])"
    r"|(?<![0-9])(?<![0-9][.,])(?:[0-9]+(?:[.,][0-9]+)*|(?<![0-9.])\.[0-9]+))"
)
_SCALES = "|".join(name for name in EN_SCALES if name)
_CARDINAL = "|".join(sorted(EN_CARDINALS, key=len, reverse=True))
_NEXT = f"(?:{_CARDINAL}|hundred|{_SCALES})"
_JOINT = r"(?:-|\s+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+)"
_ORDINAL = "|".join(sorted(EN_ORDINALS, key=len, reverse=True))
_WORDS = rf"(?:{_CARDINAL})\b(?:{_JOINT}{_NEXT}\b)*"
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = "(?:19|20)[0-9]{2}"
_BARE_YEAR = rf"{_YEAR}(?![0-9]|[.,][0-9]|\s*%|\s+(?i:{_SCALES}|percent|per cent)\b)"
_OF_TIME = "in|of|the|since|from|during|year|until|till|before|after|mid"

_PATTERN = one_of(
    {
        "heading": r"(?m:^)[IVXLC]+\.(?=\s)",
        "date": rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_BARE_YEAR})?(?![0-9.,]*[0-9])"
        rf"|\b{_MONTH},?\s+{_BARE_YEAR}|\b{_DAY}\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_BARE_YEAR})?",
        "years": rf"\b{_YEAR}\s*(?:[-–—]|to|and)\s*{_BARE_YEAR}",
        "year": rf"\b(?:(?i:{_OF_TIME})(?:\s+|-)|[A-Z][A-Za-z]+\s+)"
        rf"(?P<in_year>{_BARE_YEAR}(?:\s*(?:[-–—]|to)\s*{_BARE_YEAR})?)",
        "identifier": r"\b[A-Z]+[0-9]*(?:/[A-Z]+)?[ ]?[0-9]+(?:\.[0-9]+)?-(?:19|20)[0-9]{2}\b"
        r"|\b(?!RMB|CNY|USD)[A-Za-z][A-Za-z/-]*[0-9](?:[0-9A-Za-z/-]|[.,](?=[0-9]))*"
        r"|\b[0-9]+(?:[.,][0-9]+)*(?!(?:st|nd|rd|th)\b)[A-Za-z][0-9A-Za-z]*",
        "fraction": r"\b(?i:one|two|three|four)[-\s]"
        r"(?i:half|halves|(?:third|quarter|fourth|fifth|tenth)s?)\b|\b[0-9]+/[0-9]+\b|\b[0-9.,]+[‰‱]",
        "base": rf"\b(?i:per|every|each)\s+(?P<base_digits>{_DIGITS}|(?i:{_WORDS}))\b",
        "vague": r"\b(?i:dozens?|hundreds|thousands|millions|billions)\b"
        rf"|\b(?i:a)\s+(?i:couple|few|hundred|{_SCALES})\b",
        "list": r"\b(?i:in|into|among|within)\s+(?i:the)\s+(?i:top)\s+"
        rf"(?:{_DIGITS}|(?i:{_WORDS}))",
        "word": r"\b(?i:no one|one another|one by one|at first|first of all)\b",
        "top": r"\b(?i:(?:top|first) (?:position|place|spot|rank)\b|number one\b"
        r"|no\. ?1(?![0-9.,])"
        r"|(?:rank\w*\s+(?:at\s+)?|at\s+)the\s+top\b(?!\s+[0-9])|rank\w*\s+top\b(?!\s+[0-9]))",
        "number": r"(?P<currency>\b(?:RMB|CNY|USD)\s?|US\$\s?|[$¥￥]\s?)?"
        rf"(?P<sign>(?<![\w)%])[+-])?(?P<digits>{_DIGITS})(?P<suffix>(?:st|nd|rd|th)\b)?"
        rf"(?P<compound>-[A-Za-z]+)?(?:\s+(?P<scale>(?i:{_SCALES}))\b)?",
        "nth": rf"(?<![\w-])(?P<ordinal>(?i:(?:{_CARDINAL})[-\s])?(?i:{_ORDINAL}))\b"
        r"(?!-[A-Za-z])",
        "words": rf"(?<![\w-])(?P<cardinal>(?i:{_WORDS}))(?!-[A-Za-z])",
        "idiom": rf"(?<![\w-])(?i:{_CARDINAL}|{_ORDINAL}|hundred|{_SCALES})(?=-[A-Za-z])"
        rf"|\b(?i:hundred|{_SCALES}|half|halves|twice|thrice|doubled?|tripled?)\b",
        "stray": "[0-9]+",
    }
)
_PLAIN_ROLES = {
    "heading": Role.HEADING,
    "date": Role.DATE,
    "identifier": Role.NAME,
    "idiom": Role.WORD,
}
_TROUBLES = {
    "fraction": "a fraction",
    "vague": "a vague amount",
    "stray": "digits cut off from their number",
    "list": 'a "top" list, not a number of things',
}
_CURRENCIES = {"RMB": "yuan", "CNY": "yuan", "¥": "yuan", "￥": "yuan"}
_STOP = """
of in with by from for and/or to on at as was were is are be been being has have had which that
who whose under between among across through per than into out up down winning will would can
ranking ranked respectively
"""
_LONGEST_WALK = 8


def _year(match: re.Match[str]) -> Token:
    """Return the year alone, without the word that shows it; a doubt when a unit follows."""
    start, end = match.span("in_year" if match["in_year"] else "years")
    if _adjacent_unit(match.string, end, one=False)[0]:
        return Token(start, end, Role.DOUBT, trouble="either a year or a count")
    return Token(start, end, Role.DATE)


def _base(match: re.Match[str]) -> Token:
    return Token(*match.span("base_digits"), Role.BASE)


def _top(match: re.Match[str]) -> Token:
    return Token(*match.span(), Role.NUMERAL, Magnitude(ONE), kind=Kind.RANK)


def _number(match: re.Match[str]) -> Token:
    """Return the numeral of Arabic digits with currency, sign, scale word, ordinal ending, unit."""
    if match["compound"]:
        return doubt(match, "a compound with a hyphen")
    number = scaled(printed(match["digits"]), EN_SCALES[(match["scale"] or "").lower()])
    if match["sign"] == "-":
        number = Magnitude(-number.value, number.precision)
    if match["suffix"]:
        return _with_unit(match, number, Kind.ORDINAL)
    token = _with_unit(match, number, Kind.LEVEL)
    if match["currency"]:
        unit = _CURRENCIES.get(match["currency"].strip(), "dollar")
        return Token(token.start, token.end, token.role, number, unit)
    bare = match["digits"] == match[0] and re.fullmatch(_YEAR, match[0])
    if bare and token.end == match.end():
        return doubt(match, "either a year or a count")
    return token


def _nth(match: re.Match[str]) -> Token:
    return _with_unit(match, english(match["ordinal"]), Kind.ORDINAL)


def _words(match: re.Match[str]) -> Token:
    """Return the numeral of number words; "one" or "zero" without a unit is a doubt."""
    token = _with_unit(match, english(match["cardinal"]), Kind.LEVEL)
    partitive = re.match(r"\s+of\b", match.string[match.end() :])
    vague = match["cardinal"].lower() in ("zero", "one") and (partitive or not token.unit)
    if vague and not covers(match):
        return doubt(match, "either a number or a pronoun")
    return token


def _with_unit(match: re.Match[str], number: Magnitude, kind: Kind) -> Token:
    """Return the token, stretched over its unit where that stands right behind the number."""
    one = kind is Kind.ORDINAL or number.value == 1
    unit, end = _adjacent_unit(match.string, match.end(), one=one)
    if not unit:
        unit, end = _counted_noun(match.string[end:], one=one), match.end()
    return Token(match.start(), end, Role.NUMERAL, number, unit, kind)


def _adjacent_unit(text: str, end: int, *, one: bool) -> tuple[str, int]:
    """Return the unit right behind a number and where it ends, or "" and the end unchanged."""
    idiom = re.compile(r"\s*(%|percentage points?\b|percent\b|per cent\b)", re.I).match(text, end)
    if idiom:
        return EN_IDIOMS[re.sub(r"\s+", " ", idiom[1].lower())], idiom.end()
    noun = re.compile(r"\s+([A-Za-z-]+)").match(text, end)
    unit = en_unit(noun[1], one=one) if noun else ""
    if not noun or not unit:
        return "", end
    following = re.compile(r"\s+([A-Za-z-]+)").match(text, noun.end())
    modifies = bool(following and en_unit(following[1], one=one))
    return ("", end) if modifies else (unit, noun.end())


def _counted_noun(following: str, *, one: bool) -> str:
    """Return the first known noun up to a preposition or verb, the last where several adjoin."""
    unit = ""
    walked = re.match(r"(?:\s+of\b(?!\s+(?:which|them|whom)\b))?((?:\s+[A-Za-z&'/-]+)*)", following)
    for word in (walked[1] if walked else "").split()[:_LONGEST_WALK]:
        found = en_unit(word, one=one)
        if word.lower() in _STOP.split() or (unit and not found):
            break
        unit = found or unit
    return unit


_READERS: dict[str, Reader] = {
    "year": _year,
    "years": _year,
    "base": _base,
    "top": _top,
    "number": _number,
    "nth": _nth,
    "words": _words,
}
GRAMMAR = Grammar(_PATTERN, _SAME, _PLAIN_ROLES, _TROUBLES, _READERS)
