"""Tokens of a SPARQL query, enough to tell a keyword from the same letters elsewhere.

After SPARQL 1.1 section 19.8: a comment, IRI, string, variable, prefixed name and bare word are
told apart, so that `SERVICE` inside a string or an IRI is not taken for the keyword.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """What a token is."""

    COMMENT = "comment"
    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    NAME = "name"
    BLANK = "blank"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token, its kind, and the line and column (from 1) of its first character."""

    kind: Kind
    text: str
    line: int
    column: int


_LETTER = r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
_LETTER += r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_INNER = _LETTER + r"_0-9\u00B7\u0300-\u036F\u203F-\u2040\-"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"(?:[{_LETTER}](?:[{_INNER}.]*[{_INNER}])?)?"
_LOCAL = rf"(?:(?:[{_INNER}:]|{_ESCAPE})(?:(?:[{_INNER}.:]|{_ESCAPE})*(?:[{_INNER}:]|{_ESCAPE}))?)?"
_STRING = (
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
)
_PATTERN = re.compile(
    "|".join(
        f"(?P<{kind.name}>{pattern})"
        for kind, pattern in (
            (Kind.COMMENT, r"#[^\n\r]*"),
            (Kind.IRI, r'<[^<>"{}|^`\\\x00-\x20]*>'),
            (Kind.STRING, _STRING),
            (Kind.VARIABLE, rf"[?$][{_INNER}]+"),
            (Kind.LANGUAGE, r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
            (Kind.BLANK, rf"_:[{_INNER}](?:[{_INNER}.]*[{_INNER}])?"),
            (Kind.NAME, rf"{_PREFIX}:{_LOCAL}"),
            (Kind.NUMBER, r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?"),
            (Kind.WORD, rf"[{_LETTER}_][{_LETTER}_0-9]*"),
            (Kind.SIGN, r"\^\^|&&|\|\||[<>!]=|\S"),
        )
    ),
    re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query in order; whatever fits no rule is a sign of one character."""
    line, line_start, seen = 1, 0, 0
    for found in _PATTERN.finditer(text):
        passed = text.count("\n", seen, found.start())
        if passed:
            line += passed
            line_start = text.rfind("\n", seen, found.start()) + 1
        seen = found.start()
        kind = Kind[str(found.lastgroup)]
        yield Token(kind, found.group(), line, found.start() - line_start + 1)


def decoded(text: str) -> str:
    r"""Return a query with its `\u0053` code points decoded, as SPARQL 1.1 section 19.2 allows."""
    return _CODE_POINT.sub(lambda found: _character(found.group(1) or found.group(2)), text)


def _character(digits: str) -> str:
    """Return the character of a code point; one that Unicode does not have stays as it was."""
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else f"\\U{digits}"
