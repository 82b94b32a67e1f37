"""The endpoint: forms of requests, formats of answers, validators, and what is refused."""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from serving import Running

SELECT = "SELECT ?c ?l { ?c a ipr:Court ; rdfs:label ?l } ORDER BY ?c ?l"
CONSTRUCT = "CONSTRUCT { ?c rdfs:label ?l } { ?c a ipr:Court ; rdfs:label ?l }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = "application/sparql-query"
DIRECT = {"Content-Type": QUERY}
JSON = "application/sparql-results+json"
ENTITIES = "https://w3id.org/iprgraph/graph/entities"
DERIVED = "https://w3id.org/iprgraph/graph/derived"


def address(query: str, **more: str) -> str:
    return "/sparql?" + urlencode({"query": query, **more})


def test_the_three_ways_to_send_a_query_answer_the_same(service: Running) -> None:
    asked = service.get(address(SELECT), JSON)
    assert asked.status == 200 and asked.json["results"]["bindings"]
    form = service.send("POST", "/sparql", urlencode({"query": SELECT}), {**FORM, "Accept": JSON})
    direct = service.send("POST", "/sparql", SELECT, {**DIRECT, "Accept": JSON})
    assert asked.json == form.json == direct.json
    assert service.get(address(SELECT).replace("/sparql", "/sparql/"), JSON).json == asked.json


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        (f"{JSON};q=0.2, text/csv;q=0.9", "text/csv"),
        (f"text/csv;q=0, {JSON};q=0.001", JSON),
        ("text/*;q=0.5, text/csv;q=0.1, application/*;q=0.3", "text/tab-separated-values"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("nonsense, ;;;, text/csv", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_rows_by_accept(accept: str, type_: str, service: Running) -> None:
    got = service.get(address(SELECT), accept)
    assert (got.status, got.type) == (200, type_)
    assert "Accept" in got.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("text/turtle;q=0.3, application/rdf+xml;q=0.4", "application/rdf+xml"),
    ],
)
def test_triples_by_accept_are_the_same_graph(accept: str, type_: str, service: Running) -> None:
    got = service.get(address(CONSTRUCT), accept)
    assert (got.status, got.type) == (200, type_)
    known = service.get(address(CONSTRUCT), "application/n-triples")
    form = ox.RdfFormat.from_media_type(type_)
    found = {quad.triple for quad in ox.parse(got.body, format=form)}
    assert found == {quad.triple for quad in ox.parse(known.body, format=ox.RdfFormat.N_TRIPLES)}
    assert len(found) > 5


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("json", JSON),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("html", "text/html"),
        (JSON, JSON),
        ("CSV", "text/csv"),
    ],
)
def test_rows_by_format(name: str, type_: str, service: Running) -> None:
    got = service.get(address(SELECT, format=name), "application/pdf")
    assert (got.status, got.type) == (200, type_)


@pytest.mark.parametrize(
    "name", ["turtle", "ttl", "ntriples", "nt", "jsonld", "json", "rdfxml", "xml", "trig", "nquads"]
)
def test_triples_by_format(name: str, service: Running) -> None:
    got = service.get(address(CONSTRUCT, format=name))
    form = ox.RdfFormat.from_media_type(got.type)
    assert form is not None and list(ox.parse(got.body, format=form))


def test_all_row_formats_hold_the_same_rows(service: Running) -> None:
    known = [
        tuple(one["value"] for one in row.values())
        for row in service.get(address(SELECT), JSON).json["results"]["bindings"]
    ]
    table = list(csv.reader(io.StringIO(service.get(address(SELECT), "text/csv").text)))
    assert table[0] == ["c", "l"] and [tuple(row) for row in table[1:]] == known
    for type_ in ("application/sparql-results+xml", "text/tab-separated-values"):
        form = ox.QueryResultsFormat.from_media_type(type_)
        rows = ox.parse_query_results(service.get(address(SELECT), type_).body, format=form)
        assert isinstance(rows, ox.QuerySolutions)
        assert [(row[0].value, row[1].value) for row in rows] == known


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "application/pdf"),
        (SELECT, "text/turtle"),
        (CONSTRUCT, "text/csv"),
        (SELECT, "text/csv;q=0"),
        ("ASK {}", "text/turtle"),
    ],
)
def test_a_format_that_does_not_fit_is_406(query: str, accept: str, service: Running) -> None:
    got = service.get(address(query), accept)
    assert got.status == 406 and got.json["remedy"]


def test_a_head_request_has_the_headers_of_a_get(service: Running) -> None:
    got = service.get(address(SELECT), JSON)
    head = service.send("HEAD", address(SELECT), headers={"Accept": JSON})
    assert (head.status, head.body) == (200, b"")
    for name in ("etag", "content-type", "content-length", "vary", "cache-control"):
        assert head.headers[name] == got.headers[name]


