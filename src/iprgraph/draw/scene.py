"""Scene: what a view shows, read from the store: things, links, paragraphs, further facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.draw.view import Names
from iprgraph.errors import DrawError
from iprgraph.labels import Labels
from iprgraph.prefixes import expand, shorten
from iprgraph.query import Solutions, run_query
from iprgraph.settings import limit
from iprgraph.vocabulary import RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL, ipr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from iprgraph.draw.view import View

_COLUMNS = ("source", "target", "relation", "paragraph")
_SUB_CLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_COLLECTIVE = expand("ipr:CollectiveBody")
_UNSAID = frozenset(
    {RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL}
    | {ipr(name) for name in ("statedAs", "omittedIn", "impliedBecause")}
)
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that states something: its IRI, its number in the report, its heading."""

    iri: str
    number: str
    heading: Names


@dataclass(frozen=True, slots=True)
class Fact:
    """Something else that paragraphs say of a thing: relation, value, paragraphs by position."""

    relation: Names
    value: Names
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: its IRI and names, its kind by position among the styles, further names and facts."""

    iri: str
    curie: str
    names: Names
    style: int
    collective: bool
    aliases: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation, by position in the view, and the paragraphs that state it, by position."""

    relation: int
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between two things by position, left and right as drawn, with what is stated."""

    left: int
    right: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a page shows of a view; positions point into these tuples."""

    view: View
    things: tuple[Thing, ...]
    links: tuple[Link, ...]
    paragraphs: tuple[Paragraph, ...]
    relations: tuple[Names, ...]
    kinds: tuple[Names, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    left: str
    right: str
    relation: int
    paragraph: str


def read_scene(store: ox.Store, view: View) -> Scene:
    """Return what the view shows. Raises DrawError when it shows nothing, or too much to draw."""
    rows = _rows(store, view)
    things = list(dict.fromkeys(end for row in rows for end in (row.left, row.right)))
    most = limit("view-nodes")
    if not things:
        raise DrawError(
            f'the view "{view.name}" has nothing to show', remedy="see `iprgraph build`"
        )
    if len(things) > most:
        raise DrawError(
            f'the view "{view.name}" has {len(things):,} nodes; the limit is {most:,}',
            remedy="narrow its query, or raise IPRGRAPH_VIEW_NODES",
        )
    reader = _Reader(store, view)
    paragraphs = reader.paragraphs()
    at = {paragraph.iri: position for position, paragraph in enumerate(paragraphs)}
    return Scene(
        view=view,
        things=tuple(reader.thing(iri, at) for iri in things),
        links=_links(rows, {iri: position for position, iri in enumerate(things)}, at),
        paragraphs=paragraphs,
        relations=tuple(reader.names(expand(one.term)) for one in view.relations),
        kinds=(*(reader.names(expand(one.term)) for one in view.styles[:-1]), view.other),
    )


def _rows(store: ox.Store, view: View) -> list[_Row]:
    """Return the edges that the view's query gives, in the order of the paragraphs."""
    file = f"queries/views/{view.query.name}"
    try:
        text = view.query.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DrawError(f"it cannot be read: {error}", remedy="restore it", file=file) from error
    answer = run_query(store, text, file=file)
    if not isinstance(answer, Solutions) or answer.columns != _COLUMNS:
        raise DrawError(
            "the query of a view must be SELECT ?source ?target ?relation ?paragraph",
            remedy="write it as in queries/views/agencies.rq",
            file=file,
        )
    order = {expand(one.term): position for position, one in enumerate(view.relations)}
    return sorted(
        (_row(row, view, order, file) for row in answer.rows),
        key=lambda row: (natural(row.paragraph), row.relation, row.left, row.right),
    )


def _row(row: Sequence[object], view: View, order: dict[str, int], file: str) -> _Row:
    names = [term.value for term in row if isinstance(term, ox.NamedNode)]
    if len(names) != len(_COLUMNS):
        raise DrawError("a row of the query holds something else than four IRIs", file=file)
    source, target, relation, paragraph = names
    if relation not in order:
        raise DrawError(
            f"{shorten(relation)} is none of the view's relations",
            remedy=f"add it to viz/views/{view.name}.toml, or leave it out",
            file=file,
        )
    ends = (target, source) if view.object_left else (source, target)
    return _Row(*ends, order[relation], paragraph)


def _links(
    rows: Iterable[_Row], things: dict[str, int], paragraphs: dict[str, int]
) -> tuple[Link, ...]:
    """Return one link for each pair of things, with all statements between the two."""
    pairs: dict[tuple[int, int], dict[int, set[int]]] = {}
    for row in rows:
        pair = (things[row.left], things[row.right])
        stated = pairs.setdefault(pair, {}).setdefault(row.relation, set())
        if row.paragraph in paragraphs:
            stated.add(paragraphs[row.paragraph])
    return tuple(
        Link(left, right, tuple(Statement(one, tuple(sorted(found[one]))) for one in sorted(found)))
        for (left, right), found in pairs.items()
    )


class _Reader:
    """Reads names, kinds and facts of things from a store."""

    def __init__(self, store: ox.Store, view: View) -> None:
        self._store = store
        self._labels = Labels(store, "en")
        self._relations = {expand(one.term) for one in view.relations}
        self._styles = [expand(one.term) for one in view.styles[:-1]]
        self._above: dict[str, frozenset[str]] = {}

    def names(self, iri: str) -> Names:
        """Return both labels; where one is missing the other stands in, else the compact name."""
        found = self._labels.all_of(iri)
        zh = found.get("zh") or found.get("zh-hant") or ""
        en = found.get("en") or ""
        return Names(zh or en or shorten(iri), en or zh or shorten(iri))

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return all paragraphs in the order of their reports."""
        found = self._subjects(ipr("Paragraph"))
        return tuple(
            Paragraph(iri, self._number(iri), self.names(iri)) for iri in sorted(found, key=natural)
        )

    def thing(self, iri: str, paragraphs: dict[str, int]) -> Thing:
        """Return one thing with its names, kind and facts."""
        classes = self._classes(iri)
        fitting = (position for position, term in enumerate(self._styles) if term in classes)
        aliases = sorted(text.value for text in self._literals(iri, SKOS_ALT_LABEL))
        return Thing(
            iri=iri,
            curie=shorten(iri),
            names=self.names(iri),
            style=next(fitting, len(self._styles)),
            collective=_COLLECTIVE in classes,
            aliases=tuple(dict.fromkeys(aliases)),
            facts=self._facts(iri, paragraphs),
        )

    def _facts(self, iri: str, paragraphs: dict[str, int]) -> tuple[Fact, ...]:
        """Return what paragraphs say of the thing beyond the relations of the view."""
        said: dict[tuple[str, Names], set[int]] = {}
        for (relation, place), values in self._values_said(iri, paragraphs).items():
            for value in self._in_both(values):
                said.setdefault((relation, value), set()).add(place)
        facts = [
            Fact(self.names(relation), value, tuple(sorted(places)))
            for (relation, value), places in said.items()
        ]
        return tuple(sorted(facts, key=_fact_key))

    def _values_said(
        self, iri: str, paragraphs: dict[str, int]
    ) -> dict[tuple[str, int], list[ox.NamedNode | ox.Literal]]:
        """Return the values of each relation in each paragraph."""
        found: dict[tuple[str, int], list[ox.NamedNode | ox.Literal]] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            graph, relation, value = quad.graph_name, quad.predicate, quad.object
            place = paragraphs.get(graph.value) if isinstance(graph, ox.NamedNode) else None
            if place is None or relation in _UNSAID or relation.value in self._relations:
                continue
            if isinstance(value, ox.NamedNode | ox.Literal):
                found.setdefault((relation.value, place), []).append(value)
        return found

    def _in_both(self, values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[Names]:
        """Yield values as bilingual texts; texts of the two languages are paired in their order."""
        texts: dict[str, list[str]] = {"zh": [], "en": []}
        for value in sorted(values, key=str):
            if isinstance(value, ox.NamedNode):
                yield self.names(value.value)
            elif value.language in texts:
                texts[value.language].append(value.value)
            else:
                yield Names(value.value, value.value)
        for zh, en in zip_longest(texts["zh"], texts["en"]):
            yield Names(zh or en, en or zh)

    def _number(self, iri: str) -> str:
        found = sorted(text.value for text in self._literals(iri, ipr("number")))
        return found[0] if found else iri.rpartition("/")[2]

    def _classes(self, iri: str) -> frozenset[str]:
        """Return the classes of a thing, with all that they are subclasses of."""
        own = self._objects(iri, RDF_TYPE)
        return frozenset().union(*(self._with_above(one) for one in own))

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
        found = self._store.quads_for_pattern(None, RDF_TYPE, term, ox.DefaultGraph())
        return [quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)]


def _fact_key(fact: Fact) -> tuple[tuple[int, ...], str, str, str]:
    return fact.paragraphs, fact.relation.en, fact.value.en, fact.value.zh


def closure(start: str, step: Callable[[str], Iterable[str]]) -> set[str]:
    """Return the start and all that the step leads to from there."""
    seen, todo = {start}, [start]
    while todo:
        new = set(step(todo.pop())) - seen
        seen |= new
        todo.extend(new)
    return seen


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts 2.9 before 2.10."""
    parts = (part for part in _DIGITS.split(text) if part)
    return tuple((0, int(one), "") if one.isdigit() else (1, 0, one) for one in parts)
