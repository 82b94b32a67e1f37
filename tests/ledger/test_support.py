"""Support: a relation whose ends no sentence prints together is told, unless it is inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import Booked
from readings import told_of_mentions

from iprgraph.ledger import support_findings

if TYPE_CHECKING:
    from conftest import Lake

PREFIXES = """@prefix inference: <https://w3id.org/iprgraph/id/inference/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""


def told(lake: Lake) -> list[str]:
    return told_of_mentions(lake, support_findings)


def state(lake: Lake, text: str) -> None:
    lake.edit(lake.report / "1.1-courts.ttl", "discrepancy:lakeside-more a", text)


def after(text: str) -> str:
    return f"{text} .\ndiscrepancy:lakeside-more a"


def test_the_lake_is_supported(lake: Lake) -> None:
    assert told(lake) == []


def test_ends_in_one_sentence(lake: Lake) -> None:
    state(lake, after("agency:lakeside-court ipr:memberOf agency:lake-courts"))
    assert told(lake) == []


def test_ends_that_no_sentence_prints_together(lake: Lake) -> None:
    state(lake, after("obs:lake-concluded-2031 ipr:streakOf obs:lake-cases-2031"))
    assert told(lake) == [
        "no sentence of paragraph 1.1 prints both ends of: "
        "obs:lake-concluded-2031 ipr:streakOf obs:lake-cases-2031"
    ]


def test_an_inference_bears_a_relation_out(lake: Lake) -> None:
    state(
        lake,
        f"{PREFIXES}obs:lake-concluded-2031 ipr:streakOf obs:lake-cases-2031 .\n"
        "inference:one rdf:subject obs:lake-concluded-2031 ;\n"
        "    rdf:predicate ipr:streakOf ; rdf:object obs:lake-cases-2031 .\n"
        "discrepancy:lakeside-more a",
    )
    assert told(lake) == []


def test_an_inference_about_another_statement_does_not(lake: Lake) -> None:
    state(
        lake,
        f"{PREFIXES}obs:lake-concluded-2031 ipr:streakOf obs:lake-cases-2031 .\n"
        "inference:one rdf:subject obs:lake-concluded-2031 ;\n"
        "    rdf:predicate ipr:streakOf ; rdf:object obs:lake-cases-growth-2031 .\n"
        "discrepancy:lakeside-more a",
    )
    assert len(told(lake)) == 1


@pytest.mark.parametrize(
    ("about", "count"),
    [
        ("obs:lake-cases-2031", 1),
        ("obs:lake-cases-2031 , obs:lakeside-concluded-2031", 1),
        ("obs:lakeside-concluded-2031 , obs:lake-cases-growth-2031", 0),
        ("<https://w3id.org/iprgraph/graph/lake-2031/1.1>", 0),
    ],
)
def test_a_discrepancy_is_about_what_stands_beside_its_words(
    lake: Lake, about: str, count: int
) -> None:
    path = lake.report / "1.1-courts.ttl"
    growth = "ipr:metric metric:{} ; ipr:statistic stat:growth"
    lake.edit(path, growth.format("cases-accepted"), growth.format("cases-concluded"))
    about_one = "    ipr:about obs:lakeside-concluded-2031 ;"
    lake.edit(path, about_one, f"    ipr:about {about} ;")
    assert len(told(lake)) == count


def test_the_place_of_the_report_need_not_stand_beside_a_figure(lake: Lake) -> None:
    Booked(lake).write("蓝湖法院审结320件", "各级机关审结320件")
    areas = [each for each in told(lake) if "ipr:area" in each]
    assert len(areas) == 2
    lake.edit(
        lake.report / "report.ttl",
        "    ipr:originalEdition",
        "    <http://purl.org/dc/terms/spatial> <https://w3id.org/iprgraph/id/place/blue-lake> ;\n"
        "    ipr:originalEdition",
    )
    assert [each for each in told(lake) if "ipr:area" in each] == []