def test_other_sites_may_read_it(service: Running) -> None:
    got = service.get(address("ASK {}"), Origin="https://example.org")
    assert got.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in got.headers
    assert "ETag" in got.headers["access-control-expose-headers"]
    asked = service.send("OPTIONS", "/sparql", headers={"Origin": "https://example.org"})
    assert asked.status == 204
    assert {"GET", "POST", "HEAD"} <= set(asked.headers["allow"].split(", "))
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "POST" not in service.send("OPTIONS", "/ask").headers["allow"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_405_and_told_which_are_not(method: str, service: Running) -> None:
    got = service.send(method, "/sparql")
    assert got.status == 405
    assert {"GET", "HEAD", "POST", "OPTIONS"} == set(got.headers["allow"].split(", "))
    assert service.send("POST", "/ask", "a=b", FORM).status == 405


def test_an_answer_is_not_sent_twice(service: Running) -> None:
    got = service.get(address(SELECT), JSON)
    tag = got.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        same = service.get(address(SELECT), JSON, If_None_Match=known)
        assert (same.status, same.body, same.headers["etag"]) == (304, b"", tag)
    assert service.get(address(SELECT), "text/csv", If_None_Match=tag).status == 200
    assert service.get(address(SELECT + " "), JSON, If_None_Match=tag).status == 200
    other = service.get(address(SELECT, **{"default-graph-uri": DERIVED}), JSON)
    assert other.headers["etag"] != tag


def test_what_may_change_has_no_entity_tag(service: Running) -> None:
    for query in (
        "SELECT (NOW() AS ?n) {}",
        "SELECT (uuid() AS ?n) {}",
        "SELECT (RAND() AS ?n) {}",
    ):
        got = service.get(address(query), JSON)
        assert "etag" not in got.headers and got.headers["cache-control"] == "no-store"
        assert got.body != service.get(address(query), JSON).body
    named = service.get(address('SELECT ("now" AS ?rand) {} # UUID()'), JSON)
    assert "etag" in named.headers


def test_a_large_answer_is_compressed_for_who_can_read_that(service: Running) -> None:
    plain = service.get(address(SELECT), JSON)
    packed = service.get(address(SELECT), JSON, Accept_Encoding="br;q=1, gzip;q=0.5")
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert len(packed.body) < len(plain.body) and gzip.decompress(packed.body) == plain.body
    for refused in ("gzip;q=0", "identity", "br"):
        got = service.get(address(SELECT), JSON, Accept_Encoding=refused)
        assert "content-encoding" not in got.headers


def test_the_dataset_of_the_protocol(service: Running) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    def number(query: str, *graphs: tuple[str, str], form: bool = False) -> int:
        text = urlencode([("query", query), *graphs])
        got = (
            service.send("POST", "/sparql", text, FORM)
            if form
            else service.get(f"/sparql?{text}", JSON)
        )
        assert got.status == 200, got.text
        return int(got.json["results"]["bindings"][0]["n"]["value"])

    one, two = ("default-graph-uri", ENTITIES), ("default-graph-uri", DERIVED)
    entities, derived = number(count, one), number(count, two)
    assert 0 < entities < number(count)
    assert number(count, one, two) == number(count, one, two, form=True) == entities + derived
    assert number(named) > 5 and number(named, one) == 0
    assert number(named, ("named-graph-uri", ENTITIES), ("named-graph-uri", DERIVED)) == 2
    assert number(count, ("named-graph-uri", ENTITIES)) == 0
    said = f"SELECT (COUNT(*) AS ?n) FROM <{DERIVED}> {{ ?s ?p ?o }}"
    assert number(said) == derived
    assert number(said, one) == entities, "the protocol goes before the query"
    short = "SELECT (COUNT(*) AS ?n) FROM graph:derived FROM NAMED graph:entities { ?s ?p ?o }"
    assert number(short) == derived


@pytest.mark.parametrize(
    "path",
    [
        address("ASK { ?s ?p ?o }", **{"default-graph-uri": "http://example.org/other"}),
        address("ASK { ?s ?p ?o }", **{"named-graph-uri": "file:///etc/passwd"}),
        address("ASK { ?s ?p ?o }", **{"named-graph-uri": "no address at all <>"}),
        address("ASK FROM <http://example.org/other> { ?s ?p ?o }"),
        address("ASK FROM NAMED <../other> { ?s ?p ?o }"),
        address("PREFIX o: <http://example.org/> ASK FROM o:other { ?s ?p ?o }"),
        address("ASK \\u0046ROM <http://example.org/other> { ?s ?p ?o }"),
    ],
)
def test_only_our_own_graphs_can_be_asked(path: str, service: Running) -> None:
    got = service.get(path, JSON)
    assert got.status == 400, got.text
    assert got.type == "application/problem+json"


def test_an_unknown_graph_says_where_the_known_ones_are(service: Running) -> None:
    got = service.get(address("ASK {}", **{"default-graph-uri": "urn:x"}))
    assert got.json["type"] == "/problem/unknown-graph" and "/sparql" in got.json["remedy"]
    known = service.get("/sparql", "application/n-triples").text
    assert f"<{ENTITIES}>" in known


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/sparql", "query=ASK{}&query=ASK{}", FORM, 400),
        ("POST", "/sparql?query=ASK{}", "query=ASK{}", FORM, 400),
        ("POST", "/sparql?query=ASK{}", "ASK {}", DIRECT, 400),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", None, {}, 400),
        ("POST", "/sparql", "", FORM, 400),
        ("POST", "/sparql", "other=1", FORM, 400),
        ("POST", "/sparql", "", DIRECT, 400),
        ("GET", "/sparql?query=", None, {}, 400),
        ("GET", "/sparql?query=%ff%fe", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%00%7D", None, {}, 400),
        ("POST", "/sparql", b"ASK {} # \xff", DIRECT, 400),
        ("POST", "/sparql", b"query=%ff", FORM, 400),
        ("POST", "/sparql", "ASK {}", {}, 415),
        ("POST", "/sparql", "ASK {}", {"Content-Type": "text/plain"}, 415),
        ("POST", "/sparql", "ASK {}", {"Content-Type": f"{QUERY};charset=utf-16"}, 415),
        ("POST", "/sparql", b"x", {**DIRECT, "Content-Encoding": "gzip"}, 415),
        ("POST", "/sparql", "update=CLEAR ALL", FORM, 403),
        ("POST", "/sparql?update=CLEAR%20ALL", "query=ASK{}", FORM, 403),
        ("POST", "/sparql", "CLEAR ALL", {"Content-Type": "application/sparql-update"}, 403),
        ("POST", "/sparql", "CLEAR ALL", DIRECT, 403),
        ("POST", "/sparql", "LOAD <http://example.org/>", DIRECT, 403),
        ("GET", "/sparql?format=csv", None, {}, 406),
        ("GET", "/sparql?" + "a=b&" * 300, None, {}, 400),
    ],
)  # fmt: skip
def test_what_is_wrong_gets_its_status(
    method: str,
    path: str,
    body: bytes | str | None,
    headers: dict[str, str],
    status: int,
    service: Running,
) -> None:
    got = service.send(method, path, body, headers)
    assert got.status == status, got.text
    assert got.type == "application/problem+json"
    assert got.json["status"] == status and got.json["title"] and got.json["remedy"]


