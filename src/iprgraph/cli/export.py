"""`iprgraph export`: the graph as a file of RDF, or its things as a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home, Language  # noqa: TC001  (typer reads it)


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="trig, nquads, ntriples, turtle or jsonld; csv, parquet or xlsx; sssom; dcat; "
            "cff; graphml or gexf.",
        ),
    ],
    target: Annotated[
        str, typer.Option("--output", "-o", help="A file; - is the terminal or pipe.")
    ] = "-",
    graph: Annotated[
        str, typer.Option("--graph", "-g", help="One named graph: 2.1, entities, derived …")
    ] = "",
    view: Annotated[
        str, typer.Option("--view", help="Of graphml and gexf: the things of a view only.")
    ] = "",
    of: Annotated[
        str,
        typer.Option(
            "--of",
            help="Of csv, parquet and xlsx: observations, entities, datasets or statements.",
        ),
    ] = "",
    language: Language = "",
    home: Home = None,
) -> None:
    """Write the graph, or one named graph, with its numbers as they were written.

    As csv, parquet or xlsx: a table, one row a figure unless --of says otherwise.
    As sssom: its links to outside registers, with how each is known.
    As dcat: the record of the data set for a catalogue, after DCAT-AP; as cff:
    how to cite it (CITATION.cff).
    As graphml or gexf: its things and what is stated between them, for Gephi and its kin.
    """
    from iprgraph.door import KnowledgeGraph
    from iprgraph.export import write_file

    data = KnowledgeGraph(home, language=language).export(form, graph=graph, view=view, of=of)
    if target == "-":
        output.write_bytes(data)
    else:
        write_file(Path(target), data)
