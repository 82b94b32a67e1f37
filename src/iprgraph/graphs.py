"""Graphs: all authored files as named graphs, and where each statement comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import LayoutError
from iprgraph.facts import read_facts
from iprgraph.places import Places
from iprgraph.prefixes import read_prefixes
from iprgraph.turtle import TurtleFile, load_turtle, read_turtle
from iprgraph.vocabulary import (
    ENTITIES_GRAPH,
    ONTOLOGY_GRAPH,
    RDF_TYPE,
    RDFS_LABEL,
    RETIRED_GRAPH,
    SHAPES_GRAPH,
    SKOS_ALT_LABEL,
    ledger_graph,
    links_graph,
    paragraph_graph,
    report_graph,
)

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from iprgraph.facts import Facts
    from iprgraph.folders import Folders

Value = tuple[str, str]  # an IRI or a text, with its language, "" for none

PARAGRAPH_FILE = re.compile(r"(\d+\.\d+)(?:-[a-z0-9-]+)?\.ttl")
_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
PREFIXES_FILE = "prefixes.ttl"
REPORT_FILE = "report.ttl"
LEDGER_FILE = "ledger.ttl"
ANCHORS_FILE = "anchors.csv"
OUTLINE_FILE = "outline.csv"


@dataclass(frozen=True)
class Input:
    """A file and the named graph that its triples belong to."""

    graph: str
    file: TurtleFile


class Triples(Mapping[str, tuple[ox.Triple, ...]]):
    """The triples of each named graph with their lexical forms, each once.

    Those of files are parsed when a graph is first asked for: the store, where all of them are,
    answers most questions faster, but writes some literals otherwise.
    """

    def __init__(
        self,
        files: Mapping[str, Sequence[Input]],
        added: Mapping[str, tuple[ox.Triple, ...]] | None = None,
        stored: Mapping[str, ox.Store] | None = None,
    ) -> None:
        self._files = files
        self._added = dict(added or {})
        self._stored = dict(stored or {})
        self._known: dict[str, tuple[ox.Triple, ...]] = {}

    def __getitem__(self, graph: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a graph in the order of its files and of what was added."""
        if graph not in self._known:
            if graph not in (*self._files, *self._added, *self._stored):
                raise KeyError(graph)
            files = (each.file.triples for each in self._files.get(graph, ()))
            parts = (*files, self._added.get(graph, ()), self._held(graph))
            self._known[graph] = tuple(dict.fromkeys(chain.from_iterable(parts)))
        return self._known[graph]

    def __iter__(self) -> Iterator[str]:
        """Return the graphs, those of files first."""
        return iter(dict.fromkeys((*self._files, *self._added, *self._stored)))

    def __len__(self) -> int:
        """Return how many graphs there are."""
        return len({*self._files, *self._added, *self._stored})

    def adding(self, graph: str, triples: Iterable[ox.Triple]) -> Triples:
        """Return these triples and more in one graph."""
        both = (*self._added.get(graph, ()), *triples)
        return self._with(graph, Triples(self._files, {**self._added, graph: both}, self._stored))

    def stored(self, graph: str, store: ox.Store) -> Triples:
        """Return these triples and those that a store holds of one graph when it is asked for."""
        return self._with(graph, Triples(self._files, self._added, {**self._stored, graph: store}))

    def _with(self, graph: str, new: Triples) -> Triples:
        """Return new triples that know what these know, but for one graph."""
        new._known = {name: known for name, known in self._known.items() if name != graph}
        return new

    def _held(self, graph: str) -> Iterator[ox.Triple]:
        store = self._stored.get(graph)
        if store is not None:
            for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
                yield quad.triple


