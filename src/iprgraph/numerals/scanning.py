"""Finding every numeral expression of a running text, for a ledger of all its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from iprgraph.numerals.reading import tokens
from iprgraph.numerals.tokens import Role


@dataclass(frozen=True)
class NumeralSpan:
    """A stretch of the text that prints a number: text[start:end] == form."""

    start: int
    end: int
    form: str
    role: Role = Role.NUMERAL


def scan(text: str, lang: str) -> list[NumeralSpan]:
    """Return every number of the text in order: numeral with multiplier and unit, dates, names.

    A number inside a name, the base of a rate, a doubtful or malformed one is in the list too, its
    role says which. Raises NumeralError for a language other than "zh" and "en".
    """
    return [
        NumeralSpan(token.start, token.end, text[token.start : token.end], token.role)
        for token in tokens(text, lang)
    ]
