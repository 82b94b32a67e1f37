"""Meaning: classes that exclude each other, terms that nobody defined, misused properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.audit import read_audits

if TYPE_CHECKING:
    from iprgraph.checks.audit import Audit
    from iprgraph.graphs import Graphs

CHECK = "meaning"
FOLDERS = ("meaning", "vocabulary", "links")


def meaning_audits(graphs: Graphs, *, vocabulary: bool = True) -> tuple[Audit, ...]:
    """Return the audits that find what breaks the ontology, or is wrong with the ontology itself.

    They are in `queries/audit/meaning`; those of the `vocabulary` and the `links` are left out
    where these are known to be in order. Raises AuditError for one that cannot be read.
    """
    folders = FOLDERS if vocabulary else FOLDERS[:1]
    return tuple(audit for folder in folders for audit in read_audits(graphs, folder))
