"""The ontology kept like software: every term named, defined, shown by example, and used."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest

from iprgraph.folders import folders
from iprgraph.graphs import Graphs, read_graphs

TERM = """
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  GRAPH <https://w3id.org/iprgraph/graph/ontology> { ?term a ?kind }
  FILTER(STRSTARTS(STR(?term), STR(ipr:)))
"""
CONCEPT = """
  GRAPH <https://w3id.org/iprgraph/graph/ontology> { ?term a skos:Concept }
"""


@cache
def graphs() -> Graphs:
    return read_graphs(folders())


def ask(where: str) -> set[str]:
    query = f"SELECT DISTINCT ?term WHERE {{ {where} }}"
    answer = graphs().store.query(query, prefixes=dict(graphs().prefixes))
    assert isinstance(answer, ox.QuerySolutions)
    return {str(getattr(row[0], "value", row[0])) for row in answer}


def test_there_are_terms() -> None:
    assert len(ask(TERM)) > 50
    assert len(ask(CONCEPT)) > 50


@pytest.mark.parametrize("what", [TERM, CONCEPT], ids=["term", "concept"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("property_", ["rdfs:label", "skos:definition"])
def test_every_term_is_named_and_defined_in_both_languages(
    what: str, language: str, property_: str
) -> None:
    lack = f'FILTER NOT EXISTS {{ ?term {property_} ?text FILTER(LANG(?text) = "{language}") }}'
    assert ask(what + lack) == set()


@pytest.mark.parametrize("what", [TERM, CONCEPT], ids=["term", "concept"])
@pytest.mark.parametrize(
    "property_", ["skos:example", "ipr:counterExample", "rdfs:isDefinedBy", "rdfs:label"]
)
def test_every_term_has_example_counter_example_and_home(what: str, property_: str) -> None:
    assert ask(f"{what} FILTER NOT EXISTS {{ ?term {property_} ?text }}") == set()


def test_no_term_has_two_names_or_definitions_in_one_language() -> None:
    twice = """
      VALUES ?property { rdfs:label skos:definition }
      ?term ?property ?one , ?two .
      FILTER(?one != ?two && LANG(?one) = LANG(?two))
    """
    assert ask(TERM + twice) == set()
    assert ask(CONCEPT + twice) == set()


def test_no_two_terms_of_a_kind_have_one_name() -> None:
    twin = """
      ?twin a ?kind ; rdfs:label ?name .
      ?term rdfs:label ?name .
      FILTER(?twin != ?term && STRSTARTS(STR(?twin), STR(ipr:)))
    """
    assert ask(TERM + twin) == set()


def test_every_class_is_used_or_has_a_used_subclass() -> None:
    written = {"Sentence", "Mention", "Anchor", "Route"}
    idle = ask(
        """
        GRAPH <https://w3id.org/iprgraph/graph/ontology> { ?term a owl:Class }
        FILTER(STRSTARTS(STR(?term), STR(ipr:)))
        FILTER NOT EXISTS { ?thing a ?type . FILTER EXISTS { ?type rdfs:subClassOf* ?term } }
        """
    )
    names = {term.partition("#")[2] for term in idle}
    assert names <= written | {"DerivationRule"}


def test_every_property_is_used() -> None:
    by_program = {"inParagraph", "inSentence", "inEdition", "digest", "form", "rule"}
    by_program |= {"precision", "qualifier", "lowerBound", "upperBound", "leadsTo"}
    later = {"referencePeriod"}
    idle = ask(
        """
        VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty }
        GRAPH <https://w3id.org/iprgraph/graph/ontology> { ?term a ?kind }
        FILTER(STRSTARTS(STR(?term), STR(ipr:)))
        FILTER NOT EXISTS { ?thing ?term ?value }
        """
    )
    assert {term.partition("#")[2] for term in idle} <= by_program | later


def test_every_scheme_is_a_scheme_and_every_concept_is_in_one() -> None:
    assert ask("?x skos:inScheme ?term FILTER NOT EXISTS { ?term a skos:ConceptScheme }") == set()
    homeless = ask(f"{CONCEPT} FILTER NOT EXISTS {{ ?term skos:inScheme ?scheme }}")
    assert {term.partition("#")[2] for term in homeless} <= {"all"}


def test_the_header_of_the_ontology_is_complete() -> None:
    header = "?term a owl:Ontology ; owl:versionIRI ?version"
    (iri,) = ask(header)
    for property_ in ("dcterms:title", "dcterms:description", "dcterms:license", "owl:versionInfo"):
        assert ask(f"{header} ; {property_} ?text") == {iri}
