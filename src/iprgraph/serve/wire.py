"""Wire: HTTP/1.1 on a socket, with limits on clients that are too many, too slow or malformed."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from iprgraph.serve.problems import MEDIA_TYPE, Problem

if TYPE_CHECKING:
    import asyncio

    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from iprgraph.serve.limits import Limits


def protocol(limits: Limits, language: str) -> type[asyncio.Protocol]:
    """Return the protocol of a server with these limits."""

    class Wire(_Wire):
        allowed = limits
        speech = language

    return Wire


class _Wire(H11Protocol):
    """Uvicorn's protocol, which waits for ever for the head of a request, with an end to that."""

    allowed: Limits
    speech: str

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a client, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.allowed.connections:
            detail = "there are too many clients"
            self._refuse(Problem("overloaded", detail, headers={"Retry-After": "1"}))
            return
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Read; the clock for the head of a request runs from its first byte."""
        if self.conn.our_state is h11.IDLE and self._patience is None:
            self._await_head()
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the client."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP with a problem; one whose head is too long is told so."""
        self._stop_waiting()
        if len(self.conn.trailing_data[0]) > self.allowed.header_bytes:
            detail = f"they may have {self.allowed.header_size} kilobytes"
            self._refuse(Problem("header-too-large", detail))
        else:
            self._refuse(Problem("bad-request", "this is no HTTP/1.1 request"))

    def _await_head(self) -> None:
        self._patience = self.loop.call_later(self.allowed.client_time, self._give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if self.conn.our_state is h11.IDLE and not self.transport.is_closing():
            detail = f"no complete head came within {self.allowed.client_time} seconds"
            self._refuse(Problem("slow-client", detail))

    def _refuse(self, problem: Problem) -> None:
        """Send a problem and end the connection."""
        if self.transport.is_closing():
            return
        body = json.dumps(problem.as_object(self.speech), ensure_ascii=False).encode()
        headers = {
            **problem.headers,
            "Content-Type": MEDIA_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        lines = [f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.transport.write("\r\n".join([*lines, "", ""]).encode("ascii") + body)
        self.transport.close()
