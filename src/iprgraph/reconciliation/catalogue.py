"""Catalogue: the types and properties of the graph as a client of the service can name them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.labels import Labels
from iprgraph.matching.gazetteer import SAME
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import IPR, RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL, ipr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iprgraph.matching.gazetteer import Entry, Gazetteer

ID_SPACE = "https://w3id.org/iprgraph/id/"
SCHEMA_SPACE = IPR

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_CONCEPT = f"{_SKOS}Concept"
_SUBCLASS = ox.NamedNode(f"{_RDFS}subClassOf")
_PROPERTY_KINDS = tuple(
    ox.NamedNode(f"{_OWL}{one}") for one in ("ObjectProperty", "DatatypeProperty")
)
# How the report says a thing, and what one edition leaves out, is no property of the thing.
_OF_THE_TEXT = frozenset(
    ipr(one) for one in ("statedAs", "form", "impliedBecause", "omittedIn", "printedWord")
)
_NO_WORDS: Mapping[str, str] = {"zh": "", "en": ""}
_CONCEPT_WORDS: Mapping[str, str] = {"zh": "概念", "en": "concept"}


@dataclass(frozen=True, slots=True)
class Term:
    """A type or property: identifier, address, and name and definition by language."""

    id: str
    iri: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    broader: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return its name in a language."""
        return self.names.get(language) or self.id


@dataclass(frozen=True, slots=True)
class Property:
    """A property: as a term, its predicates, the language of its texts, the type of its values.

    `many` says that texts in several languages are several values, not one in translation.
    """

    term: Term
    predicates: tuple[ox.NamedNode, ...]
    language: str = ""
    range: str = ""
    many: bool = False


def _shared(
    name: str,
    zh: str,
    en: str,
    predicates: Iterable[ox.NamedNode],
    language: str = "",
    *,
    many: bool = False,
) -> Property:
    """Return a property that stands for predicates of vocabularies that all share."""
    term = Term(name, "", {"zh": zh, "en": en}, _NO_WORDS)
    return Property(term, tuple(predicates), language, many=many)


# The properties that are not of our ontology.
_BESIDES = (
    _shared("name-zh", "中文名称", "name in Chinese", [RDFS_LABEL], "zh"),
    _shared("name-en", "英文名称", "name in English", [RDFS_LABEL], "en"),
    _shared("other-names", "其他名称", "other names", [SKOS_ALT_LABEL], many=True),
    _shared("definition", "定义", "definition", [ox.NamedNode(f"{_SKOS}definition")]),
    _shared("broader", "上位概念", "broader concept", [ox.NamedNode(f"{_SKOS}broader")]),
    _shared(
        "same-as",
        "外部标识",
        "the same thing elsewhere",
        SAME,
    ),
)


