"""Holding: one build, opened to be read: in memory where it is small, else on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from iprgraph.errors import StoreError
from iprgraph.lock import lease
from iprgraph.shelf import BUILDS, NQUADS, STORE
from iprgraph.store import Store
from iprgraph.vocabulary import DATASETS_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

_MEGA = 1_000_000
# Within the engine, so that blank nodes keep their names and no term passes through Python.
_MERGE = (
    "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } "
    f"FILTER(!STRSTARTS(STR(?g), '{DATASETS_GRAPH}/')) }}"
)


@dataclass(frozen=True)
class Holding:
    """A build in the hands of a worker: its store, named graphs, and whether it is in memory."""

    store: Store
    graphs: frozenset[str]
    in_memory: bool

    @property
    def graph(self) -> ox.Store:
        """Return the store to query: each triple in its named graph and in the default graph."""
        return self.store.graph


class Held(Protocol):
    """Whoever has a build in hand."""

    @property
    def holding(self) -> Holding:
        """Return the build."""


def hold(home: Path, name: str, megabytes: int) -> Holding:
    """Return a build opened, with a lease that keeps its folder there. Raises StoreError."""
    path = home / BUILDS / name
    try:
        lease(path)
        small = (path / NQUADS).stat().st_size <= megabytes * _MEGA
        graph = _loaded(path) if small else ox.Store.read_only(str(path / STORE))
    except (OSError, SyntaxError) as error:
        raise StoreError(
            f'the build "{name}" cannot be opened: {error}',
            remedy="make it again: iprgraph build",
            file=path,
        ) from error
    names = frozenset(one.value for one in graph.named_graphs() if isinstance(one, ox.NamedNode))
    return Holding(Store(path, graph), names, small)


def _loaded(path: Path) -> ox.Store:
    graph = ox.Store()
    graph.load(path=str(path / NQUADS), format=ox.RdfFormat.N_QUADS)
    graph.update(_MERGE)
    return graph
