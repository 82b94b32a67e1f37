"""`iprgraph link`: the rows of anybody's table matched to the things of the graph."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path  # noqa: TC003  (typer reads it)
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home, Language  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iprgraph.linking.link import LinkSummary

_STEPS = {"read": "rows read", "decide": "names decided on", "write": "rows written"}


def link(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV, JSON or RDF file.")],
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", "-c", help="A column of names; may be said again."),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kind", "-k", help="Only things of a kind: place, agency, law …"),
    ] = None,
    kind_column: Annotated[
        str, typer.Option("--kind-column", help="The column that tells the kind of a row.")
    ] = "",
    place_column: Annotated[
        str, typer.Option("--place-column", help="The column that tells where a thing is.")
    ] = "",
    code_column: Annotated[
        str, typer.Option("--code-column", help="The column of codes or identifiers.")
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="csv, json or rdf.", show_default="by the file's ending"
        ),
    ] = "",
    encoding: Annotated[
        str,
        typer.Option("--encoding", help="gb18030, big5, utf-16 …", show_default="by its content"),
    ] = "",
    target: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="The folder.", show_default="FILE-links"
        ),
    ] = None,
    threshold: Annotated[
        float, typer.Option("--threshold", help="The probability that a match needs.")
    ] = 0.9,
    engine: Annotated[str, typer.Option("--engine", help="duckdb or spark.")] = "duckdb",
    force: Annotated[bool, typer.Option("--force", help="Write over an earlier result.")] = False,
    language: Language = "",
    home: Home = None,
) -> None:
    """Match the names in a file to the things of the graph; write a table, SSSOM and RDF.

    Each name is a match, uncertain, or no match, with its probability, the reasons and the other
    candidates. A run that broke off goes on where it stopped. Needs the extra `link`; Spark needs
    the extra `spark` and Java.
    """
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(home, language=language)
    with output.resumable(graph.language), _progress() as tell:
        done = graph.link(
            file,
            target,
            columns=columns or (),
            kinds=kinds or (),
            kind_column=kind_column,
            place_column=place_column,
            code_column=code_column,
            form=form,
            encoding=encoding,
            threshold=threshold,
            engine=engine,
            force=force,
            progress=tell,
        )
    if output.is_terminal():
        output.write(link_text(done))
    else:
        from dataclasses import asdict

        output.write_json(asdict(done))


def link_text(done: LinkSummary) -> str:
    """Return what was linked, in lines."""
    how = ", guessed: say --column for others" if done.guessed else ""
    lines = [
        f"{', '.join(done.columns)}{how}; read as {done.encoding}",
        f"{done.rows:,} rows with {done.names:,} distinct names: {done.matched:,} matched, "
        f"{done.uncertain:,} uncertain, {done.unmatched:,} without a match",
        *(f"  {file}" for file in done.files),
    ]
    return "\n".join(lines) + "\n"


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each step on stderr, where a reader looks at it."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        tasks = {step: bar.add_task(text, total=None) for step, text in _STEPS.items()}

        def tell(step: str, done: int, total: int) -> None:
            bar.update(tasks[step], completed=done, total=total)

        yield tell
