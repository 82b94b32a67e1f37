"""Comparing: the figures of the report beside those of yearbooks and of a table of one's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from iprgraph.door import KnowledgeGraph
from iprgraph.folders import HOME_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.compare import Comparison

ID = "https://w3id.org/iprgraph/id/"

# figure, what a yearbook has for it, which yearbook
AGREEING = [
    ("patents-granted-2022", "837276", "cst-yearbook"),
    ("invention-patents-granted-2022", "115080", "cst-yearbook"),
    ("derived-invention-patents-granted--guangdong--2021", "102850", "cst-yearbook"),
    ("invention-patents-granted-growth-2022", "11.8911", "cst-yearbook"),
    ("madrid-applications-2022", "1551", "cnipa-yearbook"),
    ("derived-madrid-applications--guangdong--2021", "1513", "cnipa-yearbook"),
    ("derived-madrid-applications--china--2022", "5827", "cnipa-yearbook"),
    ("madrid-applications-share-2022", "26.6175", "cnipa-yearbook"),
    ("madrid-applications-growth-2022", "2.5116", "cnipa-yearbook"),
]


@pytest.fixture(scope="module")
def found(real: KnowledgeGraph) -> dict[str, list[Comparison]]:
    """Return all comparisons by figure."""
    table: dict[str, list[Comparison]] = {}
    for one in real.compare():
        table.setdefault(one.figure.removeprefix(f"{ID}obs/"), []).append(one)
    return table


@pytest.mark.parametrize(("figure", "theirs", "source"), AGREEING)
def test_the_yearbooks_agree(
    found: dict[str, list[Comparison]], figure: str, theirs: str, source: str
) -> None:
    (one,) = found[figure]
    assert (one.verdict, one.theirs) == ("agrees", Decimal(theirs))
    assert one.source == f"{ID}dataset/{source}"
    assert one.counted == one.metric and not one.note


def test_nothing_contradicts_and_all_are_answered(found: dict[str, list[Comparison]]) -> None:
    every = [one for held in found.values() for one in held]
    assert {one.verdict for one in every} == {"agrees", "not-comparable", "silent"}
    assert sum(one.verdict == "agrees" for one in every) == len(AGREEING)
    assert all((one.theirs is None) == (one.verdict == "silent") for one in every)
    assert "copyright-registrations-2022" in found


def test_a_close_metric_is_shown_with_the_reason(found: dict[str, list[Comparison]]) -> None:
    (one,) = found["technology-contracts-2022"]
    assert (one.verdict, one.theirs) == ("not-comparable", Decimal(46494))
    assert one.counted == f"{ID}metric/technology-contracts-sold"
    assert "recognised and registered" in one.note
    assert {
        one.counted.rpartition("/")[2] for one in found["patents-granted-cumulative-2022-12-31"]
    } == {"patents-in-force"}


def test_the_reason_is_in_the_language_of_the_reader(real: KnowledgeGraph) -> None:
    zh = KnowledgeGraph(real.home, language="zh")
    (one,) = (
        each
        for each in zh.compare(metric="technology-contracts-registered", period="2022")
        if each.statistic == "level"
    )
    assert "认定登记" in one.note


def test_a_rank_is_worked_out_again(real: KnowledgeGraph) -> None:
    ranks = {one.figure.rpartition("/")[2]: one for one in real.compare_rankings()}
    madrid = ranks["madrid-applications-rank-2022"]
    assert (madrid.verdict, madrid.claimed, madrid.rank, madrid.among) == ("agrees", 1, 1, 31)
    assert (madrid.next, madrid.margin) == (f"{ID}place/zhejiang", Decimal(1551 - 763))
    force = ranks["patents-granted-cumulative-rank-2022-12-31"]
    assert (force.verdict, force.rank) == ("not-comparable", 1)
    assert force.next == f"{ID}place/jiangsu" and force.note
    assert ranks["trademarks-registered-rank-2022"].verdict == "silent"
    (only,) = real.compare_rankings(metric="madrid-applications", area="guangdong")
    assert only == madrid


MAPPING = {
    "@context": "http://www.w3.org/ns/csvw",
    "dc:publisher": "Office of the Lake",
    "dc:license": "free",
    "tableSchema": {
        "columns": [
            {"titles": "metric", "propertyUrl": "ipr:metric"},
            {"titles": "area", "propertyUrl": "ipr:area"},
            {"titles": "period", "propertyUrl": "ipr:period"},
            {"titles": "value", "propertyUrl": "ipr:value"},
        ]
    },
}
# Just outside the interval of 83.73万, and at its upper end, which is outside; another rank.
LAKE = """metric,area,period,value
patents-granted,guangdong,2022,837350
invention-patents-granted,guangdong,2022,115149
madrid-applications,guangdong,2022,1551
madrid-applications,jiangsu,2022,1600
madrid-applications,zhejiang,2022,1700
"""


@pytest.fixture(scope="module")
def lake_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a build that has a dataset of the user's beside the project's."""
    base = tmp_path_factory.mktemp("lake")
    (base / "lake.csv").write_text(LAKE, "utf-8")
    (base / "lake.json").write_text(json.dumps(MAPPING), "utf-8")
    graph = KnowledgeGraph(base / "home", language="en")
    graph.add_dataset(base / "lake.csv", base / "lake.json", name="lake")
    assert graph.build().ok
    return base / "home"


def test_a_dataset_that_was_added_is_compared_too(lake_home: Path) -> None:
    graph = KnowledgeGraph(lake_home, language="en")
    lake = {
        one.figure.rpartition("/")[2]: one
        for one in graph.compare()
        if one.source == f"{ID}dataset/lake"
    }
    grants = lake["patents-granted-2022"]
    assert (grants.verdict, grants.difference) == ("contradicts", Decimal(50))
    assert lake["invention-patents-granted-2022"].verdict == "agrees"
    (rank,) = (one for one in graph.compare_rankings() if one.source == f"{ID}dataset/lake")
    assert (rank.verdict, rank.rank, rank.among) == ("contradicts", 3, 3)
    assert (rank.next, rank.margin) == (f"{ID}place/zhejiang", Decimal(-149))
    assert graph.store.nquads.read_text("utf-8").count("graph/datasets/lake> .") > 40


def test_the_command_line_says_the_same(lake_home: Path) -> None:
    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "iprgraph", "compare", *words],
            capture_output=True,
            check=True,
            env={**os.environ, HOME_VARIABLE: str(lake_home), "COLUMNS": "200"},
        )
        return done.stdout.decode()

    table = run("--metric", "patents-granted", "-f", "table")
    assert "contradicts" in table and "agrees" in table
    assert table.rstrip().endswith("2 in all: 1 agree, 1 contradict, 0 not comparable, 0 silent")
    zh = run("--area", "广东", "--period", "2022", "-l", "zh", "-f", "table")
    assert "相悖" in zh and "无记载" in zh.splitlines()[-1]
    rows = json.loads(run("--rankings", "-f", "json"))["results"]["bindings"]
    assert {row["verdict"]["value"].rpartition("/")[2] for row in rows} == {
        "agrees",
        "contradicts",
        "not-comparable",
        "silent",
    }
    assert run("--metric", "patents-granted", "-f", "csv").startswith("figure,metric,statistic")
