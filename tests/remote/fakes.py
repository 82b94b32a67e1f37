"""A small HTTP server that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROWS = "application/sparql-results+json"


@dataclass(frozen=True)
class Asked:
    """One request: method, path without what follows `?`, fields of address and form, headers."""

    method: str
    path: str
    fields: Mapping[str, list[str]]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answered:
    """What to answer: a body may come in pieces, with a pause between them."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": ROWS})
    cut: bool = False
    pause: float = 0


@dataclass
class Fake:
    """A running server."""

    url: str
    asked: list[Asked]


def rows(*values: str, variable: str = "x") -> bytes:
    """Return literals as a result of one column."""
    import json

    bindings = [{variable: {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": [variable]}, "results": {"bindings": bindings}}).encode()


@contextmanager
def fake(answer: Callable[[Asked], Answered]) -> Iterator[Fake]:
    """Run a server on this machine that answers each request by a function."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _respond(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            parts = urlsplit(self.path)
            body = self.rfile.read(size).decode("utf-8", "replace")
            fields = parse_qs(parts.query) | parse_qs(body)
            one = Asked(self.command, parts.path, fields, dict(self.headers.items()))
            asked.append(one)
            self._write(answer(one))

        do_GET = do_POST = do_PUT = do_DELETE = _respond  # noqa: N815

        def _write(self, reply: Answered) -> None:
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body) + 10 * reply.cut))
                self.end_headers()
                self._write_body(reply)
            except OSError:
                self.close_connection = True

        def _write_body(self, reply: Answered) -> None:
            if not reply.pause:
                self.wfile.write(reply.body)
            for place in range(len(reply.body) if reply.pause else 0):
                self.wfile.write(reply.body[place : place + 1])
                if over.wait(reply.pause):
                    break
            self.close_connection = self.close_connection or reply.cut

        def log_message(self, *_: object) -> None:
            return

    over = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Fake(f"http://127.0.0.1:{server.server_port}/sparql", asked)
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
