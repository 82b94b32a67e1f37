"""Judging: what the five checks say of a mutant that they do not say of the project as it is."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from project import ANCHORS, OUTLINE
from validating import validated

import iprgraph.anchors.grounding
from iprgraph.build import assemble
from iprgraph.checks import run_checks
from iprgraph.checks.finding import Finding
from iprgraph.checks.grounding import grounding_findings
from iprgraph.errors import IprgraphError
from iprgraph.folders import SHARED_VARIABLE, shared
from iprgraph.text import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mistakes import Change, Table
    from project import Project

    from iprgraph.graphs import Graphs

READING = "reading"
STALE = "stale: "

Findings = frozenset[Finding]


@dataclass(frozen=True)
class Verdict:
    """By which checks a mutant is caught, in each setting, and the first finding for a reader.

    `with_text` and `without_text` take the tables as they are committed. `made_anew` is with the
    text and after `make anchors`: what says no more than that the tables are old does not count.
    `with_text` and `made_anew` are None where this machine has not the text.
    """

    without_text: frozenset[str]
    with_text: frozenset[str] | None
    made_anew: frozenset[str] | None
    first: str


class Judge:
    """The checks, ready to be asked about one mutant after the other."""

    def __init__(self, project: Project) -> None:
        self.project = project
        # The text is the same for every mutant: it is read once and cut into sentences once.
        mock.patch.object(iprgraph.anchors.grounding, "read_file", cache(read_file)).start()
        self.has_text = shared() is not None and self._is_grounded()
        self.known = self._findings(project.graphs)

    def verdict(self, change: Change) -> Verdict:
        """Return how a change fares. Anything but one of our errors is not caught, and raised."""
        with self._mutant(change) as graphs:
            found = self._findings(graphs)
        new = {name: each - self.known[name] for name, each in found.items()}
        without, text = new["without"], new.get("with")
        anew = text and {each for each in text if change.table or not _is_stale(each)}
        told = sorted(text or without, key=lambda each: (_is_stale(each), each.check, str(each)))
        return Verdict(
            _checks(without),
            None if text is None else _checks(text),
            None if text is None else _checks(anew or ()),
            f"{told[0].check}: {told[0].message}" if told else "",
        )

    def _is_grounded(self) -> bool:
        from iprgraph.anchors import document_of
        from iprgraph.reports import reports_of

        home = Path(tempfile.gettempdir())
        return all(document_of(each, home) for each in reports_of(self.project.graphs))

    @contextmanager
    def _mutant(self, change: Change) -> Iterator[Graphs]:
        if change.table is None:
            yield self.project.with_change(change.removed, change.added)
            return
        graphs = self.project.with_change((), ())
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            for name in (ANCHORS, OUTLINE):
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(graphs.folders.data.parent / name, target)
            _rewrite(Path(folder) / change.table.file, change.table)
            yield replace(graphs, folders=replace(graphs.folders, data=data))

    def _findings(self, graphs: Graphs) -> Mapping[str, Findings]:
        """Return the violations and warnings of some graphs by setting, "with" and "without".

        An error of ours with its file counts as a finding of the reading.
        """
        try:
            duty = validated(graphs)
            graphs, figures = assemble(graphs)
            with _no_text():
                report = run_checks(graphs, Path(os.devnull), figures=figures, duty=duty)
            others = [each for each in report.findings if each.check != "grounding"]
            found = {"without": _grave(report.findings)}
            if self.has_text:
                grounding = grounding_findings(graphs, Path(os.devnull), figures)
                found["with"] = _grave([*others, *grounding])
        except IprgraphError as error:
            finding = Finding(READING, "violation", str(error), error.file, error.line)
            return {"without": frozenset([finding]), "with": frozenset([finding])}
        return found


def _grave(findings: Iterable[Finding]) -> Findings:
    return frozenset(each for each in findings if each.severity != "info")


def _is_stale(finding: Finding) -> bool:
    return finding.message.startswith(STALE)


def _checks(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(each.check for each in findings)


@contextmanager
def _no_text() -> Iterator[None]:
    """Hide the texts of the reports from this machine's programs."""
    with mock.patch.dict(os.environ, {SHARED_VARIABLE: os.devnull}):
        yield


def _rewrite(path: Path, table: Table) -> None:
    """Write a table again with the rows of a change in the place of one line."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[table.line - 1 : table.line] = [list(row) for row in table.rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
