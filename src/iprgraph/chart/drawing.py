"""Drawing: a panel as SVG, made offline by Vega-Lite in vl-convert, in the colour of the page.

The SVG has presentation attributes only, no style and no script, so that the policy of the page
lets it be, and the same panel gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from iprgraph.errors import DrawError

if TYPE_CHECKING:
    from iprgraph.chart.panels import Panel, Row

_SVG = "http://www.w3.org/2000/svg"
_VERSION = "v5_21"
_WIDTH, _STEP, _LABEL = 300, 22, 250
_INK = "currentColor"
_ROOM = 14  # for texts that a reader's font makes wider, and beside the first and last dot
# Numbers on an axis in the words of the language; smaller ones as they are.
_SCALES = {
    "zh": "abs(datum.value) >= 1e8 ? format(datum.value / 1e8, ',~g') + '亿'"
    " : abs(datum.value) >= 1e4 ? format(datum.value / 1e4, ',~g') + '万'"
    " : format(datum.value, ',~g')",
    "en": "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~g') + ' bn'"
    " : abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~g') + ' m'"
    " : format(datum.value, ',~g')",
}
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_CONFIG: dict[str, Any] = {
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK,
        "titleColor": _INK,
        "domainColor": _INK,
        "tickColor": _INK,
        "gridColor": _INK,
        "gridOpacity": 0.15,
        "labelLimit": _LABEL,
        "labelFontSize": 12,
    },
}


def svg(panel: Panel, language: str, *, ident: str, title: str, description: str) -> str:
    """Return a panel as SVG, titled and described. Raises DrawError without the library."""
    try:
        import vl_convert
    except ImportError as error:
        raise DrawError(
            "charts are drawn by vl-convert, which is not installed",
            remedy='install it: pip install "iprgraph[charts]"',
        ) from error
    drawn = vl_convert.vegalite_to_svg(
        specification(panel, language), vl_version=_VERSION, allowed_base_urls=[]
    )
    return _titled(drawn, ident, title, description)


def specification(panel: Panel, language: str) -> dict[str, Any]:
    """Return a panel as Vega-Lite: bars from zero, or dots, and a line for each interval."""
    room = 0 if panel.from_zero else _ROOM
    scale = {"zero": panel.from_zero, "nice": panel.from_zero, "padding": room}
    axis = {
        "title": getattr(panel.unit, language),
        "tickCount": 4,
        "labelOverlap": "greedy",
        "labelExpr": _SCALES[language],
    }
    across = {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}
    down = {
        "field": "place",
        "type": "ordinal",
        "axis": {"title": None, "labelExpr": _labels(panel, language), "ticks": False},
    }
    described = {"field": "text", "type": "nominal"}
    interval = {
        "mark": {"type": "rule", "color": _INK, "strokeWidth": 2, "aria": False},
        "transform": [{"filter": "datum.lower < datum.upper"}],
        "encoding": {"x": {**across, "field": "lower"}, "x2": {"field": "upper"}},
    }
    value = {"mark": _mark(panel), "encoding": {"x": across, "description": described, **_looks()}}
    return {
        "width": _WIDTH,
        "height": {"step": _STEP},
        "background": None,
        "padding": {"left": _ROOM * 2, "right": _ROOM, "top": 4, "bottom": 4},
        "config": _CONFIG,
        "data": {"values": [_datum(place, row, language) for place, row in enumerate(panel.rows)]},
        "encoding": {"y": down},
        "layer": [value, interval],
    }


def _mark(panel: Panel) -> dict[str, Any]:
    if panel.from_zero:
        return {"type": "bar", "color": _INK, "stroke": _INK}
    return {"type": "point", "filled": True, "size": 70, "color": _INK, "stroke": _INK}


def _looks() -> dict[str, Any]:
    """Return how a derived figure is told from a printed one: hollow, with a broken outline."""
    return {
        "fillOpacity": {"condition": {"test": "datum.derived", "value": 0.1}, "value": 0.6},
        "strokeDash": {"condition": {"test": "datum.derived", "value": [3, 2]}, "value": [1, 0]},
    }


def _labels(panel: Panel, language: str) -> str:
    """Return the expression that gives the label of a row; texts are data and are quoted.

    An ordinal axis over texts would make one row of two of the same label.
    """
    import json

    labels = [getattr(row.label, language) for row in panel.rows]
    return f"{json.dumps(labels, ensure_ascii=True)}[datum.value]"


def _datum(place: int, row: Row, language: str) -> dict[str, object]:
    label, text = getattr(row.label, language), getattr(row.text, language)
    return {
        "place": place,
        "value": row.value,
        "lower": row.lower,
        "upper": row.upper,
        "derived": row.derived,
        "text": f"{label}: {text} {row.interval}".strip(),
    }


def _titled(drawn: str, ident: str, title: str, description: str) -> str:
    """Return an SVG with a title, a description, and the role of a picture."""
    root = ElementTree.fromstring(drawn)
    ElementTree.register_namespace("", _SVG)
    head, body = (ElementTree.Element(f"{{{_SVG}}}{name}") for name in ("title", "desc"))
    head.text, body.text = title, description
    head.set("id", f"{ident}-title")
    body.set("id", f"{ident}-desc")
    root.insert(0, head)
    root.insert(1, body)
    root.set("role", "img")
    root.set("aria-labelledby", f"{ident}-title {ident}-desc")
    return ElementTree.tostring(root, encoding="unicode")
