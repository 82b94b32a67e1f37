"""`iprgraph docs`: the ontology as static bilingual pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home  # noqa: TC001  (typer reads it)


def docs(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to; else the folder docs of the home.")
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to, as an option.")
    ] = None,
    home: Home = None,
) -> None:
    """Write the documentation of the ontology as static pages in Chinese and English.

    The pages need no network and no build. A folder that holds anything else is never overwritten.
    """
    from iprgraph.door import KnowledgeGraph

    if folder is not None and target is not None:
        raise typer.BadParameter("name the folder once, as an argument or with --output")
    summary = KnowledgeGraph(home).docs(folder if folder is not None else target)
    output.write(
        f"{summary.pages} pages describe {summary.terms} terms and {summary.shapes} shapes\n"
        f"open {_shown(summary.first_page)}\n"
    )


def _shown(path: Path) -> Path:
    """Return a path as a reader here would write it."""
    full, here = path.absolute(), Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else full
