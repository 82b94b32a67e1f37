"""What the tests of releases share: a release of the real graph, and its statements."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = "https://w3id.org/iprgraph/graph/"
ID = "https://w3id.org/iprgraph/id/"
_APART = (f"{GRAPH}inferred", f"{GRAPH}shapes", f"{GRAPH}checks")


def quads(folder: Path) -> list[ox.Quad]:
    return list(ox.parse(path=folder / "rdf" / "graph.nq", format=ox.RdfFormat.N_QUADS))


def graph_name(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def stated(folder: Path) -> set[ox.Triple]:
    """What tables tell of: figures, things and paragraphs, in graphs that people or rules state."""
    return {
        quad.triple
        for quad in quads(folder)
        if not graph_name(quad).startswith((*_APART, f"{GRAPH}anchors/"))
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
