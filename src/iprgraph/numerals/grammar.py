"""One language's numerals as one pattern of named alternatives, and what each of them means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.errors import NumeralError
from iprgraph.numerals.names import quoted
from iprgraph.numerals.tokens import Role, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Reader = Callable[[re.Match[str]], Token | None]


def one_of(alternatives: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern that tries the named alternatives in their order."""
    return re.compile("|".join(f"(?P<{name}>{body})" for name, body in alternatives.items()))


def doubt(match: re.Match[str], why: str) -> Token:
    """Return the match as a stretch that cannot be read."""
    return Token(*match.span(), Role.DOUBT, trouble=why)


def covers(match: re.Match[str]) -> bool:
    """Tell whether the match is all there is, so that no other word can be meant."""
    return match[0] == match.string.strip()


@dataclass(frozen=True)
class Grammar:
    """The alternatives of a pattern, each with a fixed role, a fixed trouble, a reader, or none.

    `same` maps single characters to single characters, so that every offset stays true.
    """

    pattern: re.Pattern[str]
    same: Mapping[int, int]
    roles: Mapping[str, Role]
    troubles: Mapping[str, str]
    readers: Mapping[str, Reader]

    def normal(self, text: str) -> str:
        """Return the text with its variant characters made plain, at the same length."""
        return text.translate(self.same)

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield every stretch of the text that is a numeral, a date or looks like one, in order."""
        names = quoted(text)
        for match in self.pattern.finditer(self.normal(text)):
            token = self._token(match)
            if token and any(token.start in name for name in names):
                yield Token(token.start, token.end, Role.NAME)
            elif token:
                yield token

    def _token(self, match: re.Match[str]) -> Token | None:
        """Return the token of one match, None where its characters count nothing."""
        name = str(match.lastgroup)
        if name in self.roles:
            return Token(*match.span(), self.roles[name])
        if name in self.troubles:
            return doubt(match, self.troubles[name])
        try:
            return self.readers[name](match) if name in self.readers else None
        except NumeralError as error:
            return Token(*match.span(), Role.MALFORMED, trouble=error.message)
