"""Readable: the graph as JSON-LD that a person can read.

Addresses are relative to https://w3id.org/iprgraph/, properties have their short names, texts are
kept by language, and what a property leads to is said once, in the context.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.prefixes import prefix_table, shorten
from iprgraph.vocabulary import IPR, PERMANENT, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_KEYWORDS = frozenset({"id", "type", "value", "language", "graph"})
_BY_LANGUAGE = "@language"


def readable_json_ld(quads: Sequence[ox.Quad]) -> bytes:
    """Return quads, sorted by graph and subject, as JSON-LD 1.1 with a readable context."""
    kinds = _kinds(quads)
    names = _names(kinds)
    context: dict[str, object] = {
        "@version": 1.1,
        "@base": PERMANENT,
        "@vocab": IPR,
        "id": "@id",
        "type": "@type",
        **_outside(),
    }
    for predicate in sorted(names):
        context[names[predicate]] = _definition(predicate, kinds[predicate])
    writer = _Writer(names, kinds)
    graphs = [
        {"id": writer.address(name), "@graph": writer.nodes(list(held))}
        for name, held in groupby(quads, key=_graph)
    ]
    document = {"@context": context, "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Writer:
    """What writes the subjects of a graph, given the names and kinds of their properties."""

    def __init__(self, names: Mapping[str, str], kinds: Mapping[str, str]) -> None:
        self._names = names
        self._kinds = kinds

    def nodes(self, quads: Sequence[ox.Quad]) -> list[dict[str, object]]:
        """Return the subjects of one graph, each with its properties."""
        found = []
        for subject, held in groupby(quads, key=lambda quad: str(quad.subject)):
            values: dict[str, list[ox.Quad]] = defaultdict(list)
            for quad in held:
                values[quad.predicate.value].append(quad)
            node: dict[str, object] = {"id": self._node(subject)}
            for predicate, said in values.items():
                key, value = self._property(predicate, [quad.object for quad in said])
                node[key] = value
            found.append(node)
        return found

    def address(self, iri: str) -> str:
        """Return an address relative to ours, or a compact name, or whole."""
        if iri.startswith(PERMANENT) and len(iri) > len(PERMANENT):
            return iri.removeprefix(PERMANENT)
        return _compact(iri)

    def _property(self, predicate: str, values: list[object]) -> tuple[str, object]:
        """Return the name of a property and its values, one alone without a list."""
        if predicate == RDF_TYPE.value:
            return "type", _single([_class(str(value)) for value in values])
        kind, name = self._kinds[predicate], self._names[predicate]
        if kind == _BY_LANGUAGE:
            texts: dict[str, list[object]] = defaultdict(list)
            for one in values:
                if isinstance(one, ox.Literal):
                    texts[one.language or "@none"].append(one.value)
            return name, {key: _single(held) for key, held in texts.items()}
        return name, _single([self._value(one, kind) for one in values])

    def _value(self, term: object, kind: str) -> object:
        if not isinstance(term, ox.Literal):
            address = self._node(str(term))
            return address if kind == "@id" else {"id": address}
        datatype = term.datatype.value
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if datatype in (kind, _STRING):
            return term.value
        if datatype == _INTEGER and kind == "" and str(int(term.value)) == term.value:
            return int(term.value)
        return {"@value": term.value, "@type": _compact(datatype)}

    def _node(self, written: str) -> str:
        """Return a subject or object, given as N-Triples write it."""
        return self.address(written[1:-1]) if written.startswith("<") else written


def _kinds(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Return what each property leads to: "@id", a datatype, "@language", "" where it varies."""
    seen: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate != RDF_TYPE:
            seen[quad.predicate.value].add(_kind(quad.object))
    return {name: next(iter(kinds)) if len(kinds) == 1 else "" for name, kinds in seen.items()}


def _kind(term: object) -> str:
    if not isinstance(term, ox.Literal):
        return "@id"
    return _BY_LANGUAGE if term.language else term.datatype.value


def _names(kinds: Iterable[str]) -> dict[str, str]:
    """Return the name of each property: its last part, unless another or a prefix has that."""
    taken: dict[str, list[str]] = defaultdict(list)
    for predicate in kinds:
        taken[predicate.rpartition("#")[2].rpartition("/")[2]].append(predicate)
    prefixes = _outside()
    names = {}
    for local, predicates in taken.items():
        for predicate in predicates:
            free = len(predicates) == 1 or predicate == IPR + local
            own = predicate.startswith(IPR)
            plain = free and (own or local not in _KEYWORDS) and local not in prefixes
            names[predicate] = (
                local if plain and local not in ("id", "type") else _compact(predicate)
            )
    return names


def _definition(predicate: str, kind: str) -> object:
    """Return what the context says of a property."""
    iri = _compact(predicate)
    if kind == _BY_LANGUAGE:
        return {"@id": iri, "@container": "@language"}
    if kind == "@id":
        return {"@id": iri, "@type": "@id"}
    return {"@id": iri, "@type": _compact(kind)} if kind and kind != _STRING else iri


def _outside() -> dict[str, str]:
    """Return the prefixes of the vocabularies that are not ours."""
    table = sorted(prefix_table().items())
    return {name: space for name, space in table if not space.startswith(PERMANENT)}


def _compact(iri: str) -> str:
    """Return the compact name by a prefix of others; an address of ours as it is."""
    return iri if iri.startswith(PERMANENT) else shorten(iri, _outside())


def _class(written: str) -> str:
    iri = written[1:-1] if written.startswith("<") else written
    return iri.removeprefix(IPR) if iri.startswith(IPR) else _compact(iri)


def _single(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
