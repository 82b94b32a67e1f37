"""Facts: what a graph states as plain texts is what its file states."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.facts import Text, read_facts
from iprgraph.graphs import read_graphs
from iprgraph.reports import objects_of
from iprgraph.vocabulary import GRAPH, ID, ipr

if TYPE_CHECKING:
    from conftest import Lake

PARAGRAPH = f"{GRAPH}lake-2031/1.1"
STATED = r"""
@prefix : <https://w3id.org/iprgraph/ontology#> .
@prefix id: <https://w3id.org/iprgraph/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/iprgraph/id/agency/court> :statedAs "法院" , "a \"court\" <x> \\ y\n."@en ;
    :founded "2031-02-03"^^xsd:date , "some day"^^xsd:date ;
    :value 2.50 ;
    :within <https://w3id.org/iprgraph/id/place/lake> , [ :note "nobody" ] .
"""


def test_what_a_graph_states() -> None:
    store = ox.Store()
    store.load(STATED, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(PARAGRAPH))
    facts = read_facts(store, PARAGRAPH)
    court, lake = f"{ID}agency/court", f"{ID}place/lake"
    within, *blank = facts.of(ipr("within").value)
    assert within == (court, lake)
    assert [thing for thing, _ in blank] == [court]
    assert facts.subjects == {court}
    assert {court, lake} < facts.nodes
    stated = ipr("statedAs").value
    assert facts.texts_of(stated) == [
        Text(court, stated, "法院", "", ""),
        Text(court, stated, 'a "court" <x> \\ y\n.', "en", ""),
    ]
    assert facts.of(ipr("value").value) == [(court, "2.5")]
    assert facts.days == [(court, date(2031, 2, 3))]
    assert facts.things(ipr("founded").value) == {court}
    assert not facts.of(ipr("note").value)


def test_the_facts_of_all_graphs_are_their_triples(lake: Lake) -> None:
    graphs = read_graphs(lake.folders)
    for graph, triples in graphs.triples.items():
        pairs = {
            (triple.subject.value, triple.predicate.value, triple.object.value)
            for triple in triples
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode)
        }
        assert {each for each in graphs.facts(graph).relations if each[2][:2] != "_:"} == pairs


def test_what_is_added_is_among_the_facts(lake: Lake) -> None:
    graphs = read_graphs(lake.folders)
    thing, other = f"{ID}agency/lake-courts", f"{ID}place/blue-lake"
    within = ipr("within")
    assert objects_of(graphs, thing, within) == []
    before = graphs.facts(PARAGRAPH)
    triple = ox.Triple(ox.NamedNode(thing), within, ox.NamedNode(other))
    more = graphs.with_graph(PARAGRAPH, [triple])
    assert (thing, within.value, other) in more.facts(PARAGRAPH).relations
    assert len(more.facts(PARAGRAPH).relations) == len(before.relations) + 1
    assert objects_of(more, thing, within) == [other]
