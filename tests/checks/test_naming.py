"""Naming: what the name of a document speaks of is tied to it by some statement."""

from __future__ import annotations

import pytest
from planting import PARAGRAPH, planted_text, project

from iprgraph.checks.naming import naming_findings

LAMPS = f"""
    <{PARAGRAPH}> a ipr:Paragraph .
    concept:lamps rdfs:label "灯塔"@zh , "lamps"@en ; ipr:statedAs "灯塔"@zh .
    place:lake rdfs:label "湖省"@zh , "Lake"@en ; ipr:statedAs "湖省"@zh .
    instrument:rules rdfs:label "湖省灯塔指引"@zh , "rules"@en ; ipr:appliesIn place:lake .
"""


def told(more: str = "", language: str = "en") -> list[str]:
    graphs = planted_text(LAMPS + more, ontology=False)
    found = naming_findings(graphs, language)
    assert all(each.severity == "warning" and each.remedy for each in found)
    return [each.message for each in found]


def test_the_project_ties_what_its_titles_speak_of() -> None:
    assert naming_findings(project()) == []


def test_a_title_that_speaks_of_what_nothing_ties_to_it() -> None:
    assert told() == [
        'the Chinese name of instrument:rules has that of concept:lamps, "灯塔", in it, but no '
        "statement ties the two"
    ]
    assert told(language="zh") == [
        "instrument:rules 的名称里有 concept:lamps 的名称“灯塔”，却没有陈述把两者连起来"
    ]


@pytest.mark.parametrize(
    "more",
    [
        "instrument:rules ipr:covers concept:lamps .",
        "concept:lamps ipr:arisesFrom instrument:rules .",
        # what is covered is what the longer name in the title speaks of
        'instrument:rules ipr:covers concept:guides . concept:guides rdfs:label "灯塔指引"@zh .',
    ],
)
def test_a_statement_either_way_or_a_longer_name(more: str) -> None:
    assert told(more) == []


def test_a_longer_name_that_the_title_does_not_have_excuses_nothing() -> None:
    more = (
        'instrument:rules ipr:covers concept:keepers . concept:keepers rdfs:label "灯塔看守"@zh .'
    )
    assert len(told(more)) == 1


def test_a_list_may_be_named_after_a_place() -> None:
    assert len(told('list:cases rdfs:label "湖省案例"@zh ; ipr:statedAs "案例"@zh .')) == 1
