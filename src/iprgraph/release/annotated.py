"""Annotated: the graph in RDF 1.2, each statement annotated with the paragraphs that make it.

A statement stands once; what quads say by their graph, an annotation says here: `s p o {|
prov:hadPrimarySource g |} .` in Turtle 1.2, the same with a triple term in N-Triples 1.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import RDF_TYPE, ipr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PROV = "http://www.w3.org/ns/prov#"
_SOURCE = f"<{_PROV}hadPrimarySource>"
_REIFIES = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"


def turtle_12(quads: Sequence[ox.Quad]) -> bytes:
    """Return quads as Turtle 1.2 with annotations, one statement on a line, sorted."""
    lines = [f"PREFIX prov: <{_PROV}>", ""]
    for triple, paragraphs in _annotated(quads):
        note = " , ".join(f"<{one}>" for one in paragraphs)
        lines.append(f"{triple} {{| prov:hadPrimarySource {note} |}} ." if note else f"{triple} .")
    return ("\n".join(lines) + "\n").encode()


def ntriples_12(quads: Sequence[ox.Quad]) -> bytes:
    """Return quads as N-Triples 1.2: each statement, and who makes it, by a triple term."""
    lines = []
    for number, (triple, paragraphs) in enumerate(_annotated(quads), 1):
        lines.append(f"{triple} .")
        if paragraphs:
            lines.append(f"_:statement{number} {_REIFIES} <<( {triple} )>> .")
            lines += [f"_:statement{number} {_SOURCE} <{one}> ." for one in paragraphs]
    return ("\n".join(lines) + "\n").encode()


def _annotated(quads: Sequence[ox.Quad]) -> Iterator[tuple[str, list[str]]]:
    """Yield each statement, as N-Triples write it, with the paragraphs that make it."""
    paragraphs = _paragraphs(quads)
    held: dict[str, set[str]] = {}
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        told = held.setdefault(str(quad.triple), set())
        if graph in paragraphs:
            told.add(graph)
    for triple in sorted(held):
        yield triple, sorted(held[triple])


def _paragraphs(quads: Sequence[ox.Quad]) -> set[str]:
    kind = ipr("Paragraph")
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate == RDF_TYPE
        and quad.object == kind
        and isinstance(quad.subject, ox.NamedNode)
    }
