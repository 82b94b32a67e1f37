"""App: the routes with what every response has: who may read it, and what a page may load."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from iprgraph.serve.problems import Problem
from iprgraph.serve.reconcile_routes import PATHS
from iprgraph.serve.routes import Routes

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from iprgraph.serve.answers import Answers
    from iprgraph.serve.limits import Limits

_log = logging.getLogger("iprgraph.serve")
_COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, Allow",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
_EVERYWHERE = [(name.lower().encode(), value.encode()) for name, value in _COMMON.items()]
_POSTED = ("/sparql", *(f"/{one}" for one in PATHS))
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def application(answers: Answers, limits: Limits, *, base: str, language: str) -> ASGIApp:
    """Return the service as an ASGI application."""
    routes = Routes(answers, limits, base, language)

    async def refused(request: Request, error: Exception) -> Response:
        return routes.failure(request, _problem_of(request, error))

    app = Starlette(routes=routes.table(), exception_handlers={HTTPException: refused})
    app.router.redirect_slashes = False
    return Edge(app, routes, urlsplit(base).path or "/")


class Edge:
    """The outermost layer: the root path taken off, common headers put on, failures contained."""

    def __init__(self, app: ASGIApp, routes: Routes, root: str) -> None:
        self._app = app
        self._routes = routes
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        if self._root != "/" and scope["path"].startswith(self._root):
            scope = {**scope, "path": "/" + scope["path"].removeprefix(self._root)}
        outward = _Outward(send, self._routes.limits.client_time)
        request = Request(scope, receive)
        try:
            _refuse_head(scope, self._routes.limits.header_bytes)
            if scope["method"] == "OPTIONS":
                await _options(scope["path"])(scope, receive, outward)
            else:
                await self._app(scope, receive, outward)
        except Problem as problem:
            await self._routes.failure(request, problem)(scope, receive, outward)
        except Exception as error:  # the server lives, whatever it is
            _log.error("%s: %s", type(error).__name__, error)
            if not outward.begun:
                fault = Problem("fault", f"{type(error).__name__} in the server")
                await self._routes.failure(request, fault)(scope, receive, outward)


class _Outward:
    """The way to the client: adds the common headers, and gives up on one who does not read."""

    def __init__(self, send: Send, seconds: int) -> None:
        self._send = send
        self._seconds = seconds
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            own = {name for name, _ in message["headers"]}
            common = [pair for pair in _EVERYWHERE if pair[0] not in own]
            message = {**message, "headers": [*message["headers"], *common]}
        async with asyncio.timeout(self._seconds):
            await self._send(message)


def _refuse_head(scope: Scope, most: int) -> None:
    """Raise Problem where the head of a request is too long or ambiguous, or of another HTTP."""
    close = {"Connection": "close"}
    if scope["http_version"] not in ("1.0", "1.1"):
        raise Problem("bad-request", "this is no HTTP/1.1 request", headers=close)
    names = [name for name, _ in scope["headers"]]
    size = sum(len(name) + len(value) + 4 for name, value in scope["headers"])
    if size + len(scope["raw_path"]) + len(scope["query_string"]) > most:
        raise Problem("header-too-large", f"they may have {most:,} bytes", headers=close)
    if b"content-length" in names and b"transfer-encoding" in names:
        raise Problem("bad-request", "the length of the body is told twice", headers=close)


def _options(path: str) -> Response:
    """Return what a path allows, and what a page of another site may do with it."""
    allowed = "GET, HEAD, OPTIONS" + (", POST" if path.rstrip("/") in _POSTED else "")
    return Response(None, 204, {**_PREFLIGHT, "Allow": allowed})


def _problem_of(request: Request, error: Exception) -> Problem:
    """Return the problem that the router's complaint means."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET")
        headers = {"Allow": ", ".join(sorted({*allowed.replace(" ", "").split(","), "OPTIONS"}))}
        detail = f"{request.method[:40]} is not possible here"
        return Problem("wrong-method", detail, headers=headers)
    return Problem("not-found", f"there is nothing at {str(request.scope['path'])[:200]}")
