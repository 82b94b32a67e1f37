"""Pictures: views, neighbourhoods and paths as pages of their own, and charts as SVG."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from iprgraph.chart.panels import thing_panels
from iprgraph.chart.points import Points
from iprgraph.draw.excerpt import Excerpts
from iprgraph.draw.page import Hosted, written
from iprgraph.draw.scene import read_scene
from iprgraph.draw.standing import with_standing
from iprgraph.draw.view import read_view
from iprgraph.errors import DrawError, UnknownThingError
from iprgraph.folders import folders
from iprgraph.frame import colours
from iprgraph.serve.jobs import Reply
from iprgraph.serve.problems import Problem
from iprgraph.vocabulary import PERMANENT

if TYPE_CHECKING:
    from iprgraph.chart.panels import Panel
    from iprgraph.draw.scene import Scene
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import ChartJob, PictureJob

SVG = "image/svg+xml"
_NEVER_FRAMED = "frame-ancestors 'none'"


def picture(desk: Desk, job: PictureJob) -> Reply:
    """Return a picture as a page that loads nothing and may run its own scripts only.

    Raises Problem for an unknown view or thing, and for things that nothing links.
    """
    places = folders()
    try:
        scene = _scene(desk, job)
        shown = with_standing(scene, desk.holding.graph, places)
        page = written(shown, job.language, hosted=Hosted(PERMANENT, job.site))
    except (DrawError, UnknownThingError) as error:
        raise Problem("not-found", error.message, remedy=error.remedy) from None
    headers = {"Content-Security-Policy": f"{page.policy}; {_NEVER_FRAMED}"}
    return Reply("text/html; charset=utf-8", page.body, headers=headers)


def _scene(desk: Desk, job: PictureJob) -> Scene:
    """Return what a picture shows. Raises DrawError, UnknownThingError."""
    graph, places = desk.holding.graph, folders()
    if job.name:
        return read_scene(graph, read_view(job.name, places))
    door = desk.doors[job.language]
    things = [door.resolve(one) for one in job.things]
    excerpts = Excerpts(graph, places)
    return excerpts.around(things[0], job.hops) if job.hops else excerpts.between(*things)


def panels_of(desk: Desk, iri: str) -> tuple[Panel, ...]:
    """Return the charts of a thing that say more than its figures do, none without the library."""
    if find_spec("vl_convert") is None:
        return ()
    return thing_panels(Points(desk.holding.graph, folders(), iri), iri)


def chart(desk: Desk, job: ChartJob) -> Reply:
    """Return one of the charts of a thing. Raises Problem where it has no such chart."""
    from iprgraph.chart.drawing import coloured, svg

    panels = panels_of(desk, job.iri)
    if job.number >= len(panels):
        detail = f"<{job.iri}> has {len(panels)} charts that are drawn here"
        raise Problem("not-found", detail, remedy="see its page for those that it has")
    panel = panels[job.number]
    said = panel.words(job.language)
    drawn = svg(panel, job.language, ident="chart", title=said.title, description=said.rows)
    return Reply(SVG, coloured(drawn, colours(folders().viz, job.scheme)).encode())
