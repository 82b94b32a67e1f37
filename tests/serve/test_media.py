"""Which format, language and coding a client gets, and what of a query may be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.serve import front
from iprgraph.serve.cache import Answer, Cache
from iprgraph.serve.jobs import QueryJob, Reply, job_head, job_of
from iprgraph.serve.media import HTML, ROWS, TRIPLES, Choice, accepted, called
from iprgraph.serve.requests import preferred_language
from iprgraph.serve.responses import takes_gzip

OFFERS = (*ROWS, HTML)


@given(st.text(alphabet="abc/*;q=0.5, +-text/html", max_size=200))
def test_any_accept_header_has_an_answer(header: str) -> None:
    found = accepted(header, OFFERS)
    assert found is None or any(found.type in one.types for one in OFFERS)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([one.types[0] for one in OFFERS]),
            st.integers(0, 1000).map(lambda n: n / 1000),
        ),
        unique_by=lambda one: one[0],
        min_size=1,
    )
)
def test_the_heaviest_type_is_chosen(wanted: list[tuple[str, float]]) -> None:
    header = ", ".join(f"{kind};q={weight:.3f}" for kind, weight in wanted)
    found = accepted(header, OFFERS)
    most = max(weight for _, weight in wanted)
    if most == 0:
        assert found is None
    else:
        assert found is not None and dict(wanted)[found.type] == most


def test_among_equals_the_first_that_is_offered() -> None:
    assert accepted("text/csv, application/sparql-results+xml", ROWS) == Choice(
        "xml", "application/sparql-results+xml"
    )
    assert accepted("", TRIPLES) == Choice("turtle", "text/turtle")
    assert called("application/sparql-results json", ROWS) == Choice(
        "json", "application/sparql-results+json"
    )
    assert called("pdf", ROWS) is None


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("zh", "zh"),
        ("zh-TW, en;q=0.9", "zh"),
        ("fr, de", "en"),
        ("en;q=0.1, zh;q=0.2", "zh"),
        ("zh;q=0", "en"),
        ("*", "en"),
        ("zh;q=oops", "en"),
    ],
)
def test_the_language_that_is_liked_best(header: str, language: str) -> None:
    assert preferred_language(header, "en") == language


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("GZIP, br", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("br", False),
        ("", False),
    ],
)
def test_who_can_read_gzip(header: str, *, takes: bool) -> None:
    assert takes_gzip(header) is takes


@pytest.mark.parametrize(
    ("query", "volatile"),
    [
        ("SELECT (now() AS ?n) {}", True),
        ("SELECT (RAND() AS ?n) {}", True),
        ("SELECT (\\u004eOW() AS ?n) {}", True),
        ("SELECT ('NOW()' AS ?now) { <urn:NOW> ?rand ?o } # RAND()", False),
    ],
)
def test_what_may_answer_otherwise_next_time(query: str, *, volatile: bool) -> None:
    assert front.check(query, graphs=(), depth=9) is volatile


@given(st.text(), st.lists(st.text()), st.sampled_from([None, Choice("csv", "text/csv")]))
def test_a_job_comes_out_of_the_pipe_as_it_went_in(
    text: str, graphs: list[str], rows: Choice | None
) -> None:
    job = QueryJob(
        language="zh", site="http://x/", text=text, base="", default=tuple(graphs), rows=rows
    )
    assert job_of(job_head(job)) == job


def test_the_cache_keeps_to_its_room() -> None:
    cache = Cache(100_000)
    for number in range(50):
        cache.put(str(number), Answer(Reply("text/plain", b"x" * 2_000), str(number)))
        cache.get("0")
    assert cache.get("0") is not None, "what is asked for stays"
    assert cache.get("1") is None, "the oldest goes"
    held = sum(found.size for n in range(50) if (found := cache.get(str(n))) is not None)
    assert 50_000 < held <= 100_000
    cache.put("big", Answer(Reply("text/plain", b"x" * 90_000), "big"))
    assert cache.get("big") is None
