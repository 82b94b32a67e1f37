"""Modules: the page of a file of the ontology: its classes, properties, schemes and things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.docs.hierarchy import above
from iprgraph.docs.terms import PROPERTY_KINDS
from iprgraph.docs.wording import Ref, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iprgraph.docs.places import Entry, Places
    from iprgraph.docs.statements import Statements
    from iprgraph.docs.terms import Term, TermReader
    from iprgraph.docs.wording import Item

_CLASSES = Text("类", "Classes")
_PROPERTIES = Text("属性", "Properties")
_SCHEMES = Text("概念表", "Concept schemes")
_METRICS = Text("指标", "Metrics")
_CONCEPTS = Text("概念", "Concepts")
_THINGS = Text("其他术语", "Other terms")
_RELATIONS = (
    ("ipr:partOfMetric", Text("属于", "part of")),
    ("ipr:sumOf", Text("合计自", "sum of")),
    ("ipr:accumulates", Text("累计自", "accumulates")),
    ("ipr:growsBy", Text("新增自", "grows by")),
    ("ipr:numerator", Text("分子", "numerator")),
    ("ipr:denominator", Text("分母", "denominator")),
    ("ipr:measures", Text("计量对象", "measures")),
    ("ipr:ipRight", Text("所涉知识产权", "IP right")),
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept or class with what is below it on the same page."""

    ref: Ref
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of the table of metrics: its entry, unit, type and relations to other terms."""

    term: Term
    units: tuple[Item, ...]
    types: tuple[Item, ...]
    relations: tuple[tuple[Text, tuple[Item, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: terms as entries, or metrics as a table by theme."""

    anchor: str
    title: Text
    terms: tuple[Term, ...] = ()
    tree: tuple[Branch, ...] = ()
    themes: tuple[tuple[Ref, tuple[Metric, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """The page of a file of the ontology."""

    page: str
    file: str
    sections: tuple[Section, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return all entries of the page."""
        rows = [one.term for part in self.sections for _, many in part.themes for one in many]
        return (*(one for part in self.sections for one in part.terms), *rows)


def read_modules(reader: TermReader, pages: Iterable[str]) -> tuple[Module, ...]:
    """Return the pages of the files that define terms, by name."""
    return tuple(_module(reader, page) for page in sorted(pages))


def _module(reader: TermReader, page: str) -> Module:
    said, places = reader.ontology, reader.places
    entries = places.on(page)
    classes = _sorted_down(said, _of(said, entries, "owl:Class"))
    properties = [one for kind in PROPERTY_KINDS for one in _of(said, entries, kind)]
    properties = sorted(dict.fromkeys(properties), key=lambda one: (one.line, one.curie))
    schemes = _of(said, entries, "skos:ConceptScheme")
    metrics = _of(said, entries, "ipr:Metric")
    seen = {one.iri for one in (*classes, *properties, *schemes, *metrics)}
    concepts = [one for one in _of(said, entries, "skos:Concept") if one.iri not in seen]
    seen |= {one.iri for one in concepts}
    rest = [one for one in entries if one.iri not in seen]
    sections = (
        Section("_section-classes", _CLASSES, tuple(map(reader.class_term, classes))),
        Section("_section-properties", _PROPERTIES, tuple(map(reader.property_term, properties))),
        Section("_section-schemes", _SCHEMES, tuple(map(reader.other_term, schemes))),
        Section("_section-metrics", _METRICS, themes=_themes(reader, metrics)),
        Section(
            "_section-concepts",
            _CONCEPTS,
            tuple(map(reader.other_term, concepts)),
            _tree(said, concepts, "skos:broader"),
        ),
        Section("_section-things", _title(reader, rest), tuple(map(reader.other_term, rest))),
    )
    filled = tuple(one for one in sections if one.terms or one.themes)
    return Module(page, entries[0].file if entries else "", filled)


def _title(reader: TermReader, things: Sequence[Entry]) -> Text:
    """Return the heading of things: their class where they are of one that is described."""
    kinds = {iri for one in things for iri in reader.ontology.nodes(one.iri, "rdf:type")}
    entry = reader.places.entries.get(next(iter(kinds))) if len(kinds) == 1 else None
    return entry.label if entry else _THINGS


def _of(said: Statements, entries: Iterable[Entry], kind: str) -> list[Entry]:
    return [one for one in entries if said.are([one.iri], kind)]


def _sorted_down(said: Statements, classes: Sequence[Entry]) -> list[Entry]:
    """Return classes so that each comes after those above it, in the order of the file else."""
    order: list[Entry] = []
    here = {one.iri: one for one in classes}

    def down(one: Entry) -> None:
        if one in order:
            return
        order.append(one)
        for other in classes:
            if one.iri in said.nodes(other.iri, "rdfs:subClassOf"):
                down(other)

    for one in classes:
        if not any(iri in here for iri in above(said, one.iri)):
            down(one)
    return [*order, *(one for one in classes if one not in order)]


def _tree(said: Statements, entries: Sequence[Entry], parent: str) -> tuple[Branch, ...]:
    """Return concepts as a tree, empty where none is below another; one may stand twice in it."""
    here = {one.iri for one in entries}
    parents = {one.iri: here.intersection(said.nodes(one.iri, parent)) for one in entries}
    if not any(parents.values()):
        return ()

    def branch(one: Entry, path: tuple[str, ...]) -> Branch:
        below = (other for other in entries if one.iri in parents[other.iri])
        deeper = (other for other in below if other.iri not in path)
        return Branch(one.ref, tuple(branch(other, (*path, other.iri)) for other in deeper))

    return tuple(branch(one, (one.iri,)) for one in entries if not parents[one.iri])


def _themes(
    reader: TermReader, metrics: Sequence[Entry]
) -> tuple[tuple[Ref, tuple[Metric, ...]], ...]:
    """Return metrics by the first of their themes, in the order in which the themes appear."""
    found: dict[str, list[Metric]] = {}
    for one in metrics:
        theme = reader.ontology.node(one.iri, "ipr:theme")
        found.setdefault(theme, []).append(_metric(reader, one))
    return tuple((reader.places.ref(theme), tuple(rows)) for theme, rows in found.items())


def _metric(reader: TermReader, entry: Entry) -> Metric:
    said, places = reader.ontology, reader.places

    def items(predicate: str) -> tuple[Item, ...]:
        return tuple(_named(reader, iri, places) for iri in said.nodes(entry.iri, predicate))

    relations = tuple((name, items(predicate)) for predicate, name in _RELATIONS)
    return Metric(
        term=reader.other_term(entry),
        units=items("ipr:unit"),
        types=items("ipr:metricType"),
        relations=tuple(one for one in relations if one[1]),
    )


def _named(reader: TermReader, iri: str, places: Places) -> Item:
    """Return a term as a link, a thing of the data by its names."""
    return places.ref(iri) if iri in places.entries else reader.thing(iri)
