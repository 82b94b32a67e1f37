"""A steady load through ten new builds and two killed workers: no wrong answer, no failure."""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from serving import publish_quads, running

from iprgraph.shelf import BUILDS

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Running

ITEMS, BUILDS_MADE, CLIENTS = 300, 10, 4
GRAPH = ox.NamedNode("https://w3id.org/iprgraph/graph/versions")
VERSION = ox.NamedNode("urn:test:version")
QUERY = "SELECT ?v (COUNT(?s) AS ?n) { ?s <urn:test:version> ?v } GROUP BY ?v"


def quads(version: int) -> list[ox.Quad]:
    return [
        ox.Quad(ox.NamedNode(f"urn:test:item:{n}"), VERSION, ox.Literal(version), GRAPH)
        for n in range(ITEMS)
    ]


@dataclass(eq=False)
class Client(threading.Thread):
    """One who asks without a pause, and notes what came."""

    service: Running
    number: int
    versions: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    busy: int = 0
    stopped: bool = False

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        connection = http.client.HTTPConnection(*self.service.place, timeout=30)
        count = 0
        while not self.stopped:
            count += 1
            # A query of its own each time goes to a worker, a repeated one may be kept.
            text = QUERY + (f" # {self.number} {count}" if count % 3 else "")
            try:
                connection.request("GET", f"/sparql?query={quote(text)}")
                answer = connection.getresponse()
                self.note(answer.status, answer.getheader("Retry-After"), answer.read())
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(repr(error))
                connection.close()

    def note(self, status: int, retry: str | None, body: bytes) -> None:
        if status == 503 and retry:
            self.busy += 1
            return
        if status != 200:
            self.wrong.append(f"{status} {body!r}")
            return
        rows = json.loads(body)["results"]["bindings"]
        found = [(int(row["v"]["value"]), int(row["n"]["value"])) for row in rows]
        if len(found) != 1 or found[0][1] != ITEMS:
            self.wrong.append(f"a mixed answer: {found}")
        elif self.versions and found[0][0] < self.versions[-1]:
            self.wrong.append(f"{found[0][0]} after {self.versions[-1]}")
        else:
            self.versions.append(found[0][0])


def padding(megabytes: str) -> list[ox.Quad]:
    """Return what makes a build too large to be held in one megabyte, nothing for more."""
    pad = ox.Literal("x" * 1_100_000)
    return [ox.Quad(GRAPH, ox.NamedNode("urn:test:pad"), pad, GRAPH)] if megabytes == "1" else []


def kill_one(service: Running) -> None:
    os.kill(service.workers()[0], signal.SIGKILL)


@pytest.mark.parametrize("megabytes", ["64", "1"], ids=["in memory", "on disk"])
def test_ten_builds_and_two_killed_workers(megabytes: str, tmp_path: Path) -> None:
    more = padding(megabytes)
    publish_quads(tmp_path, [*quads(0), *more])
    with running(tmp_path, "--in-memory", megabytes) as service:
        clients = [Client(service, number) for number in range(CLIENTS)]
        for one in clients:
            one.start()
        for version in range(1, BUILDS_MADE + 1):
            publish_quads(tmp_path, [*quads(version), *more])
            time.sleep(0.3)
            if version in (3, 7):
                kill_one(service)
        deadline = time.monotonic() + 30
        while any(one.versions[-1:] != [BUILDS_MADE] for one in clients):
            assert time.monotonic() < deadline, [one.versions[-1:] for one in clients]
            time.sleep(0.1)
        for one in clients:
            one.stopped = True
        for one in clients:
            one.join(30)
        assert [wrong for one in clients for wrong in one.wrong] == []
        assert all(len(set(one.versions)) > 2 for one in clients), "the load saw no change"
        while len(service.workers()) > 5 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(service.workers()) == 5, "the workers of old builds have ended"
    left = [one.name for one in (tmp_path / BUILDS).iterdir()]
    publish_quads(tmp_path, quads(99))
    kept = [one.name for one in (tmp_path / BUILDS).iterdir()]
    assert len(kept) == 2, f"builds that nobody reads are removed: {left} then {kept}"


def test_the_entity_tag_changes_with_the_build(tmp_path: Path) -> None:
    publish_quads(tmp_path, quads(1))
    with running(tmp_path) as service:
        path = f"/sparql?query={quote(QUERY)}"
        first = service.get(path)
        tag = first.headers["etag"]
        assert service.get(path, If_None_Match=tag).status == 304
        publish_quads(tmp_path, quads(2))
        deadline = time.monotonic() + 20
        while (second := service.get(path, If_None_Match=tag)).status == 304:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert second.status == 200 and second.headers["etag"] != tag
        assert second.json["results"]["bindings"][0]["v"]["value"] == "2"


def test_a_build_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    publish_quads(tmp_path, quads(1))
    with running(tmp_path) as service:
        (tmp_path / "current").write_text("no-such-build\n")
        time.sleep(1)
        got = service.query(QUERY)
        assert got.json["results"]["bindings"][0]["v"]["value"] == "1"
        publish_quads(tmp_path, quads(2))
        deadline = time.monotonic() + 20
        while service.query(QUERY).json["results"]["bindings"][0]["v"]["value"] != "2":
            assert time.monotonic() < deadline
            time.sleep(0.1)
