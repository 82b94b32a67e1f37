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


@pytest.mark.parametrize("label", ["海湾港口码码头", "海湾港口口码头"])
def test_a_chinese_character_twice(label: str) -> None:
    (message,) = told(f'"{label}"@zh')
    assert "looks like a slip for" in message


def test_a_character_that_a_name_has_twice_by_right() -> None:
    assert told('"湾湾港口码头"@zh') == []


def test_a_chinese_character_left_out_of_what_names_have() -> None:
    wharves = " . ".join(
        f'place:{name} skos:altLabel "{name}大型深水港口码头区"@zh' for name in ("one", "two")
    )
    assert told(f'"海湾大型深水口码头区"@zh . {wharves}') == [
        'place:bay has "型深水口码头" in a name, which looks like a slip for "型深水港口码头"'
    ]
    assert told(f'"海湾大型深水浅口码头区"@zh . {wharves}') == []


def test_a_slip_for_a_word_of_the_own_address() -> None:
    text = 'place:lakeside-bay rdfs:label "{}"@en .'
    wrong, right = (planted_text(text.format(n), ontology=False) for n in ("Lakesidde", "Lakeside"))
    assert [each.message for each in spelling_findings(wrong)] == [
        'place:lakeside-bay has "lakesidde" in a name, which looks like a slip for "lakeside"'
    ]
    assert spelling_findings(right) == []
