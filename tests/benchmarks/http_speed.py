"""How fast the server answers over HTTP, beside rdflib-endpoint: same machine, data, client, run.

The client is a process of its own with plain sockets, kept open. `fresh` queries differ each time
and are all run; `kept` ones repeat, as a page's do. rdflib-endpoint has no catalogue to compare.
"""

from __future__ import annotations

import importlib.util
import math
import multiprocessing
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1] / "serve"))

from serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLIENTS = (1, 16)
SECONDS = 4.0
WARM = 0.5
PREFIXES = """PREFIX ipr: <https://w3id.org/iprgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX stat: <https://w3id.org/iprgraph/ontology/stat/>
PREFIX unit: <https://w3id.org/iprgraph/ontology/unit/>
"""
QUERIES = {
    "lookup": 'SELECT ?s { ?s rdfs:label "国家知识产权局"@zh }',
    "join": """SELECT ?o ?v ?label { ?o ipr:metric ?m ; ipr:value ?v ; ipr:unit unit:case ;
        ipr:period ?p . ?m rdfs:label ?label FILTER(LANG(?label) = "en") }""",
    "group": """SELECT ?metric ?period (COUNT(*) AS ?n) (AVG(?v) AS ?mean)
        { ?o ipr:metric ?metric ; ipr:period ?period ; ipr:value ?v } GROUP BY ?metric ?period""",
    "optional": """SELECT ?o ?v ?low { ?o ipr:statistic stat:level ; ipr:value ?v
        OPTIONAL { ?o ipr:lowerBound ?low } FILTER(?v > 1000) }""",
    "path": """SELECT ?x ?class { ?x a/rdfs:subClassOf+ ?class . ?x ipr:jurisdiction ?place }""",
    "text": 'SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(?l, "court")) }',
}
ALL = "all in turn"
YARDSTICK = """
import sys, uvicorn, rdflib
from rdflib_endpoint import SparqlEndpoint
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data), port=int(sys.argv[2]), log_level="error")
"""


@dataclass(frozen=True)
class Measured:
    """What a client saw: answers per second, and the middle, slow and slowest answer in ms."""

    rate: float
    times: tuple[float, float, float]
    failures: int

    def __str__(self) -> str:
        middle, slow, slowest = self.times
        failed = f"  {self.failures} FAILED" if self.failures else ""
        return (
            f"{self.rate:8.0f}/s  p50 {middle:7.1f}  p95 {slow:7.1f}  p99 {slowest:7.1f} ms{failed}"
        )


def main() -> None:
    """Measure, and print a line for each kind of request and number of clients."""
    from iprgraph.door import KnowledgeGraph

    with tempfile.TemporaryDirectory() as folder:
        graph = KnowledgeGraph(folder)
        graph.build(force=True)
        names = [one.name for one in graph.questions() if not _needs(one.parameters)]
        begin = time.perf_counter()
        with running(Path(folder)) as service:
            measure(service.address, ["/ask/court-cases"], 1, seconds=0)
            print(f"cold start to the first answer  {time.perf_counter() - begin:6.2f} s")
            for clients in CLIENTS:
                paths = [f"/ask/{name}" for name in names]
                label = f"catalogue, {clients} clients"
                print(f"{label:32}{measure(service.address, paths, clients)}", flush=True)
            ours = {key: _queries(service.address, key) for key in _cases()}
        theirs: dict[tuple[str, int, bool], Measured] = {}
        if importlib.util.find_spec("rdflib_endpoint") is None:
            print("skipped: rdflib-endpoint is not installed (pip install 'iprgraph[bench]')")
        else:
            with _yardstick(graph.store.nquads) as address:
                theirs = {key: _queries(address, key) for key in _cases() if not key[2]}
    for (name, clients, kept), found in ours.items():
        other = theirs.get((name, clients, False))
        ratio = f"  {found.rate / other.rate:6.0f} x rdflib-endpoint" if other and not kept else ""
        label = f"{name}, {'kept' if kept else 'fresh'}, {clients} clients"
        print(f"{label:32}{found}{ratio}")
    for (name, clients, _), found in theirs.items():
        label = f"rdflib-endpoint, {name}, {clients}"
        print(f"{label:32}{found}")


