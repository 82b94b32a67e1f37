from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.errors import QueryError
from iprgraph.query import Solutions, Statements, Verdict, check_query, run_query
from iprgraph.tokens import Kind, decoded, tokens

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph

KINDS = {
    "# a comment": Kind.COMMENT,
    "<urn:a#b>": Kind.IRI,
    "'it\\'s'": Kind.STRING,
    '"""a "quoted" text"""': Kind.STRING,
    "'''a\nb'''": Kind.STRING,
    "?service": Kind.VARIABLE,
    "$from": Kind.VARIABLE,
    "ipr:Court": Kind.NAME,
    "ipr:a\\#b": Kind.NAME,
    "graph:harbour-2031%2F1.1": Kind.NAME,
    ":x": Kind.NAME,
    "_:node": Kind.BLANK,
    "@zh-Hant": Kind.LANGUAGE,
    "1.5e3": Kind.NUMBER,
    "SELECT": Kind.WORD,
    "^^": Kind.SIGN,
    "{": Kind.SIGN,
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_a_token_is_of_its_kind(text: str, kind: Kind) -> None:
    assert [(token.text, token.kind) for token in tokens(f" {text}\n")] == [(text, kind)]


def test_tokens_know_their_line_and_column() -> None:
    found = [(token.text, token.line, token.column) for token in tokens("ASK {\n  ?a\n\n b }")]
    assert found == [("ASK", 1, 1), ("{", 1, 5), ("?a", 2, 3), ("b", 4, 2), ("}", 4, 4)]


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_nothing_but_blanks_is_lost(text: str) -> None:
    joined = "".join(token.text for token in tokens(text))
    assert "".join(joined.split()) == "".join(text.split())


def test_code_points_are_decoded_and_impossible_ones_stay() -> None:
    assert decoded("\\u0053ERVICE \\U00000041") == "SERVICE A"
    assert decoded("\\UFFFFFFFF") == "\\UFFFFFFFF"


REFUSED = {
    "service": ("SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }", "SERVICE is refused"),
    "service in odd case": ("SELECT * { sErViCe ?e { ?s ?p ?o } }", "SERVICE is refused"),
    "silent service": ("SELECT * { SERVICE SILENT ?e { } }", "SERVICE is refused"),
    "service after a comment": ("SELECT * { # x\n SERVICE ?e { } }", "line 2, column 2"),
    "service by code point": ("SELECT * { \\u0053ERVICE ?e { } }", "SERVICE is refused"),
    "service behind a false string": ("SELECT * { '\\u0027 SERVICE ?e { } }", "SERVICE is"),
    "service behind a comparison": (
        "SELECT * { ?s ipr:value ?v FILTER(?v<1)SERVICE?e#>\n{ ?a ?b ?c } }",
        "may be a comparison or an IRI",
    ),
    "from": ("SELECT * FROM <urn:x> { ?s ?p ?o }", "FROM is refused"),
    "from named": ("SELECT * from named <urn:x> { ?s ?p ?o }", "FROM is refused"),
    **{
        word.lower(): (f"{word} GRAPH <urn:x>", f"{word} belongs to an update")
        for word in "LOAD CLEAR CREATE DROP COPY MOVE ADD".split()  # noqa: SIM905
    },
    "insert": ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT belongs to an update"),
    "delete where": ("dElEtE WHERE { ?s ?p ?o }", "DELETE belongs to an update"),
    "with": ("WITH <urn:x> DELETE { ?s ?p 1 } WHERE { }", "WITH belongs to an update"),
    "update after a query": ("SELECT * { } ; INSERT DATA { }", "INSERT belongs to an update"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_a_query_that_reaches_out_or_changes_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_query(text)
    assert message in str(caught.value)
    assert caught.value.remedy
    assert caught.value.exit_code == 2


ALLOWED = {
    "in a comment": "SELECT * { ?s ?p ?o } # SERVICE <http://x.org/>",
    "in a string": "SELECT * { ?s ?p 'SERVICE' , \"INSERT DATA\" , '''FROM''' }",
    "in an address": "SELECT * { <http://x.org/service/from> ?p <urn:DELETE> }",
    "with brackets in an address": "SELECT * { <http://x.org/Service_(law)> ?p ?o }",
    "in a variable": "SELECT ?service ?from { ?service ?insert ?from }",
    "in a local name": "SELECT * { ?s ipr:SERVICE ipr:from }",
    "as a prefix": "PREFIX service: <urn:x> SELECT * { ?s service:load ?o }",
    "in a language tag": "SELECT * { ?s ?p 'x'@from }",
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_the_same_letters_elsewhere_are_allowed(text: str) -> None:
    check_query(text)
    assert isinstance(run_query(ox.Store(), text), Solutions)


@given(st.text(alphabet="SERVICEservice<>?#(){}'\"\\ \nu0053:@.^ab1", max_size=60))
def test_no_text_reaches_the_engine_with_a_service(text: str) -> None:
    query = f"SELECT * {{ {text} SERVICE ?e {{ }} }}"
    try:
        check_query(query)
    except QueryError:
        return
    # What is not refused has the keyword in a string or a comment: the engine sees none either.
    hidden = [token for token in tokens(query) if "SERVICE" in token.text.upper()]
    assert all(token.kind in (Kind.STRING, Kind.COMMENT, Kind.IRI) for token in hidden)


def test_an_unknown_prefix_names_the_nearest() -> None:
    with pytest.raises(QueryError) as caught:
        check_query("SELECT * {\n  ?s agncy:x ?o }", file="mine.rq")
    assert 'mine.rq: line 2, column 6: unknown prefix "agncy:"' in str(caught.value)
    assert 'did you mean "agency:"?' in caught.value.remedy


def test_a_prefix_of_the_query_goes() -> None:
    check_query("prefix new: <urn:x> SELECT * { ?s new:x ?o }")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT * { ?s ?p }", "line 1, column 19"),
        ("SELECT *\n{ ?s ?p ?o", "line 2, column 11"),
        ("", "line 1, column 1"),
        ("SELCT * { }", "line 1"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", "GROUP BY"),
        ("SELECT * { ?s < ipr:p ?o }", "line 1"),
    ],
)
def test_a_syntax_error_has_line_and_column(text: str, place: str) -> None:
    with pytest.raises(QueryError, match="syntax error") as caught:
        run_query(ox.Store(), text, file="mine.rq")
    assert place in str(caught.value)
    assert str(caught.value).startswith("mine.rq: ")


def test_each_form_of_query_has_its_answer(harbour: KnowledgeGraph) -> None:
    graph = harbour.store.graph
    assert run_query(graph, "ASK { agency:harbour-ip-court a ipr:Court }") == Verdict(True)
    rows = run_query(graph, "SELECT ?c { ?c a ipr:Court }")
    court = ox.NamedNode("https://w3id.org/iprgraph/id/agency/harbour-ip-court")
    assert rows == Solutions(("c",), ((court,),))
    made = run_query(graph, "CONSTRUCT { ?c a skos:Concept } WHERE { ?c a ipr:Court }")
    assert isinstance(made, Statements) and len(made.triples) == 1
    described = run_query(graph, "DESCRIBE agency:harbour-ip-court")
    assert isinstance(described, Statements) and len(described.triples) >= 5


def test_a_binding_is_a_term_and_never_text(harbour: KnowledgeGraph) -> None:
    hostile = ox.Literal('x") } INSERT DATA { <urn:a> <urn:b> "')
    text = "SELECT ?s ?name { ?s rdfs:label ?name }"
    assert run_query(harbour.store.graph, text, bindings={"name": hostile}) == Solutions(
        ("s", "name"), ()
    )


def test_a_binding_must_be_projected(harbour: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="projection"):
        run_query(harbour.store.graph, "SELECT ?s { ?s ?p ?o }", bindings={"o": ox.Literal("x")})


def test_the_limits_of_rows_size_and_time(
    harbour: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = harbour.store.graph
    monkeypatch.setenv("IPRGRAPH_QUERY_ROWS", "3")
    with pytest.raises(QueryError, match="more than 3 rows"):
        run_query(graph, "SELECT * { ?s ?p ?o }")
    monkeypatch.setenv("IPRGRAPH_QUERY_SIZE", "10")
    with pytest.raises(QueryError, match="the limit is 10"):
        run_query(graph, "SELECT * { ?s ?p ?o }")
    monkeypatch.delenv("IPRGRAPH_QUERY_SIZE")
    monkeypatch.setenv("IPRGRAPH_QUERY_SECONDS", "1")
    pairs = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(4))
    start = time.monotonic()
    with pytest.raises(QueryError, match="longer than 1 seconds"):
        run_query(graph, f"SELECT (COUNT(*) AS ?n) {{ {pairs} }}")
    assert time.monotonic() - start < 5


def test_the_store_is_read_only(harbour: KnowledgeGraph) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        harbour.store.graph.update("DELETE WHERE { ?s ?p ?o }")
