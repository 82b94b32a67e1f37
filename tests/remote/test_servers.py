"""The real graph in servers that are not ours: published, checked, and asked every question."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from servers import SERVERS, Server, one_of

import iprgraph
from iprgraph.answers import python_value
from iprgraph.cli import main
from iprgraph.folders import HOME_VARIABLE, folders
from iprgraph.questions import catalogue, parse_question
from iprgraph.remote.address import PASSWORD_VARIABLE, parse_address
from iprgraph.remote.endpoint import Endpoint
from iprgraph.remote.publication import parts_of, publish
from iprgraph.remote.target import GraphStore, UpdateService
from iprgraph.vocabulary import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph
    from iprgraph.query import Solutions, Term
    from iprgraph.remote.graph import RemoteGraph
    from iprgraph.remote.publication import Part

QUESTIONS = catalogue(folders().queries / "ask")
FOREIGN = "urn:somebody:else"
OLD = f"{GRAPH}guangdong-1999/1.1"
TRIPLE = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("kept"))


pytestmark = pytest.mark.remote


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    started = one_of(request, tmp_path_factory.mktemp("server"))
    with pytest.MonkeyPatch.context() as patch, started as running:
        patch.setenv(PASSWORD_VARIABLE, "dba")
        yield running


@pytest.fixture(scope="module")
def parts(real: KnowledgeGraph) -> tuple[Part, ...]:
    return parts_of(real.store.path)


@pytest.fixture(scope="module")
def endpoint(server: Server) -> Endpoint:
    return Endpoint(parse_address(server.query))


@pytest.fixture(scope="module")
def store(server: Server) -> GraphStore:
    return GraphStore(parse_address(server.store, user=server.user))


@pytest.fixture(scope="module")
def updates(server: Server) -> UpdateService:
    return UpdateService(parse_address(server.update, user=server.user))


@pytest.fixture(scope="module")
def published(
    server: Server, real: KnowledgeGraph, store: GraphStore, parts: tuple[Part, ...]
) -> RemoteGraph:
    """The graph at the server, published by the Graph Store Protocol beside a foreign graph."""
    store.put(FOREIGN, [TRIPLE])
    done = real.publish(server.query, store=server.store, user=server.user)
    assert set(done.sent) | set(done.same) == {part.graph for part in parts}
    assert done.surplus == done.dropped == ()
    return iprgraph.open(endpoint=server.query, language="en")


def by_value(term: Term | None) -> object:
    """A term as what it stands for: 12.30 and 12.3 are one, and so are en and EN."""
    if isinstance(term, ox.Literal):
        value = python_value(term)
        kind = Decimal if isinstance(value, int) and not isinstance(value, bool) else type(value)
        return kind.__name__, value, (term.language or "").lower()
    return str(term)


def rows(solutions: Solutions) -> list[tuple[object, ...]]:
    return [tuple(by_value(cell) for cell in row) for row in solutions.rows]


def test_all_questions_have_the_same_rows(published: RemoteGraph, real: KnowledgeGraph) -> None:
    assert len(QUESTIONS) >= 112
    wrong = [
        one.name
        for one in QUESTIONS
        if rows(published.answer(one, {})) != rows(real.answer(one, {}))
    ]
    assert wrong == []


OTHER_VALUES = [
    ("court-cases", {"agent": "广州知识产权法院"}),
    ("court-cases", {"agent": "agency:guangzhou-ip-court", "area": "Guangdong"}),
    ("court-cases", {"area": "place:macao"}),
    ("court-cases", {"report": "all", "area": "all"}),
    ("caseloads", {"report": "guangdong-2022"}),
    ("theme-overview", {"area": "guangdong"}),
    ("discrepancy-counts", {"report": "全部"}),
    ("action-results", {"activity": "驻会开展广交会知识产权保护工作"}),
    ("agency-mentions", {"paragraph": "1.5"}),
    ("common-ground", {"one": "广州知识产权法院", "other": "省法院"}),
    ("compare-years", {"earlier": "2030", "later": "2031"}),
    ("customs-roles", {"body": "黄埔海关"}),
    ("discrepancies", {"language": "zh", "severity": "major"}),
    ("figure-source", {"figure": "obs:court-cases-accepted-2022"}),
    ("law-measures", {"instrument": "广东省地理标志条例"}),
    ("members", {"collective": "廣東省內海關"}),
    ("omissions", {"edition": "guangdong-2022-zh", "language": "zh"}),
    ("paragraph-figures", {"paragraph": "guangdong-2022/3.1"}),
    ("place-profile", {"place": "佛山"}),
    ("ratios", {"metric": "metric:court-clearance-rate"}),
    ("right-figures", {"right": "植物新品种"}),
    ("theme-figures", {"theme": "检察"}),
    ("time-series", {"metric": "metric:court-ip-cases-accepted"}),
    ("unit-figures", {"unit": "unit:plant-variety"}),
    ("who-says-so", {"subject": "《广东省版权条例》"}),
]


def test_other_values_are_understood_there(published: RemoteGraph, real: KnowledgeGraph) -> None:
    for name, values in OTHER_VALUES:
        question = real.question(name)
        there = rows(published.answer(question, values))
        assert there == rows(real.answer(question, values)), (name, values)


def test_labels_come_from_there(published: RemoteGraph, real: KnowledgeGraph) -> None:
    there, here = published.ask("court-cases"), real.ask("court-cases")
    assert (there.columns, there.rows, there.labels) == (here.columns, here.rows, here.labels)
    assert any(there.labels.values())


HOSTILE = [
    '"); DROP ALL #',
    "guangdong } INSERT DATA { <a> <b> <c> }",
    "<https://w3id.org/iprgraph/id/place/x> <y>",
    "place:guangdong> ?p ?o } #",
    "https://evil.example/{x}",
    r"\u003E } DROP ALL",
    "",
    "a\nb",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_a_message_and_changes_nothing(
    value: str, published: RemoteGraph
) -> None:
    with pytest.raises(iprgraph.IprgraphError) as caught:
        published.ask("court-cases", area=value)
    assert "area=" in caught.value.message


@pytest.mark.parametrize("text", ['"); DROP ALL #', r"\u0022 } # {", "'''\"\"\"", "海港 …", "\\"])
def test_a_hostile_text_arrives_as_a_text(text: str, published: RemoteGraph) -> None:
    header = '#+ [parameters.v]\n#+ type = "string"\n'
    question = parse_question(f"{header}SELECT ?v WHERE {{ }}", name="echo")
    ((found,),) = published.answer(question, {"v": text}).rows
    assert isinstance(found, ox.Literal) and found.value == text


def test_any_query_runs_there_and_wrong_ones_do_not_leave_here(published: RemoteGraph) -> None:
    assert published.query("ASK { GRAPH ?g { place:guangdong rdfs:label ?label } }") is True
    turtle = published.query("CONSTRUCT WHERE { place:guangdong a ?kind }")
    assert isinstance(turtle, str) and "place:guangdong" in turtle
    for text in (
        "SELECT ?x {",
        "DROP ALL",
        "SELECT * { SERVICE <urn:x> { } }",
        "ASK { a:b ?p ?o }",
    ):
        with pytest.raises(iprgraph.errors.QueryError):
            published.query(text)


def test_updates_replace_graphs_with_blank_nodes_in_batches(
    published: RemoteGraph,
    endpoint: Endpoint,
    updates: UpdateService,
    store: GraphStore,
    parts: tuple[Part, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IPRGRAPH_PUBLISH_BATCH", "300")
    chosen = [part for part in parts if part.graph.endswith(("/shapes", "/5.1", "/entities"))]
    assert any(isinstance(one.object, ox.BlankNode) for part in chosen for one in part.triples)
    for part in chosen:
        store.put(part.graph, [TRIPLE])
    done = publish(parts, endpoint, updates)
    assert set(done.sent) == {part.graph for part in chosen}


def test_the_command_needs_no_build(
    published: RemoteGraph,
    server: Server,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    for words, expected in (
        (["-l", "zh", "-f", "table"], "广州知识产权法院"),
        (["-f", "csv", "--labels"], "Guangzhou Intellectual Property Court"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["ask", "court-cases", "--endpoint", server.query, *words])
        assert not ended.value.code
        assert expected in capsys.readouterr().out
