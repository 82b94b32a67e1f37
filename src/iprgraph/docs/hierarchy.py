"""Hierarchy: which classes are above and below one, and class expressions as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.docs.statements import name_of
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iprgraph.docs.statements import Statements, Value

_PARENT = "rdfs:subClassOf"
_RESTRICTIONS = {
    "owl:someValuesFrom": "some",
    "owl:allValuesFrom": "only",
    "owl:hasValue": "value",
    "owl:minCardinality": "min",
    "owl:maxCardinality": "max",
    "owl:cardinality": "exactly",
    "owl:minQualifiedCardinality": "min",
    "owl:maxQualifiedCardinality": "max",
    "owl:qualifiedCardinality": "exactly",
}
_COMBINATIONS = {"owl:unionOf": " or ", "owl:intersectionOf": " and ", "owl:oneOf": ", "}


def above(ontology: Statements, iri: str) -> tuple[str, ...]:
    """Return all classes that a class is a subclass of, the nearest first."""
    return _closure(iri, lambda one: ontology.nodes(one, _PARENT))


def below(ontology: Statements, iri: str) -> tuple[str, ...]:
    """Return all subclasses of a class, the nearest first."""
    return _closure(iri, lambda one: ontology.having(_PARENT, one))


def disjoint_with(ontology: Statements, iri: str) -> tuple[str, ...]:
    """Return the classes that the ontology says to be disjoint with a class."""
    found = [*ontology.nodes(iri, "owl:disjointWith"), *ontology.having("owl:disjointWith", iri)]
    for group in ontology.are(ontology.subjects, "owl:AllDisjointClasses"):
        for head in ontology.nodes(group, "owl:members"):
            names = [_name(one) for one in ontology.members(head)]
            found += (one for one in names if iri in names and one != iri)
    return tuple(sorted(set(found)))


def expression(ontology: Statements, node: str, prefixes: Mapping[str, str]) -> str:
    """Return a class expression or property chain in Manchester syntax, as far as it is known."""
    if not node.startswith("_:"):
        return shorten(node, prefixes)
    for predicate, word in _COMBINATIONS.items():
        if head := ontology.node(node, predicate):
            inner = [_shown(ontology, one, prefixes) for one in ontology.members(head)]
            return f"({word.join(inner)})"
    if other := ontology.node(node, "owl:complementOf"):
        return f"not {expression(ontology, other, prefixes)}"
    if on := ontology.node(node, "owl:onProperty"):
        for predicate, word in _RESTRICTIONS.items():
            for value in ontology.values(node, predicate):
                filler = ontology.node(node, "owl:onClass")
                of = f" {expression(ontology, filler, prefixes)}" if filler else ""
                return f"{shorten(on, prefixes)} {word} {_shown(ontology, value, prefixes)}{of}"
    chain = [_shown(ontology, one, prefixes) for one in ontology.members(node)]
    return " o ".join(chain) or "[ … ]"


def _shown(ontology: Statements, value: Value, prefixes: Mapping[str, str]) -> str:
    if isinstance(value, ox.Literal):
        return value.value
    return expression(ontology, name_of(value), prefixes)


def _name(value: Value) -> str:
    return "" if isinstance(value, ox.Literal) else name_of(value)


def _closure(start: str, step: Callable[[str], list[str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    todo = [start]
    while todo:
        for one in step(todo.pop(0)):
            if one != start and one not in found and not one.startswith("_:"):
                found[one] = None
                todo.append(one)
    return tuple(found)
