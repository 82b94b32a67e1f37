"""Graphs for the tests of the checks: the real ontology and shapes, and planted statements."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from iprgraph.assembly import read_assembly
from iprgraph.folders import folders
from iprgraph.graphs import Graphs, Triples, quads_of, read_graphs
from iprgraph.vocabulary import GRAPH, ONTOLOGY_GRAPH, SHAPES_GRAPH, ipr

HERE = Path(__file__).parent
PARAGRAPH = f"{GRAPH}lake-2031/1.1"


@cache
def project() -> Graphs:
    """Return the graphs of the whole project, not to be changed."""
    return read_graphs(folders())


def bare(*, ontology: bool = True) -> Graphs:
    """Return graphs of their own with the ontology and the shapes, or with nothing.

    What the metrics measure is left out: it belongs to the entities of the project.
    """
    whole = project()
    names = (ONTOLOGY_GRAPH, SHAPES_GRAPH) if ontology else ()
    triples = {
        name: tuple(each for each in whole.triples[name] if each.predicate != ipr("measures"))
        for name in names
    }
    store = ox.Store()
    for name, part in triples.items():
        store.extend(quads_of(name, part))
    inputs = tuple(each for each in whole.inputs if each.graph in names)
    return Graphs(whole.folders, whole.prefixes, inputs, Triples({}, triples), store)


@cache
def _derived() -> Graphs:
    return read_assembly(folders()).graphs


def full() -> Graphs:
    """Return graphs of their own with the whole project, derived facts too."""
    whole = _derived()
    store = ox.Store()
    store.extend(whole.store)
    return replace(whole, loaded=store)


def planted(*files: Path, ontology: bool = True) -> Graphs:
    """Return the ontology with the statements of Turtle files, or of TriG files, added."""
    return grown(bare(ontology=ontology), *files)


def grown(graphs: Graphs, *files: Path) -> Graphs:
    """Return some graphs with the statements of Turtle files, or of TriG files, added."""
    for path in files:
        found = ox.RdfFormat.from_extension(path.suffix[1:])
        for name, part in _parts(path.read_text("utf-8"), found).items():
            graphs = graphs.with_graph(name, part)
    return graphs


def planted_text(text: str, *, ontology: bool = True) -> Graphs:
    """Return the ontology with the statements of a Turtle text that needs no prefix lines."""
    graphs = bare(ontology=ontology)
    lines = [f"@prefix {name}: <{space}> ." for name, space in graphs.prefixes.items()]
    for name, part in _parts("\n".join([*lines, text]), ox.RdfFormat.TURTLE).items():
        graphs = graphs.with_graph(name, part)
    return graphs


def _parts(text: str, form: ox.RdfFormat | None) -> dict[str, list[ox.Triple]]:
    parts: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(text, format=form or ox.RdfFormat.TURTLE):
        name = quad.graph_name
        key = name.value if isinstance(name, ox.NamedNode) else PARAGRAPH
        parts.setdefault(key, []).append(ox.Triple(quad.subject, quad.predicate, quad.object))
    return parts
