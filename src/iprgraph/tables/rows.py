"""Rows: the tables of a build, each cell a text, a list of texts, or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import ResultError
from iprgraph.prefixes import expand, shorten
from iprgraph.tables.columns import (
    DATASETS,
    ENTITIES,
    KINDS,
    OBSERVATIONS,
    STATEMENTS,
    Column,
    Layout,
    layout,
    literal_column,
)
from iprgraph.tables.statements import Statements, first, read_statements
from iprgraph.vocabulary import GRAPH, ID, IPR, RDF_TYPE, is_apart, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Cell = str | list[str]

_LANGUAGES = ("zh", "en")
_SAME = tuple(map(expand, ("owl:sameAs", "skos:exactMatch", "schema:sameAs")))
_XSD_STRING = expand("xsd:string")
_LANG_STRING = expand("rdf:langString")
_PARTS = ("metric", "area", "agent", "activity", "referenceArea", "period", "referencePeriod")
_TYPE = RDF_TYPE.value


@dataclass(frozen=True)
class Table:
    """A table: how its columns are laid out, and its rows in order of their addresses."""

    layout: Layout
    rows: tuple[tuple[Cell, ...], ...]


def read_table(build: Path, kind: str) -> Table:
    """Return a table of a build. Raises ResultError for an unknown kind, and StoreError."""
    if kind not in KINDS:
        raise ResultError(f'no table of "{kind}"', remedy=f"the tables are of {', '.join(KINDS)}")
    return _table(read_statements(build), kind)


def read_tables(build: Path) -> dict[str, Table]:
    """Return all tables of a build by name. Raises StoreError."""
    said = read_statements(build)
    return {kind: _table(said, kind) for kind in KINDS}


def figures(said: Statements, *, outside: bool = False) -> list[str]:
    """Return the addresses of the figures of the reports, or of those of other sources."""
    wanted = ox.NamedNode(IPR + ("ExternalObservation" if outside else "Observation"))
    return sorted(iri for iri in said.about if wanted in said.objects(iri, _TYPE))


def _table(said: Statements, kind: str) -> Table:
    if kind == STATEMENTS:
        return _statements(said)
    plan = layout(kind)
    rows: Iterable[dict[str, Cell]]
    match kind:
        case "entities":
            rows = _entities(said)
        case _:
            outside = kind == DATASETS
            rows = (_figure(said, iri) for iri in figures(said, outside=outside))
    return Table(plan, tuple(_row(plan, one) for one in rows))


def _row(plan: Layout, cells: dict[str, Cell]) -> tuple[Cell, ...]:
    """Return a row in the order of the columns; what a row does not have is empty."""
    return tuple(cells.get(one.name, [] if one.many else "") for one in plan.columns)


def _figure(said: Statements, iri: str) -> dict[str, Cell]:
    """Return what is known of a figure."""
    plan = layout(OBSERVATIONS).columns
    cells = _properties(said, iri, plan)
    period = str(cells["period"])
    outside = any(is_apart(graph) for graph in said.graphs(iri))
    sources = said.texts(iri, expand("prov:wasDerivedFrom"))
    return {
        **cells,
        "figure": iri,
        "status": "outside" if outside else "derived" if cells["rule"] else "stated",
        "period_begins": first(said.texts(period, f"{IPR}begins")),
        "period_ends": first(said.texts(period, f"{IPR}ends")),
        "derived_from": first(sources) if outside else sorted(sources),
        # Another paragraph may speak of a figure without stating it.
        "paragraphs": _paragraphs(said, said.graphs(iri, f"{IPR}metric")),
    }


def _entities(said: Statements) -> Iterator[dict[str, Cell]]:
    """Yield what is known of each named thing."""
    counts = _counted(said)
    for iri in _things(said):
        types = sorted(said.texts(iri, _TYPE))
        same = sorted(chain.from_iterable(said.texts(iri, one) for one in _SAME))
        yield {
            **_properties(said, iri, layout(ENTITIES).columns),
            "thing": iri,
            "kind": kind_and_slug(iri)[0],
            "types": types,
            **{f"types_{one}": [said.label(each, one) or shorten(each) for each in types]
               for one in _LANGUAGES},
            "same_as": list(dict.fromkeys(same)),
            "paragraphs": _paragraphs(said, said.graphs(iri)),
            "figures": str(counts[iri]),
        }  # fmt: skip


def _things(said: Statements) -> list[str]:
    """Return the addresses of the things that have a name, in order."""
    label = expand("rdfs:label")
    return sorted(iri for iri in said.about if iri.startswith(ID) and said.texts(iri, label))


def _counted(said: Statements) -> Counter[str]:
    """Return how many figures of the reports have each thing as a dimension."""
    named = [IPR + part for part in _PARTS]
    parts = ({one for name in named for one in said.texts(iri, name)} for iri in figures(said))
    return Counter(chain.from_iterable(parts))


def _properties(said: Statements, iri: str, plan: Iterable[Column]) -> dict[str, Cell]:
    """Return the cells that are properties, each address with its labels."""
    cells: dict[str, Cell] = {}
    for one in plan:
        if not one.property:
            continue
        values = said.texts(iri, one.property, one.language or None, one.datatype)
        cells[one.name] = values if one.many else first(values)
        if one.type == "iri" and not one.many and values:
            for language in _LANGUAGES:
                cells[f"{one.name}_{language}"] = said.label(values[0], language)
    return cells


def _paragraphs(said: Statements, graphs: Iterable[str]) -> list[str]:
    """Return the paragraphs among some graphs, each as report and number."""
    paragraph = ox.NamedNode(f"{IPR}Paragraph")
    found = (one for one in graphs if paragraph in said.objects(one, _TYPE))
    return [one.removeprefix(GRAPH) for one in found]


def _statements(said: Statements) -> Table:
    """Return every statement about a figure, a thing or a paragraph of ours."""
    told = [
        (subject, predicate, value, graph)
        for subject in sorted(said.about)
        if subject.startswith((ID, GRAPH))
        for predicate, value, graph in said.about[subject]
        if not is_apart(graph) and not isinstance(value, ox.BlankNode | ox.Triple)
    ]
    kinds = sorted({_literal(value) for _, _, value, _ in told if isinstance(value, ox.Literal)})
    plan = layout(STATEMENTS, extra=tuple(literal_column(*kind) for kind in kinds))
    name = {kind: literal_column(*kind).name for kind in kinds}
    rows = (
        _row(plan, _statement(said, *one, place=lambda value: name[_literal(value)]))
        for one in sorted(told, key=lambda one: (one[0], one[1], str(one[2]), one[3]))
    )
    return Table(plan, tuple(rows))


def _statement(
    said: Statements,
    subject: str,
    predicate: str,
    value: ox.NamedNode | ox.Literal,
    graph: str,
    *,
    place: Callable[[ox.Literal], str],
) -> dict[str, Cell]:
    named = {"subject": subject, "predicate": predicate, "graph": graph}
    if isinstance(value, ox.Literal):
        cells: dict[str, Cell] = {**named, place(value): value.value}
        named.pop("graph")
    else:
        cells = {**named, "object": value.value}
        named = {**named, "object": value.value}
    for key, iri in named.items():
        if key != "graph":
            cells |= {f"{key}_{one}": said.label(iri, one) for one in _LANGUAGES}
    return cells


def _literal(value: ox.Literal) -> tuple[str, str]:
    """Return the language and the datatype of a literal, one of them empty."""
    return (value.language, "") if value.language else ("", value.datatype.value)
