"""Cubes in general: normalised as the first rules of the project do it, blank nodes allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import DERIVED_GRAPH

if TYPE_CHECKING:
    from iprgraph.graphs import Graphs

RULES = ("01-cube-closure", "02-cube-flattening")


def normalised(graphs: Graphs) -> Graphs:
    """Return a cube with what its abbreviated form leaves unsaid."""
    for name in RULES:
        query = (graphs.folders.queries / "derive" / f"{name}.rq").read_text("utf-8")
        found = graphs.store.query(query, prefixes=dict(graphs.prefixes))
        assert isinstance(found, ox.QueryTriples)
        graphs = graphs.with_graph(DERIVED_GRAPH, list(found))
    return graphs
