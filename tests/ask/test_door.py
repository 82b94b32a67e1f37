from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import iprgraph
from iprgraph import IRI, Answer, IprgraphError, Text
from iprgraph.answers import python_value
from iprgraph.errors import QueryError, ResultError, SettingError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph

XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = [
    (ox.Literal(5), 5),
    (ox.Literal("11.50", datatype=ox.NamedNode(f"{XSD}decimal")), Decimal("11.50")),
    (ox.Literal(1.5), 1.5),
    (ox.Literal(True), True),
    (ox.Literal("2031-05-01", datatype=ox.NamedNode(f"{XSD}date")), date(2031, 5, 1)),
    (ox.Literal("2031-02-30", datatype=ox.NamedNode(f"{XSD}date")), "2031-02-30"),
    (ox.Literal("x", datatype=ox.NamedNode(f"{XSD}integer")), "x"),
    (ox.Literal("words"), "words"),
    (ox.NamedNode("urn:x"), "urn:x"),
    (None, None),
]


@pytest.mark.parametrize(("term", "value"), VALUES)
def test_a_term_is_a_python_value(term: ox.Literal | ox.NamedNode | None, value: object) -> None:
    found = python_value(term)
    assert found == value
    assert isinstance(found, type(value)) or value is None


def test_text_knows_its_language_and_an_address_its_short_form() -> None:
    text = python_value(ox.Literal("海港", language="zh"))
    assert isinstance(text, Text) and (text, text.lang) == ("海港", "zh")
    assert IRI("https://w3id.org/iprgraph/id/agency/cnipa").curie == "agency:cnipa"


def test_a_query_has_an_answer_in_python_values(harbour: KnowledgeGraph) -> None:
    answer = harbour.query("SELECT ?o ?v { ?o ipr:value ?v } ORDER BY ?v")
    assert isinstance(answer, Answer)
    assert answer.columns == ("o", "v")
    assert answer.column("v") == (2, Decimal("12.5"), 11700)
    assert next(iter(answer))["v"] == 2
    assert len(answer) == 3
    with pytest.raises(ResultError, match='no column "x"'):
        answer.column("x")


def test_ask_and_construct_have_theirs(harbour: KnowledgeGraph) -> None:
    assert harbour.query("ASK { ?s a ipr:Court }") is True
    turtle = harbour.query("CONSTRUCT WHERE { ?s a ipr:Court }")
    assert isinstance(turtle, str) and "agency:harbour-ip-court" in turtle
    with pytest.raises(QueryError):
        harbour.query("SELECT * { SERVICE <urn:x> { } }")


def test_an_answer_names_what_is_in_it(harbour: KnowledgeGraph) -> None:
    answer = harbour.query("SELECT ?s { ?s a ipr:Court }")
    assert isinstance(answer, Answer)
    assert list(answer.labels.values()) == ["Harbour Intellectual Property Court"]


def test_a_table_of_pandas(harbour: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    answer = harbour.query("SELECT ?o ?v { ?o ipr:value ?v } ORDER BY ?v")
    assert isinstance(answer, Answer)
    assert list(answer.to_pandas().columns) == ["o", "v"]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ResultError, match="pandas is not installed"):
        answer.to_pandas()


def test_a_home_without_a_build(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no build yet"):
        iprgraph.open(tmp_path).find("x")


def test_an_unknown_language(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match='no language "fr"'):
        iprgraph.open(tmp_path, language="fr")
    assert issubclass(SettingError, IprgraphError)


def test_questions_by_the_door(real: KnowledgeGraph) -> None:
    assert [one.name for one in real.questions()]
    rows = list(real.ask("court-cases", agent="guangzhou-ip-court"))
    assert [row["value"] for row in rows] == [14000, 12900]
    assert isinstance(rows[0]["agent"], IRI) and rows[0]["agent"].curie.startswith("agency:")


def test_the_module_opens_lazily_and_has_no_other_names() -> None:
    assert iprgraph.open is iprgraph.door.open
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = iprgraph.nothing
