"""Graphs: all authored files as named graphs, and where each statement comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import LayoutError
from iprgraph.prefixes import read_prefixes
from iprgraph.turtle import TurtleFile, read_turtle
from iprgraph.vocabulary import (
    ENTITIES_GRAPH,
    ONTOLOGY_GRAPH,
    RDF_TYPE,
    SHAPES_GRAPH,
    ledger_graph,
    paragraph_graph,
    report_graph,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from iprgraph.folders import Folders

_PARAGRAPH_FILE = re.compile(r"(\d+\.\d+)(?:-[a-z0-9-]+)?\.ttl")
REPORT_FILE = "report.ttl"
LEDGER_FILE = "ledger.ttl"


@dataclass(frozen=True)
class Input:
    """A file and the named graph that its triples belong to."""

    graph: str
    file: TurtleFile


@dataclass(frozen=True)
class Graphs:
    """Every named graph as triples with their lexical forms, and a store to query them in.

    The store is in memory and holds each triple in its named graph and in the default graph.
    """

    folders: Folders
    prefixes: Mapping[str, str]
    inputs: tuple[Input, ...]
    triples: Mapping[str, tuple[ox.Triple, ...]]
    store: ox.Store

    def with_graph(self, graph: str, triples: Iterable[ox.Triple]) -> Graphs:
        """Return these graphs and one more, or with more in one; the store is shared and grows."""
        new = tuple(triples)
        self.store.extend(quads_of(graph, new))
        both = dict.fromkeys((*self.triples.get(graph, ()), *new))
        return replace(
            self, triples=MappingProxyType({**self.triples, graph: tuple(both)}), store=self.store
        )

    def place_of(self, iri: str, graph: str = "") -> tuple[str, int]:
        """Return the file and line of a thing's block in a graph, or (no graph given) in any.

        In a graph, where the thing is only named if it has no block there, else line 0 of the
        graph's first file; ("", 0) where no file has it.
        """
        file = self._files.get((graph, iri))
        if file is None and graph:
            return self._naming(iri, graph)
        return (file.name, file.line_of(iri, self.prefixes)) if file else ("", 0)

    def file_of(self, graph: str) -> str:
        """Return the name of the first file of a graph, "" where it has none."""
        return next((each.file.name for each in self.inputs if each.graph == graph), "")

    def _naming(self, iri: str, graph: str) -> tuple[str, int]:
        """Return where a graph's files name a thing, as object too."""
        for each in self.inputs:
            if each.graph == graph and (line := each.file.line_of(iri, self.prefixes)):
                return each.file.name, line
        return self.file_of(graph), 0

    @cached_property
    def _files(self) -> dict[tuple[str, str], TurtleFile]:
        """Return the first file of each subject, by graph and (where it is typed) in any graph."""
        found: dict[tuple[str, str], TurtleFile] = {}
        for typed in (True, False):
            for each in self.inputs:
                for triple in each.file.triples:
                    if isinstance(triple.subject, ox.NamedNode) and (
                        not typed or triple.predicate == RDF_TYPE
                    ):
                        found.setdefault((each.graph, triple.subject.value), each.file)
                        found.setdefault(("", triple.subject.value), each.file)
        return found


def read_graphs(folders: Folders) -> Graphs:
    """Return the graphs of all authored files. Raises TurtleError or LayoutError, by file."""
    table = MappingProxyType(read_prefixes(folders.ontology / "prefixes.ttl"))
    inputs = tuple(
        Input(graph, read_turtle(path, folders.relative(path), table))
        for graph, path in _files_of(folders)
    )
    triples: dict[str, dict[ox.Triple, None]] = {}
    for each in inputs:
        triples.setdefault(each.graph, {}).update(dict.fromkeys(each.file.triples))
    parts = MappingProxyType({graph: tuple(found) for graph, found in triples.items()})
    store = ox.Store()
    store.extend(chain.from_iterable(quads_of(*part) for part in parts.items()))
    return Graphs(folders, table, inputs, parts, store)


def quads_of(graph: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    """Return each triple twice: in its named graph and in the default graph."""
    name = ox.NamedNode(graph)
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
        yield ox.Quad(triple.subject, triple.predicate, triple.object, ox.DefaultGraph())


def _files_of(folders: Folders) -> Iterator[tuple[str, Path]]:
    shapes = folders.ontology / "shapes"
    for path in sorted(folders.ontology.rglob("*.ttl")):
        yield (SHAPES_GRAPH if path.is_relative_to(shapes) else ONTOLOGY_GRAPH), path
    for path in sorted(folders.data.rglob("*.ttl")):
        yield _data_graph(path, folders), path


def _data_graph(path: Path, folders: Folders) -> str:
    """Return the graph that a file below `data` belongs to, by its folder. Raises LayoutError."""
    match path.relative_to(folders.data).parts:
        case ("entities", _):
            return ENTITIES_GRAPH
        case ("reports", _, _):
            return _report_part(path, folders)
    raise LayoutError(
        "no graph is made of a file in this folder",
        remedy="move it to data/entities/, or to data/reports/ in the folder of its report",
        file=folders.relative(path),
    )


def _report_part(path: Path, folders: Folders) -> str:
    report = path.parent.name
    if path.name == REPORT_FILE:
        return report_graph(report)
    if path.name == LEDGER_FILE:
        return ledger_graph(report)
    match = _PARAGRAPH_FILE.fullmatch(path.name)
    if match is None:
        raise LayoutError(
            f'"{path.name}" is neither {REPORT_FILE}, {LEDGER_FILE} nor the file of a paragraph',
            remedy="name it after its paragraph: 2.1-courts.ttl",
            file=folders.relative(path),
        )
    return paragraph_graph(report, match.group(1))
