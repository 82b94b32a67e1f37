"""Panels: which figures stand in one chart, in which order, and what each is called there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from iprgraph.draw.rows import natural
from iprgraph.draw.view import Names
from iprgraph.errors import DrawError
from iprgraph.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iprgraph.chart.points import Point, Points

Kind = Literal["level", "growth", "share", "parts", "other"]
_KINDS: dict[str, Kind] = {
    expand("stat:level"): "level",
    expand("stat:growth"): "growth",
    expand("stat:share"): "share",
}
_LEVEL = expand("stat:level")
_ALL = expand("ipr:all")
_NONE = Names("", "")
_DIMENSIONS = ("metric", "area", "agent", "activity", "period")
MOST_PANELS = 12  # on the page of a thing
_CLOSE = 0.25  # of the greatest: where values are nearer together, dots show what bars from 0 hide


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in a chart: what it is called there, its value and bounds, and as it is read.

    Group and period are the two parts of what it is called, where both vary in the chart, else
    empty. `derived`: printed nowhere, worked out; then the paragraphs are those of its sources.
    """

    figure: str
    label: Names
    value: float
    lower: float
    upper: float
    text: Names
    interval: str
    derived: bool
    paragraphs: tuple[str, ...]
    group: Names = _NONE
    period: Names = _NONE


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart: its kind, title, unit, whether its axis begins at zero, and its rows in order.

    `about` is what of the title is drawn, empty where the title says so.
    """

    kind: Kind
    title: Names
    about: Names
    unit: Names
    from_zero: bool
    rows: tuple[Row, ...]

    def words(self, language: str) -> Said:
        """Return the chart in words, in a language."""
        title = (getattr(one, language) for one in (self.title, self.about) if one.en)
        rows = (
            f"{getattr(row.label, language)}: {getattr(row.text, language)} {row.interval}".strip()
            for row in self.rows
        )
        return Said(" · ".join(title), "; ".join(rows))


@dataclass(frozen=True, slots=True)
class Said:
    """A chart in words: what it is of, and its figures."""

    title: str
    rows: str


def thing_panels(points: Points, thing: str) -> tuple[Panel, ...]:
    """Return the charts of a thing, of more than one figure each, and not too many.

    Of a metric they are its own; of all else, one for each metric with several figures of it.
    """
    if any(point.metric == thing for point in points.all):
        panels = metric_panels(points, thing)
    else:
        groups: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
        for point in points.all:
            if thing in (point.agent, point.activity, point.area):
                groups[point.metric, point.statistic, point.unit].append(point)
        panels = tuple(
            _panel(
                points,
                _KINDS.get(statistic, "other"),
                points.reader.names(metric),
                group,
                about=_NONE if statistic == _LEVEL else points.reader.names(statistic),
            )
            for (metric, statistic, _), group in sorted(groups.items())
        )
    return tuple(one for one in panels if len(one.rows) > 1)[:MOST_PANELS]


def metric_panels(points: Points, metric: str) -> tuple[Panel, ...]:
    """Return the charts of a metric: one for each statistic and unit, and its parts.

    Raises DrawError where no figure is of it.
    """
    own = [point for point in points.all if point.metric == metric]
    if not own:
        raise DrawError(
            f'no figure is of the metric "{points.reader.names(metric).en}"',
            remedy="see which metrics have figures: iprgraph ask figure-counts",
        )
    groups: dict[tuple[bool, str, str], list[Point]] = defaultdict(list)
    for point in own:
        groups[point.statistic != _LEVEL, point.statistic, point.unit].append(point)
    panels = [
        _panel(
            points,
            _KINDS.get(statistic, "other"),
            points.reader.names(metric if statistic == _LEVEL else statistic),
            group,
        )
        for (_, statistic, _), group in sorted(groups.items())
    ]
    return (*panels, *_parts(points, metric))


def report_panels(points: Points) -> tuple[Panel, ...]:
    """Return the charts of all reports: levels of several periods, growth, shares, parts.

    Raises DrawError where there is nothing to draw.
    """
    panels = (
        *_levels(points),
        *_everything(points, "growth"),
        *_everything(points, "share"),
        *(panel for metric in _wholes(points) for panel in _parts(points, metric)),
    )
    if not panels:
        raise DrawError("there is no figure to draw", remedy="see `iprgraph build`")
    return panels


def _levels(points: Points) -> list[Panel]:
    """Return a chart for each metric and unit whose level is known of two periods or more."""
    groups: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points.all:
        if point.statistic == _LEVEL:
            groups[point.metric, point.unit].append(point)
    return [
        _panel(points, "level", points.reader.names(metric), _compared(group))
        for (metric, _), group in sorted(groups.items(), key=lambda item: natural(item[0][0]))
        if _compared(group)
    ]


def _compared(group: Iterable[Point]) -> list[Point]:
    """Return the figures that another period can be compared with: same place, agent, activity."""
    periods: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    held = list(group)
    for point in held:
        periods[point.area, point.agent, point.activity].add(point.period)
    return [one for one in held if len(periods[one.area, one.agent, one.activity]) > 1]


def _everything(points: Points, kind: Kind) -> list[Panel]:
    """Return one chart of all figures of a statistic, the greatest first."""
    statistic = expand(f"stat:{kind}")
    groups: dict[str, list[Point]] = defaultdict(list)
    for point in points.all:
        if point.statistic == statistic:
            groups[point.unit].append(point)
    names = points.reader.names(statistic)
    return [
        _panel(points, kind, names, sorted(group, key=lambda one: (-one.value, one.figure)))
        for _, group in sorted(groups.items())
    ]


def _wholes(points: Points) -> list[str]:
    """Return the metrics that others are parts of."""
    return sorted({whole for point in points.all for whole in point.wholes}, key=natural)


def _parts(points: Points, metric: str) -> list[Panel]:
    """Return a chart of a total and its parts for each place, period, agent and activity."""
    found = []
    for total in points.all:
        if total.metric == metric and total.statistic == _LEVEL:
            parts = [
                one
                for one in points.all
                if metric in one.wholes
                and one.statistic == _LEVEL
                and (one.setting, one.unit) == (total.setting, total.unit)
            ]
            if parts:
                held = [total, *sorted(parts, key=lambda one: (-one.value, one.figure))]
                found.append(_panel(points, "parts", points.reader.names(metric), held))
    return found


def _panel(
    points: Points, kind: Kind, title: Names, held: Sequence[Point], *, about: Names = _NONE
) -> Panel:
    """Return a chart of figures: in the order given, or by place, agent, activity and period."""
    order = list(held) if kind in ("growth", "share", "parts") else sorted(held, key=_order)
    varying = [name for name in _DIMENSIONS if len({getattr(one, name) for one in order}) > 1]
    near = min(one.lower for one in order), max(one.upper for one in order)
    close = kind in ("level", "other") and near[0] > (1 - _CLOSE) * near[1] and len(order) > 1
    return Panel(
        kind=kind,
        title=title,
        about=about,
        unit=points.reader.names(order[0].unit),
        from_zero=not close,
        rows=tuple(_row(points, one, varying or ["period"]) for one in order),
    )


def _order(point: Point) -> tuple[object, ...]:
    return point.area, point.agent, point.activity, natural(point.period), point.figure


def _row(points: Points, point: Point, varying: Sequence[str]) -> Row:
    number = points.number(point)
    named = [name for name in varying if getattr(point, name) != _ALL] or ["period"]
    apart = [name for name in named if name != "period"]
    both = "period" in varying and bool(apart)
    return Row(
        figure=point.figure,
        label=_called(points, point, named),
        value=point.value,
        lower=point.lower,
        upper=point.upper,
        text=number.value,
        interval=number.interval,
        derived=number.derived,
        paragraphs=tuple(points.reader.paragraphs[place].iri for place in number.paragraphs),
        group=_called(points, point, apart) if both else _NONE,
        period=points.reader.names(point.period) if both else _NONE,
    )


def _called(points: Points, point: Point, named: Iterable[str]) -> Names:
    """Return what a figure is called by some of its dimensions."""
    names = [points.reader.names(getattr(point, name)) for name in named]
    return Names(" · ".join(one.zh for one in names), " · ".join(one.en for one in names))
