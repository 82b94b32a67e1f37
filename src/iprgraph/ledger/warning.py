"""Warnings: what a reading of a paragraph finds to ask about one of its things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.finding import Finding

if TYPE_CHECKING:
    from iprgraph.graphs import Graphs
    from iprgraph.reports import ReportParagraph

CHECK = "grounding"


def warning(
    graphs: Graphs, paragraph: ReportParagraph, thing: str, rule: str, message: str, remedy: str
) -> Finding:
    """Return a warning about a thing of a paragraph, at the line of its block there."""
    return Finding(
        CHECK,
        "warning",
        message,
        file=paragraph.file,
        line=graphs.place_of(thing, paragraph.iri)[1],
        remedy=remedy,
        paragraph=paragraph.number,
        rule=rule,
    )
