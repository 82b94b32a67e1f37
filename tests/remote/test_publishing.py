"""Publishing to servers that are not ours: what breaks off, gets lost, is too much, is dropped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest
from servers import SERVERS, Server, one_of

import iprgraph
from iprgraph.cli import main
from iprgraph.errors import PublishError, RemoteError
from iprgraph.remote.address import PASSWORD_VARIABLE, parse_address
from iprgraph.remote.digest import digest_of
from iprgraph.remote.endpoint import Endpoint
from iprgraph.remote.fetching import fetch
from iprgraph.remote.publication import Part, counts_of, parts_of, publish
from iprgraph.remote.target import GraphStore, UpdateService
from iprgraph.vocabulary import GRAPH, MERGED_GRAPH, PUBLICATION_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iprgraph.door import KnowledgeGraph
    from iprgraph.remote.target import Target

pytestmark = pytest.mark.remote

FOREIGN = "urn:somebody:else"
OLD = f"{GRAPH}harbour-1999/1.1"
TRIPLE = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("kept"))
LISTS = """
<urn:s> <urn:in> (1 2 "three" [ <urn:p> 12.30 ]) , ( ) ; <urn:when> "2031-05-01"^^xsd:date ;
  <urn:large> 10666000000 ; <urn:true> true ;
  <urn:text> "\\"quoted\\" \\\\u0022 海港"@zh-Hant , "a\\nb" .
