"""The dataset: which graphs of a store are ours, so that a query sees there what it sees here.

Here, the default graph holds every statement once, and each named graph its own. There, a default
graph may be empty, or a union in which a statement of two graphs counts twice. A publication has
therefore a graph of all statements merged, and a record of its graphs, written when all is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import RemoteError
from iprgraph.remote.endpoint import Dataset, number
from iprgraph.vocabulary import MERGED_GRAPH, PUBLICATION_GRAPH, RDF_TYPE, XSD_INTEGER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.remote.endpoint import Endpoint

_VOID = "http://rdfs.org/ns/void#"
_DATASET = ox.NamedNode(f"{_VOID}Dataset")
_SUBSET = ox.NamedNode(f"{_VOID}subset")
_TRIPLES = ox.NamedNode(f"{_VOID}triples")
_IDENTIFIER = ox.NamedNode("http://purl.org/dc/terms/identifier")
_RECORD = ox.NamedNode(PUBLICATION_GRAPH)

_STATED = "?thing <https://w3id.org/iprgraph/ontology#statedAs> ?form"


def record_of(graphs: Mapping[str, tuple[int, str]]) -> tuple[ox.Triple, ...]:
    """Return the record of a publication: its graphs, with statements and digest of each."""
    triples = [ox.Triple(_RECORD, RDF_TYPE, _DATASET)]
    for name, (count, digest) in sorted(graphs.items()):
        graph = ox.NamedNode(name)
        triples += [
            ox.Triple(_RECORD, _SUBSET, graph),
            ox.Triple(graph, RDF_TYPE, _DATASET),
            ox.Triple(graph, _TRIPLES, ox.Literal(str(count), datatype=XSD_INTEGER)),
            ox.Triple(graph, _IDENTIFIER, ox.Literal(f"sha256:{digest}")),
        ]
    return tuple(triples)


def recorded_graphs(endpoint: Endpoint) -> tuple[str, ...]:
    """Return the graphs that a store's record names, none where nothing is published whole."""
    where = f"GRAPH {_RECORD} {{ {_RECORD} {_SUBSET} ?graph }}"
    rows = endpoint.select(f"SELECT DISTINCT ?graph WHERE {{ {where} }}").rows
    return tuple(sorted(cell.value for (cell,) in rows if isinstance(cell, ox.NamedNode)))


def dataset_of(endpoint: Endpoint) -> Dataset | None:
    """Return the dataset in which our questions are answered, None where the graph is not there.

    Without a record it is the store's own, if a statement counts once in it. Raises RemoteError
    where statements count twice, or only named graphs hold them.
    """
    graphs = recorded_graphs(endpoint)
    if MERGED_GRAPH in graphs:
        named = tuple(graph for graph in graphs if graph != MERGED_GRAPH)
        return Dataset((MERGED_GRAPH,), named)
    rows = endpoint.select(
        f"SELECT ?all ?once WHERE {{ {{ SELECT (COUNT(*) AS ?all) WHERE {{ {_STATED} }} }} "
        f"{{ SELECT (COUNT(*) AS ?once) WHERE {{ SELECT DISTINCT ?thing ?form "
        f"WHERE {{ {_STATED} }} }} }} }}"
    ).rows
    every, once = (number(rows[0][0]), number(rows[0][1])) if rows else (0, 0)
    if every > once:
        raise RemoteError(
            f"the default graph of {endpoint.address.shown} has statements twice, which would "
            "make counts wrong",
            remedy="publish the graph there with: iprgraph publish",
        )
    return Dataset() if once else None
