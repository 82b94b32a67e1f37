"""Coordination: what is stated of all other members of a printed list is missed of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import Booked
from readings import told, with_a_list

from iprgraph.ledger import coordination_findings, mentions_of

if TYPE_CHECKING:
    from conftest import Lake
    from iprgraph.anchors import Grounding
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report


@pytest.fixture
def cities(lake: Lake) -> Lake:
    return with_a_list(Booked(lake))


def odd(lake: Lake) -> list[str]:
    def check(graphs: Graphs, report: Report, read: Grounding) -> list[Finding]:
        mentions = mentions_of(report, read.rows)
        return coordination_findings(graphs, report, mentions, read.document.text)

    return told(lake, check)


def part_the_west(cities: Lake) -> None:
    """Say another thing of the second city of the list."""
    cities.edit(
        cities.report / "1.1-courts.ttl",
        "place:west , place:north .",
        "place:north .\nplace:west ipr:advances instrument:lamp-rules .",
    )


def test_a_list_of_which_each_has_the_relation(cities: Lake) -> None:
    assert odd(cities) == []


def test_a_member_that_lacks_what_the_others_have(cities: Lake) -> None:
    part_the_west(cities)
    assert odd(cities) == [
        "place:west stands in a list in paragraph 1.1 (sentence en 3), and of all its members but "
        "this one it is stated what would be: instrument:lamp-rules ipr:appliesIn place:west"
    ]


def test_of_two_things_one_may_have_what_the_other_has_not(cities: Lake) -> None:
    path = cities.report / "1.1-courts.ttl"
    cities.edit(path, ", place:west , place:north .", ".\nplace:west ipr:within place:blue-lake .")
    assert odd(cities) == []


def test_what_stands_elsewhere_is_no_part_of_the_sentence(cities: Lake) -> None:
    path = cities.report / "1.1-courts.ttl"
    stated = (
        "\nplace:east ipr:advances list:lamp-cases .\nplace:north ipr:advances list:lamp-cases .\n"
    )
    path.write_text(path.read_text("utf-8") + stated, "utf-8")
    assert odd(cities) == []


def test_a_word_between_the_names_ends_a_list(lake: Lake) -> None:
    booked = Booked(lake)
    cities = with_a_list(booked)
    booked.write("东湾市、西湾市和北湾市", "东湾市以及未来西湾市和北湾市")
    booked.write("East Bay, West Bay and North Bay", "East Bay, later West Bay and North Bay")
    part_the_west(cities)
    assert odd(cities) == []


def test_a_shorter_list_explains_why_one_is_not_in_it(lake: Lake) -> None:
    booked = Booked(lake)
    cities = with_a_list(booked)
    booked.write("发布灯塔指引。", "发布灯塔指引。东湾市和北湾市入选灯塔案例。")
    part_the_west(cities)
    assert odd(cities) == []
