"""Writing a number as reports print it, in every style that `read` gives back unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.errors import NumeralError
from iprgraph.numerals.digits import (
    EN_SCALES,
    ZH_SCALES,
    in_chinese,
    in_english,
    power,
)
from iprgraph.numerals.numeral import Qualifier
from iprgraph.numerals.units import NOT_AFTER_ONE, PERCENT, is_measure, written

if TYPE_CHECKING:
    from decimal import Decimal

_MOST_IN_WORDS = 99
_SCALES = {
    "zh": {name: ZH_SCALES[name] for name in ("", "万", "亿", "万亿")},
    "en": EN_SCALES,
}
_AROUND = {
    "zh": {
        Qualifier.EXACTLY: ("", ""),
        Qualifier.ABOUT: ("约", ""),
        Qualifier.MORE_THAN: ("超过", ""),
        Qualifier.AT_LEAST: ("", "以上"),
        Qualifier.LESS_THAN: ("不足", ""),
        Qualifier.AT_MOST: ("", "以内"),
        Qualifier.NEARLY: ("将近", ""),
    },
    "en": {
        Qualifier.EXACTLY: ("", ""),
        Qualifier.ABOUT: ("approximately ", ""),
        Qualifier.MORE_THAN: ("more than ", ""),
        Qualifier.AT_LEAST: ("at least ", ""),
        Qualifier.LESS_THAN: ("less than ", ""),
        Qualifier.AT_MOST: ("up to ", ""),
        Qualifier.NEARLY: ("nearly ", ""),
    },
}


@dataclass(frozen=True)
class Style:
    """How a number is printed: its scale word, thousands separators, or words for digits."""

    scale: str = ""
    grouped: bool = False
    words: bool = False


def styles(value: Decimal, precision: Decimal, lang: str, unit: str = "") -> list[Style]:
    """Return every style that prints the value with exactly this precision, the usual one first.

    Left out are those that read as something else: a bare 2022, 十分. Empty when none is left.
    """
    exponents = {"": 0} if unit == PERCENT else _SCALES[lang]
    scales = [name for name, exponent in exponents.items() if exponent >= precision.adjusted()]
    ungrouped = [Style(name) for name in scales if name or not _like_a_year(value, lang, unit)]
    grouped = [Style(name, grouped=True) for name in scales]
    words = [Style(words=True)] if _has_words(value, precision, lang, unit) else []
    return [*grouped, *ungrouped, *words] if lang == "en" else [*ungrouped, *grouped, *words]


def _like_a_year(value: Decimal, lang: str, unit: str) -> bool:
    years = range(1000, 3000) if lang == "zh" and unit == "年" else range(1900, 2100)
    return value == value.to_integral_value() and int(value) in years


def _has_words(value: Decimal, precision: Decimal, lang: str, unit: str) -> bool:
    """Tell whether the number is small and whole, with a unit that no other word is made of."""
    if precision != 1 or not 0 < value <= _MOST_IN_WORDS or is_measure(unit) or not unit:
        return False
    return lang == "en" or unit not in NOT_AFTER_ONE


def write(
    value: Decimal,
    precision: Decimal,
    lang: str,
    unit: str = "",
    qualifier: Qualifier = Qualifier.EXACTLY,
    style: Style | None = None,
) -> str:
    """Return a printed form of the number: 11.71万件, more than 2,600 cases.

    Raises NumeralError when no style can print the value with this precision.
    """
    chosen = style or next(iter(styles(value, precision, lang, unit)), None)
    if chosen is None or value % precision or precision != power(precision.adjusted()):
        raise NumeralError(
            f"cannot print {value} with a last digit of {precision}",
            remedy="the precision is a power of ten, and the value a multiple of it",
        )
    before, behind = _AROUND[lang][qualifier]
    number = _number(value, precision, lang, chosen)
    return f"{before}{number}{written(unit, lang, one=value == 1)}{behind}"


def _number(value: Decimal, precision: Decimal, lang: str, style: Style) -> str:
    """Return the digits or words of the number with its scale word."""
    if style.words:
        whole = int(value)
        return (in_chinese(whole) if whole != 2 else "两") if lang == "zh" else in_english(whole)
    exponent = _SCALES[lang][style.scale]
    decimals = exponent - precision.adjusted()
    separator = "," if style.grouped else ""
    digits = f"{value.scaleb(-exponent):{separator}.{max(decimals, 0)}f}"
    return digits + (" " if style.scale and lang == "en" else "") + style.scale
