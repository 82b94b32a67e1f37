"""Idle mentions: a thing that a sentence prints and that nothing ties to what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import Booked
from readings import told_of_mentions

from iprgraph.ledger import idle_findings

if TYPE_CHECKING:
    from conftest import Lake


@pytest.fixture
def lake_of_courts(lake: Lake) -> Lake:
    """The Lake in a report that is about the whole of it, and whose goods are held somewhere."""
    lake.edit(
        lake.report / "report.ttl",
        "    ipr:originalEdition",
        "    <http://purl.org/dc/terms/spatial> <https://w3id.org/iprgraph/id/place/blue-lake> ;\n"
        "    ipr:originalEdition",
    )
    return lake


def told(lake: Lake) -> list[str]:
    return told_of_mentions(lake, idle_findings)


def without_agents(lake: Lake) -> None:
    path = lake.report / "1.1-courts.ttl"
    text = path.read_text("utf-8").replace(" ; ipr:agent agency:lake-courts", "")
    path.write_text(f"{text}\nagency:lakeside-court ipr:memberOf agency:lake-courts .\n", "utf-8")


def test_a_thing_that_no_statement_uses(lake_of_courts: Lake) -> None:
    assert told(lake_of_courts) == [
        "concept:infringing-goods stands in paragraph 1.2 (sentence zh 1), and no statement ties "
        "it to anything printed beside it"
    ]


def test_a_relation_to_what_the_sentence_prints(lake_of_courts: Lake) -> None:
    path = lake_of_courts.report / "1.2-customs.ttl"
    lake_of_courts.edit(
        path,
        "concept:infringing-goods ipr:statedAs",
        "agency:lake-customs ipr:targets concept:infringing-goods .\n"
        "concept:infringing-goods ipr:statedAs",
    )
    assert told(lake_of_courts) == []


def test_the_end_of_an_inference_may_stand_alone(lake_of_courts: Lake) -> None:
    path = lake_of_courts.report / "1.2-customs.ttl"
    text = path.read_text("utf-8")
    path.write_text(
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        f"{text}\n<https://w3id.org/iprgraph/id/inference/goods>"
        " rdf:object concept:infringing-goods .\n",
        "utf-8",
    )
    assert told(lake_of_courts) == []


def test_a_figure_is_tied_to_what_its_metric_measures(lake_of_courts: Lake) -> None:
    measured = "<https://w3id.org/iprgraph/id/concept/infringing-goods>"
    metric = "<https://w3id.org/iprgraph/id/metric/batches>"
    path = lake_of_courts.report / "report.ttl"
    text = path.read_text("utf-8")
    path.write_text(f"{text}\n{metric} ipr:measures {measured} .\n", "utf-8")
    assert told(lake_of_courts) == []


def test_an_agent_that_lost_its_figures(lake_of_courts: Lake) -> None:
    assert not any("lake-courts" in each for each in told(lake_of_courts))
    without_agents(lake_of_courts)
    assert [each for each in told(lake_of_courts) if "lake-courts" in each] == [
        "agency:lake-courts stands in paragraph 1.1 (sentence en 1, zh 1), and no statement ties "
        "it to anything printed beside it"
    ]


def test_a_thing_that_one_edition_ties_is_not_idle(lake_of_courts: Lake) -> None:
    without_agents(lake_of_courts)
    Booked(lake_of_courts).write(
        "In 2031, the courts of Blue Lake accepted 12,500 IP cases, up 4.5% YoY. They concluded",
        "In 2031 there were 12,500 IP cases, up 4.5% YoY. The courts of Blue Lake concluded",
    )
    assert not any("lake-courts" in each for each in told(lake_of_courts))


def test_a_thing_inside_the_name_of_what_it_has_to_do_with(lake_of_courts: Lake) -> None:
    goods = '"湖区海关查扣侵权商品"@zh , "Lake Customs detained"@en'
    path = lake_of_courts.report / "1.2-customs.ttl"
    stated = f"\nagency:lake-customs ipr:statedAs {goods} .\n"
    path.write_text(path.read_text("utf-8") + stated, "utf-8")
    assert len(told(lake_of_courts)) == 1
    tie = "agency:lake-customs ipr:targets concept:infringing-goods .\n"
    path.write_text(path.read_text("utf-8") + tie, "utf-8")
    assert told(lake_of_courts) == []
