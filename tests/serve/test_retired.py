from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.graphs import read_graphs
from iprgraph.vocabulary import RETIRED_GRAPH

if TYPE_CHECKING:
    from conftest import Lake


def test_the_file_of_retired_addresses_is_a_graph_of_its_own(lake: Lake) -> None:
    (lake.folders.data / "retired.ttl").write_text(
        "@prefix agency: <https://w3id.org/iprgraph/id/agency/> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "agency:old owl:deprecated true ; dcterms:isReplacedBy agency:lake-courts .\n",
        "utf-8",
    )
    graphs = read_graphs(lake.folders)
    old = ox.NamedNode("https://w3id.org/iprgraph/id/agency/old")
    assert {triple.subject for triple in graphs.triples[RETIRED_GRAPH]} == {old}
    assert len(graphs.triples[RETIRED_GRAPH]) == 2
