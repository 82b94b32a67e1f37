"""A fleet of reports is checked as one graph, and nothing of one report contradicts another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fleet import Member, members, write_fleet

from iprgraph.assembly import read_assembly
from iprgraph.checks import run_checks
from iprgraph.folders import folders
from iprgraph.reports import reports_of
from iprgraph.vocabulary import ipr

if TYPE_CHECKING:
    from pathlib import Path


def test_the_members_of_a_fleet_are_of_different_provinces_and_years() -> None:
    assert members(1) == [Member(1, 2022)]
    assert len({(one.province, one.year) for one in members(200)}) == 200
    assert {one.province for one in members(200)} == set(range(1, 41))


def test_a_fleet_of_two_is_checked_as_one_graph(tmp_path: Path) -> None:
    assembly = read_assembly(write_fleet(tmp_path, 2))
    assert [report.slug for report in reports_of(assembly.graphs)] == ["p01-2022", "p01-2032"]
    report = run_checks(assembly, tmp_path / "home")
    assert [str(one) for one in report.findings if one.severity == "violation"] == []
    one = read_assembly(folders())
    values = [
        sum(triple.predicate == ipr("value") for part in each.triples.values() for triple in part)
        for each in (one, assembly)
    ]
    assert values[1] == 2 * values[0]
