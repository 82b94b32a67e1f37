"""`iprgraph show`: the page of a thing, a figure or a paragraph."""

from __future__ import annotations

from typing import Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, Language  # noqa: TC001  (typer reads it)


def show(
    thing: Annotated[list[str], typer.Argument(help="agency:cnipa, a name, or a paragraph (2.1).")],
    form: Format = "",
    language: Language = "",
    home: Home = None,
) -> None:
    """Show what the graph says of a thing, and where the report says so, in both editions."""
    from iprgraph.door import KnowledgeGraph

    json_wanted = output.wants_json(form)
    graph = KnowledgeGraph(home, language=language)
    page = graph.show(" ".join(thing))
    if json_wanted:
        output.write_json(page.as_object())
        return
    from iprgraph.cli.pages import page_text

    output.write(page_text(page, graph.language))
