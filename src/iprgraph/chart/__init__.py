"""Chart: figures as one HTML page of small charts, each with its numbers and paragraphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

    from iprgraph.folders import Folders


def chart(
    store: ox.Store, folders: Folders, metric: str, output: Path | None, *, language: str
) -> Path:
    """Write the charts of a metric, given by address, or of all reports; return the page's path.

    Raises DrawError where there is nothing to draw or the library is missing, ResultError for a
    path that cannot be written; then nothing is written.
    """
    from iprgraph.chart.page import page
    from iprgraph.chart.panels import metric_panels, report_panels
    from iprgraph.chart.points import Points
    from iprgraph.export import write_file
    from iprgraph.prefixes import shorten

    points = Points(store, folders)
    panels = metric_panels(points, metric) if metric else report_panels(points)
    title = points.reader.names(metric) if metric else None
    name = shorten(metric).rpartition(":")[2] if metric else "charts"
    target = Path(f"{name}.html") if output is None else output
    write_file(target, page(panels, title, folders, language))
    return target
