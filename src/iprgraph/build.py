"""The build: from the authored files to the store, in one direction and all or nothing."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

from iprgraph.assembly import Progress, read_assembly
from iprgraph.checks import CheckReport, run_checks
from iprgraph.datasets.dataset import datasets_of
from iprgraph.datasets.statements import chunks_of
from iprgraph.graphs import Triples, quads_of
from iprgraph.infer import infer
from iprgraph.interpreter import set_for_much_work
from iprgraph.names import NAMES_FILE, names_text
from iprgraph.reports import str_of
from iprgraph.shelf import NQUADS, Contents, building, publish
from iprgraph.store import SUMMARY
from iprgraph.vocabulary import ENTITIES_GRAPH, INFERRED_GRAPH, RDF_TYPE, ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iprgraph.assembly import Assembly
    from iprgraph.checks import Finding
    from iprgraph.folders import Folders

STEPS = ("read", "figures", "derive", "check", "infer", "write")

_OBSERVATION, _MENTION, _DISCREPANCY = ipr("Observation"), ipr("Mention"), ipr("Discrepancy")
_RULE = ipr("rule")


@dataclass(frozen=True)
class Counts:
    """How much a build holds. `triples` counts each once in its named graph.

    The figures of datasets of others are counted by themselves, and their triples are not.
    """

    graphs: int
    triples: int
    entities: Mapping[str, int]
    observations_stated: int
    observations_derived: int
    mentions: int
    discrepancies: int
    figures_of_others: int = 0


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


@set_for_much_work()
def build(
    folders: Folders,
    home: Path,
    *,
    force: bool = False,
    language: str = "en",
    progress: Progress | None = None,
) -> BuildSummary:
    """Read, derive, check, infer and write the store of a home; return what was done.

    With a violation among the findings nothing is written and the old build stays, unless forced.
    Raises BuildError (disk, rights, another build), and TurtleError, LayoutError, AnchorError,
    RuleError, AuditError or SourceError for a file that cannot be used.
    """
    start = monotonic()
    tell = progress or _silent
    with building(home):
        assembly = read_assembly(folders, tell, datasets=datasets_of(folders, home))
        tell("check")
        report = run_checks(assembly, home, language=language)
        tell("infer")
        whole = with_inferred(assembly)
        others = sum(one.count_figures() for one in assembly.datasets)
        counts = replace(count(whole), figures_of_others=others)
        path = None
        if report.ok or force:
            tell("write")
            path = publish(home, _contents(assembly, whole, counts, report))
        return BuildSummary(counts, report.findings, monotonic() - start, path)


def with_inferred(assembly: Assembly) -> Triples:
    """Return the triples of all graphs of an assembly, and in one more what follows from them."""
    inferred = infer(assembly.graphs)
    whole = assembly.triples
    return whole.adding(INFERRED_GRAPH, inferred) if inferred else whole


def count(triples: Triples) -> Counts:
    """Return how much there is in some graphs."""
    kinds: dict[object, set[str]] = {kind: set() for kind in (_OBSERVATION, _MENTION, _DISCREPANCY)}
    derived: set[str] = set()
    for part in triples.values():
        for triple in part:
            if triple.predicate == RDF_TYPE and triple.object in kinds:
                kinds[triple.object].add(str(triple.subject))
            elif triple.predicate == _RULE:
                derived.add(str(triple.subject))
    entities = {str_of(triple.subject) for triple in triples.get(ENTITIES_GRAPH, ())}
    kinds_of = Counter(kind for iri in entities if (kind := kind_and_slug(iri)[0]))
    return Counts(
        graphs=len(triples),
        triples=sum(len(part) for part in triples.values()),
        entities=dict(sorted(kinds_of.items())),
        observations_stated=len(kinds[_OBSERVATION] - derived),
        observations_derived=len(kinds[_OBSERVATION] & derived),
        mentions=len(kinds[_MENTION]),
        discrepancies=len(kinds[_DISCREPANCY]),
    )


def nquads_of(triples: Triples) -> bytes:
    """Return all named graphs as N-Quads, sorted: the same bytes for the same input."""
    lines = [
        f"{triple.subject} {triple.predicate} {triple.object} <{graph}> .\n"
        for graph, part in triples.items()
        for triple in part
    ]
    return "".join(sorted(lines)).encode()


def _contents(assembly: Assembly, whole: Triples, counts: Counts, report: CheckReport) -> Contents:
    return Contents(
        quads=chain.from_iterable(quads_of(*part) for part in whole.items()),
        files={
            NQUADS: nquads_of(whole),
            NAMES_FILE: names_text(assembly.graphs.store).encode(),
            SUMMARY: _summary(counts, report),
        },
        chunks=chunks_of(assembly.datasets),
    )


def _summary(counts: Counts, report: CheckReport) -> bytes:
    summary = {**asdict(counts), "findings": [asdict(finding) for finding in report.findings]}
    return (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode()


def _silent(step: str) -> None:
    """Tell nobody that a step begins."""
