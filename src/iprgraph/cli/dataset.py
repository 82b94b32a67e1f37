"""`iprgraph dataset`: the figures of others: list them, add a table, remove one."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, Language  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iprgraph.datasets.adding import Addition

dataset = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=__doc__)

_ADDED = {
    "en": "{name}: {figures:,} figures of {rows:,} rows ({encoding}); the next build reads them",
    "zh": "{name}：{rows:,} 行中有 {figures:,} 个数值（{encoding}）；下次构建时读入",
}
_LEFT_OUT = {
    "en": "{:,} rows are left out, as the mapping says",
    "zh": "按映射略去 {:,} 行",
}
_UNMAPPED = {
    "en": "{:,} rows do not map; they are listed, with reasons, in {}",
    "zh": "{:,} 行无法映射，连同理由列于 {}",
}
_RESUMED = {"en": "a run that was broken off was resumed", "zh": "已接续上次中断的运行"}


@dataset.command("list")
def list_datasets(form: Format = "", language: Language = "", home: Home = None) -> None:
    """List the datasets: those of the project and those that were added."""
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(home, language=language)
    rows = graph.datasets()
    if output.wants_json(form):
        output.write_json(rows)
        return
    kinds = {"en": ("of the project", "added"), "zh": ("项目自带", "已添加")}[graph.language]
    for row in rows:
        kind = kinds[bool(row["added"])]
        output.write(f"{row['name']}  {row['figures']:,}  {kind}  {row['title']}\n")


@dataset.command("add")
def add(
    file: Annotated[str, typer.Argument(help="A tidy table: CSV, one figure a row.")],
    mapping: Annotated[
        str,
        typer.Option("--mapping", help="CSVW metadata: which columns are metric, area, period…"),
    ],
    name: Annotated[
        str, typer.Option("--name", help="What to call the dataset.", show_default=False)
    ] = "",
    encoding: Annotated[
        str,
        typer.Option("--encoding", help="Of the file, if not UTF-8: gb18030…", show_default=False),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a dataset of that name.")] = False,
    form: Format = "",
    language: Language = "",
    home: Home = None,
) -> None:
    """Map a table to our metrics, places and periods, and keep it for the next build.

    Exit code 1 where rows do not map: they are listed in a file. A run that was broken off is
    resumed by the same command.
    """
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(home, language=language)
    with output.resumable(graph.language), _bar() as progress:
        done = graph.add_dataset(
            file, mapping, name=name, encoding=encoding, force=force, progress=progress
        )
    if output.wants_json(form):
        output.write_json(_object(done))
    else:
        output.write(_told(done, graph.language))
    if done.unmapped:
        raise typer.Exit(1)


@dataset.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="A dataset that was added.")], home: Home = None
) -> None:
    """Remove a dataset that was added; the next build is without it."""
    from iprgraph.door import KnowledgeGraph

    KnowledgeGraph(home).remove_dataset(name)
    output.write(f"{name} is removed; build again: iprgraph build\n")


def _told(done: Addition, language: str) -> str:
    counts = done.counts
    lines = [
        _ADDED[language].format(
            name=done.name, figures=counts.figures, rows=counts.rows, encoding=done.encoding
        )
    ]
    if done.resumed:
        lines.append(_RESUMED[language])
    if counts.left_out:
        lines.append(_LEFT_OUT[language].format(counts.left_out))
    if done.unmapped:
        lines.append(_UNMAPPED[language].format(counts.unmapped, done.unmapped))
    return "\n".join(lines) + "\n"


def _object(done: Addition) -> dict[str, object]:
    counts = done.counts
    return {
        "name": done.name,
        "path": str(done.path),
        "encoding": done.encoding,
        "rows": counts.rows,
        "figures": counts.figures,
        "unmapped": counts.unmapped,
        "leftOut": counts.left_out,
        "unmappedFile": str(done.unmapped or ""),
        "resumed": done.resumed,
    }


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None] | None]:
    """Show how far the reading has come, to a reader at a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show