@dataclass(frozen=True)
class Graphs:
    """Every named graph as triples with their lexical forms, and a store to query them in.

    The store is in memory and holds each triple in its named graph and in the default graph;
    `loaded` is the same store while that of the default graph may still be under way.
    """

    folders: Folders
    prefixes: Mapping[str, str]
    inputs: tuple[Input, ...]
    triples: Triples
    loaded: ox.Store
    merging: Future[None] | None = field(default=None, repr=False, compare=False)
    _facts: dict[str, Facts] = field(default_factory=dict, init=False, repr=False, compare=False)
    _objects: dict[ox.NamedNode, Mapping[str, Collection[Value]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def store(self) -> ox.Store:
        """Return the store when all is in its default graph too."""
        if self.merging:
            self.merging.result()
        return self.loaded

    def with_graph(self, graph: str, triples: Iterable[ox.Triple]) -> Graphs:
        """Return these graphs and one more, or with more in one; the store is shared and grows."""
        new = tuple(triples)
        self.store.extend(quads_of(graph, new))
        return self._with(graph, self.triples.adding(graph, new))

    def grown(self, graph: str) -> Graphs:
        """Return these graphs after the store was given more of one, which is read from there."""
        return self._with(graph, self.triples.stored(graph, self.store))

    def _with(self, graph: str, triples: Triples) -> Graphs:
        """Return graphs of some triples that know what these know, but for one graph."""
        more = replace(self, triples=triples)
        more._facts.update(each for each in self._facts.items() if each[0] != graph)
        return more

    def facts(self, graph: str) -> Facts:
        """Return what a named graph states as plain texts, read when first asked."""
        if graph not in self._facts:
            self._facts[graph] = read_facts(self.loaded, graph)
        return self._facts[graph]

    def objects(self, predicate: ox.NamedNode) -> Mapping[str, Collection[Value]]:
        """Return what all things have by a property in any graph, each value once."""
        if predicate not in self._objects:
            found: dict[str, dict[Value, None]] = {}
            for graph in self.triples:
                for thing, value, language in self.facts(graph).values(predicate.value):
                    found.setdefault(thing, {})[value, language] = None
            self._objects[predicate] = found
        return self._objects[predicate]

    def place_of(self, iri: str, graph: str = "") -> tuple[str, int]:
        """Return the file and line of a thing's block in a graph, or (no graph given) in any.

        In a graph, where the thing is only named if it has no block there, else line 0 of the
        graph's first file; ("", 0) where no file has it.
        """
        homes = [graph] if graph else self._homes(iri)
        for home in homes:
            if place := self._places.find(iri, home):
                return place
        return (self.file_of(graph), 0) if graph else ("", 0)

    def file_of(self, graph: str) -> str:
        """Return the name of the first file of a graph, "" where it has none."""
        return next((each.file.name for each in self.files.get(graph, ())), "")

    @cached_property
    def files(self) -> Mapping[str, Sequence[Input]]:
        """Return the files of each graph."""
        return _by_graph(self.inputs)

    @cached_property
    def _places(self) -> Places:
        files = {graph: [each.file for each in inputs] for graph, inputs in self.files.items()}
        return Places(files, self.prefixes)

    @cached_property
    def names(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return labels, then aliases, of each thing by IRI and language, in a stated order."""
        found: dict[tuple[str, str], list[str]] = {}
        for predicate in (RDFS_LABEL, SKOS_ALT_LABEL):
            own: dict[tuple[str, str], list[str]] = {}
            for thing, values in self.objects(predicate).items():
                for name, language in values:
                    if language:
                        own.setdefault((thing, language), []).append(name)
            for key, names in own.items():
                found.setdefault(key, []).extend(sorted(names))
        return {key: tuple(names) for key, names in found.items()}

    @cached_property
    def folded_names(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return the same names without capitals, to look for in other texts."""
        return {key: tuple(map(str.casefold, names)) for key, names in self.names.items()}

    def _homes(self, iri: str) -> list[str]:
        """Return the graphs of files that speak about a thing, those that type it first."""
        homes: dict[str, bool] = {}
        for quad in self.store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            home = str(getattr(quad.graph_name, "value", ""))
            homes[home] = homes.get(home, False) or quad.predicate == RDF_TYPE
        own = (home for home in homes if home in self.files)
        return sorted(own, key=lambda home: (not homes[home], home))


def read_graphs(folders: Folders, reports: Container[str] | None = None) -> Graphs:
    """Return the graphs of all authored files, or those of some reports and what all share.

    Raises TurtleError or LayoutError, by file.
    """
    table, store = MappingProxyType(prefixes_of(folders)), ox.Store()

    def load(inputs: list[Input]) -> None:
        for each in inputs:
            load_turtle(each.file, table, store, each.graph)

    parts: list[tuple[list[Input], Future[None]]] = []
    facts: dict[str, Facts] = {}
    pool = ThreadPoolExecutor(1)  # the engine loads and merges outside the interpreter
    try:
        for _, files in groupby(files_of(folders, reports), key=lambda each: each[1].parent):
            own = [Input(graph, read_file(folders, path)) for graph, path in files]
            parts.append((own, pool.submit(load, own)))
        merging = pool.submit(store.update, _MERGE)
        for own, loading in parts:
            loading.result()
            if own[0].file.path.is_relative_to(folders.data / "reports"):
                names = {each.graph for each in own}
                facts.update((name, read_facts(store, name)) for name in names)
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown(wait=False)
    inputs = tuple(chain.from_iterable(own for own, _ in parts))
    graphs = Graphs(folders, table, inputs, Triples(_by_graph(inputs)), store, merging)
    graphs._facts.update(facts)
    return graphs


def prefixes_of(folders: Folders) -> dict[str, str]:
    """Return the project's table of prefixes. Raises TurtleError."""
    path = folders.ontology / PREFIXES_FILE
    return read_prefixes(path, folders.unsaved.get(path))


def read_file(folders: Folders, path: Path) -> TurtleFile:
    """Return an authored file, as an editor has it or as the disk has it. Raises TurtleError."""
    name, unsaved = folders.relative(path), folders.unsaved.get(path)
    return read_turtle(path, name) if unsaved is None else TurtleFile(path, name, unsaved)


def _by_graph(inputs: Iterable[Input]) -> dict[str, list[Input]]:
    found: dict[str, list[Input]] = {}
    for each in inputs:
        found.setdefault(each.graph, []).append(each)
    return found


def quads_of(graph: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    """Return each triple twice: in its named graph and in the default graph."""
    name = ox.NamedNode(graph)
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        yield ox.Quad(subject, predicate, value, name)
        yield ox.Quad(subject, predicate, value)


def files_of(folders: Folders, reports: Container[str] | None = None) -> Iterator[tuple[str, Path]]:
    """Yield each authored file with its graph, of reports only some if given. Raises LayoutError.

    Ontology, shapes and entities come first: what all reports share.
    """
    shapes, folder = folders.ontology / "shapes", folders.data / "reports"
    for path in folders.files(folders.ontology, ".ttl", below=True):
        yield (SHAPES_GRAPH if path.is_relative_to(shapes) else ONTOLOGY_GRAPH), path
    for path in folders.files(folders.data, ".ttl", below=True):
        if reports is None or path.parent.parent != folder or path.parent.name in reports:
            yield _data_graph(path, folders), path


def _data_graph(path: Path, folders: Folders) -> str:
    """Return the graph that a file below `data` belongs to, by its folder. Raises LayoutError."""
    match path.relative_to(folders.data).parts:
        case ("entities", _):
            return ENTITIES_GRAPH
        case ("links", _):
            return links_graph(path.stem)
        case ("retired.ttl",):
            return RETIRED_GRAPH
        case ("reports", _, _):
            return _report_part(path, folders)
    raise LayoutError(
        "no graph is made of a file in this folder",
        remedy="move it to data/entities/ or data/links/, or to data/reports/ in the folder of its "
        "report; what is retired is in data/retired.ttl",
        file=folders.relative(path),
    )


def _report_part(path: Path, folders: Folders) -> str:
    report = path.parent.name
    if path.name == REPORT_FILE:
        return report_graph(report)
    if path.name == LEDGER_FILE:
        return ledger_graph(report)
    match = PARAGRAPH_FILE.fullmatch(path.name)
    if match is None:
        raise LayoutError(
            f'"{path.name}" is neither {REPORT_FILE}, {LEDGER_FILE} nor the file of a paragraph',
            remedy="name it after its paragraph: 2.1-courts.ttl",
            file=folders.relative(path),
        )
    return paragraph_graph(report, match.group(1))
