"""Meaning, reasoned: no class is empty by definition, no thing is in two that exclude others."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from iprgraph.folders import folders
from iprgraph.graphs import read_graphs
from iprgraph.vocabulary import ENTITIES_GRAPH, GRAPH, IPR, ONTOLOGY_GRAPH

TEST = "https://w3id.org/iprgraph/test#"


@cache
def ontology() -> str:
    return _lines(ONTOLOGY_GRAPH)


def _lines(*names: str) -> str:
    graphs = read_graphs(folders())
    return "".join(
        f"{triple.subject} {triple.predicate} {triple.object} .\n"
        for name in names
        for triple in graphs.triples[name]
    )


def reasoned(*parts: str) -> Graph:
    """Return the closure of N-Triples under OWL 2 RL."""
    import owlrl

    graph = Graph().parse(data="".join(parts), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: Graph) -> list[str]:
    message = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return sorted({str(text) for text in graph.objects(None, message)})


def classes() -> list[str]:
    graph = Graph().parse(data=ontology(), format="nt")
    return sorted(str(one) for one in graph.subjects(RDF.type, OWL.Class) if str(one) in _ours(one))


def _ours(one: object) -> str:
    return str(one) if str(one).startswith(IPR) else ""


def witnesses() -> str:
    """Return one thing of each class, so that an empty class shows as a contradiction."""
    return "".join(
        f"<{TEST}{name.removeprefix(IPR)}> <{RDF.type}> <{name}> .\n" for name in classes()
    )


def test_every_class_can_have_a_thing() -> None:
    assert errors(reasoned(ontology(), witnesses())) == []


def test_the_data_does_not_contradict_the_ontology() -> None:
    names = [
        name for name in read_graphs(folders()).triples if name.startswith(f"{GRAPH}guangdong")
    ]
    assert errors(reasoned(ontology(), _lines(ENTITIES_GRAPH, *names))) == []


@pytest.mark.parametrize(
    "fault",
    [
        f"<{IPR}Court> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{IPR}Place> .\n",
        f"<{TEST}Place> <{RDF.type}> <{IPR}Instrument> .\n",
    ],
)
def test_a_contradiction_is_found(fault: str) -> None:
    assert errors(reasoned(ontology(), witnesses(), fault)) != []
