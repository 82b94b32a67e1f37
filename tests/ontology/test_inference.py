"""What is inferred: what follows under OWL 2 RL, all of it and no more, in a graph of its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from reasoners import closed, errors, lines, logical, stated, whole

from iprgraph.assembly import read_assembly
from iprgraph.build import with_inferred
from iprgraph.errors import RuleError
from iprgraph.graphs import read_graphs
from iprgraph.infer import infer
from iprgraph.reports import reports_of
from iprgraph.vocabulary import DERIVED_GRAPH, GRAPH, ID, INFERRED_GRAPH, IPR, ipr

if TYPE_CHECKING:
    from rdflib.term import Node

    from conftest import Lake
    from iprgraph.door import KnowledgeGraph

OUR = Namespace(IPR)
METRIC = ipr("metric")
DERIVED_FROM = ox.NamedNode(str(PROV.wasDerivedFrom))
Statement = tuple["Node", "Node", "Node"]
REGION = """
SELECT ?place ?region WHERE { ?place ipr:memberOf ?region . ?region a ipr:Region }
"""


@cache
def inferred() -> set[Statement]:
    """Return what the rules infer."""
    return set(Graph().parse(data=lines(infer(whole())), format="nt"))


@cache
def closure() -> Graph:
    """Return the closure under OWL 2 RL of all that is stated, members of regions within them."""
    answer = whole().store.query(REGION, prefixes=dict(whole().prefixes))
    assert isinstance(answer, ox.QuerySolutions)
    within = [f"{place} {ipr('withinTransitive')} {region} .\n" for place, region in answer]
    assert len(within) > 10
    return closed(stated(), *within)


def test_the_data_do_not_contradict_the_ontology() -> None:
    assert errors(closure()) == []


def test_all_that_is_inferred_follows() -> None:
    beyond = {SKOS.topConceptOf, SKOS.hasTopConcept}  # OWL cannot say that nothing is above
    beyond |= {OUR.fromReport, OUR.hasFiguresOf, DCTERMS.source}  # nor what graph says something
    assert {one for one in inferred() if one not in closure() and one[1] not in beyond} == set()


def test_figures_come_from_the_reports_that_print_what_they_rest_on() -> None:
    graphs, (report,) = whole(), (one.iri for one in reports_of(whole()))
    told = [part for name, part in graphs.triples.items() if name.startswith(f"{GRAPH}guangdong")]
    printed = {str(one.subject) for part in told for one in part if one.predicate == METRIC}
    rests_on = {
        str(one.subject): str(one.object)
        for one in graphs.triples[DERIVED_GRAPH]
        if one.predicate == DERIVED_FROM and "/obs/" in str(one.subject)
    }
    assert len(printed) > 150 and len(rests_on) > 50
    found = {f"<{one}>": str(it) for one, name, it in inferred() if name == OUR.fromReport}
    assert set(found) == printed | set(rests_on) and set(found.values()) == {report}
    places = {str(one) for it, name, one in inferred() if name == OUR.hasFiguresOf}
    assert f"{ID}place/guangdong-pearl-river-delta" in places and f"{ID}place/macao" not in places
    sources = {(str(one), str(it)) for one, name, it in inferred() if name == DCTERMS.source}
    assert sources == {(str(OUR.figures), report)}


def test_top_concepts_have_none_above_them_in_their_scheme() -> None:
    given = Graph().parse(data=stated(), format="nt")
    schemes = set(given.subject_objects(SKOS.inScheme))
    below = {
        (one, scheme) for one, up in given[: SKOS.broader] for scheme in given[up : SKOS.inScheme]
    }
    tops = {(one, scheme) for one, name, scheme in inferred() if name == SKOS.topConceptOf}
    assert tops == schemes - below
    assert {(scheme, one) for one, scheme in tops} == {
        (scheme, one) for scheme, name, one in inferred() if name == SKOS.hasTopConcept
    }


def test_all_that_follows_from_classes_and_properties_is_inferred() -> None:
    given = Graph().parse(data=logical(stated()), format="nt")
    above = {one for one in given.objects(None, RDFS.subPropertyOf) if isinstance(one, URIRef)}
    classes = {one for one in given.objects(None, RDFS.subClassOf) if isinstance(one, URIRef)}
    follows = {one for name in above for one in closure().triples((None, name, None))}
    follows |= {one for name in classes for one in closure().triples((None, RDF.type, name))}
    missing = {one for one in follows if one not in given} - inferred()
    assert {one for one in missing if not _empty(one)} == set()


def _empty(statement: Statement) -> bool:
    """Return whether a statement is only owlrl's own: about a literal, or that a part is itself."""
    return not isinstance(statement[0], URIRef) or statement[0] == OWL.Nothing


