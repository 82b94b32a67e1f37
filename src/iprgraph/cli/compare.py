"""`iprgraph compare`: the figures of the reports beside those of other datasets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, Language  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from iprgraph.labels import Labels
    from iprgraph.query import Solutions

# The address of the figure and its interval: a table has no room for them. Notes are told below it.
_FOR_PROGRAMS = ("figure", "lower", "upper", "note")


def compare(
    metric: Annotated[
        str, typer.Option("--metric", "-m", help="Only figures of this metric.", show_default=False)
    ] = "",
    area: Annotated[
        str, typer.Option("--area", "-a", help="Only figures of this place.", show_default=False)
    ] = "",
    period: Annotated[
        str, typer.Option("--period", "-p", help="Only figures of this period.", show_default=False)
    ] = "",
    report: Annotated[
        str,
        typer.Option(
            "--report",
            help="Of another report; all: of every one, as where --area is given.",
            show_default=False,
        ),
    ] = "",
    rankings: Annotated[
        bool, typer.Option("--rankings", help="Compare the ranks that the reports claim.")
    ] = False,
    silent: Annotated[
        bool, typer.Option("--silent", help="In a table, show those too of which no dataset tells.")
    ] = False,
    form: Format = "",
    language: Language = "",
    home: Home = None,
) -> None:
    """Say of each figure, printed or derived, what other datasets have for it.

    It agrees (inside the interval of the figure), contradicts, is not comparable (and why), or no
    dataset tells. Formats: table, csv, tsv, json, xml. The same rows: iprgraph ask compare-figures,
    and compare-rankings.
    """
    from iprgraph.cli.ask import check_format, write_answer
    from iprgraph.compare import FIGURES, RANKINGS, counted_verdicts
    from iprgraph.door import KnowledgeGraph
    from iprgraph.results import fitting_format

    check_format(form)
    graph = KnowledgeGraph(home, language=language)
    question = graph.question(RANKINGS if rankings else FIGURES)
    given = {"metric": metric, "area": area, "period": period, "report": report}
    wanted = {key: text for key, text in given.items() if text}
    found = graph.answer(question, {**wanted, "language": graph.language})
    chosen = fitting_format(found, form, terminal=output.is_terminal())
    if chosen != "table":
        write_answer(graph, question, found, form, labels=False)
        return
    shown = found if silent else _without_silent(found)
    if shown.rows:
        write_answer(graph, question, _trimmed(shown), form, labels=False)
        output.write(_notes(shown, graph.labels_for(shown)))
    output.write(output.dim(counted_verdicts(_verdicts(found), graph.language)) + "\n")


def _verdicts(found: Solutions) -> list[str]:
    place = found.columns.index("verdict")
    return [str(getattr(row[place], "value", "")).rpartition("/")[2] for row in found.rows]


def _without_silent(found: Solutions) -> Solutions:
    """Return the rows of which a dataset tells something."""
    pairs = zip(found.rows, _verdicts(found), strict=True)
    return replace(found, rows=tuple(row for row, verdict in pairs if verdict != "silent"))


def _notes(found: Solutions, labels: Labels) -> str:
    """Return why figures are not comparable, a line for each metric that is only close."""
    place, noted = found.columns.index("counted"), found.columns.index("note")
    told = {
        str(getattr(row[place], "value", "")): str(getattr(row[noted], "value", ""))
        for row in found.rows
        if row[noted] is not None
    }
    return "".join(f"{labels.of(iri) or iri}: {note}\n" for iri, note in told.items())


def _trimmed(found: Solutions) -> Solutions:
    """Return the columns that a reader needs: not what is empty, the same, or in other formats."""
    kept = [
        place
        for place, name in enumerate(found.columns)
        if name not in _FOR_PROGRAMS and any(row[place] is not None for row in found.rows)
    ]
    own, theirs = found.columns.index("metric"), found.columns.index("counted")
    if all(row[own] == row[theirs] for row in found.rows if row[theirs] is not None):
        kept = [place for place in kept if place != theirs]
    rows = tuple(tuple(row[place] for place in kept) for row in found.rows)
    return replace(found, columns=tuple(found.columns[place] for place in kept), rows=rows)
