"""Drawing: a panel as SVG, made offline by Vega-Lite in vl-convert, in the colour of the page.

The SVG has presentation attributes only, no style and no script, so that the policy of the page
lets it be, and the same panel gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from iprgraph.errors import DrawError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iprgraph.chart.panels import Panel
    from iprgraph.draw.view import Names

_SVG = "http://www.w3.org/2000/svg"
_VERSION = "v5_21"
_WIDTH, _STEP, _LABEL = 430, 22, 215  # the whole width, a row, the longest label
_INK = "currentColor"
_PAPER = "var(--surface)"  # of the page that a chart stands in
_ROOM = 14  # for texts that a reader's font makes wider, and beside the first and last dot
_BESIDE = 56  # for the period beside a dot
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
    """Return a panel as Vega-Lite: bars from zero, or dots, and a line for each interval.

    Dots of several periods of the same place or agency stand in one row, joined.
    """
    rows = _rows_of(panel)
    paired = len(rows) < len(panel.rows)
    room = 0 if panel.from_zero else _BESIDE if paired else _ROOM
    scale = {"zero": panel.from_zero, "nice": panel.from_zero, "padding": room}
    axis = {
        "title": None,
        "tickCount": 4,
        "labelOverlap": "greedy",
        "labelExpr": _SCALES[language],
    }
    across = {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}
    labels = [getattr(one, language) for one in rows.values()]
    down = {
        "field": "row",
        "type": "ordinal",
        "axis": {"title": None, "labelExpr": _labels(labels), "ticks": False},
    }
    described = {"field": "text", "type": "nominal"}
    interval = {
        "mark": {"type": "rule", "color": _INK, "strokeWidth": 2, "aria": False},
        "transform": [{"filter": "datum.lower < datum.upper"}],
        "encoding": {"x": {**across, "field": "lower"}, "x2": {"field": "upper"}},
    }
    value = {
        "mark": _mark(panel),
        "encoding": {"x": across, "description": described, **_looks(panel)},
    }
    # An interval narrower than a dot lies under it; on a bar it has to be seen.
    layers = [value, interval] if panel.from_zero else [interval, value]
    return {
        "width": _WIDTH,
        "height": {"step": _STEP},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": None,
        "padding": {"left": 12, "right": _ROOM, "top": 4, "bottom": 4},
        "config": _CONFIG,
        "data": {"values": _data(panel, language, rows)},
        "encoding": {"y": down},
        "layer": [*(_joined(across) if paired else ()), *layers],
    }


def _rows_of(panel: Panel) -> dict[object, Names]:
    """Return what each row of a chart is called: a group of figures, or a figure.

    A group has one figure of each period, and is drawn by dots only.
    """
    groups = [row.group for row in panel.rows]
    if panel.from_zero or not all(one.en for one in groups) or len(set(groups)) == 1:
        return {place: row.label for place, row in enumerate(panel.rows)}
    return {one: one for one in groups}


def _joined(across: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the lines that join the dots of a row, and the period beside each dot."""
    yield {
        "mark": {"type": "rule", "color": _INK, "opacity": 0.35, "strokeWidth": 3, "aria": False},
        "transform": [
            {
                "aggregate": [
                    {"op": "min", "field": "value", "as": "from"},
                    {"op": "max", "field": "value", "as": "to"},
                ],
                "groupby": ["row"],
            }
        ],
        "encoding": {"x": {**across, "field": "from"}, "x2": {"field": "to"}},
    }
    for side, align, shift in (("first", "right", -9), ("last", "left", 9)):
        yield {
            "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 11, "aria": False},
            "transform": [{"filter": f"datum.{side}"}],
            "encoding": {"x": across, "text": {"field": "period", "type": "nominal"}},
        }


def coloured(drawn: str, colours: Mapping[str, str]) -> str:
    """Return an SVG that stands alone: with colours in place of those of the page around it."""
    root = ElementTree.fromstring(drawn)
    ElementTree.register_namespace("", _SVG)
    for one in root.iter():
        for name in ("fill", "stroke"):
            given = one.get(name, "")
            if one.tag == f"{{{_SVG}}}text" and name == "fill":
                one.set(name, colours["ink"])
            elif given in (_INK, _PAPER):
                one.set(name, colours["accent" if given == _INK else "surface"])
    return ElementTree.tostring(root, encoding="unicode")


def _mark(panel: Panel) -> dict[str, Any]:
    if panel.from_zero:
        return {"type": "bar", "color": _INK, "stroke": _INK}
    return {"type": "point", "filled": True, "size": 80, "strokeWidth": 2, "stroke": _INK}


def _looks(panel: Panel) -> dict[str, Any]:
    """Return how a derived figure is told from a printed one: hollow, a bar with broken outline."""
    derived = "datum.derived"
    if panel.from_zero:
        return {
            "fillOpacity": {"condition": {"test": derived, "value": 0.1}, "value": 0.6},
            "strokeDash": {"condition": {"test": derived, "value": [3, 2]}, "value": [1, 0]},
        }
    return {
        "fill": {"condition": {"test": derived, "value": _PAPER}, "value": _INK},
        "fillOpacity": {"value": 1},
    }


def _labels(labels: Sequence[str]) -> str:
    """Return the expression that gives the label of a row; texts are data and are quoted.

    An ordinal axis over texts would make one row of two of the same label.
    """
    import json

    return f"{json.dumps(labels, ensure_ascii=True)}[datum.value]"


def _data(panel: Panel, language: str, rows: Mapping[object, Names]) -> list[dict[str, object]]:
    """Return the figures of a panel, each with its row and which of its row it is."""
    place = {key: number for number, key in enumerate(rows)}
    keys = [row.group if row.group in place else at for at, row in enumerate(panel.rows)]
    together: dict[object, list[float]] = defaultdict(list)
    for row, key in zip(panel.rows, keys, strict=True):
        together[key].append(row.value)
    found = []
    for row, key in zip(panel.rows, keys, strict=True):
        values = together[key]
        label, text = getattr(row.label, language), getattr(row.text, language)
        found.append(
            {
                "row": place[key],
                "value": row.value,
                "lower": row.lower,
                "upper": row.upper,
                "derived": row.derived,
                "period": getattr(row.period, language),
                "first": row.value == min(values) and min(values) < max(values),
                "last": row.value == max(values),
                "text": f"{label}: {text} {row.interval}".strip(),
            }
        )
    return found


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
