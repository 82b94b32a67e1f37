"""Meaning: classes that exclude each other, terms that nobody defined, misused properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.audit import audit_findings, read_audits

if TYPE_CHECKING:
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs

CHECK = "meaning"


def meaning_findings(graphs: Graphs, language: str = "en") -> list[Finding]:
    """Return what breaks the ontology, from the audits in `queries/audit/meaning`."""
    return audit_findings(read_audits(graphs, "meaning"), graphs, CHECK, language)
