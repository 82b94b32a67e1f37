"""Every compact name in an example of the ontology is one that the graph describes."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from iprgraph.folders import folders
from iprgraph.graphs import Graphs, read_graphs
from iprgraph.prefixes import PREFIXES, expand

EXAMPLE = ox.NamedNode("http://www.w3.org/2004/02/skos/core#example")
NAME = re.compile(r"\b([a-z]+):([A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)")
OURS = "https://w3id.org/iprgraph/"
# Stand-ins for any figure, and kinds whose nodes the build makes.
FREE = {"obs:x", "obs:y", "discrepancy:x"}
MADE = {"sentence", "anchor", "mention", "route", "dataset", "datapoint"}


@pytest.fixture(scope="module")
def graphs() -> Graphs:
    return read_graphs(folders())


def test_examples_speak_of_things_that_are_there(graphs: Graphs) -> None:
    missing = []
    for quad in graphs.store.quads_for_pattern(None, EXAMPLE, None, ox.DefaultGraph()):
        assert isinstance(quad.object, ox.Literal)
        for prefix, local in NAME.findall(quad.object.value):
            name = f"{prefix}:{local}"
            if name in FREE or prefix in MADE or not PREFIXES.get(prefix, "").startswith(OURS):
                continue
            node = ox.NamedNode(expand(name))
            if not any(graphs.store.quads_for_pattern(node, None, None, ox.DefaultGraph())):
                missing.append(f"{quad.subject}: {name}")
    assert missing == []
