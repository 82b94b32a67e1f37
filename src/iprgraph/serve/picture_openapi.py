"""Picture OpenAPI: views, neighbourhoods, paths and charts described for programs."""

from __future__ import annotations

from iprgraph.draw.view import views
from iprgraph.serve.media import HTML, JSON, Format
from iprgraph.serve.operations import Node, operation, path_parameter, query_parameter
from iprgraph.serve.picture_routes import MOST_HOPS, SCHEMES

_SVG = Format("svg", ("image/svg+xml",))
_FAILURES = (404, 422, 503, 504)


def picture_paths() -> Node:
    """Return the paths of the pictures."""
    name: Node = {"type": "string", "minLength": 1, "maxLength": 300}
    hops: Node = {"type": "integer", "minimum": 1, "maximum": MOST_HOPS, "default": 2}
    number: Node = {"type": "integer", "minimum": 0, "maximum": 99, "default": 0}
    scheme: Node = {"type": "string", "enum": list(SCHEMES), "default": SCHEMES[0]}
    view = path_parameter("view", "agencies")
    view["schema"] = {"type": "string", "enum": [one.name for one in views()]}
    around = (query_parameter("thing", name, required=True), query_parameter("hops", hops))
    ends = tuple(query_parameter(one, name, required=True) for one in ("from", "to"))
    chart = (
        path_parameter("kind", "metric"),
        path_parameter("slug", "ip-protection-satisfaction"),
        query_parameter("number", number),
        query_parameter("scheme", scheme),
    )
    return {
        "/draw": {"get": operation("views", (JSON, HTML), ())},
        "/draw/{view}": {"get": operation("draw", (HTML,), (view,), _FAILURES)},
        "/draw/around": {"get": operation("draw-around", (HTML,), around, _FAILURES)},
        "/draw/path": {"get": operation("draw-path", (HTML,), ends, _FAILURES)},
        "/chart/{kind}/{slug}": {"get": operation("chart", (_SVG,), chart, _FAILURES)},
    }
