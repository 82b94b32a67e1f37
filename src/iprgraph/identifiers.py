"""Identifiers: what outside registers call a thing, how that is known, and how surely."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.page import Identifier, Name
from iprgraph.vocabulary import LINKS, RDFS_COMMENT, ipr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OWL = "http://www.w3.org/2002/07/owl#"
_SSSOM = "https://w3id.org/sssom/"
_VANN = "http://purl.org/vocab/vann/preferredNamespace"

MAPPING = ox.NamedNode(f"{_OWL}Axiom")
SOURCE = ox.NamedNode(f"{_OWL}annotatedSource")
PROPERTY = ox.NamedNode(f"{_OWL}annotatedProperty")
TARGET = ox.NamedNode(f"{_OWL}annotatedTarget")
REGISTER = ox.NamedNode(f"{_SSSOM}object_source")
LABEL = ox.NamedNode(f"{_SSSOM}object_label")
JUSTIFICATION = ox.NamedNode(f"{_SSSOM}mapping_justification")
CONFIDENCE = ox.NamedNode(f"{_SSSOM}confidence")
NOTE = RDFS_COMMENT
EVIDENCE = ox.NamedNode("http://purl.org/dc/terms/source")
PREFIX = ox.NamedNode(f"{_VANN}Prefix")
NAMESPACE = ox.NamedNode(f"{_VANN}Uri")
# Relations that name an identifier; a page shows them by register, with their evidence.
RELATIONS = frozenset(
    {
        ox.NamedNode("https://schema.org/sameAs"),
        ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso"),
        ox.NamedNode("http://xmlns.com/foaf/0.1/homepage"),
        ox.NamedNode("http://xmlns.com/foaf/0.1/isPrimaryTopicOf"),
        ipr("gbt2260"),
    }
    | {
        ox.NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}")
        for name in ("exactMatch", "closeMatch", "broadMatch", "relatedMatch", "notation")
    }
)
_DEFAULT = ox.DefaultGraph()

_Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple


def is_identifier(quad: ox.Quad) -> bool:
    """Return whether a quad of a link set names an identifier."""
    graph = quad.graph_name
    linked = isinstance(graph, ox.NamedNode) and graph.value.startswith(LINKS)
    return linked and quad.predicate in RELATIONS


def identifiers_of(
    store: ox.Store, iri: str, name: Callable[[_Term], Name], best: Callable[[str], str]
) -> tuple[Identifier, ...]:
    """Return what outside registers call a thing, by register.

    `name` gives a term as a name, and `best` the comment on a mapping in the reader's language.
    """
    found = store.quads_for_pattern(None, SOURCE, ox.NamedNode(iri), _DEFAULT)
    mappings = [quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)]
    identifiers = (_identifier(store, one, name, best) for one in mappings)
    return tuple(sorted(identifiers, key=lambda one: (one.register.curie, one.identifier)))


def short_identifier(store: ox.Store, register: _Term | None, target: _Term) -> str:
    """Return an address of a register with the register's own prefix, a code as it is."""
    value = target.value if isinstance(target, ox.NamedNode | ox.Literal) else str(target)
    if isinstance(register, ox.NamedNode) and isinstance(target, ox.NamedNode):
        space = _text(_first(store, register, NAMESPACE))
        prefix = _text(_first(store, register, PREFIX))
        if space and prefix and value.startswith(space):
            return f"{prefix}:{value.removeprefix(space)}"
    return value


def _identifier(
    store: ox.Store,
    mapping: ox.NamedNode,
    name: Callable[[_Term], Name],
    best: Callable[[str], str],
) -> Identifier:
    """Return one mapping as an identifier."""
    said = dict(_said(store, mapping))
    target, register = said[TARGET], said.get(REGISTER)
    return Identifier(
        register=name(register) if register is not None else Name(""),
        relation=name(said[PROPERTY]),
        identifier=short_identifier(store, register, target),
        address=target.value if isinstance(target, ox.NamedNode) else "",
        justification=name(said[JUSTIFICATION]).curie.rpartition(":")[2],
        confidence=Decimal(_text(said.get(CONFIDENCE)) or 0),
        evidence=_text(said.get(EVIDENCE)),
        comment=best(mapping.value),
    )


def _said(store: ox.Store, mapping: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, _Term]]:
    """Yield what a mapping says, but for its comments, which are in several languages."""
    for quad in store.quads_for_pattern(mapping, None, None, _DEFAULT):
        if quad.predicate != NOTE:
            yield quad.predicate, quad.object


def _first(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> _Term | None:
    quad = next(iter(store.quads_for_pattern(node, predicate, None, _DEFAULT)), None)
    return quad.object if quad else None


def _text(term: _Term | None) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""
