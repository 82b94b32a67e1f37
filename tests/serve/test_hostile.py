"""Hostile clients: nothing that they send makes the server reach out, write, fail or stop."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serving import SOURCE, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Running

    from iprgraph.door import KnowledgeGraph

OUTWARD = [
    "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { BIND(<ADDRESS> AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { SERVICE<ADDRESS>{ ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <ADDRESS> { ?s ?p ?o } } }",
    "SELECT * { s\\u0065rvice <ADDRESS> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <ADDRESS> { ?s ?p ?o } }",
    "PREFIX x: <ADDRESS> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c FILTER(?a<1)SERVICE<ADDRESS>{?s ?p ?o} }",
    "SELECT * { ?a ?b ?c FILTER(?a<1)SERVICE?e#>\n{?s ?p ?o} }",
    "SELECT * # \r SERVICE \r { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "SELECT * FROM <ADDRESS> { ?s ?p ?o }",
    "SELECT * FROM NAMED <ADDRESS> { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <ADDRESS> FROM <ADDRESS>",
    "LOAD <ADDRESS>",
    "LOAD SILENT <ADDRESS> INTO GRAPH <urn:x>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL ; LOAD <ADDRESS>",
    "ASK {} ; LOAD <ADDRESS>",
    "SELECT * { GRAPH <ADDRESS> { ?s ?p ?o } }",
    "CONSTRUCT { <ADDRESS> <ADDRESS> <ADDRESS> } { }",
    "BASE <ADDRESS> SELECT * { ?s <x> ?o }",
    "SELECT (<ADDRESS>('x') AS ?x) { }",
]


class Listener(threading.Thread):
    """One who waits for somebody to call, and counts."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def run(self) -> None:
        while True:
            try:
                other, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            other.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with closing(Listener()) as found:
        found.start()
        yield found


def network_sockets(process: int) -> set[str]:
    """Return the sockets of a process that are no pipe to its parent."""
    inodes = set()
    for one in Path(f"/proc/{process}/fd").iterdir():
        try:
            inodes.add(str(one.readlink()).removeprefix("socket:[").removesuffix("]"))
        except OSError:
            continue
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        lines = Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]
        found |= {line.split()[9] for line in lines} & inodes
    return found


