from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.page import Figure, Name
from iprgraph.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from iprgraph.door import KnowledgeGraph


def test_a_thing_has_names_kinds_facts_and_what_points_to_it(harbour: KnowledgeGraph) -> None:
    page = harbour.show("agency:harbour-customs")
    assert page.labels == {"en": "Harbour Customs", "zh": "海港海关"}
    assert [kind.curie for kind in page.kinds] == ["ipr:CustomsBody"]
    (parent,) = page.facts
    assert (parent.predicate.curie, parent.object.curie) == ("ipr:parent", "agency:harbour-courts")
    assert parent.graphs == ("https://w3id.org/iprgraph/graph/entities",)
    assert parent.places == ()
    (action,) = page.incoming
    assert action.subject.curie == "action:lighthouse"
    assert action.inferred == "The sentence has no subject."


def test_a_fact_stands_in_the_sentence_that_names_both_ends(harbour: KnowledgeGraph) -> None:
    (member,) = harbour.show("agency:harbour-ip-court").facts
    assert [(place.number, place.language, place.sentence) for place in member.places] == [
        ("1.1", "zh", "1")
    ]


def test_else_where_one_end_is_named(harbour: KnowledgeGraph) -> None:
    facts = harbour.show("action:lighthouse").facts
    (target,) = [fact for fact in facts if fact.predicate.curie == "ipr:targets"]
    assert [(place.language, place.sentence) for place in target.places] == [("zh", "2")]


def test_a_figure_has_interval_forms_and_offsets(harbour: KnowledgeGraph) -> None:
    (figure,) = harbour.show("agency:harbour-ip-court").figures
    assert (figure.value, figure.unit.curie) == (Decimal(11700), "unit:case")
    assert figure.interval() == "[11650, 11750)"
    assert figure.printed == {"zh": ("1.17万件",), "en": ("11,700 cases",)}
    found = [(place.language, place.start, place.end, place.form) for place in figure.places]
    assert found == [("zh", 22, 28, "1.17万件"), ("en", 120, 132, "11,700 cases")]
    assert figure.dimensions["period"].label == "2031"


def test_a_figure_has_a_page_of_its_own(harbour: KnowledgeGraph) -> None:
    page = harbour.show("obs:index-2031")
    (figure,) = page.figures
    assert figure.omitted_in == ("en",)
    assert page.differences[0].comment == "The English leaves out the rank."
    assert page.differences[0].paragraphs == ("1.1",)
    assert [one.subject.curie for one in harbour.show("obs:cases-2031").incoming] == [
        "obs:share-2031"
    ]
    derived = harbour.show("obs:share-2031").figures[0]
    assert derived.rule is not None and derived.rule.curie == "rule:ratio"
    assert [source.curie for source in derived.derived_from] == ["obs:cases-2031"]


def test_a_paragraph_has_its_sentences_facts_and_figures(harbour: KnowledgeGraph) -> None:
    page = harbour.show("1.1")
    assert [(place.language, place.sentence) for place in page.sentences] == [
        ("zh", "1"),
        ("zh", "2"),
        ("en", "1"),
    ]
    assert {figure.curie for figure in page.figures} == {"obs:cases-2031", "obs:index-2031"}
    assert {fact.subject.curie for fact in page.facts} == {
        "agency:harbour-ip-court",
        "action:lighthouse",
    }
    assert len(page.differences) == 1


def test_a_term_has_its_definition_and_instances(harbour: KnowledgeGraph) -> None:
    page = harbour.show("ipr:Court")
    assert page.definition == "A body that judges."
    assert [fact.subject.curie for fact in page.incoming] == ["agency:harbour-ip-court"]


def test_a_page_is_plain_json(harbour: KnowledgeGraph) -> None:
    plain = harbour.show("agency:harbour-ip-court").as_object()
    read = json.loads(json.dumps(plain, default=str))
    assert read["figures"][0]["interval"] == "[11650, 11750)"
    assert read["facts"][0]["places"][0]["number"] == "1.1"


def test_intervals_by_hedge() -> None:
    name = Name("")

    def interval(low: int | None, high: int | None, qualifier: str) -> str:
        lower = None if low is None else Decimal(low)
        upper = None if high is None else Decimal(high)
        return Figure(
            "", "", name, name, Decimal(1), name, lower, upper, qualifier, {}, {}
        ).interval()

    assert interval(500, None, "more-than") == "(500, …)"
    assert interval(3, None, "at-least") == "[3, …)"
    assert interval(None, 1, "at-most") == "(…, 1]"
    assert interval(590, 600, "nearly") == "[590, 600)"
    assert interval(4, 4, "exactly") == ""
    assert interval(None, None, "") == ""


def test_words_are_shown_where_the_text_is_and_healed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "前言。\n海港法院受理 案\n\n12\n\n件一百宗。\n"
    shared = tmp_path / "shared"
    (shared / "source").mkdir(parents=True)
    (shared / "source" / "harbour-2031.txt").write_text(text, "utf-8")
    monkeypatch.setenv("IPRGRAPH_SHARED", str(shared))
    edition = "https://w3id.org/iprgraph/id/edition/harbour-2031-zh"
    ipr = "https://w3id.org/iprgraph/ontology#"
    store = ox.Store()
    for predicate, value in (
        ("http://purl.org/dc/terms/language", ox.Literal("zh")),
        (f"{ipr}sha256", ox.Literal(sha256(text.encode()).hexdigest())),
        (f"{ipr}ofReport", ox.NamedNode("https://w3id.org/iprgraph/id/report/harbour-2031")),
    ):
        store.add(ox.Quad(ox.NamedNode(edition), ox.NamedNode(predicate), value))
    words = Words(store, tmp_path)
    assert words.between(edition, 4, len(text)) == "海港法院受理案件一百宗。"
    assert words.between(edition, 4, len(text) + 9) == ""
    assert Words(ox.Store(), tmp_path).between(edition, 0, 3) == ""


def test_the_words_of_the_real_report(real: KnowledgeGraph) -> None:
    page = real.show("2.1")
    assert {place.language for place in page.sentences} == {"zh", "en"}
    assert len(page.figures) >= 8
    assert all(fact.places for fact in page.facts)
    if page.has_text:
        assert all(place.words for place in page.sentences)


def test_a_record_of_ours_says_what_it_says(real: KnowledgeGraph) -> None:
    assert "state of protection" in real.show("discrepancy:title").definition
    assert "no subject" in real.show("inference:courts-damages").definition
    entry = real.show("ledger:guangdong-2022-three-years").definition
    assert entry.startswith("three years · ")


def test_a_chosen_language_is_the_language_of_the_answer(real: KnowledgeGraph) -> None:
    from iprgraph.door import KnowledgeGraph as Door

    def first(reader: str, **values: object) -> str:
        answer = Door(real.home, language=reader).ask("omissions", **values)
        return str(next(iter(answer))["comment"])

    assert first("zh").startswith("中文")
    assert first("en").startswith("The Chinese")
    assert first("zh", language="en").startswith("The Chinese")
