"""The five checks: meaning, duty, agreement, grounding and cube."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from iprgraph.checks.finding import CheckReport, Finding, Severity, sort_findings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iprgraph.assembly import Assembly
    from iprgraph.checks.scope import Scope
    from iprgraph.datasets import Dataset

__all__ = ["CHECKS", "CheckReport", "Finding", "Severity", "run_checks", "sort_findings"]

CHECKS = ("meaning", "duty", "agreement", "grounding", "cube")


def run_checks(
    assembly: Assembly,
    home: Path,
    *,
    language: str = "en",
    reference: bool = False,
    scope: Scope | None = None,
) -> CheckReport:
    """Return what all five checks find in an assembly, by file and line.

    With `reference`, pySHACL validates instead of the fast validator; with a `scope`, only what it
    names is compared with the text. Raises AuditError for a check that cannot be run, SourceError
    for a text with another digest.
    """
    from iprgraph.checks import meaning
    from iprgraph.checks.agreement import agreement_findings
    from iprgraph.checks.audit import audit_findings
    from iprgraph.checks.cube import cube_findings
    from iprgraph.checks.datasets import dataset_cube_findings, row_findings
    from iprgraph.checks.duty import duty_findings
    from iprgraph.checks.grounding import grounding_findings
    from iprgraph.checks.naming import naming_findings
    from iprgraph.checks.spelling import spelling_findings
    from iprgraph.ledger import report_shares

    # The engines compute outside the interpreter, so threads do run side by side: what compares
    # with the text asks for nothing that a rule makes, and begins while the rules run.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        written, only = assembly.authored, scope.paragraphs if scope else None
        parts = [pool.submit(grounding_findings, written, home, assembly.anchors, only)]
        shares = None if scope else pool.submit(report_shares, written, assembly.anchors)
        graphs = assembly.graphs
        # Files of a report change nothing in the vocabulary, the links and the datasets.
        vocabulary = scope is None or scope.reports is None
        rows = row_findings(assembly, language) if vocabulary else []
        sound = replace(assembly, datasets=() if rows else _datasets(assembly, scope))
        more = _more_lines(sound, scope)
        parts += [
            pool.submit(agreement_findings, graphs, language),
            pool.submit(duty_findings, graphs, language, more=more, reference=reference),
            pool.submit(cube_findings, graphs, language),
            pool.submit(dataset_cube_findings, sound, language),
            pool.submit(naming_findings, written, language),
        ]
        if scope is None or scope.names:
            parts.append(pool.submit(spelling_findings, written, language))
        # One by one and last, so that no thread is left without work before the end.
        parts += [
            pool.submit(audit_findings, [audit], graphs, meaning.CHECK, language)
            for audit in meaning.meaning_audits(graphs, vocabulary=vocabulary)
        ]
    findings = [
        *assembly.findings,
        *rows,
        *chain.from_iterable(p.result() for p in parts),
    ]
    return CheckReport(sort_findings(findings), shares.result() if shares else {})


def _datasets(assembly: Assembly, scope: Scope | None) -> tuple[Dataset, ...]:
    """Return the datasets whose figures are checked.

    What a user adds is mapped row by row and may be large: its rows are checked, no more.
    """
    if scope is not None and not scope.figures:
        return ()
    return tuple(each for each in assembly.datasets if not each.added)


def _more_lines(assembly: Assembly, scope: Scope | None) -> Iterator[str]:
    """Yield as N-Triples what is validated and not in the store: anchors, figures of datasets."""
    from iprgraph.datasets.statements import triple_lines

    for anchors in assembly.anchors:
        yield from (scope.anchors(anchors, assembly.graphs) if scope else anchors).lines
    for dataset in assembly.datasets:
        yield from triple_lines(dataset)