def test_no_query_reaches_another_host(listener: Listener, service: Running) -> None:
    linux = Path("/proc/self/net/tcp").exists()
    for query in OUTWARD:
        text = query.replace("ADDRESS", listener.address)
        got = service.query(text, "application/sparql-results+json, text/turtle;q=0.9")
        assert got.status in (200, 400, 403), f"{text}: {got.status} {got.text}"
        if "SERVICE" in query.upper() or "LOAD" in query:
            assert got.status in (400, 403), text
        if linux:
            assert not any(network_sockets(worker) for worker in service.workers())
    graphs = f"default-graph-uri={listener.address}&named-graph-uri={listener.address}"
    assert service.get(f"/sparql?query=ASK%7B%7D&{graphs}").status == 400
    assert listener.calls == 0
    socket.create_connection(("127.0.0.1", int(listener.address[17:-1]))).close()
    time.sleep(0.2)
    assert listener.calls == 1, "the listener does hear"


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what a process may open")
def test_a_worker_could_not_even_if_a_query_slipped_through(listener: Listener) -> None:
    code = (
        "import pyoxigraph as ox\n"
        "from iprgraph.serve import confine\n"
        "store = ox.Store()\n"
        f"query = 'ASK {{ SERVICE <{listener.address}> {{ ?s ?p ?o }} }}'\n"
        "def ask():\n"
        "    try: bool(store.query(query)); print('asked')\n"
        "    except Exception as error: print(type(error).__name__)\n"
        "ask(); confine.forbid_opening(); confine.forbid_writing(); ask()\n"
        "try: open('/tmp/iprgraph-test-file', 'w')\n"
        "except OSError as error: print('no file')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "no file"
    assert listener.calls == 1, "the first call is heard, the second is never made"


def test_nothing_is_written(service: Running, real: KnowledgeGraph) -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {
            str(one): (one.stat().st_size, one.stat().st_mtime_ns)
            for one in real.home.rglob("*")
            if one.is_file()
        }

    before = state()
    for query in OUTWARD:
        service.query(query.replace("ADDRESS", "http://127.0.0.1:9/"))
    assert state() == before


@contextmanager
def connected(service: Running) -> Iterator[socket.socket]:
    with socket.create_connection(service.place, timeout=20) as found:
        yield found


def answered(service: Running, *parts: bytes, pause: float = 0.0) -> bytes:
    """Return all that comes back before the server ends the connection."""
    found = b""
    with connected(service) as other:
        try:
            for one in parts:
                other.sendall(one)
                time.sleep(pause)
        except OSError:
            pass  # the server has heard enough
        try:
            while part := other.recv(65536):
                found += part
        except ConnectionResetError:
            pass
    return found


def status(response: bytes) -> int:
    return int(response.split(b" ", 2)[1]) if response.startswith(b"HTTP/1.1 ") else 0


CLOSE = b"Host: x\r\nConnection: close\r\n"
BODY = b"POST /sparql HTTP/1.1\r\n" + CLOSE + b"Content-Type: application/sparql-query\r\n"
MALFORMED = {
    "no HTTP": (b"hello\r\n\r\n", 400),
    "no host": (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "a host of tags": (b'GET / HTTP/1.1\r\nHost: "><script>\r\nConnection: close\r\n\r\n', 400),
    "a blank in a name": (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
    "a folded header": (b"GET / HTTP/1.1\r\nHost: x\r\n y: z\r\nConnection: close\r\n\r\n", 400),
    "bytes in a path": (b"GET /id/\xff\xfe HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
    "a null": (b"GET /\x00 HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
    "HTTP 2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "two lengths": (BODY + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nASK", 400),
    "length and chunks": (
        BODY + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n",
        400,
    ),
    "a negative length": (BODY + b"Content-Length: -1\r\n\r\n", 400),
    "a bad chunk": (BODY + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    "an unknown coding": (BODY + b"Transfer-Encoding: gzip\r\n\r\n", 501),
    "a long address": (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + CLOSE + b"\r\n", 431),
    "a long header": (b"GET / HTTP/1.1\r\n" + CLOSE + b"X: " + b"a" * 100_000 + b"\r\n\r\n", 431),
    "a tunnel": (b"CONNECT example.org:80 HTTP/1.1\r\n" + CLOSE + b"\r\n", 404),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_request_is_refused(name: str, service: Running) -> None:
    sent, expected = MALFORMED[name]
    found = answered(service, sent)
    assert status(found) in (expected, 400), found[:300]
    assert b"Traceback" not in found and b"application/problem+json" in found
    assert service.query("ASK {}").status == 200


TRAVERSALS = [
    "/static/../../../../etc/passwd",
    "/static/..%2f..%2f..%2fetc%2fpasswd",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/id/../../etc/passwd",
    "/doc/..%2f..%2f..%2f..%2fetc/passwd",
    "/doc//etc/passwd",
    "/graph/..%5c..%5cwindows",
    "/ask/..%2fviews%2fagencies",
    "/ask/%2e%2e%2fthemes.toml",
    "/ontology/../shapes",
    "/problem/..%2f..",
    "//example.org/%2f..",
    "/id/agency/%00",
    "/id/agency/cnipa%0d%0aX-Evil:%201",
    "/id/agency/%E2%80%AE%F0%9F%98%80",
    "/id/agency/%ed%a0%80",
    "/id/agency/" + "%F0%9F%98%80" * 500,
    "/doc/id/agency/<script>alert(1)</script>",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_an_address_leads_to_no_file(path: str, service: Running) -> None:
    for accept in ("text/html", "text/turtle"):
        head = f"GET {path} HTTP/1.1\r\nAccept: {accept}\r\n".encode()
        found = answered(service, head + CLOSE + b"\r\n")
        assert status(found) == 404, found[:200]
        assert b"root:" not in found and b"[project]" not in found
        assert b"\r\nx-evil" not in found.lower() and b"<script" not in found


def test_odd_letters_in_addresses_of_a_query(service: Running) -> None:
    for iri in ("\u202e", "\U0001f600", "e\u0301", "\ufeff", "\ue000", "%zz", "a b", "{", "\ud7ff"):
        got = service.query(f"ASK {{ <http://example.org/{iri}> ?p ?o }}")
        assert got.status in (200, 400), repr(iri)
    for text in ("\ufeffASK {}", "ASK\u2028{}", "ASK\u00a0{}", "АSK {}"):
        assert service.query(text).status in (200, 400), repr(text)


@pytest.fixture(scope="module")
def impatient(real: KnowledgeGraph) -> Iterator[Running]:
    options = ("--client-time", "1", "--idle-time", "1", "--connections", "20")
    with running(real.home, *options) as found:
        yield found


def test_a_slow_client_is_not_waited_for(impatient: Running) -> None:
    begin = time.monotonic()
    for parts in (
        [b""],
        [b"GET / HTTP/1.1\r\nHo"],
        [BODY + b"Content-Length: 100\r\n\r\nASK"],
        [b"G", b"E", b"T", b" ", b"/", b" ", b"H", b"T", b"T", b"P"],
    ):
        assert status(answered(impatient, *parts, pause=0.3)) == 408
    assert time.monotonic() - begin < 15
    with connected(impatient) as silent:
        silent.sendall(b"GET /ask HTTP/1.1\r\nHost: x\r\n\r\n")
        while silent.recv(65536):
            pass  # ends when the server closes the silent connection
    assert impatient.query("ASK {}").status == 200


def test_a_client_that_does_not_read_holds_nobody_up(impatient: Running) -> None:
    head = b"GET /sparql?query=SELECT%20*%7B?s?p?o%7D HTTP/1.1\r\nHost: x\r\n\r\n"
    with connected(impatient) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.sendall(head)
        time.sleep(0.5)
        assert impatient.get("/ask/court-cases").status == 200


def test_too_many_clients_are_told_to_come_back(impatient: Running) -> None:
    others = [socket.create_connection(impatient.place, timeout=10) for _ in range(30)]
    try:
        time.sleep(0.3)
        first = [one.recv(200) for one in others[25:]]
        assert all(status(one) == 503 and b"Retry-After" in one for one in first)
    finally:
        for one in others:
            one.close()
    time.sleep(0.3)
    assert impatient.query("ASK {}").status == 200
