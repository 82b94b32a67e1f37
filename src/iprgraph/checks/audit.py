"""Audits: queries that must return no row, with what to say of each row that they do return."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from iprgraph.checks.finding import Finding, Severity
from iprgraph.errors import AuditError
from iprgraph.header import header_line, read_header
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from iprgraph.graphs import Graphs

_SEVERITIES = ("violation", "warning", "info")
_WORDINGS = ("zh", "en")
_AT = re.compile(r"error at (\d+):\d+: ")

FOCUS = "focus"
PLACE = "graph"


@dataclass(frozen=True)
class Audit:
    """One audit: its name, severity, wording and remedy by language, and the query.

    Each row binds `focus`, the thing to mend, and may bind `graph`, where it is written. What is
    `declarable` may be the report's own contradiction; a part that is missing or of the wrong kind
    is none (`#+ declarable = false`).
    """

    name: str
    severity: Severity
    wording: Mapping[str, str]
    remedy: Mapping[str, str]
    query: str
    file: str
    declarable: bool = True


@dataclass(frozen=True)
class Row:
    """One row of an audit: the text of each variable that is bound."""

    values: Mapping[str, str]

    @property
    def focus(self) -> str:
        """Return the IRI of the thing that the row is about."""
        return self.values.get(FOCUS, "")

    @property
    def graph(self) -> str:
        """Return the graph in which it is written, "" where the audit does not say."""
        return self.values.get(PLACE, "")


def read_audit(path: Path, file: str, data: bytes | None = None) -> Audit:
    """Return the audit in a `.rq` file, or in its data. Raises AuditError for a bad header."""
    try:
        text = (path.read_bytes() if data is None else data).decode()
        header = read_header(text)
        wording = {lang: str(header[lang]) for lang in _WORDINGS}
        remedies = cast("Mapping[str, object]", header["remedy"])
        remedy = {lang: str(remedies[lang]) for lang in _WORDINGS}
        severity = str(header["severity"])
        declarable = bool(header.get("declarable", True))
    except OSError as error:
        raise AuditError(
            f"cannot read it: {error.strerror or error}", remedy="check the file", file=file
        ) from error
    except UnicodeDecodeError as error:
        raise AuditError("the file is not UTF-8 text", remedy="save it so", file=file) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise AuditError(
            f"the header cannot be used: {error}",
            remedy="give zh, en, severity, remedy.zh and remedy.en in lines that begin with #+",
            file=file,
            line=header_line(error),
        ) from error
    if severity not in _SEVERITIES:
        raise AuditError(
            f'"{severity}" is no severity', remedy=f"use {', '.join(_SEVERITIES)}", file=file
        )
    return Audit(path.stem, cast("Severity", severity), wording, remedy, text, file, declarable)


def read_audits(graphs: Graphs, *folder: str) -> tuple[Audit, ...]:
    """Return the audits of a folder under `queries/audit`, by name. Raises AuditError."""
    folders = graphs.folders
    paths = folders.files(folders.queries.joinpath("audit", *folder), ".rq")
    unsaved = folders.unsaved
    return tuple(read_audit(path, folders.relative(path), unsaved.get(path)) for path in paths)


def rows_of(audit: Audit, graphs: Graphs) -> tuple[Row, ...]:
    """Return the rows of an audit, each of them a fault. Raises AuditError for a bad query."""
    try:
        answer = graphs.store.query(audit.query, prefixes=dict(graphs.prefixes))
        if not isinstance(answer, ox.QuerySolutions):
            del answer  # the error would keep it, and the thread that made it has to free it
            raise AuditError("the audit is no SELECT", remedy="write a SELECT", file=audit.file)
        names = [variable.value for variable in answer.variables]
        return tuple(Row(dict(_texts(names, solution))) for solution in answer)
    except (SyntaxError, OSError, RuntimeError) as error:
        place = _AT.match(str(error))
        what = str(error)[place.end() :] if place else str(error)
        raise AuditError(
            f"the query cannot be run: {what}",
            remedy="mend the query",
            file=audit.file,
            line=int(place[1]) if place else 0,
        ) from error


def finding_of(
    audit: Audit,
    row: Row,
    graphs: Graphs,
    check: str,
    language: str,
    severity: Severity | None = None,
    added: str = "",
) -> Finding:
    """Return what an audit has to say of one of its rows, at the file and line of its focus."""
    file, line = graphs.place_of(row.focus, row.graph)
    shown = {name: readable(value, graphs.prefixes) for name, value in row.values.items()}
    return Finding(
        check=check,
        severity=severity or audit.severity,
        message=_filled(audit.wording[language], shown) + added,
        file=file,
        line=line,
        remedy=_filled(audit.remedy[language], shown),
        paragraph=paragraph_number(row.graph),
        rule=audit.name,
    )


def audit_findings(
    audits: Iterable[Audit], graphs: Graphs, check: str, language: str
) -> list[Finding]:
    """Return one finding for each row of each audit. Raises AuditError."""
    return [
        finding_of(audit, row, graphs, check, language)
        for audit in audits
        for row in rows_of(audit, graphs)
    ]


def readable(text: str, prefixes: Mapping[str, str]) -> str:
    """Return a text with each IRI in it, parted by blanks, shortened by the prefix table."""
    return " ".join(
        shorten(word, prefixes) if word.startswith("http") else word for word in text.split(" ")
    )


def paragraph_number(graph: str) -> str:
    """Return `2.1` for the graph of a paragraph, "" for any other graph."""
    report, _, number = graph.removeprefix(GRAPH).partition("/")
    return number if graph.startswith(GRAPH) and report != "anchors" else ""


def _texts(names: list[str], solution: ox.QuerySolution) -> Iterable[tuple[str, str]]:
    for name in names:
        term = solution[name]
        if term is not None:
            yield name, str(getattr(term, "value", term))


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Return the template with `{name}` replaced; what is not bound is shown as a dash."""
    return template.format_map(_Dashed(values))


class _Dashed(dict[str, str]):
    """Values by name, a dash for those that a row does not bind."""

    def __missing__(self, key: str) -> str:
        return "–"
