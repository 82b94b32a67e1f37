"""Meaning: classes that exclude each other, terms that nobody defined, misused properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.audit import audit_findings, read_audits

if TYPE_CHECKING:
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs

CHECK = "meaning"
FOLDERS = ("meaning", "vocabulary", "links")


def meaning_findings(
    graphs: Graphs, language: str = "en", *, vocabulary: bool = True
) -> list[Finding]:
    """Return what breaks the ontology, and what is wrong with the ontology itself.

    By the audits in `queries/audit/meaning`, and by those of the `vocabulary` and the `links`
    unless these are known to be in order.
    """
    folders = FOLDERS if vocabulary else FOLDERS[:1]
    audits = [audit for folder in folders for audit in read_audits(graphs, folder)]
    return audit_findings(audits, graphs, CHECK, language)