@dataclass(frozen=True)
class Catalogue:
    """The types and properties that things of a gazetteer have."""

    store: ox.Store
    gazetteer: Gazetteer

    @cached_property
    def types(self) -> dict[str, Term]:
        """Return the types by identifier, those with most things first."""
        ranked = sorted(self._counts, key=lambda iri: (-self._counts[iri], iri))
        return {type_id(iri): self._term(iri, type_id(iri)) for iri in ranked}

    @cached_property
    def properties(self) -> dict[str, Property]:
        """Return the properties by identifier."""
        found = {one.term.id: one for one in _BESIDES}
        used = {one for counts in self._usage.values() for one in counts}
        for kind in _PROPERTY_KINDS:
            for quad in self.store.quads_for_pattern(None, RDF_TYPE, kind, ox.DefaultGraph()):
                node = quad.subject
                if isinstance(node, ox.NamedNode) and _is_used(node.value, used):
                    term = self._term(node.value, node.value.removeprefix(IPR))
                    found[term.id] = Property(term, (node,), "", self._range(node))
        return dict(sorted(found.items()))

    def type(self, name: str) -> str:
        """Return the address of a type by identifier, compact name or address; "" for none."""
        local = name.removeprefix(IPR).removeprefix("ipr:")
        local = type_id(name) if local == name else local
        return self.types[local].iri if local in self.types else ""

    def property(self, name: str) -> Property | None:
        """Return a property by identifier, compact name or address."""
        return self.properties.get(name.removeprefix(IPR).removeprefix("ipr:"))

    def types_of(self, entry: Entry) -> tuple[Term, ...]:
        """Return the most particular types of a thing."""
        own = self._own_types(entry)
        above = {iri for one in own for iri in self._above.get(one, ())}
        above |= {_CONCEPT} if len(own) > 1 else set()  # its scheme says more
        return tuple(self.types[type_id(iri)] for iri in own if iri not in above)

    def used_by(self, type_name: str) -> list[Property]:
        """Return the properties that things of a type have, the most used first; all for ""."""
        iri = self.type(type_name)
        counts: Counter[str] = Counter()
        for name, used in self._usage.items():
            if not type_name or name == iri:
                counts.update(used)
        if type_name and not iri:
            return []
        return sorted(
            (one for one in self.properties.values() if self._count(one, counts)),
            key=lambda one: (-self._count(one, counts), one.term.id),
        )

    def _count(self, one: Property, counts: Counter[str]) -> int:
        return sum(counts[node.value] for node in one.predicates)

    @cached_property
    def _counts(self) -> Counter[str]:
        """Return how many things each type has."""
        return Counter(iri for entry in self.gazetteer.entries for iri in self._own_types(entry))

    @cached_property
    def _usage(self) -> dict[str, Counter[str]]:
        """Return how often things of each type have each predicate."""
        found: dict[str, Counter[str]] = {}
        for entry in self.gazetteer.entries:
            node = ox.NamedNode(entry.iri)
            quads = self.store.quads_for_pattern(node, None, None, ox.DefaultGraph())
            predicates = {
                quad.predicate.value for quad in quads if quad.predicate not in _OF_THE_TEXT
            }
            for iri in self._own_types(entry):
                found.setdefault(iri, Counter()).update(predicates)
        return found

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        """Return the types of ours above each type, at any distance."""
        parents: dict[str, set[str]] = {}
        for quad in self.store.quads_for_pattern(None, _SUBCLASS, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                parents.setdefault(quad.subject.value, set()).add(quad.object.value)
        return {iri: frozenset(_closure(iri, parents)) for iri in parents}

    def _own_types(self, entry: Entry) -> tuple[str, ...]:
        """Return the types of a thing that are ours, schemes of concepts included."""
        return tuple(iri for iri in entry.types if iri.startswith((IPR, ID_SPACE, _CONCEPT)))

    def _range(self, node: ox.NamedNode) -> str:
        """Return the most particular type that all values of a property have, "" for none."""
        common: set[str] | None = None
        for quad in self.store.quads_for_pattern(None, node, None, ox.DefaultGraph()):
            entry = self.gazetteer.by_iri.get(getattr(quad.object, "value", ""))
            own = set(self._own_types(entry)) if entry is not None else set()
            common = own if common is None else common & own
        return type_id(min(common, key=lambda one: (self._counts[one], one))) if common else ""

    def _term(self, iri: str, name: str) -> Term:
        labels = Labels(self.store, "en")
        words = labels.all_of(iri) or (_CONCEPT_WORDS if iri == _CONCEPT else {})
        definitions = labels.all_of(iri, ox.NamedNode(f"{_SKOS}definition"))
        above = self._above.get(iri, frozenset()) & {one.value for one in self._direct(iri)}
        broader = tuple(sorted(type_id(one) for one in above if one.startswith(IPR)))
        return Term(name, iri, words, definitions, broader)

    def _direct(self, iri: str) -> Iterable[ox.NamedNode]:
        node = ox.NamedNode(iri)
        for quad in self.store.quads_for_pattern(node, _SUBCLASS, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.NamedNode):
                yield quad.object


@cache
def type_id(iri: str) -> str:
    """Return the identifier of a type: its local name, or its compact one if it is not ours."""
    return iri.removeprefix(IPR) if iri.startswith(IPR) else shorten(iri)


def entity_id(iri: str) -> str:
    """Return the identifier of a thing: its address without the identifier space."""
    return iri.removeprefix(ID_SPACE)


def _is_used(iri: str, used: Iterable[str]) -> bool:
    """Return whether a property is ours and used of things that can be matched."""
    return iri.startswith(IPR) and iri in used


def _closure(iri: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(parents.get(iri, ()))
    while waiting:
        one = waiting.pop()
        if one not in found and one != iri:
            found.add(one)
            waiting.extend(parents.get(one, ()))
    return found
