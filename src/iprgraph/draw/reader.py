"""Reader: names, kinds, facts and figures of things, in both languages, read from a store."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.draw.rows import natural
from iprgraph.draw.sentences import NoWords, Sentences
from iprgraph.draw.view import Names
from iprgraph.labels import Labels
from iprgraph.page import amount
from iprgraph.prefixes import shorten
from iprgraph.show import Shower
from iprgraph.vocabulary import ID, PROV_WAS_DERIVED_FROM, RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL, ipr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from iprgraph.page import Figure
    from iprgraph.words import Words

_SUB_CLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_COMMENT = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
# What says of which kind a thing is, as its class does.
_KINDS = (
    RDF_TYPE,
    ipr("metricType"),
    ox.NamedNode("http://www.w3.org/2004/02/skos/core#inScheme"),
)
_UNSAID = frozenset(
    {RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL}
    | {ipr(name) for name in ("statedAs", "omittedIn", "impliedBecause")}
)
_NUMBERED = frozenset({ipr("Paragraph").value, ipr("Section").value})
_ELSEWHERE = tuple(
    map(
        ox.NamedNode,
        (
            "http://www.w3.org/2002/07/owl#sameAs",
            "https://schema.org/sameAs",
            "http://xmlns.com/foaf/0.1/homepage",
            "http://xmlns.com/foaf/0.1/isPrimaryTopicOf",
            "http://www.w3.org/2004/02/skos/core#exactMatch",
            "http://www.w3.org/2004/02/skos/core#closeMatch",
            "http://www.w3.org/2000/01/rdf-schema#seeAlso",
        ),
    )
)
_WEB = ("https://", "http://")  # a page must not link to what would run
_FIGURE = f"{ID}obs/"
_MOST_FIGURES = 24
_DIGITS = 3  # after the first
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that states something: its IRI, its number in the report, its heading."""

    iri: str
    number: str
    heading: Names


