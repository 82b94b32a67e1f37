"""Vocabulary: the IRIs that the program itself reads and writes."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

PERMANENT = "https://w3id.org/iprgraph/"
IPR = "https://w3id.org/iprgraph/ontology#"
ONTOLOGY = "https://w3id.org/iprgraph/ontology/"
ID = "https://w3id.org/iprgraph/id/"
REGISTERS = f"{ID}register/"
GRAPH = "https://w3id.org/iprgraph/graph/"
QUALIFIER = "https://w3id.org/iprgraph/ontology/qualifier/"
STATISTIC = "https://w3id.org/iprgraph/ontology/stat/"
REASON = "https://w3id.org/iprgraph/ontology/reason/"

LINKS = f"{GRAPH}links/"  # of each outside register what it calls our things

ONTOLOGY_GRAPH = f"{GRAPH}ontology"
SHAPES_GRAPH = f"{GRAPH}shapes"
ENTITIES_GRAPH = f"{GRAPH}entities"
RETIRED_GRAPH = f"{GRAPH}retired"
DERIVED_GRAPH = f"{GRAPH}derived"
INFERRED_GRAPH = f"{GRAPH}inferred"
CHECKS_GRAPH = f"{GRAPH}checks"
# What the datasets of others are. Their figures are in graphs below it, which the default graph
# does not take in: a plain query is answered by the reports alone.
DATASETS_GRAPH = f"{GRAPH}datasets"
# Only in a store of somebody else: what the store of a build has in its default graph, and the
# list of what is there.
MERGED_GRAPH = f"{GRAPH}merged"
PUBLICATION_GRAPH = f"{GRAPH}publication"

_XSD = "http://www.w3.org/2001/XMLSchema#"
_OA = "http://www.w3.org/ns/oa#"
_QB = "http://purl.org/linked-data/cube#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def ipr(name: str) -> ox.NamedNode:
    """Return the term of our ontology with that local name."""
    return ox.NamedNode(IPR + name)


def oa(name: str) -> ox.NamedNode:
    """Return the term of the Web Annotation vocabulary with that local name."""
    return ox.NamedNode(_OA + name)


RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
RDFS_COMMENT = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
SKOS_ALT_LABEL = ox.NamedNode(f"{_SKOS}altLabel")
DCTERMS_LANGUAGE = ox.NamedNode("http://purl.org/dc/terms/language")
PROV_WAS_DERIVED_FROM = ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
QB_OBSERVATION = ox.NamedNode(f"{_QB}Observation")
QB_DATA_SET = ox.NamedNode(f"{_QB}dataSet")
XSD_INTEGER = ox.NamedNode(f"{_XSD}integer")
XSD_DECIMAL = ox.NamedNode(f"{_XSD}decimal")
XSD_DATE = ox.NamedNode(f"{_XSD}date")


def anchors_graph(report: str) -> str:
    """Return the graph that holds the anchors of a report, given by its slug."""
    return f"{GRAPH}anchors/{report}"


def links_graph(register: str) -> str:
    """Return the graph that holds the links to an outside register, given by its slug."""
    return f"{LINKS}{register}"


def report_graph(report: str) -> str:
    """Return the graph that holds what `report.ttl` says, given the report's slug."""
    return GRAPH + report


def ledger_graph(report: str) -> str:
    """Return the graph that holds the ledger of a report, given by its slug."""
    return f"{GRAPH}{report}/ledger"


def paragraph_graph(report: str, number: str) -> str:
    """Return the graph, and IRI, of a paragraph such as 2.1 of a report, given by its slug."""
    return f"{GRAPH}{report}/{number}"


def dataset_graph(name: str) -> str:
    """Return the graph that holds the figures of a dataset, given by its name."""
    return f"{DATASETS_GRAPH}/{name}"


def is_apart(graph: str) -> bool:
    """Return whether the default graph leaves out a graph: the figures of a dataset of others."""
    return graph.startswith(f"{DATASETS_GRAPH}/")


@lru_cache(maxsize=1 << 16)
def kind_and_slug(iri: str) -> tuple[str, str]:
    """Return ("agency", "cnipa") for the IRI of a thing, ("", "") for any other IRI."""
    if not iri.startswith(ID):
        return "", ""
    kind, _, slug = iri[len(ID) :].partition("/")
    return (kind, slug) if slug else ("", "")
