"""The application: its commands, each in a file of its own, and the options before them."""

from __future__ import annotations

from typing import Annotated

import typer

from iprgraph.cli.analyse import analyse
from iprgraph.cli.ask import ask
from iprgraph.cli.build import build
from iprgraph.cli.chart import chart
from iprgraph.cli.check import check
from iprgraph.cli.compare import compare
from iprgraph.cli.dataset import dataset
from iprgraph.cli.docs import docs
from iprgraph.cli.draw import draw
from iprgraph.cli.export import export
from iprgraph.cli.find import find
from iprgraph.cli.link import link
from iprgraph.cli.publish import publish
from iprgraph.cli.release import release
from iprgraph.cli.serve import serve
from iprgraph.cli.show import show
from iprgraph.cli.source import source

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        from iprgraph import __version__

        typer.echo(f"iprgraph {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an error arose; may stand anywhere.")
    ] = False,
) -> None:
    """Ask a bilingual knowledge graph of intellectual-property protection.

    Limits are set by environment variables (IPRGRAPH_QUERY_SECONDS, IPRGRAPH_QUERY_ROWS, …), the
    language by IPRGRAPH_LANG, the folder of builds by IPRGRAPH_HOME.
    """


for command in (
    build,
    find,
    show,
    ask,
    compare,
    check,
    draw,
    chart,
    analyse,
    docs,
    export,
    release,
    link,
    publish,
    serve,
):
    app.command()(command)
app.add_typer(source, name="source")
app.add_typer(dataset, name="dataset")
