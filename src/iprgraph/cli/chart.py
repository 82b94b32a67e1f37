"""`iprgraph chart`: the figures of a metric, or of the reports, as one offline page of charts."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads it)
from typing import Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home, Language  # noqa: TC001  (typer reads it)


def chart(
    metric: Annotated[
        str, typer.Argument(help="A metric; without one, the charts of the reports.")
    ] = "",
    target: Annotated[
        Path | None, typer.Option("--output", "-o", help="The page; else METRIC.html here.")
    ] = None,
    language: Language = "",
    home: Home = None,
) -> None:
    """Draw figures with their intervals as one HTML page that needs no network."""
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(home, language=language)
    output.write(f"{graph.chart(metric, target)}\n")
