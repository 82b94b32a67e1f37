"""The gazetteer of the real graph, and what its matcher finds in it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from iprgraph.matching.gazetteer import LINKABLE, Gazetteer, gazetteer
from iprgraph.matching.matcher import Matcher, certain

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph


@pytest.fixture(scope="module")
def things(real: KnowledgeGraph) -> Gazetteer:
    return gazetteer(real.store.graph)


@pytest.fixture(scope="module")
def matcher(things: Gazetteer) -> Matcher:
    return Matcher(things)


def test_every_linkable_thing_is_there_with_all_names(
    real: KnowledgeGraph, things: Gazetteer
) -> None:
    named = {one.iri: one for one in real.names.things if one.curie.split(":")[0] in LINKABLE}
    schemes = {iri for iri, one in named.items() if one.kind == "skos:ConceptScheme"}
    assert {one.iri for one in things.entries} == set(named) - schemes
    for entry in things.entries:
        names = {one.text for one in entry.names}
        assert set(named[entry.iri].names) <= names
        assert entry.curie in names and entry.label("zh") and entry.label("en")


def test_codes_places_and_parents_are_known(things: Gazetteer) -> None:
    guangdong = things.by_iri["https://w3id.org/iprgraph/id/place/guangdong"]
    assert ("440000", "code") in {(one.text, one.role) for one in guangdong.names}
    court = things.by_iri["https://w3id.org/iprgraph/id/agency/guangzhou-ip-court"]
    assert guangdong.iri in court.places
    department = things.by_iri["https://w3id.org/iprgraph/id/agency/guangdong-amr"]
    assert department.parents == ("https://w3id.org/iprgraph/id/agency/guangdong-government",)


def test_each_name_finds_its_thing_first(things: Gazetteer, matcher: Matcher) -> None:
    """A name that things of two kinds share, as a metric and what it counts, finds them both."""
    for entry in things.entries:
        for name in entry.names:
            found = matcher.candidates(name.text, most=4)
            best = [one.entry.iri for one in found if one.score == found[0].score]
            assert entry.iri in best, (name, [(one.entry.curie, one.score) for one in found])


def test_within_a_kind_names_are_enough(things: Gazetteer) -> None:
    for kind in ("agency", "place", "instrument", "right", "event", "person"):
        one_kind = Matcher(things.of_kinds(kind))
        for entry in one_kind.gazetteer.entries:
            for name in entry.names:
                found = one_kind.only(name.text)
                assert found is not None and found.entry == entry, name


@pytest.mark.parametrize(
    ("query", "curie"),
    [
        ("國家知識產權局", "agency:cnipa"),
        ("CNIPA", "agency:cnipa"),
        ("cnipa", "agency:cnipa"),
        ("agency:cnipa", "agency:cnipa"),
        ("https://w3id.org/iprgraph/id/agency/cnipa", "agency:cnipa"),
        ("440300", "place:shenzhen"),
        ("DB44/T 2362-2022", "instrument:ip-aid-specification"),
        ("广东省广州市", "place:guangzhou"),
        ("Guangdong Provincial Public Security Departement",
         "agency:guangdong-public-security-department"),
        ("zhishichanquan", "right:intellectual-property"),
        ("Supreme People's Procuratorate of the PRC", "agency:spp"),
        ("省卫健委", "agency:guangdong-health-commission"),
    ],
)  # fmt: skip
def test_a_variant_finds_its_thing(query: str, curie: str, matcher: Matcher) -> None:
    found = matcher.candidates(query)
    assert found and found[0].entry.curie == curie, found[:2]
    assert found[0].score >= 85


@pytest.mark.parametrize(
    "query",
    ["江苏省知识产权局", "最高人民法院", "深圳市中级人民法院", "拱北海关", "中山区",
     "广西壮族自治区版权条例", "133rd Canton Fair", "Supreme People's Court",
     "Guangxi High People's Court", "Hangzhou Customs", "Zhongshan District", "qqq xyz", ""],
)  # fmt: skip
def test_a_neighbour_that_is_not_there_is_no_match(query: str, matcher: Matcher) -> None:
    assert matcher.only(query) is None
    assert not certain([one.score for one in matcher.candidates(query)])


# What is put for what, so that no name of the graph means the same any more.
CHANGES = [
    ("广东", "江苏"), ("广东", "广西"), ("广州", "杭州"), ("深圳", "苏州"), ("珠海", "威海"),
    ("专利", "商标"), ("商标", "版权"), ("2022", "2019"), ("高级", "中级"), ("检察", "公安"),
    ("全国", "全省"), ("国家", "广东省"), ("第一", "第二"), ("授权", "申请"),
    ("Guangdong", "Jiangsu"), ("Guangdong", "Guangxi"), ("Guangzhou", "Hangzhou"),
    ("Shenzhen", "Ningbo"), ("patent", "trademark"), ("trademark", "copyright"),
    ("2022", "2019"), ("High", "Intermediate"), ("national", "provincial"), ("granted", "filed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_changed_name_is_no_match(
    old: str, new: str, things: Gazetteer, matcher: Matcher
) -> None:
    texts = {one.text for entry in things.entries for one in entry.names if one.role != "slug"}
    changed = sorted({text.replace(old, new) for text in texts if old in text} - texts)
    assert changed
    for text in changed:
        found = matcher.only(text)
        assert found is None or new in found.name.text, (text, found)


def test_traditional_script_and_capitals_change_nothing(things: Gazetteer) -> None:
    import opencc

    tables = [opencc.OpenCC(name) for name in ("s2t", "s2tw", "s2hk")]
    for kind in sorted({one.kind for one in things.entries}):
        one_kind = Matcher(things.of_kinds(kind))
        for entry in one_kind.gazetteer.entries:
            for name in entry.names:
                if one_kind.only(name.text) is None:
                    continue  # two things share it
                variants = {name.text.upper(), f" {name.text} "}
                if name.language == "zh":
                    variants |= {str(table.convert(name.text)) for table in tables}
                for text in variants:
                    found = one_kind.only(text)
                    assert found is not None and found.entry == entry, (text, name)


def test_most_misspelt_names_are_matched_and_none_wrongly(things: Gazetteer) -> None:
    chance, right, asked = random.Random(7), 0, 0
    for kind in sorted({one.kind for one in things.entries}):
        one_kind = Matcher(things.of_kinds(kind))
        for entry in one_kind.gazetteer.entries:
            for text in (one.text for one in entry.names if one.language == "en"):
                if len(text) < 15 or one_kind.only(text) is None:
                    continue
                place = chance.randrange(1, len(text) - 1)
                turned = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
                found = one_kind.only(turned)
                assert found is None or found.entry == entry, (turned, found)
                asked, right = asked + 1, right + (found is not None)
    assert right / asked > 0.85, (right, asked)


def test_candidates_are_the_same_in_any_order_of_things(things: Gazetteer) -> None:
    turned = Matcher(Gazetteer(things.entries[::-1]))
    straight = Matcher(things)
    for query in ("知识产权保护中心", "Guangdong court", "专利", "market entities"):
        left = [(one.entry.iri, one.score) for one in straight.candidates(query, most=3)]
        assert left == [(one.entry.iri, one.score) for one in turned.candidates(query, most=3)]


def test_identifiers_of_others_are_codes_and_bare_numbers_are_not() -> None:
    lines = """
        @prefix place: <https://w3id.org/iprgraph/id/place/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix schema: <https://schema.org/> .
        place:island rdfs:label "Invented Island"@en ; skos:notation "XI" ;
            schema:sameAs <http://example.org/entity/Q77>, <http://example.org/1234567/> ;
            skos:closeMatch <http://example.org/entity/Q78> ."""
    store = ox.Store()
    store.load(lines.encode(), format=ox.RdfFormat.TURTLE)
    matcher = Matcher(gazetteer(store))
    for text in (
        "Q77",
        "q77",
        "http://example.org/entity/Q77",
        "http://example.org/1234567/",
        "XI",
    ):
        found = matcher.only(text)
        assert found is not None and found.comparison.agreement == "code", text
    for text in ("1234567", "Q78", "", "/", "entity"):
        assert matcher.candidates(text) == (), text
