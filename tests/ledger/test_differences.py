"""Differences: a discrepancy is about something that its own words touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from readings import told_of_mentions

from iprgraph.ledger import difference_findings

if TYPE_CHECKING:
    from conftest import Lake


def apart(lake: Lake) -> list[str]:
    return told_of_mentions(lake, difference_findings)


def about(lake: Lake, what: str, more: str = "") -> None:
    lake.edit(
        lake.report / "1.1-courts.ttl",
        "    ipr:about obs:lakeside-concluded-2031 ;",
        f"    ipr:about {what} ;{more}",
    )


def test_a_discrepancy_about_the_figure_of_its_words(lake: Lake) -> None:
    assert apart(lake) == []


def test_a_discrepancy_about_a_figure_of_another_metric(lake: Lake) -> None:
    about(lake, "obs:lake-cases-2031")
    assert apart(lake) == [
        'discrepancy:lakeside-more is about nothing that its words "320 more cases" touch in '
        "paragraph 1.1"
    ]


@pytest.mark.parametrize(
    "what",
    [
        "obs:lake-concluded-2031",  # of the same metric
        "obs:lake-cases-2031 , obs:lakeside-concluded-2031",  # one is enough
        "<https://w3id.org/iprgraph/id/report/lake-2031>",  # the document stands nowhere
    ],
)
def test_what_words_may_be_about(lake: Lake, what: str) -> None:
    about(lake, what)
    assert apart(lake) == []


def test_what_the_metric_measures(lake: Lake) -> None:
    about(lake, "agency:lake-courts")
    assert len(apart(lake)) == 1
    lake.edit(
        lake.things,
        "metric:cases-concluded a ipr:Metric ;",
        "metric:cases-concluded a ipr:Metric ; ipr:measures agency:lake-courts ;",
    )
    assert apart(lake) == []


def test_a_changed_name_stands_in_the_words(lake: Lake) -> None:
    kind = "\n    ipr:differenceKind <https://w3id.org/iprgraph/ontology/difference/changed-name> ;"
    about(lake, "agency:lake-courts", kind)
    path = lake.report / "1.1-courts.ttl"
    lake.edit(path, 'ipr:statedAs "320 more cases"@en .', 'ipr:statedAs "Gave play to trials"@en .')
    assert len(apart(lake)) == 1
    lake.edit(path, '"Gave play to trials"@en .', '"courts of Blue Lake accepted"@en .')
    assert apart(lake) == []
