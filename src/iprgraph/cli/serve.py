"""`iprgraph serve`: the SPARQL endpoint, the questions and the things over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Home, Language  # noqa: TC001  (typer reads it)
from iprgraph.settings import setting


def _limit(name: str) -> Any:
    """Return the option of a limit, its help and default taken from the table of settings."""
    one = setting(f"serve-{name}")
    text = f"{one.help[0].upper()}{one.help[1:]} ({one.unit}) [default: {one.default:,}]"
    return typer.Option(one.flag, envvar=one.variable, help=text, show_default=False, min=1)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="The port to listen on; 0 takes a free one.", min=0, max=65535)
    ] = 8300,
    base: Annotated[
        str, typer.Option(help="Where readers reach it, such as https://data.example.org/ip/.")
    ] = "",
    words: Annotated[
        bool, typer.Option("--words", help="Show the reports' sentences, where they are here.")
    ] = False,
    access_log: Annotated[
        bool, typer.Option("--access-log", help="Write each request to standard error.")
    ] = False,
    query_time: Annotated[int | None, _limit("query-time")] = None,
    rows: Annotated[int | None, _limit("rows")] = None,
    answer_size: Annotated[int | None, _limit("answer-size")] = None,
    query_size: Annotated[int | None, _limit("query-size")] = None,
    query_depth: Annotated[int | None, _limit("query-depth")] = None,
    body_size: Annotated[int | None, _limit("body-size")] = None,
    header_size: Annotated[int | None, _limit("header-size")] = None,
    page_rows: Annotated[int | None, _limit("page-rows")] = None,
    queries: Annotated[int | None, _limit("queries")] = None,
    pages: Annotated[int | None, _limit("pages")] = None,
    memory: Annotated[int | None, _limit("memory")] = None,
    pictures: Annotated[int | None, _limit("pictures")] = None,
    picture_time: Annotated[int | None, _limit("picture-time")] = None,
    picture_memory: Annotated[int | None, _limit("picture-memory")] = None,
    in_memory: Annotated[int | None, _limit("in-memory")] = None,
    queue: Annotated[int | None, _limit("queue")] = None,
    queue_time: Annotated[int | None, _limit("queue-time")] = None,
    connections: Annotated[int | None, _limit("connections")] = None,
    client_time: Annotated[int | None, _limit("client-time")] = None,
    idle_time: Annotated[int | None, _limit("idle-time")] = None,
    cache: Annotated[int | None, _limit("cache")] = None,
    batch: Annotated[int | None, _limit("batch")] = None,
    name_size: Annotated[int | None, _limit("name-size")] = None,
    candidates: Annotated[int | None, _limit("candidates")] = None,
    language: Language = "",
    home: Home = None,
) -> None:
    """Serve the graph over HTTP, read-only: a SPARQL 1.1 endpoint, the questions, every thing.

    A new build is picked up as it comes. Stop with Ctrl-C.
    """
    given = dict(locals())
    from iprgraph.door import KnowledgeGraph
    from iprgraph.serve.limits import Limits, limits

    chosen = limits({name: given[name] for name in Limits.__dataclass_fields__})
    graph = KnowledgeGraph(home, language=language)
    from iprgraph.serve.server import Service, checked_base
    from iprgraph.serve.server import serve as run

    run(
        Service(
            home=graph.home,
            host=host,
            port=port,
            limits=chosen,
            base=checked_base(base),
            language=graph.language,
            words=words,
            access_log=access_log,
        ),
        _tell,
    )


def _tell(address: str) -> None:
    """Say where the service is, on standard output, for people and for programs."""
    output.write(
        f"iprgraph serves {address}\n"
        f"  SPARQL     {address}sparql\n"
        f"  questions  {address}ask\n"
        "stop with Ctrl-C\n"
    )
