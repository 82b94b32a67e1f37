"""Reasoners on the real graph: OWL 2 RL by owlrl, OWL 2 DL by HermiT where Java is at hand."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Graph, URIRef

from iprgraph.assembly import read_assembly
from iprgraph.folders import folders
from iprgraph.vocabulary import IPR, ONTOLOGY_GRAPH, SHAPES_GRAPH

OURS = "<https://w3id.org/iprgraph/"

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.graphs import Graphs


@cache
def whole() -> Graphs:
    """Return all graphs of the project, derived ones too, not to be changed."""
    return read_assembly(folders()).graphs


@cache
def ontology() -> str:
    """Return the ontology without the metrics and codes that it lists, as N-Triples."""
    told = lines(whole().triples[ONTOLOGY_GRAPH]).splitlines(keepends=True)
    kept = (line for line in told if line.startswith(f"<{IPR}") or not line.startswith(OURS))
    return "".join(kept)


@cache
def stated() -> str:
    """Return all that is stated or derived, but for anchors and shapes, as N-Triples."""
    return "".join(
        lines(triples) for name, triples in whole().triples.items() if name != SHAPES_GRAPH
    )


@cache
def _silent() -> tuple[str, ...]:
    """Return the annotation properties, as N-Triples write them: they say nothing in OWL."""
    rdfs = "http://www.w3.org/2000/01/rdf-schema#"
    kind = ox.NamedNode("http://www.w3.org/2002/07/owl#AnnotationProperty")
    ours = {str(one.subject) for one in whole().triples[ONTOLOGY_GRAPH] if one.object == kind}
    return (*ours, *(f"<{rdfs}{name}>" for name in ("label", "comment", "isDefinedBy", "seeAlso")))


def logical(text: str) -> str:
    """Return the lines of N-Triples that are no annotation."""
    return "".join(
        line for line in text.splitlines(keepends=True) if line.split(" ", 2)[1] not in _silent()
    )


def lines(triples: tuple[ox.Triple, ...]) -> str:
    """Return triples as N-Triples."""
    return "".join(f"{one.subject} {one.predicate} {one.object} .\n" for one in triples)


def closed(*parts: str) -> Graph:
    """Return the closure under OWL 2 RL of N-Triples, annotations left out."""
    import owlrl

    graph = Graph().parse(data=logical("".join(parts)), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: Graph) -> list[str]:
    """Return the contradictions that owlrl wrote into a closure."""
    message = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return sorted({str(text) for text in graph.objects(None, message)})


def hermit_missing() -> str:
    """Return what HermiT lacks on this machine, "" where it can run."""
    try:
        import owlready2  # noqa: F401
    except ImportError:
        return "owlready2, which brings HermiT, is not installed"
    return "" if shutil.which("java") else "HermiT needs Java, which is not on the PATH"


def hermit(folder: Path, *parts: str) -> list[str] | None:
    """Return the classes that HermiT finds empty by definition, None for a contradiction."""
    import owlready2

    file = folder / "all.nt"
    file.write_text("".join(parts), "utf-8")
    world = owlready2.World()
    with world.get_ontology(file.as_uri()).load(only_local=True):
        try:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        except owlready2.OwlReadyInconsistentOntologyError:
            return None
    empty = {one.iri for one in world.inconsistent_classes()}
    return sorted(empty - {"http://www.w3.org/2002/07/owl#Nothing"})
