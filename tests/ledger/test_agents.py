"""Agents: a figure or document that names nobody, though its sentence does before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import Booked
from readings import told_of_mentions, with_a_list

from iprgraph.ledger import agent_findings, issuer_findings

if TYPE_CHECKING:
    from conftest import Lake

AGENT = " ; ipr:agent agency:lake-courts ;\n    ipr:value 12500"


def agentless(lake: Lake) -> list[str]:
    return told_of_mentions(lake, agent_findings)


def issuerless(lake: Lake) -> list[str]:
    return told_of_mentions(lake, issuer_findings)


@pytest.fixture
def nobody(lake: Lake) -> Lake:
    """The Lake with a figure that names no agent."""
    lake.edit(lake.report / "1.1-courts.ttl", AGENT, " ;\n    ipr:value 12500")
    return lake


def test_the_figures_of_the_lake_name_their_agents(lake: Lake) -> None:
    assert agentless(lake) == []


def test_a_figure_behind_an_authority(nobody: Lake) -> None:
    assert agentless(nobody) == [
        "obs:lake-cases-2031 names no agent, but agency:lake-courts stands before it in its "
        "sentence (paragraph 1.1, en 1)"
    ]


def test_a_figure_of_an_activity_needs_no_agent(nobody: Lake) -> None:
    nobody.edit(
        nobody.report / "1.1-courts.ttl",
        "    ipr:value 12500",
        "    ipr:activity <https://w3id.org/iprgraph/id/action/trials> ;\n    ipr:value 12500",
    )
    assert agentless(nobody) == []


def test_a_place_between_takes_the_figure(nobody: Lake) -> None:
    booked = Booked(nobody)
    booked.write("蓝湖法院新收", "蓝湖法院尽责,蓝湖省新收")
    booked.write(
        "the courts of Blue Lake accepted", "the courts of Blue Lake worked, Blue Lake had"
    )
    assert agentless(nobody) == []


def test_an_authority_of_another_place(nobody: Lake) -> None:
    nobody.edit(nobody.things, "ipr:jurisdiction place:blue-lake", "ipr:jurisdiction place:country")
    assert agentless(nobody) == []


def test_a_figure_that_counts_agencies(nobody: Lake) -> None:
    nobody.edit(
        nobody.things,
        "metric:cases-accepted a ipr:Metric ;",
        "metric:cases-accepted a ipr:Metric ; ipr:measures agency:lake-courts ;",
    )
    assert agentless(nobody) == []


def test_a_document_behind_an_authority(lake: Lake) -> None:
    whole = with_a_list(Booked(lake))
    whole.edit(
        whole.report / "1.1-courts.ttl",
        "ipr:issuedBy agency:lake-courts ;\n    ipr:appliesIn",
        "ipr:appliesIn",
    )
    assert issuerless(whole) == [
        "instrument:lamp-rules has no issuer, but agency:lake-courts stands before it in its "
        "sentence (paragraph 1.1, en 3)",
        "list:lamp-cases has no issuer, but agency:lakeside-court stands before it in its "
        "sentence (paragraph 1.1, en 4)",
    ]


def test_an_authority_that_has_issued_another_document_there(lake: Lake) -> None:
    booked = Booked(lake)
    whole = with_a_list(booked)
    booked.write("发布灯塔指引。湖心区法院入选灯塔案例。", "发布灯塔指引,并有灯塔案例。")
    booked.write("North Bay. The Lakeside District Court is among the", "North Bay, with its")
    assert issuerless(whole) == []
