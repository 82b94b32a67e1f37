"""Picture routes: views, neighbourhoods and paths as pages, and charts, each made in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from iprgraph.serve.addresses import permanent
from iprgraph.serve.jobs import ChartJob, PageJob, PictureJob
from iprgraph.serve.media import HTML, JSON
from iprgraph.serve.problems import Problem
from iprgraph.serve.requests import format_of, single, whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from iprgraph.serve.requests import Pairs
    from iprgraph.serve.routes import Routes

MOST_HOPS = 3  # a reader's machine shows 150 things with ease; farther off is everything
SCHEMES = ("light", "dark")
_LONGEST = 300
_MOST_CHARTS = 99


def picture_routes(routes: Routes) -> list[Route]:
    """Return the routes of the pictures of a service, the more particular first."""
    pictures = _Pictures(routes)
    handlers = {
        "/draw": pictures.listed,
        "/draw/around": pictures.around,
        "/draw/path": pictures.path,
        "/draw/{name}": pictures.view,
        "/chart/{rest:path}": pictures.chart,
    }
    return [Route(path, routes.guarded(one), methods=["GET"]) for path, one in handlers.items()]


class _Pictures:
    """The handlers of the pictures of a service."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes

    async def listed(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the list of views."""
        language, site = self._routes.reader(request, pairs)
        choice = format_of(request, pairs, (JSON, HTML))
        job = PageJob(language=language, site=site, name="views", choice=choice)
        return await self._routes.answered(request, job)

    async def view(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the picture of a view."""
        format_of(request, pairs, (HTML,))
        language, site = self._routes.reader(request, pairs)
        job = PictureJob(language=language, site=site, name=request.path_params["name"])
        return await self._routes.answered(request, job)

    async def around(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the picture of what is around a thing."""
        format_of(request, pairs, (HTML,))
        language, site = self._routes.reader(request, pairs)
        things = (_thing(pairs, "thing"),)
        hops = whole(pairs, "hops", 2, MOST_HOPS, 1)
        job = PictureJob(language=language, site=site, things=things, hops=hops)
        return await self._routes.answered(request, job)

    async def path(self, request: Request, pairs: Pairs) -> Response:
        """Answer with the picture of how two things are connected."""
        format_of(request, pairs, (HTML,))
        language, site = self._routes.reader(request, pairs)
        things = (_thing(pairs, "from"), _thing(pairs, "to"))
        job = PictureJob(language=language, site=site, things=things)
        return await self._routes.answered(request, job)

    async def chart(self, request: Request, pairs: Pairs) -> Response:
        """Answer with one of the charts of a thing."""
        language, site = self._routes.reader(request, pairs)
        scheme = single(pairs, "scheme", SCHEMES[0])
        iri = permanent(f"id/{request.path_params['rest']}")
        if not iri:
            raise Problem("not-found", "there is nothing at this address")
        if scheme not in SCHEMES:
            raise Problem("bad-value", f"scheme must be {' or '.join(SCHEMES)}")
        number = whole(pairs, "number", 0, _MOST_CHARTS)
        job = ChartJob(language=language, site=site, iri=iri, number=number, scheme=scheme)
        return await self._routes.answered(request, job)


def _thing(pairs: Pairs, name: str) -> str:
    """Return a parameter that names a thing. Raises Problem."""
    text = single(pairs, name).strip()
    if not 0 < len(text) <= _LONGEST or not text.isprintable():
        raise Problem("bad-value", f"{name} must be a name of 1 to {_LONGEST} characters")
    return text
