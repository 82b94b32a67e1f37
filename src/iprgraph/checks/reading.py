"""Reading: authored files that cannot be read, as findings at the line of the mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.finding import Finding
from iprgraph.checks.paths import Kind, kind_of
from iprgraph.derive import constructed
from iprgraph.errors import (
    AnchorError,
    AuditError,
    DatasetError,
    IprgraphError,
    LayoutError,
    QueryError,
    QuestionError,
    RuleError,
    TurtleError,
)
from iprgraph.graphs import Graphs, Triples, files_of, prefixes_of, read_file
from iprgraph.turtle import load_turtle

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from iprgraph.folders import Folders

CHECK = "reading"
_PLACE = re.compile(r"line (\d+), column \d+: ")

# What is wrong with a file that people write, and the name of the rule that it breaks.
RULES: Mapping[type[IprgraphError], str] = {
    TurtleError: "turtle",
    LayoutError: "layout",
    AnchorError: "table",
    RuleError: "derivation",
    DatasetError: "figures",
    AuditError: "audit",
    QuestionError: "question",
    QueryError: "query",
}
AUTHORED = tuple(RULES)


def unreadable(paths: Iterable[Path], folders: Folders) -> list[Finding]:
    """Return what is wrong with files by themselves: Turtle, a rule or a question that is none."""
    found: list[Finding] = []
    for path in paths:
        try:
            _read(path, folders)
        except AUTHORED as error:
            found.append(_finding(error, folders))
    return found


def reading_findings(
    error: IprgraphError, folders: Folders, reports: Container[str] | None = None
) -> list[Finding]:
    """Return a mistake that ended the reading, and with one in Turtle those of all other files."""
    if not isinstance(error, TurtleError):
        return [_finding(error, folders)]
    try:
        paths = [path for _, path in files_of(folders, reports)]
    except LayoutError as other:
        return [_finding(error, folders), _finding(other, folders)]
    return [_finding(error, folders), *unreadable(paths, folders)]


def _read(path: Path, folders: Folders) -> None:
    """Read a file for its mistakes. Raises one of AUTHORED."""
    kind = kind_of(path, folders)
    if kind is Kind.QUERY:
        _try_query(path, folders)
    elif kind in (Kind.RULE, Kind.INFERENCE):
        constructed(Graphs(folders, prefixes_of(folders), (), Triples({}), ox.Store()), path)
    elif path.suffix == ".ttl":
        load_turtle(read_file(folders, path), prefixes_of(folders), ox.Store(), "urn:graph")


def _try_query(path: Path, folders: Folders) -> None:
    """Read the header of a question and run its query on nothing, or the query of a drawing."""
    from iprgraph.parameters import shared_parameters
    from iprgraph.query import Solutions, run_query
    from iprgraph.questions import parse_question, shown_columns

    name = folders.relative(path)
    try:
        text = folders.read(path).decode()
    except UnicodeDecodeError as error:
        raise QueryError("the file is not UTF-8 text", remedy="save it so", file=name) from error
    except OSError as error:
        raise QueryError(f"cannot read it: {error.strerror}", file=name) from error
    asked = path.is_relative_to(folders.queries / "ask")
    question = None
    if asked:
        shared = shared_parameters(folders.queries / "ask")
        question = parse_question(text, name=path.stem, file=name, shared=shared)
    result = run_query(ox.Store(), text, prefixes=prefixes_of(folders), file=name)
    if question is None or not isinstance(result, Solutions):
        return
    shown_columns(question, result)
    for parameter in question.parameters:
        if parameter.name not in result.columns:
            raise QuestionError(
                f'the parameter "{parameter.name}" is no variable that SELECT projects',
                remedy=f"add ?{parameter.name} to SELECT; header columns choose what is shown",
                file=name,
                line=1,
            )


def _finding(error: IprgraphError, folders: Folders) -> Finding:
    rule = next(name for kind, name in RULES.items() if isinstance(error, kind))
    file = folders.relative(Path(error.file)) if error.file else ""
    place = _PLACE.match(error.message)
    line = error.line or (int(place[1]) if place else 0)
    return Finding(CHECK, "violation", error.message, file, line, error.remedy, rule=rule)
