"""Media: the formats of answers, their media types and short names, and which one a client gets.

After RFC 9110 section 12.5.1: the most specific range of Accept tells the weight of a type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)\s*")
_WEIGHT = re.compile(r"(?:^|;)\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its short name, and its media types, the first of which is its own."""

    name: str
    types: tuple[str, ...]
    short: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Return whether a short name or a media type names this format."""
        return name == self.name or name in self.short or name in self.types


HTML = Format("html", ("text/html", "application/xhtml+xml"))
JSON = Format("json", ("application/json",))
ROWS = (
    Format("json", ("application/sparql-results+json", "application/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)
TRIPLES = (
    Format("turtle", ("text/turtle", "application/x-turtle"), ("ttl",)),
    Format("jsonld", ("application/ld+json", "application/json"), ("json-ld", "json")),
    Format("rdfxml", ("application/rdf+xml",), ("rdf", "xml")),
    Format("ntriples", ("application/n-triples", "text/plain"), ("nt",)),
    Format("trig", ("application/trig",)),
    Format("nquads", ("application/n-quads",), ("nq",)),
)
TABLES = (JSON, ROWS[2], ROWS[3], HTML, Format("srj", ROWS[0].types[:1]), ROWS[1])


@dataclass(frozen=True, slots=True)
class Choice:
    """The format that a client gets, and the media type to call it by."""

    format: str
    type: str

    @property
    def content_type(self) -> str:
        """Return the media type with its charset, where it has one."""
        has_charset = self.type.startswith("text/") or self.type == "application/xhtml+xml"
        return f"{self.type}; charset=utf-8" if has_charset else self.type


def called(name: str, offers: Sequence[Format]) -> Choice | None:
    """Return the format that a short name or media type means, None where none is offered."""
    wanted = name.strip().lower().replace(" ", "+")  # a bare + of an address is read as a blank
    for one in offers:
        if one.is_called(wanted):
            return Choice(one.name, one.types[0])
    return None


@lru_cache(maxsize=512)
def accepted(header: str, offers: tuple[Format, ...]) -> Choice | None:
    """Return the format that fits an Accept header best, the first offered among equals.

    None where the header allows none of them; all are welcome where it is empty.
    """
    ranges = _ranges(header[:_LONGEST])
    if not ranges:
        return Choice(offers[0].name, offers[0].types[0])
    best: tuple[float, Choice] | None = None
    for one in offers:
        for media_type in one.types:
            weight = _weight(media_type, ranges, named=media_type != one.types[0])
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, Choice(one.name, media_type)
    return best[1] if best else None


def _ranges(header: str) -> list[tuple[str, str, float]]:
    """Return the ranges of a header with their weights; what is no range is passed over."""
    found = []
    for part in header.split(","):
        match = _RANGE.fullmatch(part)
        if match:
            weight = _WEIGHT.search(match[3])
            found.append((match[1].lower(), match[2].lower(), float(weight[1]) if weight else 1.0))
    return found


def _weight(
    media_type: str, ranges: Sequence[tuple[str, str, float]], *, named: bool = False
) -> float:
    """Return the weight that the most specific fitting range gives to a media type.

    One that must be `named`, as a second name of a format, fits no range with a star.
    """
    main, _, sub = media_type.partition("/")
    fitting = [
        ((first != "*") + (second != "*"), weight)
        for first, second, weight in ranges
        if (first, second) == (main, sub)
        or (not named and ((first == main and second == "*") or first == "*"))
    ]
    return max(fitting, default=(0, 0.0))[1]
