"""`iprgraph analyse`: who works with whom, measured, each result with its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import pyoxigraph as ox
import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, Language  # noqa: TC001  (typer reads it)
from iprgraph.errors import ResultError

if TYPE_CHECKING:
    from iprgraph.analysis import Analysis, Table
    from iprgraph.analysis.tables import Cell
    from iprgraph.analysis.wording import Wording
    from iprgraph.door import KnowledgeGraph
    from iprgraph.labels import Labels
    from iprgraph.query import Term

_FITTING = ("table", "csv", "json")
_LIST = {"zh": "；", "en": "; "}
_COUNTS = {
    "zh": "{0} 个机构，其中 {1} 个有连线；{2} 条连线，{3} 个连通部分",
    "en": "{0} institutions, {1} of them with a link; {2} links, {3} connected parts",
}


def analyse(
    name: Annotated[
        str,
        typer.Argument(
            help="centrality, communities, bridges, density or missing-links; else all."
        ),
    ] = "",
    form: Format = "",
    language: Language = "",
    home: Home = None,
) -> None:
    """Measure how institutions work together; each result names the paragraphs behind it.

    Formats: table, csv (of one analysis), json.
    """
    from iprgraph.analysis.tables import chosen
    from iprgraph.door import KnowledgeGraph

    only = chosen(name) if name else ""
    json_wanted = output.wants_json(form, fitting=_FITTING)
    if form == "csv" and not only:
        raise ResultError(
            "a CSV file holds one table", remedy="say which: iprgraph analyse centrality -f csv"
        )
    graph = KnowledgeGraph(home, language=language)
    found = graph.analyse()
    if json_wanted:
        from iprgraph.analysis.wording import read_wording
        from iprgraph.analysis.writing import analysis_object

        wording = read_wording(graph.folders)
        output.write_json(analysis_object(found, wording, graph.labels.all_of, only=only))
    elif form == "csv":
        from iprgraph.analysis.writing import csv_text

        output.write(csv_text(found.table(only), graph.labels.all_of))
    else:
        output.write(tables_text(graph, found, only))


def tables_text(graph: KnowledgeGraph, found: Analysis, only: str) -> str:
    """Return the tables for a reader: title, what it means, rows; and what is analysed."""
    from iprgraph.analysis.wording import read_wording

    wording, language = read_wording(graph.folders), graph.language
    counts = (found.institutions, found.linked, found.links, found.components)
    parts = [
        _COUNTS[language].format(*counts),
        output.dim(wording.network[language]),
        output.dim(wording.caveat[language]),
    ]
    for table in found.tables:
        if only in ("", table.name):
            title = f"{wording.titles[table.name][language]} ({table.name})"
            parts += [
                "",
                output.heading(title),
                output.dim(wording.definitions[table.name][language]),
            ]
            parts.append(_table_text(table, wording, graph.labels))
    return "\n".join(parts).rstrip("\n") + "\n"


def _table_text(table: Table, wording: Wording, labels: Labels) -> str:
    from iprgraph.cli.table import table_text
    from iprgraph.query import Solutions
    from iprgraph.questions import Question

    rows = tuple(
        tuple(
            _term(name, cell, wording, labels)
            for name, cell in zip(table.columns, row, strict=True)
        )
        for row in table.rows
    )
    question = Question(table.name, "", {}, wording.columns, (), "")
    return table_text(Solutions(table.columns, rows), question, labels)


def _term(name: str, cell: Cell, wording: Wording, labels: Labels) -> Term | None:
    """Return a cell as the term that a table of answers shows."""
    if isinstance(cell, tuple):
        if name == "paragraphs":
            return ox.Literal(", ".join(one.iri.rpartition("/")[2] for one in cell))
        return ox.Literal(_LIST[labels.language].join(labels.of(one.iri) for one in cell))
    if isinstance(cell, int | float):
        return ox.Literal(cell)
    if cell.iri:
        return ox.NamedNode(cell.iri)
    return ox.Literal(wording.unknown[labels.language])
