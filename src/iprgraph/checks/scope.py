"""Scope: what a check of some files has to read, to ground and to tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.anchors.staleness import RULE as STALE
from iprgraph.checks.paths import Kind, kind_of
from iprgraph.graphs import PARAGRAPH_FILE, prefixes_of
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import RDF_TYPE, paragraph_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from iprgraph.anchors import Anchors
    from iprgraph.checks.finding import Finding
    from iprgraph.folders import Folders
    from iprgraph.graphs import Graphs

_SH = "http://www.w3.org/ns/shacl#"
# What is written of reports and things says nothing of the figures of others.
_WITHOUT_FIGURES = {Kind.REPORT, Kind.TABLE, Kind.SHARED}
_LABEL = b"abel"  # of rdfs:label and skos:altLabel, by whatever prefix
_SHAPES = (ox.NamedNode(f"{_SH}NodeShape"), ox.NamedNode(f"{_SH}PropertyShape"))


@dataclass(frozen=True)
class Scope:
    """The files that are checked, by name, and what their findings depend on.

    `reports` are those to read, None for all; `paragraphs` are those to compare with their text, by
    report, None for the whole report. `rules` are the audits and shapes that the files define, and
    `encoded` the folder and number of each paragraph that one of them encodes. `figures` says
    whether their findings depend on the figures of datasets, `names` whether one of them may name
    a thing.
    """

    files: frozenset[str]
    reports: frozenset[str] | None
    paragraphs: Mapping[str, frozenset[str] | None]
    rules: frozenset[str]
    encoded: frozenset[tuple[str, str]]
    figures: bool = False
    names: bool = True

    def tells(self, finding: Finding) -> bool:
        """Return whether a finding belongs to the files.

        It stands in one of them, it is what a rule in them finds, or it is a row of a table that
        a paragraph among them has made stale.
        """
        return (
            finding.file in self.files
            or finding.rule in self.rules
            or (
                finding.rule == STALE and (_folder(finding.file), finding.paragraph) in self.encoded
            )
        )

    def anchors(self, anchors: Anchors, graphs: Graphs) -> Anchors:
        """Return the anchors that findings of the files depend on: those of their things.

        Where not only paragraphs of the report are checked, these are all.
        """
        report = anchors.report
        numbers = self.paragraphs.get(report.slug)
        if self.reports is None or numbers is None:
            return anchors
        parts = (graphs.facts(paragraph_graph(report.slug, each)).nodes for each in numbers)
        things = frozenset(chain.from_iterable(parts))
        rows = tuple(row for row in anchors.rows if row.thing in things)
        places = {row.paragraph for row in rows}
        outline = tuple(part for part in anchors.outline if part.paragraph in places)
        return replace(anchors, rows=rows, outline=outline)


def scope_of(paths: Iterable[Path], folders: Folders) -> Scope:
    """Return the scope of a check of some files. Raises LayoutError where no check looks at one."""
    kinds = {path: kind_of(path, folders) for path in paths}
    of_reports = [path for path, kind in kinds.items() if kind in (Kind.REPORT, Kind.TABLE)]
    alone = len(of_reports) == len(kinds)
    return Scope(
        files=frozenset(folders.relative(path) for path in kinds),
        reports=frozenset(path.parent.name for path in of_reports) if alone else None,
        paragraphs=_paragraphs(of_reports),
        rules=frozenset(_rules(kinds, folders)),
        encoded=frozenset(
            (_folder(folders.relative(path)), number)
            for path in of_reports
            if (number := paragraph_number(path))
        ),
        figures=not _WITHOUT_FIGURES.issuperset(kinds.values()),
        names=not alone or any(_LABEL in folders.read(path) for path in of_reports),
    )


def paragraph_number(path: Path) -> str:
    """Return the number of the paragraph that a report's file encodes, "" for any other file."""
    match = PARAGRAPH_FILE.fullmatch(path.name)
    return match[1] if match else ""


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _paragraphs(paths: Iterable[Path]) -> dict[str, frozenset[str] | None]:
    """Return the paragraphs that files are about, by report; None where one is about all of it."""
    numbers: dict[str, set[str]] = {}
    for path in paths:
        numbers.setdefault(path.parent.name, set()).add(paragraph_number(path))
    return {report: None if "" in found else frozenset(found) for report, found in numbers.items()}


def _rules(kinds: Mapping[Path, Kind], folders: Folders) -> Iterable[str]:
    """Yield the names of the audits and shapes that some files define."""
    table: dict[str, str] = {}
    for path, kind in kinds.items():
        if kind is Kind.AUDIT:
            yield path.stem
        elif kind is Kind.SHAPES:
            table = table or prefixes_of(folders)
            for quad in ox.parse(folders.read(path), format=ox.RdfFormat.TURTLE):
                if quad.predicate == RDF_TYPE and quad.object in _SHAPES:
                    yield shorten(str(getattr(quad.subject, "value", "")), table)
