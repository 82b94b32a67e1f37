"""Each outside term that the ontology aligns to is there in its vocabulary, under that name."""

from __future__ import annotations

import warnings

import pytest
from rdflib import RDFS, Graph, URIRef, namespace
from reasoners import lines, whole

from iprgraph.vocabulary import IPR, ONTOLOGY_GRAPH

# Vocabularies whose terms rdflib lists, by namespace.
LISTED = {
    str(one): one
    for one in (
        namespace.DCAT,
        namespace.DCTERMS,
        namespace.FOAF,
        namespace.GEO,
        namespace.ORG,
        namespace.PROV,
        namespace.QB,
        namespace.RDF,
        namespace.SDO,
        namespace.SKOS,
        namespace.TIME,
    )
}
# Terms of the others, as their own documents name them.
NAMED = {
    "http://data.europa.eu/eli/ontology#": {
        "LegalResource",
        "based_on",
        "date_document",
        "first_date_entry_in_force",
        "passed_by",
    },
    "http://data.europa.eu/m8g/": {"PublicOrganisation"},
    "http://purl.org/linked-data/sdmx/2009/attribute#": {"unitMeasure"},
    "http://purl.org/linked-data/sdmx/2009/dimension#": {"refArea", "refPeriod"},
    "http://purl.org/linked-data/sdmx/2009/measure#": {"obsValue"},
    "http://www.w3.org/ns/oa#": {"Annotation", "SpecificResource"},
}
RELATIONS = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)


def aligned() -> list[str]:
    graph = Graph().parse(data=lines(whole().triples[ONTOLOGY_GRAPH]), format="nt")
    found = {
        str(one)
        for relation in RELATIONS
        for one in graph.objects(None, relation)
        if isinstance(one, URIRef) and not one.startswith(IPR)
    }
    return sorted(found)


def known(term: str) -> bool:
    for start, vocabulary in LISTED.items():
        if term.startswith(start):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return URIRef(term) in vocabulary
    return any(term.removeprefix(start) in names for start, names in NAMED.items())


@pytest.mark.parametrize("term", aligned())
def test_an_outside_term_exists(term: str) -> None:
    assert known(term)


def test_a_slip_is_seen() -> None:
    assert len(aligned()) > 40
    slips = ("http://www.w3.org/ns/org#Organisation", "http://purl.org/dc/terms/Place")
    assert not any(known(slip) for slip in slips)
    assert not known("http://data.europa.eu/eli/ontology#date_adopted")
