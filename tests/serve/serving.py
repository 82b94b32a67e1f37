"""A running server and a plain client: real processes, real HTTP, nothing of the server's code."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyoxigraph as ox

from iprgraph.names import NAMES_FILE, names_text
from iprgraph.shelf import NQUADS, Contents, building, publish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SOURCE = Path(__file__).parents[2] / "src"
READY = "iprgraph serves "


@dataclass(frozen=True)
class Got:
    """A response: status, headers with lower-case names, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Running:
    """A server that runs: its address and process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def place(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        assert parts.hostname and parts.port
        return parts.hostname, parts.port

    def send(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Got:
        data = body.encode() if isinstance(body, str) else body
        connection = http.client.HTTPConnection(*self.place, timeout=30)
        try:
            connection.request(method, path, data, dict(headers or {}))
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, found, answer.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "", **headers: str) -> Got:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("GET", path, headers={**({"Accept": accept} if accept else {}), **named})

    def query(self, text: str, accept: str = "application/sparql-results+json") -> Got:
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", "/sparql", text, headers)

    def workers(self) -> list[int]:
        """Return the process numbers of the workers."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in task.read_text().split()]


@contextmanager
def running(home: Path, *options: str, more: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Start a server on a free port; at the end see that it stops when it is told to."""
    process = launched(home, *options, more=more)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.startswith(READY):
            _, errors = process.communicate(timeout=20)
            raise AssertionError(f"the server did not start: {line}{errors}")
        yield Running(line.removeprefix(READY).strip(), process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise


def launched(
    home: Path, *options: str, more: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Return the process of a server that is being started."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "IPRGRAPH_LANG": "en", **(more or {})}
    command = [sys.executable, "-m", "iprgraph", "serve", "--home", str(home)]
    if "--port" not in options:
        command += ["--port", "0"]
    return subprocess.Popen(
        [*command, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def publish_quads(home: Path, quads: Iterable[ox.Quad]) -> Path:
    """Make a build of named graphs the current one of a home, without the checks."""
    named = list(quads)
    merged = [ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in named]
    store = ox.Store()
    store.extend([*named, *merged])
    lines = sorted(f"{quad} .\n" for quad in named)
    files = {NQUADS: "".join(lines).encode(), NAMES_FILE: names_text(store).encode()}
    with building(home):
        return publish(home, Contents([*named, *merged], files))
