"""Consistency: committed tables that contradict themselves are told without the text."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from iprgraph.anchors import ANCHORS_FILE, OUTLINE_FILE, check_grounding, write_anchors
from iprgraph.folders import SHARED_VARIABLE
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Lake

Rows = list[list[str]]


@pytest.fixture
def bare(lake: Lake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Lake:
    """The Lake with its tables, on a machine that has not its text."""
    write_anchors(read_graphs(lake.folders), lake.home)
    monkeypatch.setenv(SHARED_VARIABLE, str(tmp_path / "nothing"))
    return lake


def told(lake: Lake) -> list[str]:
    return [each.message for each in check_grounding(read_graphs(lake.folders), lake.home)]


def rewrite(path: Path, change: Callable[[Rows], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def cell(row: int, column: int, text: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[row][column] = text

    return change


def part(kind: str, number: str, column: int, by: int) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        row = next(each for each in rows if each[2] == kind and each[1] == number)
        row[column] = str(int(row[column]) + by)

    return change


def gone(kind: str, number: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows.remove(next(each for each in rows if each[2] == kind and each[1] == number))

    return change


def test_the_tables_of_the_lake_agree(bare: Lake) -> None:
    assert told(bare) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (cell(1, 4, "0-2"), "the offsets do not fit the form"),
        (cell(1, 6, "0" * 64), "the digest is not that of the form"),
        (cell(1, 5, "9"), "the place is not in its sentence"),
        (lambda rows: rows.insert(1, rows[1]), "the row stands twice"),
        (lambda rows: rows.insert(1, rows.pop(3)), "the row is not in its order"),
    ],
)
def test_a_mention_that_contradicts_itself(
    bare: Lake, change: Callable[[Rows], None], message: str
) -> None:
    rewrite(bare.report / ANCHORS_FILE, change)
    assert message in told(bare)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (part("sentence", "1.1-1", 4, 3), "the part begins before the one before it ends"),
        (part("paragraph", "1.1", 3, -1), "the paragraph does not begin and end with its parts"),
        (part("section", "1", 4, 1), "the section does not end with its last paragraph"),
        (part("heading", "1.1", 4, -99), "ends before it begins"),
        (gone("sentence", "1.1-1"), "the sentences of the paragraph are not numbered in turn"),
    ],
)
def test_an_outline_that_contradicts_itself(
    bare: Lake, change: Callable[[Rows], None], message: str
) -> None:
    rewrite(bare.report / OUTLINE_FILE, change)
    assert message in told(bare)


def test_a_paragraph_without_sentences(bare: Lake) -> None:
    def change(rows: Rows) -> None:
        rows[:] = [row for row in rows if not row[1].startswith("0.1-")]

    rewrite(bare.report / OUTLINE_FILE, change)
    assert "the paragraph has no sentence" in told(bare)
