"""`iprgraph export`: the graph as a file of RDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home  # noqa: TC001  (typer reads it)


def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="trig, nquads, ntriples, turtle or jsonld.")
    ],
    target: Annotated[
        str, typer.Option("--output", "-o", help="A file; - is the terminal or pipe.")
    ] = "-",
    graph: Annotated[
        str, typer.Option("--graph", "-g", help="One named graph: 2.1, entities, derived …")
    ] = "",
    home: Home = None,
) -> None:
    """Write the graph, or one named graph, with its numbers as they were written."""
    from iprgraph.door import KnowledgeGraph
    from iprgraph.export import write_file

    data = KnowledgeGraph(home).export(form, graph=graph)
    if target == "-":
        output.write_bytes(data)
    else:
        write_file(Path(target), data)
