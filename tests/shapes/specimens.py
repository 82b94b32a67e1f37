"""Specimens: the good and bad files as one graph, the project's own, and what validators find."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.assembly import Assembly, read_assembly
from iprgraph.checks.duty import duty_faults
from iprgraph.derive import derive
from iprgraph.folders import folders
from iprgraph.graphs import Graphs, Triples, quads_of, read_graphs
from iprgraph.vocabulary import ENTITIES_GRAPH, ONTOLOGY_GRAPH, SHAPES_GRAPH

if TYPE_CHECKING:
    from iprgraph.checks.validator import Fault

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.ttl"))
BAD = sorted((HERE / "bad").glob("*.ttl"))


@cache
def project() -> Graphs:
    """Return the authored graphs of the project, not to be changed."""
    return read_graphs(folders())


@cache
def specimens() -> Graphs:
    """Return the ontology, the shapes and all good and bad files, with what the rules derive."""
    whole = project()
    triples = {name: whole.triples[name] for name in (ONTOLOGY_GRAPH, SHAPES_GRAPH)}
    triples[ENTITIES_GRAPH] = tuple(
        quad.triple
        for path in (*GOOD, *BAD)
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    )
    store = ox.Store()
    for name, part in triples.items():
        store.extend(quads_of(name, part))
    return derive(Graphs(whole.folders, whole.prefixes, (), Triples({}, triples), store))


@cache
def built() -> Assembly:
    """Return the whole built graph of the project: authored, anchored and derived."""
    return read_assembly(folders())


def faults_of_specimens(*, reference: bool = False) -> list[Fault]:
    """Return what a validator finds in all good and bad files."""
    return duty_faults(specimens(), reference=reference)


def faults_of_project(*, reference: bool = False) -> list[Fault]:
    """Return what a validator finds in the built graph of the project."""
    lines = chain.from_iterable(each.lines for each in built().anchors)
    return duty_faults(built().graphs, lines, reference=reference)