def measure(
    address: str,
    paths: Sequence[str],
    clients: int,
    *,
    seconds: float = SECONDS,
    fresh: bool = False,
) -> Measured:
    """Return what some clients see that ask for paths in turn, without a pause.

    Fresh paths end in a comment that differs each time.
    """
    queue: multiprocessing.Queue[tuple[list[float], int]] = multiprocessing.Queue()
    arguments = (address, list(paths), clients, seconds, fresh, queue)
    process = multiprocessing.Process(target=_client, args=arguments)
    process.start()
    times, failures = queue.get()
    process.join()
    times.sort()
    ranks = [
        times[min(len(times) - 1, math.floor(len(times) * part))] for part in (0.5, 0.95, 0.99)
    ]
    middle, slow, slowest = (1000 * one for one in ranks)
    return Measured(len(times) / max(seconds, 0.001), (middle, slow, slowest), failures)


def _cases() -> Iterator[tuple[str, int, bool]]:
    for name in (*QUERIES, ALL):
        for clients in CLIENTS:
            yield name, clients, False
        yield name, CLIENTS[-1], True


def _queries(address: str, case: tuple[str, int, bool]) -> Measured:
    """Return what clients see that ask one query or all; the endpoint's path follows a `#`."""
    name, clients, kept = case
    host, _, endpoint = address.partition("#")
    texts = list(QUERIES.values()) if name == ALL else [QUERIES[name]]
    paths = [f"{endpoint or '/sparql'}?query={quote(PREFIXES + text)}" for text in texts]
    return measure(host, paths, clients, fresh=not kept)


def _client(
    address: str,
    paths: list[str],
    clients: int,
    seconds: float,
    fresh: bool,
    queue: multiprocessing.Queue[tuple[list[float], int]],
) -> None:
    """Ask with some connections, each in a thread, and report the times of the answers."""
    times: list[float] = []
    failures: list[int] = []

    def ask(number: int) -> None:
        place = urlsplit(address)
        host = f"{place.hostname}:{place.port}"
        accept = "application/sparql-results+json, application/json;q=0.9"
        with socket.create_connection((place.hostname, place.port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            start = time.perf_counter()
            count = number
            while not times or time.perf_counter() - start < seconds + (WARM if seconds else 0):
                path = paths[count % len(paths)]
                path += quote(f"\n# {number} {count}") if fresh else ""
                head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n"
                begin = time.perf_counter()
                fine = _exchange(connection, head.encode())
                end = time.perf_counter()
                count += 1
                if end - start > WARM or not seconds:
                    times.append(end - begin)
                    failures.extend([] if fine else [1])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    queue.put((times, len(failures)))


def _exchange(connection: socket.socket, request: bytes) -> bool:
    """Send a request, read the whole answer, and return whether it is a good one."""
    connection.sendall(request)
    got = b""
    while b"\r\n\r\n" not in got:
        got += _received(connection)
    head, _, body = got.partition(b"\r\n\r\n")
    lower = head.lower()
    size = int(lower.partition(b"content-length:")[2].partition(b"\r\n")[0])
    left = size - len(body)
    while left > 0:
        left -= len(_received(connection))
    return head.startswith(b"HTTP/1.1 200")


def _received(connection: socket.socket) -> bytes:
    part = connection.recv(1 << 18)
    if not part:
        raise ConnectionError("the server ended the connection")
    return part


@contextmanager
def _yardstick(nquads: Path) -> Iterator[str]:
    """Run rdflib-endpoint on the same statements, as its documentation says to."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", YARDSTICK, str(nquads), str(port)]
    process = subprocess.Popen(command)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/#/"
    finally:
        process.terminate()
        process.wait()


def _needs(parameters: Sequence[object]) -> bool:
    """Return whether a question cannot be asked without a value."""
    return any(
        not getattr(one, "optional", False) and getattr(one, "default", None) is None
        for one in parameters
    )


if __name__ == "__main__":
    main()
