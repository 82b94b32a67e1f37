"""The front of the query parser: whatever passes it makes the engine call nobody."""

from __future__ import annotations

import os
import socket
import threading

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iprgraph.serve import front
from iprgraph.serve.problems import Problem

# `make fuzz` asks for more.
EXAMPLES = int(os.environ.get("IPRGRAPH_FUZZ_EXAMPLES", "300"))

_listener = socket.create_server(("127.0.0.1", 0))
_PORT = _listener.getsockname()[1]
_calls: list[int] = []


def _listen() -> None:
    while True:
        other, _ = _listener.accept()
        _calls.append(1)
        other.close()


threading.Thread(target=_listen, daemon=True).start()

_HOST = f"<http://127.0.0.1:{_PORT}/>"
_PIECES = st.sampled_from(
    [
        "SERVICE", "service", "SeRvIcE", "\\u0053ERVICE", "SERV\\u0049CE", "SILENT", _HOST,
        f"SERVICE {_HOST} {{ ?s ?p ?o }}", f"SERVICE{_HOST}{{?s ?p ?o}}", "FROM", "NAMED", "LOAD",
        "{", "}", "(", ")", "<", ">", "<1)", "#", "\n", "\r", "\t", " ", '"', "'", '"""', "'''",
        "\\", "\\u0022", "\\u003e", "\\u000a", "\\u0023", "?s", "?e", "$s", "?s ?p ?o", ".", ";",
        ",", "a", "<urn:x>", "x:y", ":", "_:b", "[]", "@en", "^^", "1", "1e1", "FILTER(?s<1)",
        "FILTER(?s>1)", "BIND(1 AS ?z)", "GRAPH ?g", "OPTIONAL", "UNION", "SELECT", "*", "WHERE",
        "PREFIX x: <urn:x>", "BASE <urn:x>", "ASK", "é", "中",
        "\u2028", "\u00a0", "\ufeff", "\U0001f600",
    ]
)  # fmt: skip
_QUERIES = st.one_of(
    st.lists(_PIECES, max_size=25).map("".join),
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.lists(_PIECES, max_size=20).map(lambda parts: "SELECT * { " + " ".join(parts) + " }"),
    st.lists(_PIECES, max_size=12).map(lambda parts: "ASK { ?s ?p ?o " + "".join(parts) + "}"),
    st.text(max_size=200),
)


def passes(text: str) -> bool:
    try:
        front.check(text, graphs=frozenset(), depth=60)
    except Problem as problem:
        assert problem.message and problem.as_object("zh")["remedy"]
        return False
    return True


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(_QUERIES)
def test_a_query_that_passes_calls_nobody(text: str) -> None:
    before = len(_calls)
    if passes(text):
        try:
            answer = ox.Store().query(text)
            if not isinstance(answer, ox.QueryBoolean):
                list(answer)
        except (SyntaxError, ValueError, RuntimeError, OSError):
            pass
    assert len(_calls) == before, text


def test_the_listener_hears_an_engine_that_is_not_held_back() -> None:
    before = len(_calls)
    with pytest.raises((OSError, RuntimeError)):
        list(ox.Store().query(f"SELECT * {{ SERVICE {_HOST} {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    assert len(_calls) > before


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(alphabet="({[)}] \n'\"#<>\\", max_size=400))
def test_brackets_are_counted_outside_of_words(text: str) -> None:
    passes(text)


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p '" + "{" * 99 + "' }", "ASK {} # " + "(" * 99])
def test_brackets_in_words_are_no_nesting(text: str) -> None:
    assert passes(text)
