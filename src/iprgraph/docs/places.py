"""Places: on which page and under which anchor each term and shape has its entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.docs.wording import Code, Ref, Text
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import ONTOLOGY_GRAPH, RDF_TYPE, RDFS_LABEL, SHAPES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iprgraph.docs.statements import Statements
    from iprgraph.docs.wording import Item
    from iprgraph.graphs import Graphs
    from iprgraph.turtle import TurtleFile

OURS = "https://w3id.org/iprgraph/"
SHAPES_PAGE = "shapes"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a term or shape is described: its page, its anchor there, and its authored place."""

    iri: str
    curie: str
    label: Text
    page: str
    anchor: str
    file: str
    line: int

    @property
    def href(self) -> str:
        """Return the address of the entry from any page of the site."""
        return f"{self.page}.html#{self.anchor}"

    @property
    def ref(self) -> Ref:
        """Return the term as a link to its entry."""
        return Ref(self.label, self.curie, self.href)


@dataclass(frozen=True)
class Places:
    """All entries by IRI, and the prefixes that compact names are made with."""

    entries: Mapping[str, Entry]
    prefixes: Mapping[str, str]

    def ref(self, iri: str) -> Ref:
        """Return an IRI as a link: to its entry, or outside where the site does not describe it.

        What is no address of the Web, such as a script's, is named but not linked.
        """
        if entry := self.entries.get(iri):
            return entry.ref
        href = iri if iri.startswith(("https://", "http://")) else ""
        return Ref(Text(), shorten(iri, self.prefixes), href, outside=True)

    def item(self, iri: str) -> Item:
        """Return an IRI as a link, but a thing of ours without an entry as its compact name."""
        if iri not in self.entries and iri.startswith(OURS):
            return Code(shorten(iri, self.prefixes))
        return self.ref(iri)

    def refs(self, iris: Iterable[str]) -> tuple[Ref, ...]:
        """Return IRIs as links, our own terms first, each in order of compact names."""
        return tuple(sorted(map(self.ref, iris), key=lambda one: (one.outside, one.curie)))

    def on(self, page: str) -> list[Entry]:
        """Return the entries of a page in the order of its file."""
        found = (one for one in self.entries.values() if one.page == page)
        return sorted(found, key=lambda one: (one.line, one.curie))


def read_places(graphs: Graphs, ontology: Statements, shapes: Statements) -> Places:
    """Return where everything is described: a term on the page of its file, shapes on theirs."""
    entries: dict[str, Entry] = {}
    for graph, said in ((ONTOLOGY_GRAPH, ontology), (SHAPES_GRAPH, shapes)):
        homes = _homes(graphs, graph)
        for iri in said.subjects:
            if iri in homes and iri not in entries and _is_term(said, iri):
                entries[iri] = _entry(graphs, said, iri, graph, homes[iri])
    return Places(_apart(entries), graphs.prefixes)


def page_of(file: str) -> str:
    """Return the name of a file's page: `schemes-units` for `ontology/schemes/units.ttl`."""
    return "-".join(PurePosixPath(file).with_suffix("").parts[1:]) or "ontology"


def _homes(graphs: Graphs, graph: str) -> dict[str, TurtleFile]:
    """Return the file that describes each thing of a graph: where it has its label, or its type."""
    homes: dict[str, TurtleFile] = {}
    for predicate in (RDFS_LABEL, RDF_TYPE):
        for each in graphs.files.get(graph, ()):
            for triple in each.file.triples:
                if triple.predicate == predicate and isinstance(triple.subject, ox.NamedNode):
                    homes.setdefault(triple.subject.value, each.file)
    return homes


def _is_term(said: Statements, subject: str) -> bool:
    kinds = said.nodes(subject, "rdf:type")
    return subject.startswith(OURS) and any(not one.endswith("#Ontology") for one in kinds)


def _entry(graphs: Graphs, said: Statements, iri: str, graph: str, home: TurtleFile) -> Entry:
    curie = shorten(iri, graphs.prefixes)
    page = SHAPES_PAGE if graph == SHAPES_GRAPH else page_of(home.name)
    line = home.line_of(iri, graphs.prefixes)
    label = said.text(iri, "rdfs:label")
    return Entry(iri, curie, label, page, local_name(curie), home.name, line)


def local_name(curie: str) -> str:
    """Return a compact name without its prefix, fit to be an anchor."""
    local = curie.partition(":")[2] or curie
    return "".join(one if one.isalnum() or one in "-_." else "-" for one in local)


def _apart(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the entries with anchors that differ on each page; ontology terms have the first."""
    taken: set[tuple[str, str]] = set()
    apart: dict[str, Entry] = {}
    for iri, one in sorted(entries.items(), key=lambda pair: (not _plain(pair[0]), pair[0])):
        anchor = one.anchor
        while (one.page, anchor) in taken:
            anchor += "-"
        taken.add((one.page, anchor))
        apart[iri] = replace(one, anchor=anchor)
    return apart


def _plain(iri: str) -> bool:
    return iri.startswith(f"{OURS}ontology#")
