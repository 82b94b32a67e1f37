"""`iprgraph build`: from the authored files to the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from iprgraph.build import BuildSummary


def build(
    force: Annotated[
        bool, typer.Option("--force", help="Write the store in spite of violations.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
    home: Home = None,
) -> None:
    """Read, derive, check and write the graph; the old one serves until the new one is complete.

    Exit code 1 where the data has violations; then nothing is written, unless forced.
    """
    from iprgraph.cli.check import findings_text
    from iprgraph.door import KnowledgeGraph

    summary = KnowledgeGraph(home).build(force=force, progress=None if quiet else progress)
    output.write(findings_text(summary.findings) if quiet else summary_text(summary))
    if not summary.ok:
        raise typer.Exit(1)


def progress(step: str) -> None:
    """Tell a reader at a terminal which step begins."""
    if sys.stderr.isatty():
        print(f"  {step} …", file=sys.stderr)


def summary_text(summary: BuildSummary) -> str:
    """Return what a build counted and found, how long it took and where it is."""
    from iprgraph.cli.check import findings_text

    counts = summary.counts
    entities = ", ".join(f"{count} {kind}" for kind, count in counts.entities.items())
    place = f"the graph is in {summary.path}" if summary.written else "nothing was written"
    others = f"{counts.figures_of_others:,} figures of others beside them\n"
    return (
        f"{counts.triples:,} statements in {counts.graphs} graphs\n"
        f"{sum(counts.entities.values())} things: {entities}\n"
        f"{counts.observations_stated} figures stated, {counts.observations_derived} derived; "
        f"{counts.mentions:,} mentions anchored; {counts.discrepancies} discrepancies\n"
        f"{others if counts.figures_of_others else ''}"
        f"{findings_text(summary.findings)}"
        f"{summary.seconds:.1f} s; {place}\n"
    )
