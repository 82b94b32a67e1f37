"""Limits: a query that asks too much is told so, and the next one is answered."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from serving import Got, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Running

    from iprgraph.door import KnowledgeGraph

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?g) }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a"


@pytest.fixture(scope="module")
def small(real: KnowledgeGraph) -> Iterator[Running]:
    """A server with small limits, so that they are reached soon."""
    options = "--query-time 2 --rows 50 --answer-size 1 --query-size 5000 --query-depth 20"
    more = "--body-size 8 --header-size 8 --queries 1 --queue 2 --queue-time 1 --memory 700"
    with running(real.home, *options.split(), *more.split(), "--page-rows", "5") as found:
        yield found


def patient(service: Running, query: str, accept: str = "*/*") -> Got:
    """Return the answer of a query, asked again while the server says that it is busy."""
    deadline = time.monotonic() + 20
    while (got := service.query(query, accept)).status == 503:
        assert time.monotonic() < deadline and got.headers["retry-after"]
        time.sleep(0.1)
    return got


@pytest.fixture(autouse=True)
def alive(small: Running) -> Iterator[None]:
    """Whatever was asked, the next query is answered."""
    yield
    got = patient(small, "ASK { ?s a ipr:Court }")
    assert got.status == 200 and got.json["boolean"] is True


def test_a_query_that_takes_too_long_is_an_error_that_says_so(small: Running) -> None:
    got = patient(small, ENDLESS)
    assert got.status == 504 and got.json["type"] == "/problem/timeout"
    assert "2 seconds" in got.json["detail"]


@pytest.mark.parametrize(
    "query",
    [
        'SELECT (REPLACE(?x, "(a+)+$", "b") AS ?y) { BIND("aaaaaaaaaaaaaaaaaaaaaaaaaaa!" AS ?x) }',
        'ASK { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?o), "^(([a-z])+.)+[A-Z]$")) }',
        'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "(?:a{1000}){1000}")) }',
        "ASK { ?s (!<urn:x>|^!<urn:x>)* ?o . ?o (!<urn:x>|^!<urn:x>)* ?z FILTER(false) }",
    ],
    ids=["nested", "alternating", "counted", "paths"],
)  # fmt: skip
def test_an_exploding_expression_ends(query: str, small: Running) -> None:
    begin = time.monotonic()
    assert patient(small, query).status in (200, 400, 422, 504)
    assert time.monotonic() - begin < 20


def test_a_query_that_needs_too_much_memory_is_told_so(real: KnowledgeGraph) -> None:
    with running(real.home, "--memory", "600", "--query-time", "60") as service:
        got = service.query(HUNGRY)
        assert got.status == 422 and got.json["type"] == "/problem/too-much-memory"
        assert service.query("ASK {}").status == 200


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 51", "application/sparql-results+json"),
        ("SELECT * { ?s ?p ?o } LIMIT 51", "application/sparql-results+xml"),
        ("SELECT * { ?s ?p ?o } LIMIT 51", "text/csv"),
        ("SELECT * { ?s ?p ?o } LIMIT 51", "text/tab-separated-values"),
        ("SELECT ('a,\\n\"b' AS ?x) { ?s ?p ?o } LIMIT 51", "text/csv"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 51", "text/turtle"),
    ],
)
def test_an_answer_is_never_cut(query: str, accept: str, small: Running) -> None:
    got = patient(small, query, accept)
    assert got.status == 422 and got.json["type"] == "/problem/answer-too-large"
    assert "50" in got.json["detail"]
    fitting = patient(small, query.replace("51", "50"), accept)
    assert fitting.status == 200 and fitting.body


def test_a_large_row_is_too_large(small: Running) -> None:
    doubled = "SELECT ?x { BIND('0123456789' AS ?a) "
    for number in range(17):
        before = "abcdefghijklmnopqr"[number]
        after = "abcdefghijklmnopqr"[number + 1]
        doubled += f"BIND(CONCAT(?{before}, ?{before}) AS ?{after}) "
    got = small.query(doubled + "BIND(?r AS ?x) }")
    assert got.status == 422 and got.json["type"] == "/problem/answer-too-large"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { ?s ?p ?o } #" + "x" * 5000, 413),
        ("SELECT * " + "{" * 21 + "}" * 21, 422),
        ("SELECT * { FILTER(" + "(" * 21 + "1" + ")" * 21 + ") }", 422),
        ("SELECT * { ?s ?p " + "[ ?q " * 21 + "1" + "]" * 21 + " }", 422),
        ("SELECT * { ?s " + "/".join(["<a:b>"] * 700) + " ?o }", 0),
        ("SELECT * { FILTER(" + "!" * 4900 + "1) }", 0),
        ("SELECT * { FILTER(" + "-" * 4900 + "1) }", 0),
        ("SELECT * { FILTER(" + "+".join("1" * 2400) + ") }", 0),
    ],
    ids=["long", "groups", "brackets", "blanks", "path", "not", "minus", "sum"],
)
def test_a_query_that_nests_too_deeply(query: str, status: int, small: Running) -> None:
    got = patient(small, query)
    assert got.status == status if status else got.status in (200, 400, 422, 504), got.text


def test_a_large_body_and_a_long_head(small: Running) -> None:
    assert small.query("x" * 9_000).status == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert small.send("POST", "/sparql", "query=" + "x" * 9_000, form).status == 413
    long = small.get("/sparql?query=" + "x" * 9_000)
    assert long.status == 431 and "POST" in long.json["remedy"]
    assert small.get("/", X_Long="x" * 9_000).status == 431


def test_a_page_has_no_more_rows_than_allowed(small: Running) -> None:
    got = small.get("/ask/hedged-figures").json
    assert len(got["rows"]) == 5 == got["limit"] and got["next"]
    assert small.get("/ask/hedged-figures?limit=6").status == 400
    assert small.get("/ask/derived-figures").json["type"] == "/problem/answer-too-large"


def test_too_many_at_a_time_are_told_to_come_back(small: Running) -> None:
    answers: list[Got] = []

    def ask(number: int) -> None:
        answers.append(small.query(f"{ENDLESS} # {number}"))

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for one in asking:
        one.start()
    time.sleep(0.5)
    begin = time.monotonic()
    page = small.get("/ask/court-cases?lang=zh&limit=3")
    waited = time.monotonic() - begin
    for one in asking:
        one.join(60)
    assert page.status == 200 and waited < 1.5, "hard queries keep no question waiting"
    assert {got.status for got in answers} == {503, 504}
    for got in answers:
        assert got.json["remedy"]
        assert (got.status == 503) == ("retry-after" in got.headers)
