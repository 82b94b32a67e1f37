"""`iprgraph release`: everything that the graph can be taken away as, in one folder."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads it)
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from iprgraph.release import ReleaseSummary


def release(
    folder: Annotated[Path, typer.Argument(help="A new folder for the release.")],
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="The release before: what has changed is told."),
    ] = None,
    version: Annotated[
        str, typer.Option("--version", help="Its version; by default the ontology's.")
    ] = "",
    base: Annotated[str, typer.Option("--base", help="The address that its files will have.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Replace a release that is there already.")
    ] = False,
    home: Home = None,
) -> None:
    """Write the graph as RDF, tables and network, with catalogue records, digests and a manifest.

    The same build gives the same bytes; dates are the data's, or SOURCE_DATE_EPOCH. Parquet needs
    `pip install 'iprgraph[tables]'`.
    """
    from iprgraph.cli.build import progress
    from iprgraph.door import KnowledgeGraph

    summary = KnowledgeGraph(home).release(
        folder, previous=previous, version=version, base=base, force=force, progress=progress
    )
    output.write(_told(summary))


def _told(summary: ReleaseSummary) -> str:
    """Return what was written, and what has changed in a line."""
    lines = [
        f"version {summary.version} of {summary.date}: {len(summary.files)} files, "
        f"{summary.size / 1e6:.1f} MB"
    ]
    told = summary.difference
    if told is not None:
        lines.append(
            "nothing has changed"
            if told.empty
            else f"{len(told.changed)} figures changed, {len(told.figures_added)} added, "
            f"{len(told.figures_removed)} removed; {len(told.added)} things added, "
            f"{len(told.removed)} removed, {len(told.renamed)} renamed; "
            f"{len(told.lines_added):,} statements added, {len(told.lines_removed):,} removed"
        )
    return "\n".join([*lines, f"read {summary.path / 'README.md'}", ""])
