"""Difference: what has changed between two graphs, by kind of change and as lines of N-Quads.

A blank node has no name that lasts, so it is named here by what is said of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.export import sorted_quads
from iprgraph.tables import OBSERVATIONS, read_tables
from iprgraph.tables.columns import ENTITIES
from iprgraph.vocabulary import GRAPH, RETIRED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from iprgraph.tables import Table
    from iprgraph.tables.rows import Cell

_REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy"
# What makes a figure the same one under another address.
_DIMENSIONS = ("metric", "statistic", "area", "period", "agent", "activity", "reference_area",
               "reference_period")  # fmt: skip
_LABELS = ("_zh", "_en")
_PRINTED = ("printed_zh", "printed_en")
_DEEPEST = 40  # blank nodes within blank nodes


@dataclass(frozen=True)
class Named:
    """A figure or thing: its address and what it is called in each language."""

    iri: str
    zh: str
    en: str


@dataclass(frozen=True)
class Change:
    """A figure of which something has changed: column, before, after."""

    figure: Named
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Renamed:
    """A figure or thing with another address or other names than before."""

    before: Named
    after: Named


@dataclass(frozen=True)
class Difference:
    """What has changed; `graphs` counts statements added and removed in each graph."""

    changed: tuple[Change, ...]
    figures_added: tuple[Named, ...]
    figures_removed: tuple[Named, ...]
    figures_renamed: tuple[Renamed, ...]
    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    renamed: tuple[Renamed, ...]
    graphs: Mapping[str, tuple[int, int]]
    lines_added: tuple[str, ...]
    lines_removed: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Return whether the two graphs say the same."""
        return not self.lines_added and not self.lines_removed


def difference(before: Path, after: Path) -> Difference:
    """Return what has changed from one folder's `graph.nq` to another's. Raises StoreError."""
    old, new = lines_of(sorted_quads(before)), lines_of(sorted_quads(after))
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    added, removed = Counter(new[line] for line in come), Counter(old[line] for line in gone)
    names = sorted({*added, *removed})
    tables = read_tables(before), read_tables(after)
    figures = [_records(each[OBSERVATIONS]) for each in tables]
    things = [_records(each[ENTITIES]) for each in tables]
    moved = _moved(figures[0], figures[1])
    heirs = _heirs(after)
    same = _same_things(things[0], things[1], heirs)
    return Difference(
        changed=tuple(_changes(figures[0], figures[1])),
        figures_added=_only(figures[1], figures[0], set(moved.values()), _figure),
        figures_removed=_only(figures[0], figures[1], set(moved), _figure),
        figures_renamed=tuple(
            Renamed(_figure(figures[0][one]), _figure(figures[1][two]))
            for one, two in sorted(moved.items())
        ),
        added=_only(things[1], things[0], set(same.values()), _thing),
        removed=_only(things[0], things[1], set(same), _thing),
        renamed=tuple(
            Renamed(_thing(things[0][one]), _thing(things[1][two]))
            for one, two in sorted(same.items())
        ),
        graphs={name: (added[name], removed[name]) for name in names},
        lines_added=tuple(come),
        lines_removed=tuple(gone),
    )


def lines_of(quads: Sequence[ox.Quad]) -> dict[str, str]:
    """Return quads as lines of N-Quads with the graph of each, blank nodes named by content."""
    names = _BlankNames(quads)
    found = {}
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        place = f" <{graph}>" if graph else ""
        subject, value = names.written(quad.subject), names.written(quad.object)
        found[f"{subject} {quad.predicate} {value}{place} ."] = graph
    return found


