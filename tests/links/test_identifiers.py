"""Outside identifiers on the page of a thing, in a question, and in the VoID description."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iprgraph.cli.pages import page_text

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph


def test_a_page_shows_identifiers_by_register(real: KnowledgeGraph) -> None:
    found = {one.register.curie: one for one in real.show("place:beijing").identifiers}
    wikidata = found["register:wikidata"]
    assert (wikidata.identifier, wikidata.address) == (
        "wd:Q956",
        "http://www.wikidata.org/entity/Q956",
    )
    assert (wikidata.confidence, wikidata.justification) == (Decimal("0.95"), "LexicalMatching")
    assert wikidata.relation.curie == "schema:sameAs" and wikidata.evidence
    code = found["register:iso-3166-2"]
    assert (code.identifier, code.address) == ("CN-BJ", "")


def test_an_identifier_is_told_once_and_apart_from_the_facts(real: KnowledgeGraph) -> None:
    page = real.show("place:guangzhou")
    relations = [fact.predicate.curie for fact in page.facts]
    assert "schema:sameAs" not in relations and "skos:notation" not in relations
    assert relations.count("ipr:gbt2260") == 1
    assert {"schema:latitude", "schema:longitude"} <= set(relations)
    assert not any(fact.subject.curie.startswith("mapping:") for fact in page.incoming)
    seat = [one for one in page.identifiers if one.relation.curie == "rdfs:seeAlso"]
    assert len(seat) == 1 and seat[0].comment


def test_a_reader_sees_them_in_both_languages(real: KnowledgeGraph) -> None:
    page = real.show("agency:cnipa")
    assert "ror:00zrjgm10" in page_text(page, "en")
    assert "outside identifiers (6)" in page_text(page, "en")
    assert "外部标识 (6)" in page_text(page, "zh")


def test_a_register_is_asked_by_its_name(real: KnowledgeGraph) -> None:
    rows = list(real.ask("register-identifiers", register="stw"))
    assert len(rows) == 12
    assert len(list(real.ask("register-identifiers", register="维基数据"))) > 60
