"""Finding every numeral expression of a running text, for a ledger of all its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iprgraph.numerals.digits import EN_CARDINALS, EN_ORDINALS, EN_SCALES, ZH_NUMBER
from iprgraph.numerals.numeral import Kind
from iprgraph.numerals.reading import tokens
from iprgraph.numerals.tokens import Role

_WORDS = sorted((name for name in (*EN_CARDINALS, *EN_ORDINALS, *EN_SCALES) if name), reverse=True)
_NUMBER = re.compile(rf"[0-9０-９{ZH_NUMBER}萬億兩首]|\b(?i:{'|'.join(_WORDS)}|hundred|top)\b")


@dataclass(frozen=True)
class NumeralSpan:
    """A stretch of the text that prints a number: text[start:end] == form.

    `kind` is what the number looks like by itself: a level, an ordinal or a rank.
    """

    start: int
    end: int
    form: str
    role: Role = Role.NUMERAL
    kind: Kind = Kind.LEVEL

    @property
    def core(self) -> tuple[int, int]:
        """Return where the number itself stands in the text, without unit, currency or words."""
        found = list(_NUMBER.finditer(self.form))
        if not found:
            return self.start, self.end
        return self.start + found[0].start(), self.start + found[-1].end()


def scan(text: str, lang: str) -> list[NumeralSpan]:
    """Return every number of the text in order: numeral with multiplier and unit, dates, names.

    A number inside a name or a fixed expression, the base of a rate, a doubtful or malformed one
    is in the list too, its role says which. Raises NumeralError for a language other than "zh" and
    "en".
    """
    return [
        NumeralSpan(token.start, token.end, text[token.start : token.end], token.role, token.kind)
        for token in tokens(text, lang)
    ]
