"""Judging: what the five checks say of a mutant that they do not say of the project as it is."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import iprgraph.anchors.grounding
from iprgraph.anchors import document_of
from iprgraph.assembly import read_assembly
from iprgraph.checks import run_checks
from iprgraph.checks.grounding import CHECK as GROUNDING
from iprgraph.checks.grounding import grounding_findings
from iprgraph.errors import IprgraphError
from iprgraph.folders import SHARED_VARIABLE, Folders
from iprgraph.reports import reports_of
from iprgraph.text import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mistakes import Change
    from project import Project

    from iprgraph.checks.finding import Finding

READING = "reading"
STALE = "stale: "
NOWHERE = Path(os.devnull)


@dataclass(frozen=True, order=True)
class Told:
    """A violation or warning without its place: a mutant's file has other lines."""

    check: str
    message: str

    @property
    def stale(self) -> bool:
        """Return whether it says no more than that the tables are older than the data."""
        return self.message.startswith(STALE)


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
    """The checks, ready to be asked about one mutant after the other, in a copy of the project."""

    def __init__(self, project: Project, *, text: bool = True) -> None:
        self.project = project
        # The text is the same for every mutant: it is read once and cut into sentences once.
        mock.patch.object(iprgraph.anchors.grounding, "read_file", cache(read_file)).start()
        self._copy = tempfile.TemporaryDirectory(prefix="mutant-")
        self._base = Path(self._copy.name)
        own = project.graphs.folders
        for folder in (own.ontology, own.data):
            shutil.copytree(folder, self._base / folder.name)
        self._folders = Folders(self._base / "ontology", self._base / "data", own.queries, own.viz)
        self.has_text = text and all(
            document_of(each, NOWHERE) for each in reports_of(project.graphs)
        )
        self.known = self._told()

    def verdict(self, change: Change) -> Verdict:
        """Return how a change fares. An error that is not one of ours is raised."""
        with self._made(change):
            found = self._told()
        new = {name: each - self.known[name] for name, each in found.items()}
        without, text = new["without"], new.get("with")
        anew = None if text is None else {each for each in text if change.table or not each.stale}
        told = min(text or without, key=lambda each: (each.stale, each), default=None)
        return Verdict(
            _checks(without),
            None if text is None else _checks(text),
            None if anew is None else _checks(anew),
            f"{told.check}: {told.message}" if told else "",
        )

    @contextmanager
    def _made(self, change: Change) -> Iterator[None]:
        """Write the files of the copy as a change makes them, and put them back."""
        texts = self.project.rewritten(change)
        paths = {self._base / name: text for name, text in texts.items()}
        before = {path: path.read_bytes() for path in paths}
        try:
            for path, text in paths.items():
                path.write_text(text, encoding="utf-8")
            yield
        finally:
            for path, data in before.items():
                path.write_bytes(data)

    def _told(self) -> Mapping[str, frozenset[Told]]:
        """Return what is told of the copy by setting, "without" the text and "with" it.

        An error of ours counts as told by the reading.
        """
        try:
            assembly = read_assembly(self._folders)
            with _no_text():
                report = run_checks(assembly, NOWHERE)
            found = {"without": _grave(report.findings)}
            if self.has_text:
                others = [each for each in report.findings if each.check != GROUNDING]
                grounding = grounding_findings(assembly.graphs, NOWHERE, assembly.anchors)
                found["with"] = _grave([*others, *assembly.findings, *grounding])
        except IprgraphError as error:
            told = frozenset([Told(READING, error.message)])
            return {"without": told, "with": told} if self.has_text else {"without": told}
        return found


def _grave(findings: Iterable[Finding]) -> frozenset[Told]:
    return frozenset(Told(each.check, each.message) for each in findings if each.severity != "info")


def _checks(told: Iterable[Told]) -> frozenset[str]:
    return frozenset(each.check for each in told)


@contextmanager
def _no_text() -> Iterator[None]:
    """Hide the texts of the reports from the checks."""
    with mock.patch.dict(os.environ, {SHARED_VARIABLE: os.devnull}):
        yield
