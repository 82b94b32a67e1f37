"""An endpoint that is not there, refuses, sends elsewhere, or answers what is no result."""

from __future__ import annotations

import base64
import gzip
import socket
from typing import TYPE_CHECKING

import pytest
from fakes import ROWS, Answered, Asked, fake, rows

import iprgraph
from iprgraph.cli import main
from iprgraph.errors import IprgraphError, QueryError, RemoteError
from iprgraph.query import Solutions, Statements, Verdict
from iprgraph.remote.address import PASSWORD_VARIABLE, USER_VARIABLE, parse_address
from iprgraph.remote.client import Client
from iprgraph.remote.endpoint import Dataset, Endpoint
from iprgraph.vocabulary import MERGED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable

SELECT = "SELECT ?x { ?s ?p ?x }"
SECRET = "open-sesame"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No user or password from outside."""
    monkeypatch.delenv(USER_VARIABLE, raising=False)
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)


def ask(url: str, text: str = SELECT, *, user: str = "") -> object:
    return Endpoint(parse_address(url, user=user)).query(text)


def always(reply: Answered) -> Callable[[Asked], Answered]:
    return lambda asked: reply


def refused(url: str, text: str = SELECT) -> IprgraphError:
    with pytest.raises(IprgraphError) as caught:
        ask(url, text)
    error = caught.value
    assert error.remedy
    assert "\n" not in error.message and error.message.isprintable()
    return error


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/", "ftp: cannot be asked"),
        ("file:///etc/passwd", "file: cannot be asked"),
        ("example.org/sparql", "without http"),
        ("http://", "cannot be asked"),
        ("http://example.org/a b", "blanks"),
        ("http://example.org/\r\nX: y", "cannot be shown"),
        ("http://[::1", "no address"),
        ("http://me:open/sesame@example.org/", "no address"),
        ("http://me@example.org/", "no password"),
    ],
)
def test_an_address_that_cannot_be_asked(url: str, message: str) -> None:
    assert message in refused(url).message


def test_rows_triples_and_verdicts() -> None:
    with fake(always(Answered(body=rows("a", "b")))) as server:
        found = ask(server.url)
        assert isinstance(found, Solutions) and len(found.rows) == 2
        asked = server.asked[0]
        assert (asked.method, asked.fields["query"]) == ("POST", [SELECT])
        assert asked.headers["Accept"].startswith(ROWS)
        assert asked.headers["User-Agent"].startswith("iprgraph/")
    with fake(always(Answered(body=b'{"head":{},"boolean":true}'))) as server:
        assert ask(server.url, "ASK { }") == Verdict(True)
    turtle = Answered(body=b"<urn:a> a <urn:b> .", headers={"Content-Type": "text/turtle"})
    with fake(always(turtle)) as server:
        found = ask(server.url, "CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(found, Statements) and len(found.triples) == 1
        assert server.asked[0].headers["Accept"].startswith("application/n-triples")


def test_a_compressed_answer_is_read() -> None:
    headers = {"Content-Type": f"{ROWS}; charset=utf-8", "Content-Encoding": "gzip"}
    with fake(always(Answered(body=gzip.compress(rows("a")), headers=headers))) as server:
        assert isinstance(ask(server.url), Solutions)


def test_the_graphs_are_fields_of_the_protocol() -> None:
    with fake(always(Answered(body=rows()))) as server:
        dataset = Dataset(("urn:m",), ("urn:a", "urn:b"))
        Endpoint(parse_address(server.url)).query(SELECT, dataset=dataset)
        assert server.asked[0].fields["default-graph-uri"] == ["urn:m"]
        assert server.asked[0].fields["named-graph-uri"] == ["urn:a", "urn:b"]


def test_a_server_that_takes_no_form_is_asked_by_address() -> None:
    def answer(asked: Asked) -> Answered:
        return Answered(body=rows("a")) if asked.method == "GET" else Answered(405)

    with fake(answer) as server:
        endpoint = Endpoint(parse_address(server.url))
        for _ in range(2):
            endpoint.query(SELECT)
        assert [one.method for one in server.asked] == ["POST", "GET", "GET"]
        assert server.asked[1].fields["query"] == [SELECT]
        assert "too long" in refused(server.url, f"{SELECT} #{'x' * 9_000}").message


def test_nothing_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/sparql"
    assert f"nothing listens at {url}" in refused(url).message


def test_there_is_no_such_host() -> None:
    assert 'there is no host "nowhere.invalid"' in refused("http://nowhere.invalid/").message


def test_a_connection_that_is_not_safe() -> None:
    with fake(always(Answered(body=rows()))) as server:
        error = refused(server.url.replace("http:", "https:"))
    assert "no safe connection to 127.0.0.1" in error.message


def test_no_answer_and_a_slow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPRGRAPH_REMOTE_SECONDS", "1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = refused(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert "longer than 1 seconds" in error.message and "IPRGRAPH_REMOTE_SECONDS" in error.remedy
    with fake(always(Answered(body=rows(*"abcdefgh"), pause=0.3))) as server:
        assert "longer than 1 seconds" in refused(server.url).message


def test_what_is_no_http_at_all() -> None:
    import threading

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            connection, _ = listening.accept()
            connection.recv(4096)
            connection.sendall(b"220 mail.example ESMTP\r\n")
            connection.close()

        thread = threading.Thread(target=talk)
        thread.start()
        error = refused(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        thread.join()
    assert "broke off" in error.message


HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Answered(400, b"line 1: syntax\nerror \x1b[31mred", HTML), "(400): line 1: syntax error"),
        (Answered(401), "refuses the query (401)"),
        (Answered(403, b"<html><title>no</title><b>not</b> you</html>", HTML), "(403): not you"),
        (Answered(404), "(404)"),
        (Answered(500, b"x" * 5_000), f"(500): {'x' * 300}…"),
        (Answered(503, b"busy"), "(503): busy"),
        (Answered(200, b"<html>welcome</html>", HTML), "is no result of SPARQL (text/html)"),
        (Answered(200, b"{"), "is no result of SPARQL"),
        (Answered(200, rows("a")[:-9]), "is no result of SPARQL"),
        (Answered(200, rows("a"), cut=True), "broke off"),
        (Answered(200, rows("a"), {"Content-Encoding": "gzip", "Content-Type": ROWS}), "broke off"),
        (Answered(200, rows("a"), {}), "of no stated type"),
    ],
)
def test_a_refusal_or_nonsense_is_told(reply: Answered, message: str) -> None:
    with fake(always(reply)) as server:
        error = refused(server.url)
    assert message in error.message
    assert len(error.message) < 500


def test_a_cut_answer_is_no_answer() -> None:
    headers = {"Content-Type": ROWS, "X-SPARQL-MaxRows": "3"}
    with fake(always(Answered(body=rows("a", "b", "c"), headers=headers))) as server:
        error = refused(server.url)
    assert isinstance(error, QueryError) and "cut the answer after 3 rows" in error.message
    with fake(always(Answered(body=rows("a", "b"), headers=headers))) as server:
        assert isinstance(ask(server.url), Solutions)
    headers = {"Content-Type": ROWS, "X-SQL-State": "S1TAT"}
    with fake(always(Answered(body=rows("a"), headers=headers))) as server:
        assert "cut the answer" in refused(server.url).message


def test_an_answer_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPRGRAPH_REMOTE_MEGABYTES", "1")
    headers = {"Content-Type": ROWS, "Content-Encoding": "gzip"}
    body = gzip.compress(b" " * 3_000_000)
    with fake(always(Answered(body=body, headers=headers))) as server:
        error = refused(server.url)
    assert "more than 1,000,000 bytes" in error.message
    monkeypatch.setenv("IPRGRAPH_QUERY_ROWS", "2")
    with fake(always(Answered(body=rows("a", "b", "c")))) as server:
        assert "more than 2 rows" in refused(server.url).message


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    replies = [Answered(503, b"", {"Retry-After": "0"}), Answered(body=rows("a"))]
    with fake(lambda asked: replies.pop(0)) as server:
        assert isinstance(ask(server.url), Solutions)
    with fake(always(Answered(503, b"", {"Retry-After": "0"}))) as server:
        assert "(503)" in refused(server.url).message
        assert len(server.asked) == 3


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_followed_with_the_query(status: int) -> None:
    def answer(asked: Asked) -> Answered:
        if asked.path == "/sparql":
            return Answered(status, b"", {"Location": "/moved"})
        return Answered(body=rows("a"))

    with fake(answer) as server:
        assert isinstance(ask(server.url), Solutions)
        assert server.asked[1].fields["query"] == [SELECT]
        assert server.asked[1].method == "POST"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("https://127.0.0.1/", "redirects to https:"),
        ("file:///etc/passwd", "redirects to file:"),
        ("ftp://example.org/", "redirects to ftp:"),
        ("http://me:word@127.0.0.1/", "redirects to nowhere"),
        ("", "redirects to nowhere"),
        ("/sparql", "more than 5 times"),
    ],
)
def test_a_redirect_that_is_not_followed(place: str, message: str) -> None:
    with fake(always(Answered(302, b"", {"Location": place}))) as server:
        assert message in refused(server.url).message


def test_what_is_written_is_never_redirected() -> None:
    with fake(always(Answered(307, b"", {"Location": "/moved"}))) as server:
        with pytest.raises(RemoteError, match="redirects what is to be written"):
            Client(parse_address(server.url)).send("PUT", content=b"", writes=True)
        assert len(server.asked) == 1


def basic(asked: Asked) -> Answered:
    expected = base64.b64encode(f"me:{SECRET}".encode()).decode()
    if asked.headers.get("Authorization") == f"Basic {expected}":
        return Answered(body=rows("a"))
    return Answered(401, b"", {"WWW-Authenticate": 'Basic realm="x"'})


def test_a_password_is_sent_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake(basic) as server:
        inside = server.url.replace("//", f"//me:{SECRET}@")
        assert isinstance(ask(inside), Solutions)
        assert "Authorization" not in server.asked[0].headers
        monkeypatch.setenv(PASSWORD_VARIABLE, SECRET)
        assert isinstance(ask(server.url, user="me"), Solutions)
        monkeypatch.setenv(USER_VARIABLE, "me")
        assert isinstance(ask(server.url), Solutions)
        monkeypatch.setenv(PASSWORD_VARIABLE, "wrong")
        assert "refuses the query (401)" in refused(server.url).message


def test_a_password_is_not_sent_to_another_host() -> None:
    with fake(basic) as other, fake(always(Answered(307, b"", {"Location": other.url}))) as server:
        assert "(401)" in refused(server.url.replace("//", f"//me:{SECRET}@")).message
        assert all("Authorization" not in one.headers for one in other.asked)


@pytest.mark.parametrize("reply", [Answered(401), Answered(500, b"no"), Answered(302), Answered()])
def test_a_password_is_never_printed(
    reply: Answered, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    with fake(always(reply)) as server:
        url = f"{server.url.replace('//', f'//me:{SECRET}@')}?key={SECRET}"
        words = ["ask", "court-cases", "--home", str(tmp_path), "--endpoint", url]
        for more in ([], ["--debug"]):
            with pytest.raises(SystemExit) as ended:
                main([*words, *more])
            assert ended.value.code == 2
        printed = capsys.readouterr()
    assert SECRET not in printed.err + printed.out
    with pytest.raises(RemoteError) as caught:
        parse_address("http://me:open/sesame@example.org/")
    assert "open" not in str(caught.value)
    assert SECRET not in repr(parse_address(url.partition("?")[0]))


def test_an_endpoint_without_the_graph() -> None:
    """A question is refused there; a query of the reader's own is not."""

    def counted(asked: Asked) -> Answered:
        two = b'{"all":{"type":"literal","value":"%d"},"once":{"type":"literal","value":"%d"}}'
        start, end = b'{"head":{"vars":["all","once"]},"results":{"bindings":[', b"]}}"
        numbers = counts if "?all" in asked.fields["query"][0] else None
        return Answered(body=start + two % numbers + end if numbers else rows())

    counts = (0, 0)
    with fake(counted) as server:
        graph = iprgraph.open(endpoint=server.url)
        with pytest.raises(RemoteError, match="does not hold the graph"):
            graph.ask("court-cases")
        assert graph.query("SELECT ?x WHERE { }") is not None
    counts = (9, 7)
    with fake(counted) as server, pytest.raises(RemoteError, match="statements twice"):
        iprgraph.open(endpoint=server.url).ask("court-cases")
    counts = (7, 7)
    with fake(counted) as server:
        assert iprgraph.open(endpoint=server.url).dataset == Dataset()


def test_a_published_graph_is_asked_as_it_was_published() -> None:
    def answer(asked: Asked) -> Answered:
        if "void#subset" not in asked.fields["query"][0]:
            return Answered(body=rows())
        body = rows(MERGED_GRAPH, "urn:one", variable="graph").replace(b'"literal"', b'"uri"')
        return Answered(body=body)

    with fake(answer) as server:
        graph = iprgraph.open(endpoint=server.url)
        graph.query("SELECT * { ?s ?p ?o }")
        assert server.asked[-1].fields["default-graph-uri"] == [MERGED_GRAPH]
        assert server.asked[-1].fields["named-graph-uri"] == ["urn:one"]
