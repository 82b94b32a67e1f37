"""The build: from the authored files to the store, in one direction and all or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.anchors import annotation_triples, committed
from iprgraph.checks import CheckReport, run_checks
from iprgraph.checks.duty import start_duty
from iprgraph.derive import derive
from iprgraph.figures import read_figures
from iprgraph.graphs import Graphs, quads_of, read_graphs
from iprgraph.names import NAMES_FILE, names_text
from iprgraph.reports import reports_of
from iprgraph.shelf import NQUADS, Contents, building, discard, make_current, write_draft
from iprgraph.store import SUMMARY
from iprgraph.vocabulary import (
    DERIVED_GRAPH,
    ENTITIES_GRAPH,
    RDF_TYPE,
    anchors_graph,
    ipr,
    kind_and_slug,
)

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.checks import Finding
    from iprgraph.checks.duty import DutyRun
    from iprgraph.folders import Folders

Progress = Callable[[str], None]

STEPS = ("read", "figures", "anchors", "derive", "write", "check")


@dataclass(frozen=True)
class Counts:
    """How much a build holds. `triples` counts each once in its named graph."""

    graphs: int
    triples: int
    entities: Mapping[str, int]
    observations_stated: int
    observations_derived: int
    mentions: int
    discrepancies: int


@dataclass(frozen=True)
class BuildSummary:
    """What a build did: counts, findings, seconds, and its folder, None if it was not written."""

    counts: Counts
    findings: tuple[Finding, ...]
    seconds: float
    path: Path | None

    @property
    def written(self) -> bool:
        """Return whether the build is the current one now."""
        return self.path is not None

    @property
    def ok(self) -> bool:
        """Return whether no finding is a violation."""
        return CheckReport(self.findings).ok

    @property
    def by_check(self) -> dict[str, int]:
        """Return the number of findings of each check that has any."""
        return dict(sorted(Counter(finding.check for finding in self.findings).items()))


def assemble(
    graphs: Graphs, *, progress: Progress | None = None
) -> tuple[Graphs, tuple[Finding, ...]]:
    """Return graphs with bounds, anchors and derived facts, and the findings of the double entry.

    Raises LayoutError, AnchorError or RuleError for what cannot be read.
    """
    tell = progress or _silent
    tell("figures")
    figures = read_figures(graphs)
    graphs = graphs.with_graph(DERIVED_GRAPH, figures.triples)
    tell("anchors")
    for report in reports_of(graphs):
        triples = annotation_triples(report, *committed(graphs, report))
        graphs = graphs.with_graph(anchors_graph(report.slug), triples)
    tell("derive")
    return derive(graphs), figures.findings


def check(
    folders: Folders, home: Path, *, language: str = "en", progress: Progress | None = None
) -> CheckReport:
    """Return what all checks find in the authored files; nothing is written."""
    tell = progress or _silent
    graphs, figures, duty = _begun(folders, tell)
    tell("check")
    return run_checks(graphs, home, figures=figures, duty=duty, language=language)


def build(
    folders: Folders,
    home: Path,
    *,
    force: bool = False,
    language: str = "en",
    progress: Progress | None = None,
) -> BuildSummary:
    """Read, derive, check and write the store of a home; return what was done.

    With a violation among the findings nothing is written and the old build stays, unless forced.
    Raises BuildError (disk, rights, another build), and TurtleError, LayoutError, AnchorError,
    RuleError, AuditError or SourceError for a file that cannot be used.
    """
    start = monotonic()
    tell = progress or _silent
    with building(home):
        graphs, figures, duty = _begun(folders, tell)
        tell("write")  # while the validator still runs: it takes longest
        draft = write_draft(home, _contents(graphs))
        try:
            tell("check")
            report = run_checks(graphs, home, figures=figures, duty=duty, language=language)
            counts = count(graphs)
        except BaseException:
            discard(draft)
            raise
        path = None
        if report.ok or force:
            path = make_current(home, draft, {SUMMARY: _summary(counts, report)})
        else:
            discard(draft)
        return BuildSummary(counts, report.findings, monotonic() - start, path)


def count(graphs: Graphs) -> Counts:
    """Return how much there is in some graphs."""
    observations = _instances(graphs, "Observation")
    derived = {iri for iri in observations if _has(graphs, iri, "rule")}
    entities = {
        triple.subject.value
        for triple in graphs.triples.get(ENTITIES_GRAPH, ())
        if isinstance(triple.subject, ox.NamedNode)
    }
    kinds = Counter(kind for iri in entities if (kind := kind_and_slug(iri)[0]))
    return Counts(
        graphs=len(graphs.triples),
        triples=sum(len(triples) for triples in graphs.triples.values()),
        entities=dict(sorted(kinds.items())),
        observations_stated=len(observations) - len(derived),
        observations_derived=len(derived),
        mentions=len(_instances(graphs, "Mention")),
        discrepancies=len(_instances(graphs, "Discrepancy")),
    )


def nquads_of(graphs: Graphs) -> bytes:
    """Return all named graphs as N-Quads, sorted: the same bytes for the same input."""
    lines = {
        str(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph)))
        for graph, triples in graphs.triples.items()
        for triple in triples
    }
    return "".join(f"{line} .\n" for line in sorted(lines)).encode()


def _begun(folders: Folders, tell: Progress) -> tuple[Graphs, tuple[Finding, ...], DutyRun]:
    """Return all graphs, the findings of the double entry, and the slowest check, begun first."""
    tell("read")
    graphs = read_graphs(folders)
    duty = start_duty(graphs)
    graphs, figures = assemble(graphs, progress=tell)
    return graphs, figures, duty


def _contents(graphs: Graphs) -> Contents:
    return Contents(
        quads=chain.from_iterable(quads_of(*part) for part in graphs.triples.items()),
        files={NQUADS: nquads_of(graphs), NAMES_FILE: names_text(graphs.store).encode()},
    )


def _summary(counts: Counts, report: CheckReport) -> bytes:
    summary = {**asdict(counts), "findings": [asdict(finding) for finding in report.findings]}
    return (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode()


def _instances(graphs: Graphs, name: str) -> set[str]:
    found = graphs.store.quads_for_pattern(None, RDF_TYPE, ipr(name), ox.DefaultGraph())
    return {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}


def _has(graphs: Graphs, iri: str, name: str) -> bool:
    found = graphs.store.quads_for_pattern(ox.NamedNode(iri), ipr(name), None, ox.DefaultGraph())
    return next(iter(found), None) is not None


def _silent(step: str) -> None:
    """Tell nobody that a step begins."""