<urn:other> <urn:same> [ <urn:p> [ <urn:p> "x" ] ] .
"""


class Weak:
    """A target that fails after some graphs."""

    def __init__(self, target: Target, puts: int) -> None:
        self._target, self._left = target, puts

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        if not self._left:
            raise RemoteError("the talk broke off", remedy="mend the line")
        self._left -= 1
        self._target.put(graph, triples)

    def drop(self, graph: str) -> None:
        self._target.drop(graph)

    def close(self) -> None:
        self._target.close()


class Careless(Weak):
    """A target that loses a statement of each graph, and says nothing."""

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        self._target.put(graph, triples[1:])


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    started = one_of(request, tmp_path_factory.mktemp("server"))
    with pytest.MonkeyPatch.context() as patch, started as running:
        patch.setenv(PASSWORD_VARIABLE, "dba")
        yield running


@pytest.fixture(scope="module")
def endpoint(server: Server) -> Endpoint:
    return Endpoint(parse_address(server.query))


@pytest.fixture(params=["graph store", "update"])
def target(server: Server, request: pytest.FixtureRequest) -> Target:
    """Each way to write, on a server that has one foreign graph and none of ours."""
    url = server.store if request.param == "graph store" else server.update
    address = parse_address(url, user=server.user)
    found = GraphStore(address) if request.param == "graph store" else UpdateService(address)
    for graph in counts_of(Endpoint(parse_address(server.query))):
        found.drop(graph)
    found.put(FOREIGN, [TRIPLE])
    return found


@pytest.fixture
def parts(harbour: KnowledgeGraph) -> tuple[Part, ...]:
    """The Harbour, merged, with a graph of lists and blank nodes."""
    prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    quads = ox.parse(f"{prefix}{LISTS}".encode(), format=ox.RdfFormat.TURTLE)
    triples = tuple(quad.triple for quad in quads)
    return (Part(f"{GRAPH}shapes", triples, digest_of(triples)), *parts_of(harbour.store.path))


def test_all_is_sent_once_and_asked(
    parts: tuple[Part, ...],
    endpoint: Endpoint,
    target: Target,
    server: Server,
    harbour: KnowledgeGraph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IPRGRAPH_PUBLISH_BATCH", "7")
    monkeypatch.setenv("IPRGRAPH_PUBLISH_PART", "40")
    told: list[tuple[str, int, int]] = []
    done = publish(parts, endpoint, target, progress=lambda *step: told.append(step))
    assert set(done.sent) == {part.graph for part in parts} and not done.same
    assert ("send", len(parts), len(parts)) in told
    assert publish(parts, endpoint, target).sent == ()
    there = iprgraph.open(endpoint=server.query, language="en")
    text = "SELECT ?o ?v { GRAPH ?g { ?o ipr:value ?v } } ORDER BY ?v"
    assert there.query(text) == harbour.query(text)


def test_a_graph_is_read_back_whole_in_many_parts(
    parts: tuple[Part, ...],
    endpoint: Endpoint,
    target: Target,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(parts, endpoint, target)
    monkeypatch.setattr("iprgraph.remote.fetching._AT_ONCE", 20)
    for part in parts:
        found = fetch(endpoint, f"GRAPH <{part.graph}> {{ ?s ?p ?o }}")
        assert digest_of(found) == part.digest
    with pytest.raises(RemoteError, match="gives 1 of 3 statements"):
        fetch(endpoint, f"GRAPH <{FOREIGN}> {{ ?s ?p ?o }}", count=3)


def test_what_broke_off_is_no_graph_and_goes_on_where_it_stopped(
    parts: tuple[Part, ...], endpoint: Endpoint, target: Target, server: Server
) -> None:
    with pytest.raises(PublishError, match="broke off") as caught:
        publish(parts, endpoint, Weak(target, puts=1))
    assert f"1 of {len(parts)} graphs" in caught.value.message
    assert caught.value.exit_code == 1
    assert caught.value.remedy.startswith("mend the line; then run the same command again")
    with pytest.raises(RemoteError, match=r"twice|does not hold the graph"):
        iprgraph.open(endpoint=server.query).ask("court-cases", area="harbour")
    done = publish(parts, endpoint, target)
    assert (len(done.sent), len(done.same)) == (len(parts) - 1, 1)


def test_what_is_lost_on_the_way_is_told(
    parts: tuple[Part, ...], endpoint: Endpoint, target: Target
) -> None:
    publish(parts, endpoint, target)
    lost = parts[1]
    target.drop(lost.graph)
    with pytest.raises(PublishError) as caught:
        publish(parts, endpoint, Careless(target, puts=0))
    there = f"{lost.digest.count - 1:,} of {lost.digest.count:,} statements"
    assert f"<{lost.graph}> has {there}" in caught.value.message
    assert PUBLICATION_GRAPH not in counts_of(endpoint)
    # As many statements as there should be, and one of them another.
    target.put(lost.graph, [*lost.triples[1:], TRIPLE])
    assert publish(parts, endpoint, target).sent == (lost.graph,)


def test_only_graphs_of_ours_are_dropped_and_only_when_asked(
    parts: tuple[Part, ...], endpoint: Endpoint, target: Target
) -> None:
    target.put(OLD, [TRIPLE])
    assert publish(parts, endpoint, target).surplus == (OLD,)
    told = publish(parts, endpoint, target, prune=True, dry_run=True)
    assert told.dropped == (OLD,) and OLD in counts_of(endpoint)
    assert publish(parts, endpoint, target, prune=True).dropped == (OLD,)
    assert OLD not in counts_of(endpoint)
    assert endpoint.count(f"GRAPH <{FOREIGN}> {{ ?s ?p ?o }}") == 1


@pytest.mark.usefixtures("harbour", "target")
def test_the_command(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*more: str) -> tuple[int, str, str]:
        words = ["publish", server.query, "--store", server.store, *more]
        words += ["--user", server.user] if server.user else []
        with pytest.raises(SystemExit) as ended:
            main(words)
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    code, out, _ = run("--dry-run", "-f", "table")
    assert code == 0 and "would be sent" in out and f"send  {MERGED_GRAPH}" in out
    code, out, _ = run("-f", "table")
    assert code == 0 and "checked by value" in out and "dba" not in out
    code, out, _ = run()
    assert code == 0 and json.loads(out)["sent"] == []
    code, _, err = run("--update", server.update)
    assert code == 2 and "one protocol" in err


@pytest.mark.usefixtures("target")
def test_a_wrong_address_is_told(server: Server, harbour: KnowledgeGraph) -> None:
    wrong = urljoin(server.query, "/nowhere")
    with pytest.raises((RemoteError, PublishError)) as caught:
        harbour.publish(server.query, store=wrong, user=server.user)
    assert "nowhere" in caught.value.message and caught.value.remedy
    with pytest.raises(iprgraph.IprgraphError):
        harbour.publish(wrong)
