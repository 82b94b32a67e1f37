"""`iprgraph ask`: the catalogue, one question of it, or any query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, Language, User  # noqa: TC001  (typer reads it)
from iprgraph.errors import QuestionError

if TYPE_CHECKING:
    from iprgraph.asking import Asker
    from iprgraph.query import Result
    from iprgraph.questions import Question


def ask(
    name: Annotated[
        str, typer.Argument(help="A question, a file with a query, or - for stdin.")
    ] = "",
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Its parameters.")
    ] = None,
    form: Format = "",
    language: Language = "",
    labels: Annotated[bool, typer.Option("--labels", help="Add a column of labels.")] = False,
    describe: Annotated[
        bool, typer.Option("--describe", help="Show the question, its parameters and query.")
    ] = False,
    endpoint: Annotated[
        str,
        typer.Option(
            "--endpoint", metavar="URL", help="Ask a SPARQL endpoint.", show_default=False
        ),
    ] = "",
    user: User = "",
    home: Home = None,
) -> None:
    """Answer a question of the catalogue or a SPARQL query; without a name, list the catalogue.

    Formats: table, csv, tsv, json, xml; for CONSTRUCT and DESCRIBE turtle, ntriples, nquads, trig,
    jsonld, rdfxml.
    """
    graph = _graph(home, language, endpoint, user)
    if not name:
        from iprgraph.cli.catalogue import list_questions

        list_questions(graph, form)
        return
    question = _question(graph, name)
    if describe:
        from iprgraph.cli.catalogue import describe_question

        describe_question(question, graph.language, form)
        return
    check_format(form)
    result = graph.result(question, _pairs(values or []))
    write_answer(graph, question, result, form, labels=labels)


def _graph(home: Path | None, language: str, endpoint: str, user: str) -> Asker:
    """Return the graph of a home, or the one behind an endpoint. Raises RemoteError."""
    from iprgraph.door import open as opened

    if endpoint:
        return opened(language=language, endpoint=endpoint, user=user)
    return opened(home, language=language)


def write_answer(
    graph: Asker, question: Question, result: Result, form: str, *, labels: bool
) -> None:
    """Write a result in the format that is asked for or fits."""
    from iprgraph.query import Solutions
    from iprgraph.results import fitting_format, write_result

    chosen = fitting_format(result, form, terminal=output.is_terminal())
    if chosen == "table" and isinstance(result, Solutions):
        from iprgraph.cli.table import table_text

        output.write(table_text(result, question, graph.labels_for(result)))
    elif chosen == "table":
        output.write(write_result(result, "csv"))
    else:
        named = graph.labels_for(result) if labels and isinstance(result, Solutions) else None
        output.write(write_result(result, chosen, labels=named))


def check_format(form: str) -> None:
    """Refuse an unknown format before the query runs. Raises ResultError."""
    if form:
        from iprgraph.results import checked_format

        checked_format(form)


def _question(graph: Asker, name: str) -> Question:
    """Return the question of a name, file or stdin. Raises QuestionError."""
    from iprgraph.parameters import shared_parameters
    from iprgraph.questions import parse_question, read_question

    if name == "-":
        shared = shared_parameters(graph.folders.queries / "ask")
        return parse_question(_stdin(), name="-", file="<stdin>", shared=shared)
    if name.endswith((".rq", ".sparql")) or "/" in name:
        return read_question(Path(name), shared=shared_parameters(graph.folders.queries / "ask"))
    if any(sign in name for sign in " {?\n"):
        raise QuestionError(
            "this looks like a query and not like a name",
            remedy="put it into a file: iprgraph ask FILE.rq; or pipe it: … | iprgraph ask -",
        )
    return graph.question(name)


def _stdin() -> str:
    """Return the text on stdin. Raises QuestionError where it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise QuestionError(
            "the query is not UTF-8 text", remedy="send it as UTF-8", file="<stdin>"
        ) from error


def _pairs(values: list[str]) -> dict[str, str]:
    """Return KEY=VALUE words as a dictionary. Raises QuestionError."""
    pairs: dict[str, str] = {}
    for word in values:
        key, equals, value = word.partition("=")
        if not equals or not key:
            raise QuestionError(
                f'"{word}" is no parameter', remedy="write it as in area=guangdong, without blanks"
            )
        if key in pairs:
            raise QuestionError(f'the parameter "{key}" is given twice', remedy="give it once")
        pairs[key] = value
    return pairs
