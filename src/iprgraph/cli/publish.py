"""`iprgraph publish`: the build into a store of somebody else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, User  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iprgraph.remote.publication import Publication

_STEPS = {"compare": "compared", "send": "sent", "check": "checked"}


def publish(
    url: Annotated[str, typer.Argument(metavar="URL", help="The endpoint that takes queries.")],
    store: Annotated[
        str,
        typer.Option("--store", metavar="URL", help="Its graph store.", show_default="URL"),
    ] = "",
    update: Annotated[
        str,
        typer.Option(
            "--update",
            metavar="URL",
            help="Write by updates at this address instead.",
            show_default=False,
        ),
    ] = "",
    user: User = "",
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop graphs of ours that the build does not have.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    form: Format = "",
    home: Home = None,
) -> None:
    """Put the build into another store, graph by graph, and see that all of it is there.

    What is there already is not sent again; a run that broke off goes on where it stopped. Only
    graphs under https://w3id.org/iprgraph/graph/ are touched. Exit code 1 where something is
    missing in the end.
    """
    from iprgraph.door import KnowledgeGraph

    as_json = output.wants_json(form)
    with _progress() as tell:
        done = KnowledgeGraph(home).publish(
            url,
            store=store,
            update=update,
            user=user,
            prune=prune,
            dry_run=dry_run,
            progress=tell,
        )
    if as_json:
        from dataclasses import asdict

        output.write_json(asdict(done))
    else:
        output.write(publication_text(done))


def publication_text(done: Publication) -> str:
    """Return what a publication did, or would do, with the graphs that are too many there."""
    verb = "would be sent" if done.dry_run else "sent"
    lines = [f"{len(done.sent)} graphs {verb}, {len(done.same)} there already"]
    if done.dry_run:
        lines += [f"  send  {graph}" for graph in done.sent]
        lines += [f"  drop  {graph}" for graph in done.dropped]
    elif done.dropped:
        lines.append(f"{len(done.dropped)} graphs dropped")
    if done.surplus:
        lines.append("not in the build, and left there (drop them with --prune):")
        lines += [f"  {graph}" for graph in done.surplus]
    if not done.dry_run:
        lines.append(f"{done.statements:,} statements are at {done.url}, checked by value")
        lines.append(f"ask there: iprgraph ask NAME --endpoint {done.url}")
    return "\n".join(lines) + "\n"


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """Show a bar for each step to a reader at a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        rows = {
            step: bars.add_task(word, total=None, visible=False) for step, word in _STEPS.items()
        }

        def tell(step: str, place: int, of: int) -> None:
            bars.update(rows[step], completed=place, total=of, visible=True)

        yield tell
