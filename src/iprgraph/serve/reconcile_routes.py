"""Reconcile routes: the addresses of the Reconciliation API 0.2, in each language and in either."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from starlette.routing import Route

from iprgraph.labels import LANGUAGES
from iprgraph.serve.jobs import ReconcileJob
from iprgraph.serve.problems import Problem
from iprgraph.serve.requests import body_of, pairs_of, single, whole

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from iprgraph.serve.requests import Pairs
    from iprgraph.serve.routes import Routes

    _Handler = Callable[[Request, Pairs], Awaitable[Response]]

ROOT = "reconcile"
PATHS = (ROOT, *(f"{ROOT}/{language}" for language in LANGUAGES))
PARTS = ("entity", "type", "property")

_FORM = "application/x-www-form-urlencoded"
_CALLBACK = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,60}(?:\.[A-Za-z_$][A-Za-z0-9_$]{0,60}){0,4}")
_LONGEST = 500
_MOST_CURSOR = 1_000_000


def reconciliation_routes(routes: Routes) -> Sequence[Route]:
    """Return the routes of the service under each of its paths."""
    return [route for path in PATHS for route in _Service(routes, path).table()]


@dataclass(frozen=True)
class _Service:
    """The service under one path, whose language it speaks, or the reader's."""

    routes: Routes
    path: str

    def table(self) -> list[Route]:
        """Return its routes."""
        guarded, here = self.routes.guarded, f"/{self.path}"
        both = ["GET", "POST"]
        pages = {"preview": "id", "feature": "id"}
        return [
            Route(here, guarded(self.queries), methods=both),
            Route(f"{here}/", guarded(self.queries), methods=both),
            Route(f"{here}/properties", guarded(self.properties), methods=["GET"]),
            *(
                Route(f"{here}/{kind}/{part}", guarded(self._of(f"{kind}-{part}", name)))
                for kind, name in (("suggest", "prefix"), ("flyout", "id"))
                for part in PARTS
            ),
            *(
                Route(f"{here}/{part}", guarded(self._of(part, name)))
                for part, name in pages.items()
            ),
        ]

    def _of(self, part: str, name: str) -> _Handler:
        return partial(self.part, part=part, name=name)

    async def queries(self, request: Request, pairs: Pairs) -> Response:
        """Answer queries or a data extension; without either, describe the service."""
        if request.method == "POST":
            pairs = [*pairs, *await self._form(request)]
        asked = {name: single(pairs, name) for name in ("queries", "extend")}
        given = [name for name in asked if any(key == name for key, _ in pairs)]
        if len(given) > 1:
            raise Problem("bad-request", "both queries and extend were sent; send one")
        if given:
            return await self._answered(request, pairs, given[0], asked[given[0]])
        if request.method == "POST":
            remedy = 'send queries={"q0": {"query": "CNIPA"}}, or extend'
            raise Problem("bad-request", "neither queries nor extend was sent", remedy=remedy)
        return await self._answered(request, pairs, "manifest")

    async def properties(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the properties that things of a type have."""
        limit = whole(pairs, "limit", 0, _MOST_CURSOR)
        return await self._answered(request, pairs, "properties", _short(pairs, "type"), limit)

    async def part(self, request: Request, pairs: Pairs, *, part: str, name: str) -> Response:
        """Answer with a suggestion, a flyout or a page."""
        cursor = whole(pairs, "cursor", 0, _MOST_CURSOR)
        return await self._answered(request, pairs, part, _short(pairs, name), cursor)

    async def _answered(
        self, request: Request, pairs: Pairs, part: str, text: str = "", cursor: int = 0
    ) -> Response:
        language, site = self.routes.reader(request, pairs)
        spoken = self.path.rpartition("/")[2]
        job = ReconcileJob(
            language=spoken if spoken in LANGUAGES else language,
            site=site,
            part=part,
            path=self.path,
            text=text,
            cursor=cursor,
            callback=_callback(request, pairs),
        )
        return await self.routes.answered(request, job)

    async def _form(self, request: Request) -> Pairs:
        """Return the values of a form that was sent. Raises Problem."""
        body = await body_of(request, self.routes.limits)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _FORM:
            told = f'"{kind[:100]}"' if kind else "no media type"
            remedy = f"send queries or extend as {_FORM}"
            raise Problem("wrong-media-type", f"the body has {told}", remedy=remedy)
        return pairs_of(body)


def _callback(request: Request, pairs: Pairs) -> str:
    """Return the name of the function to call with the answer. Raises Problem."""
    name = single(pairs, "callback")
    if name and (request.method == "POST" or not _CALLBACK.fullmatch(name)):
        raise Problem(
            "bad-value", "callback must be the name of a function, and comes with GET only"
        )
    return name


def _short(pairs: Pairs, name: str) -> str:
    """Return the value of a parameter that is no long text. Raises Problem."""
    text = single(pairs, name)
    if len(text) > _LONGEST or not text.isprintable():
        raise Problem("bad-value", f"{name} must be a text of at most {_LONGEST} characters")
    return text
