"""Reading one printed form: the single numeral in it, with its unit, rounding and meaning."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from iprgraph.errors import NumeralError
from iprgraph.numerals import en, zh
from iprgraph.numerals.cues import read_cues
from iprgraph.numerals.digits import plain
from iprgraph.numerals.numeral import Numeral
from iprgraph.numerals.tokens import Role, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

_GRAMMARS = {"zh": zh.GRAMMAR, "en": en.GRAMMAR}
_SHORTEN = "write a form with one numeral, its unit and the noun it counts"
_REPRINT = "print the number as 1234, 1,234 or 1234.5, or as one full number word"
_WHY_NONE = {
    Role.DATE: "is a date",
    Role.HEADING: "numbers a heading",
    Role.BASE: "is the base of a rate",
    Role.NAME: "is part of a name",
    Role.WORD: "is part of a word",
}


def tokens(text: str, lang: str) -> Iterator[Token]:
    """Yield what looks like a numeral in a text. Raises NumeralError for an unknown language."""
    if lang not in _GRAMMARS:
        raise NumeralError(f'no numerals for the language "{lang}"', remedy='write "zh" or "en"')
    return _GRAMMARS[lang].tokens(text)


@lru_cache(maxsize=1 << 14)
def read(form: str, lang: str) -> Numeral:
    """Return the one numeral of a printed form, in base units, with precision and qualifier.

    Dates, rate bases and quoted names beside it are passed over. Raises NumeralError for no
    numeral, for two, for a malformed one, and for words that can be read in two ways.
    """
    token = _only(list(tokens(form, lang)), form)
    try:
        token = read_cues(token, _GRAMMARS[lang].normal(form), lang)
    except NumeralError as error:
        stretch = form[token.start : token.end]
        raise NumeralError(
            f'cannot read "{stretch}" in "{form}": {error.message}', remedy=_SHORTEN
        ) from None
    return Numeral(
        form=form,
        lang=lang,
        value=plain(token.magnitude.value),
        unit=token.unit,
        precision=plain(token.magnitude.precision),
        qualifier=token.qualifier,
        kind=token.kind,
    )


def _only(found: list[Token], form: str) -> Token:
    """Return the single numeral of the form, or raise NumeralError that names the stretch."""
    numerals = [token for token in found if token.role is Role.NUMERAL]
    for token in found:
        if token.trouble:
            raise _unreadable(form[token.start : token.end], form, token)
    if len(numerals) > 1:
        stretches = " and ".join(f'"{form[each.start : each.end]}"' for each in numerals)
        raise NumeralError(f'two numerals: {stretches} in "{form}"', remedy=_SHORTEN)
    if not numerals:
        raise _without_numeral(found, form)
    return numerals[0]


def _unreadable(stretch: str, form: str, token: Token) -> NumeralError:
    if token.role is Role.MALFORMED:
        return NumeralError(f'{token.trouble} in "{form}"', remedy=_REPRINT)
    return NumeralError(f'cannot read "{stretch}" in "{form}": {token.trouble}', remedy=_SHORTEN)


def _without_numeral(found: list[Token], form: str) -> NumeralError:
    reasons = [f'"{form[each.start : each.end]}" {_WHY_NONE[each.role]}' for each in found]
    because = f" ({', '.join(reasons)})" if reasons else ""
    return NumeralError(f'no numeral in "{form}"{because}', remedy=_SHORTEN)