def test_a_syntax_error_has_its_place(service: Running) -> None:
    got = service.query("SELECT * {\n  ?s ?p }")
    assert got.status == 400 and "line 2" in got.json["detail"]
    got = service.query("SELECT * { ?s agncy:x ?o }")
    assert got.status == 400 and "agency" in got.json["remedy"]


def test_a_problem_speaks_the_readers_language(service: Running) -> None:
    zh = service.get("/sparql?query=x", Accept_Language="fr, zh-CN;q=0.8, en;q=0.2")
    en = service.get("/sparql?query=x", Accept_Language="zh;q=0.1, en-GB")
    assert zh.json["title"] == "查询不正确" and en.json["title"] == "The query is wrong"
    assert service.get("/sparql?query=x&lang=zh").json["title"] == "查询不正确"
    page = service.get("/sparql?query=x&lang=zh", "text/html")
    assert page.type == "text/html" and "查询不正确" in page.text


def test_a_browser_gets_pages(service: Running) -> None:
    form = service.get("/sparql", "text/html")
    assert form.type == "text/html" and "<textarea" in form.text
    rows = service.get(address(SELECT), "text/html")
    assert 'href="/id/agency/' in rows.text and "<table>" in rows.text
    assert service.get(address("ASK {}", lang="en"), "text/html").text.count("<strong>yes</strong>")
    evil = quote('SELECT ("<script>alert(1)</script>" AS ?x) {}')
    page = service.get(f"/sparql?query={evil}", "text/html")
    assert "<script" not in page.text and "&lt;script" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_relative_address_is_resolved(service: Running) -> None:
    got = service.get(address("CONSTRUCT { <a> <b> 1 } {}"), "application/n-triples")
    assert f"<{service.address}a>" in got.text
