"""A query made ready for a server says the same there: prefixes declared, parameters bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.binding import bound
from iprgraph.errors import QueryError
from iprgraph.folders import folders
from iprgraph.prefixes import prefix_table
from iprgraph.questions import catalogue, chosen
from iprgraph.remote.prepared import form_of, prepared, written
from iprgraph.tokens import decoded

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph
    from iprgraph.query import Term
    from iprgraph.questions import Question

QUESTIONS = catalogue(folders().queries / "ask")
X = ox.NamedNode("urn:x")
BOUND = "VALUES ?v { <urn:x> }"


def ready(text: str, **terms: Term) -> str:
    return prepared(text, terms, prefix_table())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_a_prepared_question_needs_nothing_and_has_the_same_rows(
    question: Question, real: KnowledgeGraph
) -> None:
    terms = bound(question, chosen(question, {}), lambda text, kind: real.resolve(text, kind=kind))
    answer = real.store.graph.query(prepared(question.text, terms, prefix_table()))
    assert isinstance(answer, ox.QuerySolutions)
    local = real.answer(question, {})
    assert [tuple(row[name] for name in local.columns) for row in answer] == list(local.rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?v { ?s ?p ?v }", f"SELECT ?v {{ {BOUND} ?s ?p ?v }}"),
        ("ASK { ?s ?p ?o }", f"ASK {{ {BOUND} ?s ?p ?o }}"),
        # Where the variable stands in an inner group, it is bound there too.
        (
            "ASK { ?a ?b ?c OPTIONAL { ?c ?d ?e FILTER(?e = ?v) } }",
            f"ASK {{ {BOUND} ?a ?b ?c OPTIONAL {{ {BOUND} ?c ?d ?e FILTER(?e = ?v) }} }}",
        ),
        (
            "CONSTRUCT { ?s ?p ?v } WHERE { { ?s ?p ?v } UNION { ?v ?p ?s } }",
            f"CONSTRUCT {{ ?s ?p ?v }} WHERE {{ {BOUND} {{ {BOUND} ?s ?p ?v }} "
            f"UNION {{ {BOUND} ?v ?p ?s }} }}",
        ),
        # A subquery's variable is another one, unless it is projected.
        (
            "SELECT ?v { { SELECT ?s { ?s ?p ?v } } }",
            f"SELECT ?v {{ {BOUND} {{ SELECT ?s {{ ?s ?p ?v }} }} }}",
        ),
        (
            "SELECT ?v { { SELECT ?v (COUNT(*) AS ?n) { ?s ?p ?v { ?v ?q ?s } } GROUP BY ?v } }",
            f"SELECT ?v {{ {BOUND} {{ SELECT ?v (COUNT(*) AS ?n) {{ {BOUND} ?s ?p ?v "
            f"{{ {BOUND} ?v ?q ?s }} }} GROUP BY ?v }} }}",
        ),
        (
            "SELECT * { { SELECT * { ?s ?p ?v } } }",
            f"SELECT * {{ {BOUND} {{ SELECT * {{ {BOUND} ?s ?p ?v }} }} }}",
        ),
        # Braces that are no group.
        (
            "SELECT (EXISTS { ?v ?p ?o } AS ?e) { VALUES (?v ?s) { (<a:> <b:>) } ?s ?p ?o }",
            f"SELECT (EXISTS {{ {BOUND} ?v ?p ?o }} AS ?e) "
            f"{{ {BOUND} VALUES (?v ?s) {{ (<a:> <b:>) }} ?s ?p ?o }}",
        ),
        (
            'ASK { ?s ?p "{ ?v }" # { ?v\n }',
            f'ASK {{ {BOUND} ?s ?p "{{ ?v }}" # {{ ?v\n }}',
        ),
    ],
)
def test_a_parameter_is_bound_in_every_group_that_it_stands_in(text: str, expected: str) -> None:
    assert ready(text, v=X) == expected


@pytest.mark.parametrize(
    "text",
    ["CONSTRUCT WHERE { ?s ?p ?v }", "DESCRIBE ?v", "SELECT ?v { SELECT ?v { ?s ?p ?v } }"],
)
def test_a_query_without_a_place_for_parameters_is_told(text: str) -> None:
    with pytest.raises(QueryError, match="cannot be bound") as caught:
        ready(text, v=X)
    assert "WHERE" in caught.value.remedy
    assert ready(text).endswith(text)


def test_prefixes_are_declared_once_and_the_query_s_own_stay() -> None:
    found = ready('#+ x = 1\nPREFIX place: <urn:mine/> ASK { place:a a ipr:City ; ipr:x "obs:y" }')
    assert found.startswith("PREFIX ipr: <https://w3id.org/iprgraph/ontology#> #+ x = 1\n")
    assert found.count("PREFIX") == 2
    hidden = ready("ASK { ?s \\u0069pr:x ?o }")
    assert hidden.startswith("PREFIX ipr:")


@pytest.mark.parametrize("form", ["SELECT", "ask", "Construct", "DESCRIBE"])
def test_the_form_of_a_query(form: str) -> None:
    assert form_of(f"# SELECT\nPREFIX ask: <urn:select#> {form} {{ ?s ?p 'ASK' }}") == form.upper()
    assert form_of("DROP ALL") == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_arrives_as_it_is(text: str) -> None:
    _arrives(ox.Literal(text))


@given(st.text("\\u0022\"'{}>} INSERT#\n\r", max_size=24))
def test_a_text_made_to_break_out_arrives_as_it_is(text: str) -> None:
    _arrives(ox.Literal(text))
    _arrives(ox.Literal(text, language="en"))


def _arrives(term: ox.Literal) -> None:
    """A server that decodes code points first, and one that does not, read one and the same."""
    query = prepared("SELECT ?v { }", {"v": term}, {})
    for view in (query, decoded(query)):
        rows = ox.Store().query(view)
        assert isinstance(rows, ox.QuerySolutions)
        assert [row["v"] for row in rows] == [term]


@pytest.mark.parametrize(
    "text", [r"\u0022 } DROP ALL #", r"a\\u0022", "\\", r"\U0001F600", r"\\\u"]
)
def test_a_backslash_is_not_the_beginning_of_a_code_point(text: str) -> None:
    _arrives(ox.Literal(text))


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(QueryError, match="cannot be sent"):
        written(ox.BlankNode("b"))
    assert written(ox.NamedNode("https://example.org/x")) == "<https://example.org/x>"
