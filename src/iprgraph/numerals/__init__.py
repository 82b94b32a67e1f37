"""Printed numerals, Chinese and English: read one, write one, find all in a text."""

from iprgraph.numerals.numeral import Kind, Numeral, Qualifier
from iprgraph.numerals.reading import read
from iprgraph.numerals.scanning import NumeralSpan, scan
from iprgraph.numerals.tokens import Role
from iprgraph.numerals.writing import Style, styles, write

__all__ = [
    "Kind",
    "Numeral",
    "NumeralSpan",
    "Qualifier",
    "Role",
    "Style",
    "read",
    "scan",
    "styles",
    "write",
]
