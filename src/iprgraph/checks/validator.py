"""The SHACL validator: pySHACL on N-Quads, a shapes graph and the data, in a process of its own.

`python -m iprgraph.checks.validator` reads N-Quads from the standard input and writes the faults as
JSON to the standard output. rdflib and pySHACL are imported here alone, and only when it runs.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import SHAPES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True)
class Fault:
    """One validation result: focus node, path and value ("" where there is none), and shape."""

    focus: str
    path: str
    value: str
    shape: str
    severity: str
    messages: Mapping[str, str]


def validate(quads: bytes) -> list[Fault]:
    """Return the faults of N-Quads that hold data and the shapes graph, by focus and shape."""
    import pyshacl
    from rdflib import Graph

    shapes, data = Graph(bind_namespaces="none"), Graph(bind_namespaces="none")
    known: dict[object, Node] = {}
    for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS):
        graph = shapes if quad.graph_name == ox.NamedNode(SHAPES_GRAPH) else data
        subject, predicate, value = (
            known.get(term) or known.setdefault(term, _node(term))
            for term in (quad.subject, quad.predicate, quad.object)
        )
        graph.add((subject, predicate, value))
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", meta_shacl=False, inplace=True
    )
    return sorted(_faults(report), key=lambda fault: (fault.focus, fault.shape, fault.value))


def main() -> None:
    """Read N-Quads, write the faults as JSON."""
    faults = [asdict(fault) for fault in validate(sys.stdin.buffer.read())]
    json.dump(faults, sys.stdout)


def _node(term: object) -> Node:
    """Return the term of rdflib for a term of pyoxigraph, plain strings without a datatype."""
    from rdflib.term import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term} is no term of RDF 1.1")
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value.endswith("XMLSchema#string")
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))


def _faults(report: Graph) -> list[Fault]:
    from rdflib import RDF, URIRef
    from rdflib.term import Literal

    def one(result: Node, name: str) -> str:
        found = report.value(result, URIRef(_SH + name))
        return str(found) if found is not None else ""

    def messages(result: Node) -> dict[str, str]:
        found = report.objects(result, URIRef(f"{_SH}resultMessage"))
        texts = [text for text in found if isinstance(text, Literal)]
        return {text.language or "en": str(text) for text in texts}

    return [
        Fault(
            focus=one(result, "focusNode"),
            path=one(result, "resultPath"),
            value=one(result, "value"),
            shape=one(result, "sourceShape"),
            severity=one(result, "resultSeverity").removeprefix(_SH).lower(),
            messages=messages(result),
        )
        for result in report.subjects(RDF.type, URIRef(f"{_SH}ValidationResult"))
    ]


if __name__ == "__main__":
    main()
