"""What the two readers find in a text: stretches that are numerals, or that only look like one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from iprgraph.numerals.numeral import Kind, Qualifier

ZERO = Decimal(0)
ONE = Decimal(1)


class Role(StrEnum):
    """What a stretch with a number in it is."""

    NUMERAL = "numeral"
    DATE = "date"  # 2022年, 5月1日, September 29, in 2022
    HEADING = "heading"  # 一、 (二): the number of a section
    BASE = "base"  # the denominator of a rate: 每万户, per 10,000
    NAME = "name"  # inside quotes, or in an identifier such as a standard number
    WORD = "word"  # in a fixed expression that counts nothing: 第三方, one-stop
    DOUBT = "doubt"  # cannot be told from a word, a date or a vague amount
    MALFORMED = "malformed"  # number characters that form no number


@dataclass(frozen=True)
class Magnitude:
    """A number and the size of its last printed digit."""

    value: Decimal
    precision: Decimal = ONE


@dataclass(frozen=True)
class Token:
    """A stretch of text from start to end; `trouble` says why it cannot be read, if so."""

    start: int
    end: int
    role: Role
    magnitude: Magnitude = Magnitude(ZERO)
    unit: str = ""
    kind: Kind = Kind.LEVEL
    qualifier: Qualifier = Qualifier.EXACTLY
    trouble: str = ""
