"""Spelling: a word that looks like a slip for one that other texts have is told."""

from __future__ import annotations

import pytest
from planting import planted_text, project

from iprgraph.checks.spelling import spelling_findings

HARBOURS = "\n".join(
    f'place:{name} rdfs:label "{name}港口码头"@zh , "harbour of {name}"@en .'
    for name in ("one", "two", "three")
)


def told(label: str) -> list[str]:
    text = f"{HARBOURS}\nplace:bay rdfs:label {label} ."
    return [each.message for each in spelling_findings(planted_text(text, ontology=False))]


def test_the_project_has_no_slip() -> None:
    assert spelling_findings(project()) == []


@pytest.mark.parametrize("slip", ["harbuor", "habour", "harrbour", "Harbuor"])
def test_a_slip_of_the_hand(slip: str) -> None:
    assert told(f'"{slip} of the bay"@en') == [
        f'place:bay has "{slip.lower()}" in a name, which looks like a slip for "harbour"'
    ]


@pytest.mark.parametrize("word", ["harbour", "harvest", "arbour", "pier"])
def test_another_word(word: str) -> None:
    assert told(f'"{word} of the bay"@en') == []


def test_two_chinese_characters_exchanged() -> None:
    assert told('"海湾码港头口"@zh') == []  # exchanged twice: nobody's slip
    assert told('"海湾港码口头"@zh') == [
        'place:bay has "港码口头" in a name, which looks like a slip for "港口码头"'
    ]


def test_what_two_things_have_is_no_slip() -> None:
    assert told('"harbuor of the bay"@en . place:cape rdfs:label "harbuor of the cape"@en') == []


def test_a_slip_is_told_in_chinese() -> None:
    text = f'{HARBOURS}\nplace:bay rdfs:label "harbuor of the bay"@en .'
    (finding,) = spelling_findings(planted_text(text, ontology=False), "zh")
    assert (finding.severity, finding.check, finding.remedy) == ("warning", "meaning", "更正名称")
    assert finding.message == "place:bay 的名称有“harbuor”，似为“harbour”之误"
