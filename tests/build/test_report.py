"""The real report goes through the build, with all checks, and its anchors are those committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iprgraph.anchors import document_of, ground, read_anchors
from iprgraph.build import build
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs
from iprgraph.reports import reports_of
from iprgraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path


def test_the_report_builds(tmp_path: Path) -> None:
    summary = build(folders(), tmp_path)
    assert [str(f) for f in summary.findings if f.severity == "violation"] == []
    assert summary.counts.observations_stated >= 53
    assert summary.counts.mentions > 600
    assert len(open_store(tmp_path).graph) > 2 * 15_000


def test_the_committed_anchors_are_those_of_the_text(tmp_path: Path) -> None:
    graphs = read_graphs(folders())
    for report in reports_of(graphs):
        document = document_of(report, tmp_path)
        if document is None:
            pytest.skip(f"the text of {report.slug} is not on this machine")
        grounding = ground(graphs, report, document)
        anchors = read_anchors(graphs, report)
        rows, outline = anchors.rows, anchors.outline
        assert set(rows) ^ set(grounding.rows) == set(), "run: iprgraph source anchors"
        assert (rows, outline) == (grounding.rows, grounding.outline)
        assert [str(finding) for finding in grounding.findings] == []
