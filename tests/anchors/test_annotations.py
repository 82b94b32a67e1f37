"""The committed anchors as statements: all of them, each once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iprgraph.anchors import Anchors, read_anchors
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs
from iprgraph.reports import reports_of


@pytest.fixture(scope="module")
def anchors() -> Anchors:
    graphs = read_graphs(folders())
    return read_anchors(graphs, reports_of(graphs)[0])


def statements(anchors: Anchors) -> list[str]:
    return "".join(anchors.lines).splitlines()


def test_no_statement_comes_twice(anchors: Anchors) -> None:
    runs = [(row.edition, run) for row in anchors.rows for run in row.runs]
    assert len(runs) > len(set(runs))  # two things can stand in the same characters
    lines = statements(anchors)
    assert len(lines) == len(set(lines))
    assert len(lines) == len(set(anchors.triples))


def test_two_digests_of_the_same_characters_are_both_told(anchors: Anchors) -> None:
    row = anchors.rows[0]
    other = row._replace(thing=f"{row.thing}-x", digests=("0" * 64,))
    both = statements(replace(anchors, rows=(row, other), outline=()))
    assert sum("#digest>" in line for line in both) == len(row.runs) + 1
