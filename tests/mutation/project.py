"""The project as it is: its authored files as statements, and what can be told of its things."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.graphs import Graphs, read_graphs
from iprgraph.prefixes import expand, shorten
from iprgraph.vocabulary import RDF_TYPE, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mistakes import Change, Table

    from iprgraph.folders import Folders

METRICS = "ontology/metrics.ttl"
REPORTS = "data/reports/"
ENTITIES = "data/entities/"
ANCHORS = "data/reports/guangdong-2022/anchors.csv"
OUTLINE = "data/reports/guangdong-2022/outline.csv"
NUMBERED = "0123456789"

Row = tuple[str, ...]

_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@dataclass(frozen=True)
class Line:
    """A line of a committed table: the file's name, the line's number, and the cells."""

    file: str
    number: int
    cells: Row


@dataclass(frozen=True)
class Statement:
    """A triple and the file that it is written in."""

    file: str
    triple: ox.Triple

    @property
    def subject(self) -> str:
        """Return the address of what the statement is about, "" for a blank node."""
        return iri_of(self.triple.subject)

    @property
    def object(self) -> str:
        """Return the address that the statement points to, "" for a literal."""
        return iri_of(self.triple.object)

    @property
    def text(self) -> ox.Literal | None:
        """Return the literal that the statement ends in, None for a thing."""
        return self.triple.object if isinstance(self.triple.object, ox.Literal) else None

    @property
    def property(self) -> str:
        """Return the local name of the property."""
        return local(self.triple.predicate.value)

    def saying(
        self,
        *,
        subject: str = "",
        predicate: ox.NamedNode | None = None,
        value: ox.NamedNode | ox.Literal | None = None,
    ) -> Statement:
        """Return the statement with one part replaced."""
        return Statement(
            self.file,
            ox.Triple(
                ox.NamedNode(subject) if subject else self.triple.subject,
                predicate or self.triple.predicate,
                self.triple.object if value is None else value,
            ),
        )

    def moved(self, file: str) -> Statement:
        """Return the statement as it would stand in another file."""
        return replace(self, file=file)


class Project:
    """The authored files of a project, parsed once, with look-ups that mistakes are made from."""

    def __init__(self, folders: Folders) -> None:
        self.graphs: Graphs = read_graphs(folders)
        names = (METRICS, REPORTS, ENTITIES)
        self.files = tuple(i for i in self.graphs.inputs if i.file.name.startswith(names))
        self._parsed = {each.file.name: each.file.triples for each in self.files}
        self.statements = tuple(
            Statement(name, triple) for name, own in self._parsed.items() for triple in own
        )

    def show(self, term: object) -> str:
        """Return a term as an editor would write it."""
        if isinstance(term, ox.NamedNode):
            return shorten(term.value, self.graphs.prefixes)
        return str(term)

    def told(self, statement: Statement) -> str:
        """Return a statement as an editor would write it."""
        triple = statement.triple
        return " ".join(map(self.show, (triple.subject, triple.predicate, triple.object)))

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the names of the paragraphs' files."""
        found = (each.file.name for each in self.files)
        return tuple(
            n for n in found if n.startswith(REPORTS) and n.rpartition("/")[2][0].isdigit()
        )

    @cached_property
    def graph_of(self) -> Mapping[str, str]:
        """Return the graph of each file."""
        return {each.file.name: each.graph for each in self.files}

    @cached_property
    def tables(self) -> Mapping[str, tuple[Line, ...]]:
        """Return the lines of the committed tables, without their heads."""
        return {name: self._lines(name) for name in (ANCHORS, OUTLINE)}

    @cached_property
    def heads(self) -> Mapping[str, Row]:
        """Return the heads of the committed tables."""
        return {name: self._rows(name)[0] for name in (ANCHORS, OUTLINE)}

    def _lines(self, name: str) -> tuple[Line, ...]:
        return tuple(Line(name, at, row) for at, row in enumerate(self._rows(name)[1:], start=2))

    def _rows(self, name: str) -> list[Row]:
        with (self.graphs.folders.data.parent / name).open(encoding="utf-8", newline="") as file:
            return [tuple(row) for row in csv.reader(file)]

    @cached_property
    def of_subject(self) -> Mapping[tuple[str, str], tuple[Statement, ...]]:
        """Return the statements by file and subject."""
        found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in self.statements:
            found[statement.file, statement.subject].append(statement)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def names(self) -> Mapping[str, frozenset[ox.Literal]]:
        """Return the labels and aliases of each thing."""
        found: dict[str, set[ox.Literal]] = defaultdict(set)
        for each in self.statements:
            if each.text and each.property in ("label", "altLabel"):
                found[each.subject].add(each.text)
        return {thing: frozenset(own) for thing, own in found.items()}

    @cached_property
    def printed(self) -> frozenset[tuple[str, str]]:
        """Return each thing with each form that a paragraph prints and does not state itself."""
        stated = {
            (local(self.graph_of[each.file]), each.subject, each.text.value)
            for each in self.statements
            if each.text and each.property == "statedAs"
        }
        rows = (line.cells for line in self.tables[ANCHORS])
        found = {(row[0], expand(row[2], self.graphs.prefixes), row[3]) for row in rows}
        return frozenset((thing, form) for _, thing, form in found - stated)

    @cached_property
    def types(self) -> Mapping[str, tuple[str, ...]]:
        """Return the classes that each thing is said to be of, in their written order."""
        found: dict[str, list[str]] = defaultdict(list)
        for triple in chain.from_iterable(self.graphs.triples.values()):
            if triple.predicate == RDF_TYPE and iri_of(triple.object):
                found[iri_of(triple.subject)].append(iri_of(triple.object))
        return {thing: tuple(dict.fromkeys(each)) for thing, each in found.items()}

    @cached_property
    def things(self) -> Mapping[str, tuple[str, ...]]:
        """Return the things of each class, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for thing, classes in self.types.items():
            for one in classes:
                found[one].add(thing)
        return {one: tuple(sorted(each)) for one, each in found.items()}

    @cached_property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """Return the things that each file names, as subject or object, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for statement in self.statements:
            for iri in (statement.subject, statement.object):
                if kind_and_slug(iri)[0]:
                    found[statement.file].add(iri)
        return {file: tuple(sorted(each)) for file, each in found.items()}

    @cached_property
    def properties(self) -> Mapping[str, ox.NamedNode]:
        """Return the predicates that the files use, by local name."""
        return {each.property: each.triple.predicate for each in self.statements}

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """Return the classes that things of the data are of, sorted."""
        subjects = {each.subject for each in self.statements}
        found = {one for thing in subjects for one in self.types.get(thing, ())}
        return tuple(sorted(one for one in found if "iprgraph" in one))

    def like(self, thing: str) -> tuple[str, ...]:
        """Return the other things of a thing's class and kind of address, sorted."""
        classes = self.types.get(thing, ())
        own = next((one for one in classes if "iprgraph" in one), next(iter(classes), ""))
        base = thing[: -len(local(thing))]
        return tuple(
            one for one in self.things.get(own, ()) if one != thing and one.startswith(base)
        )

    def value(self, file: str, subject: str, name: str) -> Statement | None:
        """Return the first statement of a property about a subject in a file, None without one."""
        own = self.of_subject.get((file, subject), ())
        return next((each for each in own if each.property == name), None)

    def rewritten(self, change: Change) -> Mapping[str, str]:
        """Return the files that a change touches, by name, as they are with it."""
        table = change.table
        if table is not None:
            return {table.file: self._table(table)}
        out, new = set(change.removed), change.added
        return {
            name: "".join(f"{triple} .\n" for triple in self._triples(name, out, new))
            for name in sorted({each.file for each in (*out, *new)})
        }

    def _triples(
        self, name: str, out: set[Statement], new: tuple[Statement, ...]
    ) -> Iterator[ox.Triple]:
        """Yield what a file says with some statements taken out and others put in."""
        for triple in self._parsed[name]:
            if Statement(name, triple) not in out:
                yield triple
        yield from (each.triple for each in new if each.file == name)

    def _table(self, table: Table) -> str:
        """Return a table with the rows of a change in the place of one line."""
        rows = [line.cells for line in self.tables[table.file]]
        rows[table.line - 2 : table.line - 1] = table.rows
        buffer = StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([self.heads[table.file], *rows])
        return buffer.getvalue()

    def is_change(self, removed: Iterable[Statement], added: Iterable[Statement]) -> bool:
        """Return whether any graph would hold other triples than it does."""
        out, new = set(removed), set(added)
        held: dict[str, set[ox.Triple]] = defaultdict(set)
        for each in self.statements:
            if each not in out:
                held[self.graph_of[each.file]].add(each.triple)
        for each in new:
            held[self.graph_of[each.file]].add(each.triple)
        graphs = {self.graph_of[each.file] for each in out | new}
        return any(held[graph] != set(self.graphs.triples[graph]) for graph in graphs)


def iri_of(term: object) -> str:
    """Return the address of a node, "" for a literal or a blank node."""
    return term.value if isinstance(term, ox.NamedNode) else ""


def local(iri: str) -> str:
    """Return the last part of an address."""
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]
