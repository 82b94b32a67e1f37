"""Gazetteer: every thing of a build that can be linked to, with all that it is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from iprgraph.matching.parts import PLACE, parts_of
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Role = Literal["label", "alternative", "code", "identifier", "slug"]

# The kinds of thing that other data can be about; observations, paragraphs and anchors are ours.
LINKABLE = frozenset(
    [
        "action",
        "agency",
        "award",
        "case",
        "concept",
        "designation",
        "event",
        "goal",
        "initiative",
        "instrument",
        "list",
        "mechanism",
        "metric",
        "person",
        "period",
        "place",
        "platform",
        "programme",
        "publication",
        "ranking",
        "recognition",
        "right",
    ]
)

_OWN = "https://w3id.org/iprgraph/ontology#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABEL = ox.NamedNode(f"{_RDFS}label")
_LABELS = (_LABEL, ox.NamedNode(f"{_SKOS}prefLabel"))
_ALTERNATIVE = ox.NamedNode(f"{_SKOS}altLabel")
_CODES = (
    ox.NamedNode(f"{_OWN}gbt2260"),
    ox.NamedNode(f"{_OWN}standardNumber"),
    ox.NamedNode(f"{_SKOS}notation"),
    ox.NamedNode("http://purl.org/dc/terms/identifier"),
)
SAME = (
    ox.NamedNode(f"{_SKOS}exactMatch"),
    ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs"),
    ox.NamedNode("https://schema.org/sameAs"),
)
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SCHEME = ox.NamedNode(f"{_SKOS}inScheme")
_CONCEPT_SCHEME = f"{_SKOS}ConceptScheme"
_PLACES = tuple(ox.NamedNode(f"{_OWN}{one}") for one in ("jurisdiction", "within", "locatedIn"))
_LOCATED_IN = ox.NamedNode(f"{_OWN}locatedIn")
_PARENTS = (ox.NamedNode(f"{_OWN}parent"), ox.NamedNode(f"{_SKOS}broader"))
_RETIRED = ox.NamedNode("http://www.w3.org/2002/07/owl#deprecated")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing: its text, its language (zh, zh-hant, en or none), and its role."""

    text: str
    language: str
    role: Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be linked to: address, kind, classes, labels, names, places, parents.

    `kind` is the prefix of its address (agency, place …); `types`, `places` and `parents` hold
    addresses.
    """

    iri: str
    curie: str
    kind: str
    types: tuple[str, ...]
    labels: Mapping[str, str]
    names: tuple[Name, ...]
    places: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return its label in a language, else in any."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.curie)


@dataclass(frozen=True)
class Gazetteer:
    """All things that can be linked to, by address."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_iri(self) -> dict[str, Entry]:
        """Return the things by address."""
        return {one.iri: one for one in self.entries}

    def of_kinds(self, *kinds: str) -> Gazetteer:
        """Return the things of some kinds only."""
        return Gazetteer(tuple(one for one in self.entries if one.kind in kinds))


def gazetteer(store: ox.Store) -> Gazetteer:
    """Return the gazetteer of a store, in the order of addresses."""
    found = {entry.iri: entry for entry in _entries(store)}
    return Gazetteer(tuple(found[iri] for iri in sorted(found)))


def _entries(store: ox.Store) -> Iterator[Entry]:
    """Yield each thing that has a label and is of a linkable kind."""
    for quad in store.quads_for_pattern(None, _LABEL, None, ox.DefaultGraph()):
        node = quad.subject
        if not isinstance(node, ox.NamedNode):
            continue
        kind = shorten(node.value).partition(":")[0]
        if kind not in LINKABLE or _values(store, node, (_RETIRED,)):
            continue
        types = _addresses(store, node, (_TYPE, _SCHEME))
        if _CONCEPT_SCHEME not in types:
            yield _entry(store, node, kind, types)


def _entry(store: ox.Store, node: ox.NamedNode, kind: str, types: tuple[str, ...]) -> Entry:
    labels = _values(store, node, (_LABEL,))
    curie = shorten(node.value)
    names = dict.fromkeys(_names(store, node, curie))
    names.update(dict.fromkeys(_placed(store, node, [*names])))
    return Entry(
        iri=node.value,
        curie=curie,
        kind=kind,
        types=types,
        labels={(one.language or "").lower(): one.value for one in reversed(labels)},
        names=tuple(names),
        places=_addresses(store, node, _PLACES),
        parents=_addresses(store, node, _PARENTS),
    )


def _names(store: ox.Store, node: ox.NamedNode, curie: str) -> Iterator[Name]:
    """Yield all names of a thing, its labels first."""
    texts = [(one, "label") for one in _values(store, node, _LABELS)]
    texts += [(one, "alternative") for one in _values(store, node, (_ALTERNATIVE,))]
    texts += [(one, "code") for one in _values(store, node, _CODES)]
    for text, role in texts:
        yield Name(text.value, (text.language or "").lower(), role)  # type: ignore[arg-type]
    for address in _addresses(store, node, SAME):
        yield Name(address, "", "identifier")
    yield Name(curie.partition(":")[2], "", "slug")
    yield Name(curie, "", "slug")


def _placed(store: ox.Store, node: ox.NamedNode, names: list[Name]) -> Iterator[Name]:
    """Yield the names of a thing with the place before it that it is in, as 深圳前海."""
    for place in _addresses(store, node, (_LOCATED_IN,)):
        labels = _values(store, ox.NamedNode(place), (_LABEL,))
        seats = {(one.language or "").lower(): one.value for one in reversed(labels)}
        for name in names:
            seat = seats.get(name.language, "")
            if seat and name.role in ("label", "alternative") and not parts_of(name.text).of(PLACE):
                gap = " " if name.language == "en" else ""
                yield Name(f"{seat}{gap}{name.text}", name.language, "alternative")


def _values(
    store: ox.Store, node: ox.NamedNode, predicates: tuple[ox.NamedNode, ...]
) -> list[ox.Literal]:
    """Return the literals of some properties of a thing, in order of property and text."""
    return [
        value
        for predicate in predicates
        for value in sorted(
            (
                quad.object
                for quad in store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
                if isinstance(quad.object, ox.Literal)
            ),
            key=lambda one: (one.language or "", one.value),
        )
    ]


def _addresses(
    store: ox.Store, node: ox.NamedNode, predicates: tuple[ox.NamedNode, ...]
) -> tuple[str, ...]:
    """Return the addresses that some properties of a thing have, in order."""
    found = {
        quad.object.value
        for predicate in predicates
        for quad in store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.NamedNode)
    }
    return tuple(sorted(found))
