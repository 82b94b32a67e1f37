"""Server: the socket, the signals and the life of a service, from the first word to the last."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn

from iprgraph.errors import ServeError
from iprgraph.serve.answers import Answers
from iprgraph.serve.app import application
from iprgraph.serve.keeper import Keeper
from iprgraph.serve.wire import protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from iprgraph.serve.limits import Limits

_GRACE = 10
_BACKLOG = 512


@dataclass(frozen=True)
class Service:
    """What to serve and where: home, host, port (0: any), limits, base address, language."""

    home: Path
    host: str
    port: int
    limits: Limits
    base: str = ""
    language: str = "en"
    words: bool = False
    access_log: bool = False


def serve(service: Service, ready: Callable[[str], None]) -> None:
    """Serve until a signal ends it; `ready` is told the address once questions are answered.

    Raises ServeError where the address cannot be used, StoreError where there is no build.
    """
    with _bound(service.host, service.port) as listener:
        asyncio.run(_served(service, listener, ready))


def checked_base(text: str) -> str:
    """Return a base address, ending in "/". Raises ServeError."""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and parts.hostname and text.isascii()
        fine = fine and not (parts.query or parts.fragment or parts.username) and text.isprintable()
    except ValueError:
        fine = False
    if not text or (fine and not any(sign in text for sign in ' "<>\\^`{|}')):
        return text if not text or text.endswith("/") else f"{text}/"
    raise ServeError(
        f'"{text}" is no address', remedy="give it as in --base https://data.example.org/ip/"
    )


async def _served(service: Service, listener: socket.socket, ready: Callable[[str], None]) -> None:
    keeper = Keeper(service.home, service.limits, service.words)
    await keeper.start()
    try:
        answers = Answers(keeper)
        app = application(answers, service.limits, base=service.base, language=service.language)
        server = _Server(_config(service, app))
        server.tell = lambda: ready(_address(listener))
        await server.serve(sockets=[listener])
    finally:
        await keeper.stop()


def _config(service: Service, app: object) -> uvicorn.Config:
    """Return the settings of the HTTP server."""
    limits = service.limits
    _log_to_stderr(access=service.access_log)
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=protocol(limits, service.language),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=service.access_log,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=limits.idle_time,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=limits.header_bytes,
        backlog=_BACKLOG,
    )


class _Server(uvicorn.Server):
    """Uvicorn's server, which says when it is ready and leaves the process alive at its end."""

    tell: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        self.tell()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """End in peace at the first signal, at once at the second."""
        handled = (signal.SIGINT, signal.SIGTERM)
        before = {one: signal.signal(one, self.handle_exit) for one in handled}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


@contextlib.contextmanager
def _bound(host: str, port: int) -> Generator[socket.socket, None, None]:
    """Hold a socket that is bound to an address. Raises ServeError."""
    try:
        # Without the protocol's number TCP_NODELAY is not set, and answers come 40 ms late.
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
    except (OSError, UnicodeError) as error:
        raise ServeError(f'no address "{host}": {error}', remedy="try: --host 127.0.0.1") from error
    with listener:
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except (OSError, OverflowError) as error:
            raise _unbindable(error, host, port) from error
        yield listener


def _unbindable(error: OSError | OverflowError, host: str, port: int) -> ServeError:
    """Return the reason why an address cannot be used, and another one to try."""
    number = error.errno if isinstance(error, OSError) else 0
    if number == errno.EADDRINUSE:
        return ServeError(
            f"{host}:{port} is taken by another program",
            remedy="choose another port (--port 8301), or any free one: --port 0",
        )
    if number == errno.EACCES:
        return ServeError(
            f"port {port} needs rights that you do not have", remedy="choose one above 1023"
        )
    return ServeError(f"cannot listen on {host}:{port}: {error}", remedy="try: --port 0")


def _address(listener: socket.socket) -> str:
    """Return the address of a listening socket as a link."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _log_to_stderr(*, access: bool) -> None:
    """Send messages to standard error: of requests where wanted, else only of what is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for name, level in (
        ("iprgraph.serve", logging.INFO if access else logging.WARNING),
        ("uvicorn.access", logging.INFO if access else logging.CRITICAL),
        ("uvicorn.error", logging.CRITICAL),
    ):
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.setLevel(level)
        log.propagate = False
