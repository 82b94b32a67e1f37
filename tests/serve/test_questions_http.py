"""The questions over HTTP: listed, answered as by the program, paged, safe from any value."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from iprgraph.folders import folders
from iprgraph.questions import catalogue

if TYPE_CHECKING:
    from serving import Running

    from iprgraph.door import KnowledgeGraph
    from iprgraph.questions import Question

QUESTIONS = catalogue(folders().queries / "ask")
EASY = [
    one for one in QUESTIONS if all(p.optional or p.default is not None for p in one.parameters)
]
LONG = max(EASY, key=lambda one: one.name == "derived-figures")


def test_the_list_tells_all_that_is_needed_to_ask(service: Running) -> None:
    got = service.get("/ask")
    assert got.type == "application/json"
    listed = {one["name"]: one for one in got.json["questions"]}
    assert set(listed) == {one.name for one in QUESTIONS}
    found = listed["court-cases"]
    assert found["zh"] and found["en"] and found["href"].endswith("/ask/court-cases")
    area = next(one for one in found["parameters"] if one["name"] == "area")
    assert (area["type"], area["default"], area["optional"]) == ("place", "guangdong", True)
    places = {one["value"]: one for one in got.json["choices"]["place"]}
    assert places["guangdong"]["zh"] == "广东省"
    assert {"value": "2.1"} in got.json["choices"]["paragraph"]
    page = service.get("/ask", "text/html", Accept_Language="zh")
    assert all(f"/ask/{one.name}" in page.text for one in QUESTIONS)


@pytest.mark.parametrize("name", [one.name for one in EASY])
def test_each_question_answers_as_the_program_does(
    name: str, service: Running, real: KnowledgeGraph
) -> None:
    """The same rows in the same order, though in another process: else no page follows another."""
    question = real.question(name)
    here = [
        [None if cell is None or isinstance(cell, ox.Triple) else cell.value for cell in row]
        for row in real.answer(question, {"language": "en"} if asks_language(question) else {}).rows
    ]
    got = service.get(f"/ask/{name}?format=srj&lang=en")
    assert got.status == 200, got.text
    names = [one for one in got.json["head"]["vars"] if not one.endswith("_label")]
    there = [
        [row[one]["value"] if one in row else None for one in names]
        for row in got.json["results"]["bindings"]
    ]
    assert there == here[: len(there)] and len(there) == min(len(here), 1000)
    assert service.get(f"/ask/{name}?lang=en").json["total"] == len(here)


def asks_language(question: Question) -> bool:
    return any(one.name == "language" for one in question.parameters)


def test_the_rows_are_those_of_the_program(service: Running, real: KnowledgeGraph) -> None:
    got = service.get(f"/ask/court-cases?{urlencode({'agent': '广州知识产权法院', 'lang': 'en'})}")
    rows = got.json["rows"]
    assert [row["value"] for row in rows] == [14000, 12900]
    assert rows[0]["lower"] == 13950 and rows[0]["unit"]["curie"] == "unit:case"
    assert rows[0]["agent"]["label"] == "Guangzhou Intellectual Property Court"
    zh = service.get("/ask/court-cases?agent=guangzhou-ip-court", Accept_Language="zh")
    assert zh.json["rows"][0]["agent"]["label"] == "广州知识产权法院"
    assert zh.json["columns"][0]["label"] == "机构"


def test_a_table_of_text_has_labels_beside_addresses(service: Running) -> None:
    got = service.get("/ask/court-cases?lang=en", "text/csv")
    table = list(csv.DictReader(io.StringIO(got.text)))
    assert table[0]["agent"].startswith("https://w3id.org/iprgraph/id/agency/")
    assert table[0]["agent_label"] == "courts of Guangdong"
    tsv = service.get("/ask/court-cases?format=tsv").text
    assert tsv.startswith("?agent\t?agent_label") and len(tsv.splitlines()) == len(table) + 1
    w3c = service.get("/ask/court-cases", "application/sparql-results+json")
    assert w3c.json["head"]["vars"][:2] == ["agent", "agent_label"]


def test_a_page_has_the_question_its_form_and_the_answer(service: Running) -> None:
    page = service.get("/ask/court-cases?agent=guangzhou-ip-court&lang=zh", "text/html").text
    assert "各法院新收、审结多少知识产权案件？" in page
    assert 'value="guangzhou-ip-court"' in page and '<td class="number">14000</td>' in page
    assert 'href="/id/agency/guangzhou-ip-court"' in page and "只看该机构" in page


def test_paging_gives_each_row_once_and_in_order(service: Running) -> None:
    whole = service.get(f"/ask/{LONG.name}?lang=en").json
    assert whole["total"] > 20 and whole["next"] is None
    path: str | None = f"/ask/{LONG.name}?limit=7&lang=en"
    rows, pages = [], 0
    while path:
        got = service.get(path)
        assert (f"<{got.json['next']}" in got.headers.get("link", "")) or got.json["next"] is None
        rows += got.json["rows"]
        path = got.json["next"]
        pages += 1
    assert rows == whole["rows"] and pages == -(-whole["total"] // 7)
    last = service.get(f"/ask/{LONG.name}?limit=7&offset=7", "text/csv")
    assert re.search(r'rel="prev".*rel="next"', last.headers["link"])
    assert "format=csv" in last.headers["link"]
    assert service.get(f"/ask/{LONG.name}?offset=100000").json["rows"] == []


HOSTILE = [
    "x' } INSERT DATA { <a:b> <a:b> 1 } #",
    '" ; DROP ALL ; "',
    "<https://example.org/> } SERVICE <http://127.0.0.1:9/> {",
    "https://w3id.org/iprgraph/id/agency/x> <b",
    "../../../etc/passwd",
    "file:///etc/passwd",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "\u202e\u2066agency",
    "a\r\nX-Evil: 1",
    "\ud7ff\U0010ffff",
    "‮" * 50,
    "x" * 5000,
    "agency:",
    ":" * 200,
    "𝕮𝖔𝖚𝖗𝖙",
    "(a+)+$",
    "%00",
    "\x00",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_a_value(value: str, service: Running) -> None:
    for name in ("agent", "area"):
        path = f"/ask/court-cases?{urlencode({name: value})}"
        got = service.get(path)
        assert got.status == 400, got.text
        assert got.json["type"] == "/problem/bad-value" and got.json["remedy"]
        assert "x-evil" not in got.headers
        page = service.get(path, "text/html")
        assert page.status == 400 and "<script" not in page.text
    assert service.get(f"/find?{urlencode({'q': value})}").status in (200, 400)


@pytest.mark.parametrize(
    ("path", "status", "hint"),
    [
        ("/ask/court-casse", 404, "court-cases"),
        ("/ask/..%2f..%2fetc", 404, ""),
        ("/ask/court-cases?agnt=x", 400, "agent"),
        ("/ask/court-cases?agent=a&agent=b", 400, ""),
        ("/ask/court-cases?limit=0", 400, ""),
        ("/ask/court-cases?limit=99999999", 400, ""),
        ("/ask/court-cases?offset=-1", 400, ""),
        ("/ask/court-cases?offset=1e3", 400, ""),
        ("/ask/court-cases?lang=fr", 400, ""),
        ("/ask/court-cases?format=pdf", 406, ""),
        ("/find", 400, ""),
        ("/find?q=%20", 400, ""),
    ],
)
def test_a_wrong_question_has_a_remedy(path: str, status: int, hint: str, service: Running) -> None:
    got = service.get(path)
    assert got.status == status, got.text
    assert hint in got.json["remedy"] and got.json["detail"]


def test_things_are_found_by_name(service: Running) -> None:
    got = service.get(f"/find?{urlencode({'q': '省法院'})}").json
    assert got["things"][0]["curie"] == "agency:guangdong-high-court"
    page = service.get(f"/find?{urlencode({'q': 'guangzou custms', 'lang': 'en'})}", "text/html")
    assert "agency:guangzhou-customs" in page.text and "come near" in page.text
    assert service.get("/find?q=zzzzqqq").json["things"] == []


def test_the_interface_is_described_whole(service: Running) -> None:
    got = service.get("/openapi.json")
    assert got.type == "application/json" and got.json["openapi"].startswith("3.1")
    paths = got.json["paths"]
    assert {f"/ask/{one.name}" for one in QUESTIONS} <= set(paths)
    assert {"/sparql", "/ask", "/find", "/ontology", "/.well-known/void"} <= set(paths)
    court = {one["name"]: one for one in paths["/ask/court-cases"]["get"]["parameters"]}
    assert court["area"]["schema"]["default"] == "guangdong" and not court["area"]["required"]
    assert {"limit", "offset", "lang", "format", "agent"} <= set(court)
    zh = service.get("/openapi.json?lang=zh").json["paths"]["/ask/court-cases"]["get"]
    assert zh["summary"] == "各法院新收、审结多少知识产权案件？"
    assert json.dumps(got.json).count("$ref") > len(QUESTIONS)
