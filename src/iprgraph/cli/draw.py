"""`iprgraph draw`: a view, the neighbourhood of a thing or a path as one offline page."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads it)
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home, Language  # noqa: TC001  (typer reads it)
from iprgraph.errors import DrawError

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph


def draw(
    name: Annotated[str, typer.Argument(help="A view; without one, the views are listed.")] = "",
    around: Annotated[str, typer.Option(help="Draw what is near this thing.")] = "",
    hops: Annotated[int, typer.Option(help="How many steps away from it.")] = 2,
    path: Annotated[
        tuple[str, str] | None, typer.Option(help="Draw how these two things are connected.")
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--output", "-o", help="The page; else NAME.html here.")
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Put the report's sentences into the page.")
    ] = False,
    renderer: Annotated[
        str, typer.Option(help="What draws it: vis or webgl; else what suits its size.")
    ] = "",
    size: Annotated[
        str,
        typer.Option(help="Size cards by a measure: partners, betweenness or eigenvector."),
    ] = "",
    language: Language = "",
    home: Home = None,
) -> None:
    """Draw a view of the graph as one HTML page that needs no network."""
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(home, language=language if language != "both" else "")
    if sum(map(bool, (name, around, path))) > 1:
        raise DrawError(
            "a view, --around and --path are three different pages",
            remedy="give one of them; `iprgraph draw` lists the views",
        )
    look = {"language": language, "renderer": renderer, "size": size}
    if around:
        written = graph.draw_around(around, target, hops=hops, **look, with_text=with_text)
    elif path:
        written = graph.draw_path(*path, target, **look, with_text=with_text)
    elif name:
        written = graph.draw(name, target, **look, with_text=with_text)
    else:
        _list(graph)
        return
    output.write(f"{written}\n")


def _list(graph: KnowledgeGraph) -> None:
    """Write the names of the views with their titles in the reader's language."""
    views = graph.views()
    longest = max((len(view.name) for view in views), default=0)
    for view in views:
        output.write(f"{view.name:<{longest}}  {getattr(view.title, graph.language)}\n")
