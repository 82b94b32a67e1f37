"""Meaning, reasoned: no class is empty by definition, no thing is in two that exclude others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from reasoners import closed, errors, hermit, hermit_missing, ontology, stated

from iprgraph.vocabulary import IPR

if TYPE_CHECKING:
    from pathlib import Path

TEST = "https://w3id.org/iprgraph/test#"
PLACE = "https://w3id.org/iprgraph/id/place/"
SUB_CLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"

needs_hermit = pytest.mark.skipif(bool(hermit_missing()), reason=hermit_missing())


@cache
def witnesses() -> str:
    """Return one thing of each class, so that an empty class shows as a contradiction."""
    graph = Graph().parse(data=ontology(), format="nt")
    names = sorted(
        str(one).removeprefix(IPR)
        for one in graph.subjects(RDF.type, OWL.Class)
        if isinstance(one, URIRef) and one.startswith(IPR)
    )
    assert len(names) > 50
    return "".join(f"<{TEST}{name}> <{RDF.type}> <{IPR}{name}> .\n" for name in names)


def test_every_class_can_have_a_thing() -> None:
    assert errors(closed(ontology(), witnesses())) == []


@needs_hermit
def test_no_class_is_empty_under_owl_dl(tmp_path: Path) -> None:
    assert hermit(tmp_path, ontology()) == []


@needs_hermit
def test_the_data_do_not_contradict_the_ontology_under_owl_dl(tmp_path: Path) -> None:
    assert hermit(tmp_path, stated()) == []


EMPTY_CLASS = f"<{IPR}Court> <{SUB_CLASS}> <{IPR}Place> .\n"
TWO_KINDS = f"<{TEST}Place> <{RDF.type}> <{IPR}Instrument> .\n"
WITHIN_ITSELF = f"<{TEST}Place> <{IPR}within> <{TEST}Place> .\n"
TWO_WAYS = "".join(
    f"<{TEST}{one}> <{IPR}memberOf> <{TEST}{two}> .\n"
    for one, two in (("Court", "CollectiveBody"), ("CollectiveBody", "Court"))
)
CITY_AND_DISTRICT = f"<{TEST}City> <{RDF.type}> <{IPR}District> .\n"
CONCEPT_THAT_ACTS = f"<{TEST}Agency> <{RDF.type}> <http://www.w3.org/2004/02/skos/core#Concept> .\n"
FAULTS = {
    "empty class": EMPTY_CLASS,
    "two kinds": TWO_KINDS,
    "within itself": WITHIN_ITSELF,
    "members of each other": TWO_WAYS,
    "city and district": CITY_AND_DISTRICT,
    "concept that acts": CONCEPT_THAT_ACTS,
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_contradiction_is_found(fault: str) -> None:
    assert errors(closed(ontology(), witnesses(), fault)) != []


@needs_hermit
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_contradiction_is_found_under_owl_dl(fault: str, tmp_path: Path) -> None:
    assert hermit(tmp_path, ontology(), witnesses(), fault) is None


@needs_hermit
def test_an_empty_class_is_named(tmp_path: Path) -> None:
    assert hermit(tmp_path, ontology(), EMPTY_CLASS) == [f"{IPR}Court"]


@needs_hermit
def test_two_codes_of_one_place_contradict(tmp_path: Path) -> None:
    code = f'<{PLACE}guangzhou> <{IPR}gbt2260> "449999" .\n'
    assert hermit(tmp_path, stated(), code) is None
