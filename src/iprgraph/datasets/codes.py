"""Codes: the metrics, places, periods and units of ours, and the words that stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rapidfuzz.process import extractOne

from iprgraph.prefixes import expand
from iprgraph.reports import str_of
from iprgraph.vocabulary import ID, ONTOLOGY, RDFS_LABEL, SKOS_ALT_LABEL, ipr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iprgraph.graphs import Graphs

SPACES = {
    "metric": f"{ID}metric/",
    "area": f"{ID}place/",
    "period": f"{ID}period/",
    "unit": f"{ONTOLOGY}unit/",
}

_CLASSES = """
SELECT ?kind ?thing WHERE {
  { ?thing a ipr:Metric BIND("metric" AS ?kind) } UNION { ?thing a ipr:Unit BIND("unit" AS ?kind) }
  UNION { ?thing ipr:begins ?day BIND("period" AS ?kind) }
  UNION { GRAPH graph:entities { ?thing a ?class } ?class rdfs:subClassOf* ipr:Place
    BIND("area" AS ?kind) }
}
"""
_CODE = ipr("gbt2260")
_UNIT_WORDS = (RDFS_LABEL, ipr("printedWord"))
_PERIOD = re.compile(r"(\d{4})年?(?:(?:年底|年末)|-(\d{2})-(\d{2}))?")
_TIMES = {
    "万": 10_000,
    "亿": 100_000_000,
    "万亿": 10**12,
    "百万": 10**6,
    "千": 1000,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
}
_MULTIPLIED = re.compile(
    r"(?P<digits>\d[\d,]*)?\s*(?P<word>万亿|百万|[万亿千]|thousand\b|million\b|billion\b)?\s*(?P<rest>.+)"
)


@dataclass(frozen=True)
class Codes:
    """The slugs of each kind, what units metrics have, and the words for places and the rest.

    `whole` are the units that count whole things; `scaled` those whose values a bare ratio is
    multiplied for.
    """

    known: Mapping[str, frozenset[str]]
    words: Mapping[str, Mapping[str, frozenset[str]]]
    units: Mapping[str, str]
    whole: frozenset[str]
    scaled: Mapping[str, Decimal]

    def find(self, kind: str, text: str) -> str:
        """Return the slug that a text stands for: slug, address, compact name, code or name.

        "" where it stands for nothing, or for more than one thing.
        """
        bare = text.strip()
        if bare in self.known[kind]:
            return bare
        slug = self.slug_of(kind, bare)
        if slug:
            return slug
        if kind == "period":
            return period_slug(bare)
        found = self.words[kind].get(bare.casefold(), frozenset())
        return next(iter(found)) if len(found) == 1 else ""

    def slug_of(self, kind: str, address: str) -> str:
        """Return the slug in an address or compact name of a thing of a kind, "" if it is none."""
        iri = _expanded(address)
        slug = iri.removeprefix(SPACES[kind]) if iri.startswith(SPACES[kind]) else ""
        return slug if slug in self.known[kind] or (kind == "period" and period_slug(slug)) else ""

    def nearest(self, kind: str, text: str) -> str:
        """Return the slug that is most like a text, "" where none is."""
        if (by_name := extractOne(text.casefold(), list(self.words[kind]), score_cutoff=88)) and (
            slugs := self.words[kind][by_name[0]]
        ):
            return min(slugs)
        found = extractOne(_expanded(text).rpartition("/")[2], self._slugs[kind], score_cutoff=80)
        return found[0] if found else ""

    def multiplier(self, text: str, unit: str) -> Decimal | None:
        """Return the multiplier in a text that names a unit, None where it names another.

        `万元` is 10,000 of unit:cny, and so is `10000 CNY`.
        """
        if self._names(text.strip(), unit):
            return Decimal(1)
        match = _MULTIPLIED.fullmatch(text.strip())
        if match is None or not self._names(match["rest"], unit):
            return None
        times = Decimal((match["digits"] or "1").replace(",", ""))
        return times * _TIMES.get(match["word"] or "", 1)

    def _names(self, text: str, unit: str) -> bool:
        """Return whether a text is a name of a unit, in the singular or the plural."""
        word = text.casefold()
        words = self.words["unit"]
        singular = word.removesuffix("s")
        return (
            self.slug_of("unit", text) == unit
            or word == unit
            or (unit in words.get(word, ()) or unit in words.get(singular, ()))
        )

    @cached_property
    def _slugs(self) -> dict[str, list[str]]:
        return {kind: sorted(slugs) for kind, slugs in self.known.items()}


def codes_of(graphs: Graphs) -> Codes:
    """Return the codes that some graphs know."""
    known: dict[str, set[str]] = {kind: set() for kind in SPACES}
    answer = graphs.store.query(_CLASSES, prefixes=dict(graphs.prefixes))
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        kind, iri = str_of(row["kind"]), str_of(row["thing"])
        if iri.startswith(SPACES[kind]):
            known[kind].add(iri.removeprefix(SPACES[kind]))
    units = dict(_units_of(graphs, known["metric"]))
    scaled = {slug: Decimal(str_of(one)) for slug, one in _values(graphs, "unit", "multiplier")}
    return Codes(
        {kind: frozenset(slugs) for kind, slugs in known.items()},
        {kind: _words_of(graphs, kind, slugs) for kind, slugs in known.items()},
        units,
        frozenset(slug for slug, one in _values(graphs, "unit", "counts") if str_of(one) == "true"),
        scaled,
    )


def period_slug(text: str) -> str:
    """Return the slug of a year, a day or a year's end, in either language; "" for other texts."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return ""
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    if month:
        return f"{year}-{month}-{day}"
    return f"{year}-12-31" if text.endswith(("年底", "年末")) else year


def _expanded(text: str) -> str:
    """Return the address of a compact name, any other text as it is."""
    from iprgraph.errors import PrefixError

    if ":" not in text:
        return text
    try:
        return expand(text)
    except PrefixError:
        return text


def _units_of(graphs: Graphs, metrics: set[str]) -> Iterator[tuple[str, str]]:
    for slug, unit in _values(graphs, "metric", "unit"):
        if slug in metrics:
            yield slug, str_of(unit).removeprefix(SPACES["unit"])


def _values(graphs: Graphs, kind: str, name: str) -> Iterator[tuple[str, object]]:
    """Yield the slug of each thing of a kind that has a property, and its value."""
    for quad in graphs.store.quads_for_pattern(None, ipr(name), None, ox.DefaultGraph()):
        iri = str_of(quad.subject)
        if iri.startswith(SPACES[kind]):
            yield iri.removeprefix(SPACES[kind]), quad.object


def _words_of(graphs: Graphs, kind: str, slugs: set[str]) -> dict[str, frozenset[str]]:
    """Return the slugs that each word stands for: names, words of units, codes of places."""
    found: dict[str, set[str]] = {}
    properties = _UNIT_WORDS if kind == "unit" else (RDFS_LABEL, SKOS_ALT_LABEL)
    for slug in slugs:
        node = ox.NamedNode(SPACES[kind] + slug)
        for predicate in (*properties, _CODE):
            for quad in graphs.store.quads_for_pattern(node, predicate, None, ox.DefaultGraph()):
                found.setdefault(str_of(quad.object).casefold(), set()).add(slug)
    return {word: frozenset(these) for word, these in found.items()}