class _BlankNames:
    """Names of blank nodes by what is said of them, and of the blank nodes that they lead to."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._said: dict[str, list[ox.Quad]] = {}
        for quad in quads:
            if isinstance(quad.subject, ox.BlankNode):
                self._said.setdefault(quad.subject.value, []).append(quad)
        self._known: dict[str, str] = {}

    def written(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        """Return a term as N-Quads write it."""
        return f"_:b{self._name(term.value, 0)}" if isinstance(term, ox.BlankNode) else str(term)

    def _name(self, node: str, depth: int) -> str:
        if node in self._known:
            return self._known[node]
        if depth > _DEEPEST:
            return "deep"
        parts = sorted(self._part(quad, depth) for quad in self._said.get(node, ()))
        name = sha256("\n".join(parts).encode()).hexdigest()[:24]
        self._known[node] = name
        return name

    def _part(self, quad: ox.Quad, depth: int) -> str:
        value = quad.object
        end = self._name(value.value, depth + 1) if isinstance(value, ox.BlankNode) else str(value)
        return f"{quad.predicate} {end} {quad.graph_name}"


_Record = dict[str, "Cell"]
_Records = dict[str, _Record]


def _records(table: Table) -> _Records:
    """Return the rows of a table by address, each as its cells by column, none of them twice."""
    columns = table.layout.columns
    about = [one.name for one in columns].index(table.layout.about)
    return {
        str(row[about]): {
            one.name: cell for one, cell in zip(columns, row, strict=True) if not one.repeats
        }
        for row in table.rows
    }


def _changes(old: _Records, new: _Records) -> Iterable[Change]:
    """Yield the figures of which anything but a label has changed."""
    for iri in sorted(old.keys() & new.keys()):
        fields = tuple(
            (name, _cell(cell), _cell(new[iri].get(name, "")))
            for name, cell in old[iri].items()
            if cell != new[iri].get(name, "") and (name in _PRINTED or not name.endswith(_LABELS))
        )
        if fields:
            yield Change(_figure(new[iri]), fields)


def _moved(old: _Records, new: _Records) -> dict[str, str]:
    """Return figures with a new address by their old one: those of the same dimensions."""
    places = {_dimensions(one): iri for iri, one in new.items() if iri not in old}
    found: dict[str, str] = {}
    for iri, one in old.items():
        heir = places.get(_dimensions(one))
        if iri not in new and heir and heir not in found.values():
            found[iri] = heir
    return found


def _dimensions(one: _Record) -> tuple[str, ...]:
    return tuple(_cell(one[name]) for name in _DIMENSIONS)


def _same_things(old: _Records, new: _Records, heirs: Mapping[str, str]) -> dict[str, str]:
    """Return the things that have other names than before, or a successor, by their old address."""
    found = {
        iri: iri
        for iri in old.keys() & new.keys()
        if any(old[iri][name] != new[iri][name] for name in ("label_zh", "label_en"))
    }
    for iri in old.keys() - new.keys():
        if heirs.get(iri) in new:
            found[iri] = heirs[iri]
    return found


def _heirs(after: Path) -> dict[str, str]:
    """Return the successors of retired things."""
    return {
        quad.subject.value: quad.object.value
        for quad in sorted_quads(after)
        if quad.predicate.value == _REPLACED_BY
        and str(quad.graph_name) == f"<{RETIRED_GRAPH}>"
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
    }


def _only(
    these: _Records, those: _Records, left_out: set[str], name: Callable[[_Record], Named]
) -> tuple[Named, ...]:
    """Return what only the first records have."""
    return tuple(name(these[iri]) for iri in sorted(these.keys() - those.keys() - left_out))


def _figure(one: _Record) -> Named:
    """Return a figure with its metric, place, time and agent as its name."""
    names = {}
    for language in ("zh", "en"):
        parts = [_cell(one[f"{name}_{language}"]) for name in ("metric", "area", "period", "agent")]
        own = [part for part in parts if part not in ("", "全部", "all")]
        if one["statistic"] and not str(one["statistic"]).endswith("/level"):
            own.insert(1, _cell(one[f"statistic_{language}"]))
        names[language] = (" · ").join(own)
    return Named(str(one["figure"]), names["zh"], names["en"])


def _thing(one: _Record) -> Named:
    return Named(str(one["thing"]), _cell(one["label_zh"]), _cell(one["label_en"]))


def _cell(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "; ".join(cell)


def paragraph_of(graph: str) -> str:
    """Return a graph's address without what all graphs share."""
    return graph.removeprefix(GRAPH)
