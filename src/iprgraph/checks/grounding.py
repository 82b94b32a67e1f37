"""Grounding: whether the printed forms stand in the text, as the anchors and figures find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.anchors import check_grounding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs

CHECK = "grounding"


def grounding_findings(
    graphs: Graphs, home: Path, figures: Iterable[Finding] = ()
) -> list[Finding]:
    """Return what the double entry of figures found, and where a form is not in its paragraph."""
    return [*figures, *check_grounding(graphs, home)]
