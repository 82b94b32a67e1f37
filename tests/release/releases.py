"""What the tests of releases share: a release of the real graph, and its statements."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph

GRAPH = "https://w3id.org/iprgraph/graph/"
ID = "https://w3id.org/iprgraph/id/"
_APART = (f"{GRAPH}inferred", f"{GRAPH}shapes", f"{GRAPH}checks")


@pytest.fixture(scope="session")
def released(real: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the committed data."""
    return real.release(tmp_path_factory.mktemp("releases") / "first").path


def quads(folder: Path) -> list[ox.Quad]:
    return list(ox.parse(path=folder / "rdf" / "graph.nq", format=ox.RdfFormat.N_QUADS))


def graph_name(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def stated(folder: Path, *, outside: bool = False) -> set[ox.Triple]:
    """What tables tell of: figures, things and paragraphs, in graphs that people or rules state.

    The figures of other sources have a table of their own.
    """
    apart = (*_APART, f"{GRAPH}anchors/", *([] if outside else [f"{GRAPH}datasets/"]))
    return {
        quad.triple
        for quad in quads(folder)
        if not graph_name(quad).startswith(apart)
        and isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith((ID, GRAPH))
        and not isinstance(quad.object, ox.BlankNode)
    }


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
