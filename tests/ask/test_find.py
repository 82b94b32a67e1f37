from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from iprgraph.errors import StoreError, UnknownThingError
from iprgraph.names import fold, has_han, read_names, syllables

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph

COURT, CUSTOMS = "agency:harbour-ip-court", "agency:harbour-customs"
BEST = {
    "海港知识产权法院": COURT,
    "知识产权法院": COURT,
    "知識產權法院": COURT,
    "智慧財產權法院": COURT,
    "海 港 知识产权 法院": COURT,
    "海港 产权": COURT,
    "海关": CUSTOMS,
    "海知院": COURT,
    "HIPC": COURT,
    "hipc": COURT,
    "ＨＩＰＣ": COURT,
    "harbour ip court": COURT,
    "court intellectual": COURT,
    "customs harb": CUSTOMS,
    "haigang zhishichanquan fayuan": COURT,
    "zhishichanquan fayuan": COURT,
    "zhishichanquanfayuan": COURT,
    "hgzscqfy": COURT,
    "haiguan": CUSTOMS,
    "agency:harbour-customs": CUSTOMS,
    "harbour-customs": CUSTOMS,
    "《灯塔》": "action:lighthouse",
    "“灯塔”专项行动": "action:lighthouse",
    "harbour 法院": "agency:harbour-courts",
}


@pytest.mark.parametrize(("text", "curie"), BEST.items())
def test_the_best_hit(text: str, curie: str, harbour: KnowledgeGraph) -> None:
    hits = harbour.find(text)
    assert hits, text
    assert not hits[0].nearly
    assert curie in [hit.thing.curie for hit in hits[:2]]


NEARLY = {
    "Harbuor Customs": CUSTOMS,
    "lighthuose": "action:lighthouse",
    "海港知识产全法院": COURT,
    "haiguang": CUSTOMS,
}


@pytest.mark.parametrize(("text", "curie"), NEARLY.items())
def test_a_typo_is_forgiven_and_marked(text: str, curie: str, harbour: KnowledgeGraph) -> None:
    hits = harbour.find(text)
    assert hits[0].nearly
    assert curie in [hit.thing.curie for hit in hits[:2]]


@pytest.mark.parametrize("text", ["", "   ", "quantum chromodynamics", "量子色动力学", "?", "%_'"])
def test_what_is_not_there_is_not_found(text: str, harbour: KnowledgeGraph) -> None:
    assert harbour.find(text) == ()


def test_kind_and_limit(harbour: KnowledgeGraph) -> None:
    assert {hit.thing.curie for hit in harbour.find("harbour", kind="place")} == {"place:harbour"}
    assert len(harbour.find("harbour", limit=2)) == 2
    assert harbour.find("harbour", kind="colour") == ()


def test_the_exact_name_comes_first(harbour: KnowledgeGraph) -> None:
    first = harbour.find("Harbour")[0]
    assert (first.thing.curie, first.score) == ("place:harbour", 100.0)


def test_a_name_of_several_things_must_be_said_more_exactly(harbour: KnowledgeGraph) -> None:
    with pytest.raises(UnknownThingError, match="the name of several things") as caught:
        harbour.resolve("Pier Office")
    assert "agency:pier-office, agency:wharf-office" in caught.value.remedy
    assert harbour.resolve("pier-office").endswith("/agency/pier-office")


@pytest.mark.parametrize(
    "text",
    [
        "agency:harbour-ip-court",
        "https://w3id.org/iprgraph/id/agency/harbour-ip-court",
        "<https://w3id.org/iprgraph/id/agency/harbour-ip-court>",
        "harbour-ip-court",
        "HIPC",
        "海港知識產權法院",
    ],
)
def test_one_thing_by_many_names(text: str, harbour: KnowledgeGraph) -> None:
    assert harbour.resolve(text).endswith("/agency/harbour-ip-court")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("agency:harbour-custms", '"agency:harbour-customs"'),
        ("nothing at all", "iprgraph find nothing at all"),
        ("9.9", "there are: 1.1, 1.2"),
        ("https://evil.example/x", "iprgraph find"),
    ],
)
def test_an_unknown_thing_names_the_nearest(
    text: str, remedy: str, harbour: KnowledgeGraph
) -> None:
    with pytest.raises(UnknownThingError) as caught:
        harbour.resolve(text)
    assert remedy in caught.value.remedy


def test_names_are_compared_folded() -> None:
    assert fold(" 海 港  IP “法院” ") == "海港ip法院"
    assert fold("Harbour   IP\tCourt") == "harbour ip court"
    assert has_han("a港") and not has_han("a")


def test_pinyin_has_no_tones_and_no_signs() -> None:
    assert syllables("“灯塔”行动(2031)") == "deng ta xing dong 2031"


def test_a_damaged_list_of_names_is_a_message(tmp_path: Path) -> None:
    for text in ("{", json.dumps([{"iri": "urn:x"}])):
        (tmp_path / "names.json").write_text(text, "utf-8")
        with pytest.raises(StoreError, match="no readable list of names"):
            read_names(tmp_path)
