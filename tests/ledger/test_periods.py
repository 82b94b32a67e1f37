"""Periods: a figure of a time that its paragraph does not print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import Booked
from readings import told

from iprgraph.ledger import period_findings

if TYPE_CHECKING:
    from conftest import Lake

DAY = """
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
period:2031-12-31 a ipr:Period ;
    ipr:begins "2031-12-31"^^xsd:date ; ipr:ends "2031-12-31"^^xsd:date .
period:2029 a ipr:Period ; ipr:begins "2029-01-01"^^xsd:date ; ipr:ends "2029-12-31"^^xsd:date .
"""
BATCHES = "ipr:period period:2031 ; ipr:agent agency:lake-customs ;\n    ipr:value 600"


@pytest.fixture
def booked(lake: Lake) -> Booked:
    """The Lake with days for its periods, and two periods more."""
    lake.things.write_text(lake.things.read_text("utf-8") + DAY, "utf-8")
    return Booked(lake)


def unprinted(lake: Lake) -> list[str]:
    return told(lake, lambda graphs, report, read: period_findings(graphs, read, report))


def of(booked: Booked, period: str, more: str = "") -> Lake:
    """Give a figure another period."""
    path = booked.lake.report / "1.2-customs.ttl"
    booked.lake.edit(path, BATCHES, BATCHES.replace("period:2031", period))
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return booked.lake


def test_the_period_of_the_report_need_not_be_printed(booked: Booked) -> None:
    assert unprinted(booked.lake) == []


@pytest.mark.parametrize("period", ["period:2029", "period:2031-12-31"])
def test_another_period_must_be(booked: Booked, period: str) -> None:
    assert unprinted(of(booked, period)) == [
        f"obs:lake-batches-2031 is of {period}, but paragraph 1.2 prints no such time"
    ]


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("period:2029", "2029年湖区海关", "Lake Customs"),
        ("period:2031-12-31", "截至2031年底,湖区海关", "Lake Customs"),
        ("period:2031-12-31", "截至 2031 年 12 月底,湖区海关", "Lake Customs"),
        ("period:2031-12-31", "湖区海关", "By the end of 2031, Lake Customs"),
        ("period:2031-12-31", "湖区海关", "As of the end of December 2031, Lake Customs"),
    ],
)
def test_a_period_that_an_edition_prints(booked: Booked, period: str, zh: str, en: str) -> None:
    booked.write("湖区海关", zh)
    booked.write("Lake Customs", en)
    assert unprinted(of(booked, period)) == []


def test_an_inference_bears_a_period_out(booked: Booked) -> None:
    inference = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
<https://w3id.org/iprgraph/id/inference/batches> rdf:subject obs:lake-batches-2031 ;
    rdf:predicate ipr:period ; rdf:object period:2029 .
"""
    assert unprinted(of(booked, "period:2029", inference)) == []
