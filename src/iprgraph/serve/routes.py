"""Routes: each address of the service, turned into a job, and its answer into a response."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import Response
from starlette.routing import Route

from iprgraph import settings
from iprgraph.folders import folders
from iprgraph.frame import ICON, asset
from iprgraph.frame import style as style_of
from iprgraph.serve.addresses import ENDINGS, is_document, permanent
from iprgraph.serve.answers import Asked
from iprgraph.serve.endpoint import pairs_and_query, query_job
from iprgraph.serve.jobs import AskJob, DocumentJob, FindJob, Job, LookUpJob, PageJob
from iprgraph.serve.media import HTML, JSON, TABLES, TRIPLES, Choice, Format
from iprgraph.serve.picture_routes import picture_routes
from iprgraph.serve.problems import KINDS, Problem
from iprgraph.serve.reconcile_routes import reconciliation_routes
from iprgraph.serve.requests import format_of, language_of, pairs_of, single, site_of, whole
from iprgraph.serve.responses import problem_response, response, unchanged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from iprgraph.serve.answers import Answers
    from iprgraph.serve.limits import Limits
    from iprgraph.serve.requests import Pairs

_DOCUMENTS = (*TRIPLES[:1], HTML, *TRIPLES[1:], JSON)
_OWN = frozenset({"lang", "format", "limit", "offset"})
_LONGEST_SEARCH = 200
_MOST_OFFSET = 1_000_000_000


@dataclass(frozen=True)
class Routes:
    """The routes of one service: who answers, the limits, where it is hosted, its language."""

    answers: Answers
    limits: Limits
    base: str
    language: str

    def table(self) -> list[Route]:
        """Return all routes, the more particular first."""
        get, both = ["GET"], ["GET", "POST"]
        return [
            Route("/", self.guarded(self.home), methods=get),
            Route("/sparql", self.guarded(self.sparql), methods=both),
            Route("/sparql/", self.guarded(self.sparql), methods=both),
            Route("/ask", self.guarded(self.catalogue), methods=get),
            Route("/ask/{name}", self.guarded(self.ask), methods=get),
            Route("/find", self.guarded(self.find), methods=get),
            *picture_routes(self),
            Route("/id/{rest:path}", self.guarded(self.thing), methods=get),
            Route("/ontology/{rest:path}", self.guarded(self.thing), methods=get),
            Route("/doc/{rest:path}", self.guarded(self.document), methods=get),
            Route("/graph/{rest:path}", self.guarded(self.document), methods=get),
            Route("/ontology", self.guarded(self.document), methods=get),
            Route("/shapes", self.guarded(self.document), methods=get),
            Route("/ontology.{ending}", self.guarded(self.document), methods=get),
            Route("/shapes.{ending}", self.guarded(self.document), methods=get),
            Route("/.well-known/void", self.guarded(self.void), methods=get),
            Route("/catalogue", self.guarded(self.dcat), methods=get),
            Route("/openapi.json", self.guarded(self.openapi), methods=get),
            Route("/problem/{name}", self.guarded(self.problem), methods=get),
            Route("/static/style.css", self.guarded(self.style), methods=get),
            Route("/static/icon.svg", self.guarded(self.icon), methods=get),
            Route("/favicon.ico", self.guarded(self.icon), methods=get),
            *reconciliation_routes(self),
        ]

    def guarded(
        self, handler: Callable[[Request, Pairs], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return a route that answers with a problem where its handler raises one."""

        async def route(request: Request) -> Response:
            try:
                return await handler(request, pairs_of(request.scope["query_string"]))
            except Problem as problem:
                return self.failure(request, problem)

        return route

    def failure(self, request: Request, problem: Problem) -> Response:
        """Return a problem in the reader's language."""
        try:
            language = language_of(request, pairs_of(request.scope["query_string"]), self.language)
        except Problem:
            language = self.language
        return problem_response(request, problem, language, urlsplit(self.base).path or "/")

    async def home(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the front page."""
        return await self._page(request, pairs, "home", (HTML, JSON))

    async def catalogue(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the list of questions."""
        return await self._page(request, pairs, "catalogue", (JSON, HTML))

    async def void(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the description of the data set."""
        return await self._page(request, pairs, "void", TRIPLES)

    async def dcat(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the record of the data set for catalogues."""
        return await self._page(request, pairs, "dcat", TRIPLES)

    async def openapi(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the description of the interface."""
        return await self._page(request, pairs, "openapi", (JSON,))

    async def sparql(self, request: Request, pairs: Pairs) -> Response:
        """Answer a query; without one, describe the endpoint."""
        pairs, text = await pairs_and_query(request, pairs, self.limits)
        if text is None:
            return await self._page(request, pairs, "service", (*TRIPLES, HTML))
        language, site = self.reader(request, pairs)
        job = query_job(request, pairs, text, language=language, site=site, limits=self.limits)
        return await self.answered(request, job)

    async def ask(self, request: Request, pairs: Pairs) -> Response:
        """Answer a question of the catalogue."""
        values: dict[str, str] = {}
        for key, value in pairs:
            if key not in _OWN and value:
                values[key] = single(pairs, key)
        most = self.limits.page_rows
        language, site = self.reader(request, pairs)
        job = AskJob(
            language=language,
            site=site,
            name=request.path_params["name"],
            values=tuple(sorted(values.items())),
            choice=format_of(request, pairs, TABLES),
            limit=whole(pairs, "limit", most, most, 1),
            offset=whole(pairs, "offset", 0, _MOST_OFFSET),
        )
        return await self.answered(request, job)

    async def find(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the things that a name may mean."""
        text = single(pairs, "q").strip()
        if not 0 < len(text) <= _LONGEST_SEARCH or not text.isprintable():
            raise Problem("bad-value", f"q must be a name of 1 to {_LONGEST_SEARCH} characters")
        language, site = self.reader(request, pairs)
        job = FindJob(
            language=language,
            site=site,
            text=text,
            kind=single(pairs, "kind")[:_LONGEST_SEARCH],
            choice=format_of(request, pairs, (JSON, HTML)),
            limit=settings.limit("find-results"),
        )
        return await self.answered(request, job)

    async def thing(self, request: Request, pairs: Pairs) -> Response:
        """Answer with where the document about a thing is."""
        language, site = self.reader(request, pairs)
        job = LookUpJob(language=language, site=site, iri=_permanent(_path(request)))
        return await self.answered(request, job)

    async def document(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the document about an address of the graph."""
        path = _path(request).removeprefix("doc/")
        stem, _, ending = path.rpartition(".")
        language, site = self.reader(request, pairs)
        if stem and ending in ENDINGS:
            path, choice = stem, Choice(ENDINGS[ending].name, ENDINGS[ending].types[0])
        else:
            choice = format_of(request, pairs, _DOCUMENTS)
        iri = _permanent(path)
        if is_document(iri) == _path(request).startswith("doc/"):
            raise Problem("not-found", f"there is no document at /{_path(request)[:200]}")
        job = DocumentJob(language=language, site=site, iri=iri, choice=choice)
        return await self.answered(request, job)

    async def problem(self, request: Request, pairs: Pairs) -> Response:
        """Answer with what a kind of problem means."""
        name = request.path_params["name"]
        if name not in KINDS:
            raise Problem("not-found", f'there is no kind of problem "{name[:100]}"')
        language = language_of(request, pairs, self.language)
        kind = KINDS[name]
        told = {"title": kind.title[language], "status": kind.status, "detail": ""}
        from iprgraph.serve.pages import page

        root = urlsplit(self.base).path or "/"
        body = page("problem", language, root, problem={**told, "remedy": kind.remedy[language]})
        return Response(body, 200, {"Vary": "Accept-Language"}, "text/html; charset=utf-8")

    async def style(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the style sheet of the pages."""
        headers = {"Cache-Control": "public, max-age=3600"}
        return Response(self._style, 200, headers, "text/css; charset=utf-8")

    async def icon(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the icon of the pages, at the address that browsers try by themselves too."""
        headers = {"Cache-Control": "public, max-age=3600"}
        return Response(self._icon, 200, headers, "image/svg+xml")

    @cached_property
    def _icon(self) -> bytes:
        return asset(folders().viz / ICON).encode()

    @cached_property
    def _style(self) -> bytes:
        return style_of(folders().viz, "serve/style.css").encode()

    async def _page(
        self, request: Request, pairs: Pairs, name: str, offers: tuple[Format, ...]
    ) -> Response:
        language, site = self.reader(request, pairs)
        choice = format_of(request, pairs, offers)
        job = PageJob(language=language, site=site, name=name, choice=choice)
        return await self.answered(request, job)

    async def answered(self, request: Request, job: Job) -> Response:
        """Answer with what a worker, or the cache, says to a job. Raises Problem."""
        asked = Asked(job)
        if "if-none-match" in request.headers:
            same = unchanged(request, self.answers.tag(asked))
            if same is not None:
                return same
        return response(request, await self.answers.to(asked))

    def reader(self, request: Request, pairs: Pairs) -> tuple[str, str]:
        """Return the language of a reader and the site as he reaches it. Raises Problem."""
        return language_of(request, pairs, self.language), site_of(request, self.base)


def _path(request: Request) -> str:
    return str(request.scope["path"]).removeprefix("/")


def _permanent(path: str) -> str:
    """Return the permanent address of a path. Raises Problem where it can have none."""
    iri = permanent(path)
    if not iri:
        raise Problem("not-found", "there is nothing at this address")
    return iri
