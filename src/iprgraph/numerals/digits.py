"""Numbers as they are written: Arabic digits, Chinese numerals and English number words.

A word form is accepted only when it is the one way to write its number (一百零五, not 一百五;
"twenty-one", not "twenty-eleven"), so that a slip of extraction is an error and never a number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from iprgraph.errors import NumeralError
from iprgraph.numerals.tokens import Magnitude

BLANK = r"[ \t\u00a0\u2009\u3000]"
ZH_DIGITS = "零一二三四五六七八九"
ZH_NUMBER = "〇零一二两三四五六七八九十百千万亿"
ZH_SCALES = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
EN_SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MOST_DIGITS = 24
_PLAIN = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_ONES_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES, _TENS = _ONES_WORDS.split(), _TENS_WORDS.split()
EN_CARDINALS = {word: number for number, word in enumerate(_ONES)} | {
    word: number * 10 for number, word in enumerate(_TENS, start=2)
}
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def plain(value: Decimal) -> Decimal:
    """Return the same number without exponent and without zeros behind the point."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def power(exponent: int) -> Decimal:
    """Return ten to the exponent, without exponent notation."""
    return plain(Decimal(f"1e{exponent}"))


def printed(digits: str) -> Magnitude:
    """Return the number that Arabic digits print. Raises NumeralError when they are malformed."""
    healed = re.sub(rf"(?<=[0-9]){BLANK}(?=[0-9]{{3}})", ",", digits)
    healed = re.sub(r"\s", "", healed)
    well_formed = _GROUPED if "," in healed else _PLAIN
    if not well_formed.fullmatch(healed) or len(healed) > _MOST_DIGITS:
        raise NumeralError(f'malformed number "{digits}"')
    bare = healed.replace(",", "")
    decimals = len(bare.partition(".")[2])
    return Magnitude(Decimal(bare), power(-decimals))


def scaled(magnitude: Magnitude, exponent: int) -> Magnitude:
    """Return the magnitude times ten to the exponent, value and precision alike."""
    factor = power(exponent)
    return Magnitude(plain(magnitude.value * factor), plain(magnitude.precision * factor))


def in_chinese(number: int) -> str:
    """Return the Chinese numeral of a number from 0 up to 9999亿."""
    if number == 0:
        return ZH_DIGITS[0]
    text = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, scale)
        if section:
            gap = text and (section < 1000 or text.endswith("零"))
            text = text.rstrip("零") + ("零" if gap else "") + _section(section) + name
        elif text and number:
            text = text.rstrip("零") + "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _section(number: int) -> str:
    """Return the Chinese numeral of 1 to 9999, with 零 for each gap inside."""
    text = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ZH_DIGITS[digit] + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text


def chinese(numeral: str) -> Magnitude:
    """Return the number of a Chinese numeral such as 一千二百三十四 or 两万.

    The precision is 1, or the last 万 or 亿 where nothing follows it. Raises NumeralError for
    characters that are no complete numeral (十四五, 万万, 二〇二二).
    """
    canonical = numeral.replace("两", "二").replace("〇", "零")
    canonical = canonical.removeprefix("一") if canonical.startswith("一十") else canonical
    value = _sum_chinese(canonical)
    if value >= 10**12 or in_chinese(value) != canonical:
        raise NumeralError(f'malformed number "{numeral}"')
    exponent = {"万": 4, "亿": 8}.get(canonical[-1], 0)
    return Magnitude(Decimal(value), power(exponent))


def _sum_chinese(numeral: str) -> int:
    """Return what the characters add up to, whether or not their order makes sense."""
    total = section = digit = 0
    for character in numeral:
        if character in _PLACES:
            section += (digit or 1) * _PLACES[character]
            digit = 0
        elif character == "万":
            total += (section + digit) * 10**4
            section = digit = 0
        elif character == "亿":
            total = (total + section + digit) * 10**8
            section = digit = 0
        else:
            digit = ZH_DIGITS.index(character)
    return total + section + digit


def in_english(number: int) -> str:
    """Return the English words of a number from 0 up to 999 trillion, with hyphens and no "and"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return _TENS[ten - 2] + (f"-{_ONES[one]}" if one else "")
    steps = [(10**exponent, name) for name, exponent in EN_SCALES.items() if name]
    for size, name in [*reversed(steps), (100, "hundred")]:
        if number >= size:
            head, rest = divmod(number, size)
            return f"{in_english(head)} {name}" + (f" {in_english(rest)}" if rest else "")
    raise AssertionError(number)


def ordinal_word(cardinal: str) -> str:
    """Return the English ordinal of one cardinal word: five -> fifth, twenty -> twentieth."""
    if cardinal in _IRREGULAR_ORDINALS:
        return _IRREGULAR_ORDINALS[cardinal]
    return (cardinal[:-1] + "ie" if cardinal.endswith("y") else cardinal) + "th"


EN_ORDINALS = {ordinal_word(word): word for word in EN_CARDINALS}


def english(words: str) -> Magnitude:
    """Return the number of English words such as "twenty-two", "one hundred and fifth".

    The precision is 1, or the scale word at the end ("two million": a million). Raises
    NumeralError for words that are no complete number ("twenty eleven").
    """
    parts = [word for word in re.split(r"[\s-]+", words.lower()) if word != "and"]
    parts[-1] = EN_ORDINALS.get(parts[-1], parts[-1])
    value = _sum_english(parts)
    if value >= 10**15 or in_english(value).replace("-", " ") != " ".join(parts):
        raise NumeralError(f'malformed number "{words}"')
    return Magnitude(Decimal(value), power(EN_SCALES.get(parts[-1], 0)))


def _sum_english(parts: list[str]) -> int:
    """Return what the words add up to, whether or not their order makes sense."""
    total = section = 0
    for part in parts:
        if part == "hundred":
            section *= 100
        elif part in EN_SCALES:
            total += section * int(power(EN_SCALES[part]))
            section = 0
        else:
            section += EN_CARDINALS[part]
    return total + section