def test_nothing_that_is_stated_is_inferred_again() -> None:
    new = set(infer(whole()))
    assert all(new.isdisjoint(triples) for triples in whole().triples.values())


def test_the_checks_do_not_see_what_is_inferred() -> None:
    graphs = whole()
    for triple in infer(graphs):
        statement = (triple.subject, triple.predicate, triple.object)
        assert not any(graphs.store.quads_for_pattern(*statement, ox.DefaultGraph()))


@pytest.mark.parametrize(
    ("subject", "relation", "thing"),
    [
        ("place:zhuhai-doumen", "ipr:withinTransitive", "place:china"),
        ("place:guangzhou", "ipr:withinTransitive", "place:gba"),
        ("place:zhuhai-doumen", "geo:sfWithin", "place:guangdong"),
        ("platform:qianhai", "ipr:inPlace", "place:guangdong-pearl-river-delta"),
        ("case:doumen-gi-public-interest", "ipr:inPlace", "place:zhuhai"),
        ("agency:guangdong-amr", "ipr:inPlace", "place:china"),
        ("agency:guangzhou-customs", "org:transitiveSubOrganizationOf", "agency:gac"),
        ("right:invention-patent", "skos:broaderTransitive", "right:intellectual-property"),
        ("agency:guangzhou-ip-court", "rdf:type", "ipr:Agent"),
        ("agency:guangzhou-ip-court", "rdf:type", "org:Organization"),
        ("instrument:guangdong-ip-annual-plan-2022", "rdf:type", "eli:LegalResource"),
        ("obs:court-cases-accepted-2022", "sdmx-dimension:refArea", "place:guangdong"),
    ],
)
def test_what_users_expect_is_there(
    subject: str, relation: str, thing: str, real: KnowledgeGraph
) -> None:
    statement = f"{subject} {relation} {thing}"
    assert real.query(f"ASK {{ {statement} }}") is True
    assert real.query(f"ASK {{ GRAPH graph:inferred {{ {statement} }} }}") is True


def test_a_page_shows_a_thing_as_it_is_stated(real: KnowledgeGraph) -> None:
    page = real.show("agency:guangzhou-ip-court")
    assert [kind.curie for kind in page.kinds] == ["ipr:Court"]
    place = real.show("place:zhuhai-doumen")
    assert {fact.predicate.curie for fact in place.facts} >= {"ipr:within"}
    assert not {f"{GRAPH}inferred"} & {name for fact in place.facts for name in fact.graphs}
    assert "ipr:withinTransitive" not in {fact.predicate.curie for fact in place.facts}


def test_a_rule_that_cannot_be_used_is_named(lake: Lake) -> None:
    rule = lake.folders.queries / "infer" / "bad.rq"
    rule.parent.mkdir()
    rule.write_text("SELECT * { ?s ?p ?o }", "utf-8")
    with pytest.raises(RuleError, match="no CONSTRUCT") as caught:
        infer(read_graphs(lake.folders))
    assert caught.value.file == "queries/infer/bad.rq"


def test_without_rules_there_is_no_graph(lake: Lake) -> None:
    assert infer(read_graphs(lake.folders)) == ()
    assert INFERRED_GRAPH not in with_inferred(read_assembly(lake.folders))
