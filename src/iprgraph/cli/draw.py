"""`iprgraph draw`: a view as one offline page."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads it)
from typing import Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home, Language  # noqa: TC001  (typer reads it)


def draw(
    name: Annotated[str, typer.Argument(help="A view; without one, the views are listed.")] = "",
    target: Annotated[
        Path | None, typer.Option("--output", "-o", help="The page; else NAME.html here.")
    ] = None,
    language: Language = "",
    home: Home = None,
) -> None:
    """Draw a view of the graph as one HTML page that needs no network."""
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(home, language=language if language != "both" else "")
    if not name:
        views = [f"{view.name}  {getattr(view.title, graph.language)}\n" for view in graph.views()]
        output.write("".join(views))
        return
    output.write(f"{graph.draw(name, target, language=language)}\n")
