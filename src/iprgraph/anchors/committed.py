"""The committed anchors of a report: its two tables, and what they are in RDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.anchors.annotations import annotation_lines, parsed
from iprgraph.anchors.outline import read_outline
from iprgraph.anchors.table import read_rows
from iprgraph.graphs import ANCHORS_FILE, OUTLINE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from iprgraph.anchors.outline import OutlineRow
    from iprgraph.anchors.table import AnchorRow
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report


@dataclass(frozen=True)
class Anchors:
    """The rows of a report's `anchors.csv` and `outline.csv`, and the name of each file."""

    report: Report
    rows: tuple[AnchorRow, ...]
    outline: tuple[OutlineRow, ...]
    rows_name: str
    outline_name: str

    @property
    def lines(self) -> Iterator[str]:
        """Yield them as N-Triples in the Web Annotation model; each anchor comes once."""
        return annotation_lines(self.report, self.rows, self.outline)

    @property
    def triples(self) -> list[ox.Triple]:
        """Return the same as triples."""
        return parsed(self.lines)


def read_anchors(graphs: Graphs, report: Report) -> Anchors:
    """Return the anchors that are committed for a report. Raises AnchorError by file and line."""
    folder = report.folder(graphs.folders.data)
    rows, outline = folder / ANCHORS_FILE, folder / OUTLINE_FILE
    rows_name, outline_name = graphs.folders.relative(rows), graphs.folders.relative(outline)
    return Anchors(
        report,
        read_rows(rows, rows_name, graphs.prefixes),
        read_outline(outline, outline_name),
        rows_name,
        outline_name,
    )
