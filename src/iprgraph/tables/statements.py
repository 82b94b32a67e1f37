"""Statements: what a build says, by subject, with every number as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import StoreError
from iprgraph.shelf import NQUADS
from iprgraph.vocabulary import (
    CHECKS_GRAPH,
    GRAPH,
    INFERRED_GRAPH,
    RDFS_LABEL,
    SHAPES_GRAPH,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

ANCHORS = f"{GRAPH}anchors/"
_LEFT_OUT = frozenset({INFERRED_GRAPH, SHAPES_GRAPH, CHECKS_GRAPH})


@dataclass
class Statements:
    """The statements about each subject as (predicate, object, graph), in the build's order."""

    about: dict[str, list[tuple[str, Object, str]]] = field(default_factory=dict)

    def objects(self, subject: str, predicate: str) -> list[Object]:
        """Return the objects of a property, each once, in order."""
        held = self.about.get(subject, ())
        return list(dict.fromkeys(value for name, value, _ in held if name == predicate))

    def texts(
        self, subject: str, predicate: str, language: str | None = None, datatype: str = ""
    ) -> list[str]:
        """Return the objects as text, only literals of a language or datatype that is asked for."""
        return [
            value.value
            for value in self.objects(subject, predicate)
            if isinstance(value, ox.NamedNode | ox.Literal)
            and (language is None or getattr(value, "language", None) == language)
            and (
                not datatype or (isinstance(value, ox.Literal) and value.datatype.value == datatype)
            )
        ]

    def label(self, iri: str, language: str) -> str:
        """Return the label in a language, empty where there is none."""
        return next(iter(self.texts(iri, RDFS_LABEL.value, language)), "")

    def graphs(self, subject: str, predicate: str = "") -> list[str]:
        """Return the graphs that say something of a subject, or give a property, in order."""
        held = self.about.get(subject, ())
        return sorted({graph for name, _, graph in held if not predicate or name == predicate})


def read_statements(build: Path) -> Statements:
    """Return what is stated in a build: all graphs but the inferred, the shapes and the anchors.

    Raises StoreError for a damaged build.
    """
    found = Statements()
    for quad in quads_of_build(build):
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        if is_stated(graph) and isinstance(quad.subject, ox.NamedNode):
            held = found.about.setdefault(quad.subject.value, [])
            held.append((quad.predicate.value, quad.object, graph))
    return found


def is_stated(graph: str) -> bool:
    """Return whether tables tell what a graph says."""
    return graph not in _LEFT_OUT and not graph.startswith(ANCHORS)


def quads_of_build(build: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a build as they are written: sorted by line. Raises StoreError."""
    path = build / NQUADS
    try:
        yield from ox.parse(path=path, format=ox.RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as error:
        raise StoreError(
            f"the build's graph cannot be read: {error}",
            remedy="make it again: iprgraph build",
            file=path,
        ) from error


def first(values: Sequence[str]) -> str:
    """Return the first of some texts, empty where there is none."""
    return values[0] if values else ""
