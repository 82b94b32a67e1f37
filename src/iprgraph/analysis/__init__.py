"""Analysis: who works with whom, measured: centrality, communities, bridges, density, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.analysis.tables import NAMES, Analysis, Table, chosen, tables

if TYPE_CHECKING:
    import pyoxigraph as ox

    from iprgraph.folders import Folders

__all__ = ["NAMES", "Analysis", "Table", "analyse", "chosen"]


def analyse(store: ox.Store, folders: Folders) -> Analysis:
    """Return all measures of the institutions of a store. Raises AnalysisError, QueryError."""
    from iprgraph.analysis.network import read_network

    return tables(read_network(store, folders))
