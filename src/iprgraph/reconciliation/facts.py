"""Facts: the values that things have for a property, as texts, numbers, dates or things."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.labels import Labels, language_order
from iprgraph.matching.features import compare
from iprgraph.matching.normal import normal
from iprgraph.reconciliation.batch import Reference
from iprgraph.reconciliation.catalogue import ID_SPACE, Property, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.matching.gazetteer import Entry, Gazetteer
    from iprgraph.reconciliation.batch import Value
    from iprgraph.reconciliation.catalogue import Catalogue

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset((f"{_XSD}integer", f"{_XSD}nonNegativeInteger", f"{_XSD}positiveInteger"))
_REAL = frozenset((f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"))
_DATE = f"{_XSD}date"
# A value that is less alike than this is another one.
_ALIKE = 60.0
_STEP = "/"
_MOST_STEPS = 4
_MOST_INDEXES = 64

Node = ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class Facts:
    """What the store says of the things of a gazetteer."""

    store: ox.Store
    gazetteer: Gazetteer
    catalogue: Catalogue
    _indexes: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)

    @cached_property
    def labels(self) -> dict[str, Labels]:
        """Return the labels by language."""
        return {language: Labels(self.store, language) for language in ("zh", "en")}

    def path(self, name: str) -> tuple[Property, ...]:
        """Return the properties of a path such as `jurisdiction/gbt2260`, none if unknown."""
        names = [name] if self.catalogue.property(name) else name.split(_STEP)
        found = [self.catalogue.property(one) for one in names[:_MOST_STEPS]]
        known = tuple(one for one in found if one is not None)
        return known if len(known) == len(names) else ()

    def nodes(self, iri: str, path: tuple[Property, ...]) -> list[Node]:
        """Return what a path leads to from a thing, in order, each once."""
        here: list[Node] = [ox.NamedNode(iri)]
        for step in path:
            here = list(dict.fromkeys(_sorted(self._step(here, step))))
        return here if path else []

    def values(
        self, iri: str, path: tuple[Property, ...], language: str, *, most: int = 0
    ) -> list[dict[str, object]]:
        """Return the values of a path as the API writes them."""
        nodes = self.nodes(iri, path)
        fixed = path[-1].language if path else ""
        found = [self._value(one, language) for one in _spoken(nodes, fixed or language)]
        return found[:most] if most else found

    def likeness(self, entry: Entry, path: tuple[Property, ...], values: Iterable[Value]) -> float:
        """Return how well a thing has one of some values, 0 to 1, -1 where nothing is known."""
        nodes = self.nodes(entry.iri, path)
        if not nodes:
            return -1.0
        best = max((self._alike(value, node) for value in values for node in nodes), default=0.0)
        return best / 100 if best >= _ALIKE else 0.0

    def holders(self, path: tuple[Property, ...], values: Iterable[Value]) -> list[Entry]:
        """Return the things that have one of some values, evened out, for a path."""
        index = self._index(path)
        found = [
            entry
            for value in values
            for key in (iri_of(_plain(value)), normal(_plain(value)).form)
            for entry in index.get(key, ())
        ]
        return list({entry.iri: entry for entry in found}.values())

    def _index(self, path: tuple[Property, ...]) -> dict[str, list[Entry]]:
        """Return the things by all that the values of a path are called, made once."""
        key = _STEP.join(one.term.id for one in path)
        if key not in self._indexes:
            if len(self._indexes) >= _MOST_INDEXES:
                self._indexes.pop(next(iter(self._indexes)))
            found: dict[str, list[Entry]] = {}
            for entry in self.gazetteer.entries:
                called = {one for node in self.nodes(entry.iri, path) for one in self._called(node)}
                for one in called:
                    found.setdefault(one, []).append(entry)
            self._indexes[key] = found
        return self._indexes[key]

    def _called(self, node: Node) -> Iterator[str]:
        """Yield the address and the names of a value, evened out."""
        if isinstance(node, ox.Literal):
            yield normal(node.value).form
            return
        yield node.value
        entry = self.gazetteer.by_iri.get(node.value)
        names = (one.text for one in entry.names) if entry else self._names(node.value)
        for name in names:
            yield normal(name).form

    def _step(self, here: Iterable[Node], step: Property) -> Iterator[Node]:
        for node in here:
            if isinstance(node, ox.Literal):
                continue
            for predicate in step.predicates:
                for quad in self.store.quads_for_pattern(node, predicate, None, ox.DefaultGraph()):
                    if isinstance(quad.object, ox.NamedNode | ox.Literal):
                        yield quad.object

    def _alike(self, value: Value, node: Node) -> float:
        """Return how alike a value of a query and one of a thing are, 0 to 100."""
        if isinstance(value, Reference):
            return 100.0 if isinstance(node, ox.NamedNode) and node.value == iri_of(value.id) else 0
        text = _plain(value)
        if isinstance(node, ox.Literal):
            return _text_alike(text, node.value)
        entry = self.gazetteer.by_iri.get(node.value)
        if iri_of(text) == node.value:
            return 100.0
        names = (one.text for one in entry.names) if entry else self._names(node.value)
        return max((_text_alike(text, name) for name in names), default=0.0)

    def _names(self, iri: str) -> list[str]:
        return list(self.labels["en"].all_of(iri).values())

    def _value(self, node: Node, language: str) -> dict[str, object]:
        """Return a value as the API writes it; a thing that is not linkable is its label."""
        if isinstance(node, ox.NamedNode):
            entry = self.gazetteer.by_iri.get(node.value)
            if entry is not None:
                return {"id": entity_id(node.value), "name": entry.label(language)}
            spoken = "en" if language == "en" else "zh"
            return {"str": self.labels[spoken].of(node.value) or node.value}
        kind = node.datatype.value
        try:
            if kind in _WHOLE:
                return {"int": int(node.value)}
            if kind in _REAL:
                return {"float": float(node.value)}
        except ValueError:
            return {"str": node.value}
        # The API's dates have a time of day; the graph's have none.
        return {"date": f"{node.value}T00:00:00Z"} if kind == _DATE else {"str": node.value}


def iri_of(name: str) -> str:
    """Return the address that an identifier, compact name or address stands for."""
    if name.startswith(ID_SPACE):
        return name
    kind, colon, slug = name.partition(":")
    if colon and kind.isalpha() and not slug.startswith("//"):
        return f"{ID_SPACE}{kind}/{slug}"
    return ID_SPACE + name


def _text_alike(text: str, other: str) -> float:
    if text == other or normal(text).form == normal(other).form:
        return 100.0
    if text.isascii() and text.replace("-", "").isdigit():
        return 0.0  # a code or a date is equal or another one
    return compare(text, other).score


def _plain(value: Value) -> str:
    """Return a value of a query as text; 5.0 is 5."""
    if isinstance(value, Reference):
        return value.id
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _spoken(nodes: list[Node], language: str) -> list[Node]:
    """Return values without texts in other languages, where there are some in the wanted one."""
    if language == "all":
        return nodes
    for one in language_order(language):
        if any(_language(node) == one for node in nodes):
            return [node for node in nodes if _language(node) in ("", one)]
    return nodes


def _language(node: Node) -> str:
    return (node.language or "").lower() if isinstance(node, ox.Literal) else ""


def _sorted(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda one: (isinstance(one, ox.Literal), one.value, _language(one)))