@dataclass(frozen=True, slots=True)
class Fact:
    """Something else that is said of a thing: relation and value, and where, by position."""

    relation: Names
    value: Names
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as a reader sees it: the value with its unit, what it is of, its interval, where.

    `derived` says that no paragraph prints it; then the paragraphs are those of its sources.
    """

    iri: str
    value: Names
    of: Names
    interval: str
    derived: bool
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    metric: Names
    period: Names


class Reader:
    """Reads from one store; what is asked for often is looked up once."""

    def __init__(self, store: ox.Store, words: Words | None = None) -> None:
        self._store = store
        self.sentences = Sentences(store, words)
        self._labels = Labels(store, "en")
        unread = NoWords(store)
        self._pages = {lang: Shower(store, Labels(store, lang), unread) for lang in ("zh", "en")}
        self._above: dict[str, frozenset[str]] = {}
        self._own: dict[str, frozenset[str]] = {}

    def names(self, iri: str) -> Names:
        """Return both labels; where one is missing the other stands in, else the compact name.

        A paragraph and a section have their number before the label.
        """
        found = self._both(self._labels.all_of(iri))
        if found is None and iri.startswith(_FIGURE):
            return self.described(iri)
        if found is not None and self.classes(iri) & _NUMBERED:
            number = self._number(iri)
            return Names(f"{number} {found.zh}", f"{number} {found.en}")
        return found or Names(shorten(iri), shorten(iri))

    def described(self, iri: str) -> Names:
        """Return what a record is about: its label, its comment, or its figure."""
        if iri.startswith(_FIGURE):
            zh, en = (self._pages[lang].figure(iri) for lang in ("zh", "en"))
            return Names(
                f"{zh.metric.label} {amount(zh, 'zh')}", f"{en.metric.label} {amount(en, 'en')}"
            )
        found = self._both(self._labels.all_of(iri))
        return found or self._both(self._labels.all_of(iri, _COMMENT)) or self.names(iri)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return all paragraphs in the order of their reports."""
        found = sorted(self._subjects(ipr("Paragraph")), key=natural)
        return tuple(
            Paragraph(iri, self._number(iri), self._both(self._labels.all_of(iri)) or Names("", ""))
            for iri in found
        )

    @cached_property
    def positions(self) -> dict[str, int]:
        """Return the position of each paragraph by its address."""
        return {one.iri: position for position, one in enumerate(self.paragraphs)}

    def aliases(self, iri: str) -> tuple[str, ...]:
        """Return the further names of a thing."""
        found = sorted(text.value for text in self._literals(iri, SKOS_ALT_LABEL))
        return tuple(dict.fromkeys(found))

    def outside(self, iri: str) -> tuple[str, ...]:
        """Return the addresses that name the same, or tell more, elsewhere on the web."""
        found = {value for predicate in _ELSEWHERE for value in self._objects(iri, predicate)}
        return tuple(sorted(one for one in found if one.startswith(_WEB)))

    def classes(self, iri: str) -> frozenset[str]:
        """Return what a thing is: its classes with all above them, its scheme, its metric type."""
        if iri not in self._own:
            own = (one for predicate in _KINDS for one in self._objects(iri, predicate))
            self._own[iri] = frozenset().union(*(self._with_above(one) for one in own))
        return self._own[iri]

    def facts(self, iri: str, drawn: frozenset[str]) -> tuple[Fact, ...]:
        """Return what paragraphs say of the thing beyond the relations that are drawn."""
        said: dict[tuple[str, Names], dict[int, tuple[int, ...]]] = {}
        for (relation, place), values in sorted(self._values_said(iri, drawn).items()):
            for value, address in self._in_both(values):
                at = self.sentences.of_fact(self.paragraphs[place].iri, iri, address)
                said.setdefault((relation, value), {})[place] = at
        facts = [
            Fact(self.names(relation), value, tuple(places), joined(places.values()))
            for (relation, value), places in said.items()
        ]
        return tuple(sorted(facts, key=fact_key))

    def figures(self, iri: str) -> tuple[Number, ...]:
        """Return the figures of a thing that acts, is measured, or is a metric; printed ones first.

        A place has none here: nearly all figures are of the place that the report is about.
        """
        found = {
            subject
            for name in ("agent", "activity", "metric")
            for subject in self._pointing(iri, ipr(name))
        }
        for metric in self._pointing(iri, ipr("measures")):
            found.update(self._pointing(metric, ipr("metric")))
        numbers = [self._figure(one, iri) for one in found if one.startswith(_FIGURE)]
        return tuple(number for _, number in sorted(numbers, key=itemgetter(0))[:_MOST_FIGURES])

    def number(self, iri: str) -> Number:
        """Return a figure as a reader sees it."""
        return self._figure(iri)[1]

    def _figure(self, iri: str, thing: str = "") -> tuple[tuple[object, ...], Number]:
        """Return a figure and its place among those of a thing, which is not named again.

        Printed ones, levels and those of no single agent or activity come first.
        """
        zh, en = (self._pages[lang].figure(iri) for lang in ("zh", "en"))
        whole = {name: one.curie for name, one in zh.dimensions.items()}
        number = Number(
            iri=iri,
            value=Names(_valued(zh, "zh"), _valued(en, "en")),
            of=Names(_of(zh, "：", thing), _of(en, ": ", thing)),
            interval=zh.interval(),
            derived=zh.rule is not None,
            paragraphs=tuple(sorted(self._places(iri))),
            sentences=self.sentences.of_thing(iri),
            metric=Names(zh.metric.label, en.metric.label),
            period=Names(zh.dimensions["period"].label, en.dimensions["period"].label)
            if "period" in whole
            else Names("", ""),
        )
        single = sum(whole.get(name) not in (None, "ipr:all") for name in ("agent", "activity"))
        level = zh.statistic.curie == "stat:level"
        return (number.derived, not level, single, number.paragraphs, natural(iri)), number

    def _places(self, iri: str, seen: frozenset[str] = frozenset()) -> set[int]:
        """Return the paragraphs that print a figure, or those of the figures it is derived from."""
        quads = [
            quad
            for name in ("value", "statedAs")
            for quad in self._store.quads_for_pattern(ox.NamedNode(iri), ipr(name), None)
        ]
        graphs = (q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode))
        places = {self.positions[graph] for graph in graphs if graph in self.positions}
        if places or iri in seen:
            return places
        sources = self._objects(iri, PROV_WAS_DERIVED_FROM)
        return set().union(*(self._places(one, seen | {iri}) for one in sources))

    def _values_said(
        self, iri: str, drawn: frozenset[str]
    ) -> dict[tuple[str, int], list[ox.NamedNode | ox.Literal]]:
        """Return the values of each relation in each paragraph."""
        found: dict[tuple[str, int], list[ox.NamedNode | ox.Literal]] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            graph, relation, value = quad.graph_name, quad.predicate, quad.object
            place = self.positions.get(graph.value) if isinstance(graph, ox.NamedNode) else None
            if place is None or relation in _UNSAID or relation.value in drawn:
                continue
            if isinstance(value, ox.NamedNode | ox.Literal):
                found.setdefault((relation.value, place), []).append(value)
        return found

    def _in_both(self, values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[tuple[Names, str]]:
        """Yield values as bilingual texts, with the addresses of things.

        Texts of the two languages are paired in their order.
        """
        texts: dict[str, list[str]] = {"zh": [], "en": []}
        for value in sorted(values, key=str):
            if isinstance(value, ox.NamedNode):
                yield self.names(value.value), value.value
            elif value.language in texts:
                texts[value.language].append(value.value)
            else:
                yield Names(value.value, value.value), ""
        for zh, en in zip_longest(texts["zh"], texts["en"]):
            yield Names(zh or en, en or zh), ""

    def _both(self, found: dict[str, str]) -> Names | None:
        zh = found.get("zh") or found.get("zh-hant") or ""
        en = found.get("en") or ""
        return Names(zh or en, en or zh) if zh or en else None

    def _number(self, iri: str) -> str:
        found = sorted(text.value for text in self._literals(iri, ipr("number")))
        return found[0] if found else iri.rpartition("/")[2]

    def _with_above(self, term: str) -> frozenset[str]:
        if term not in self._above:
            self._above[term] = frozenset(closure(term, lambda one: self._objects(one, _SUB_CLASS)))
        return self._above[term]

    def _objects(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        return [one.value for one in self._values(iri, predicate) if isinstance(one, ox.NamedNode)]

    def _literals(self, iri: str, predicate: ox.NamedNode) -> list[ox.Literal]:
        return [one for one in self._values(iri, predicate) if isinstance(one, ox.Literal)]

    def _values(self, iri: str, predicate: ox.NamedNode) -> list[object]:
        subject = ox.NamedNode(iri)
        found = self._store.quads_for_pattern(subject, predicate, None, ox.DefaultGraph())
        return [quad.object for quad in found]

    def _subjects(self, term: ox.NamedNode) -> list[str]:
        return self._pointing(term.value, RDF_TYPE)

    def _pointing(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        target = ox.NamedNode(iri)
        found = self._store.quads_for_pattern(None, predicate, target, ox.DefaultGraph())
        return [quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)]


def fact_key(fact: Fact) -> tuple[tuple[int, ...], str, str, str]:
    """Return what facts are sorted by: paragraphs, then names."""
    return fact.paragraphs, fact.relation.en, fact.value.en, fact.value.zh


def joined(positions: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """Return all positions, each once, in their order."""
    return tuple(dict.fromkeys(one for some in positions for one in some))


def closure(start: str, step: Callable[[str], Iterable[str]]) -> set[str]:
    """Return the start and all that the step leads to from there."""
    seen, todo = {start}, [start]
    while todo:
        new = set(step(todo.pop())) - seen
        seen |= new
        todo.extend(new)
    return seen


def _valued(figure: Figure, language: str) -> str:
    """Return the value with its unit; one that is worked out to as many digits as are worth it.

    What is worked out from exact figures alone is as exact as they are.
    """
    exact = not figure.interval()
    if figure.rule is None or figure.value is None or not figure.value or exact:
        return amount(figure, language)
    digits = figure.value.adjusted() - _DIGITS
    rounded = figure.value.quantize(Decimal((0, (1,), digits)))
    return f"≈{amount(replace(figure, value=Decimal(format(rounded, 'f'))), language)}"


def _of(figure: Figure, colon: str, thing: str) -> str:
    """Return what a figure is of: metric, statistic, and the dimensions that are not "all".

    That it is a level goes without saying, and so does the thing that it stands with.
    """
    of = [value for value in figure.dimensions.values() if value.curie != "ipr:all"]
    of = of if figure.statistic.curie == "stat:level" else [figure.statistic, *of]
    about = " · ".join(one.label or one.curie for one in of if one.iri != thing)
    metric = figure.metric.label if figure.metric.iri != thing else ""
    return _SPACE.sub(" ", colon.join(part for part in (metric, about) if part))
