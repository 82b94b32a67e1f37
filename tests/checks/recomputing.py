"""Derived figures, computed again with exact fractions, apart from the queries that made them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.intervals import (
    Interval,
    above,
    add,
    closed,
    divide,
    exactly,
    intersect,
    multiply,
    subtract,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.graphs import Graphs

FIGURES = """
SELECT ?figure ?rule ?metric ?statistic ?area ?period ?agent ?unit ?value ?lower ?upper ?precision
WHERE {
  ?figure a ipr:Observation ; ipr:metric ?metric ; ipr:statistic ?statistic ; ipr:area ?area ;
    ipr:period ?period ; ipr:agent ?agent ; ipr:value ?value ; ipr:unit ?unit .
  OPTIONAL { ?figure ipr:lowerBound ?lower } OPTIONAL { ?figure ipr:upperBound ?upper }
  OPTIONAL { ?figure ipr:precision ?precision } OPTIONAL { ?figure ipr:rule ?rule }
}
"""
SOURCES = "SELECT ?figure ?source WHERE { ?figure prov:wasDerivedFrom ?source }"
SMALL = Fraction(1, 10_000)


@dataclass(frozen=True)
class Figure:
    """A figure as the graph holds it, numbers exact, names without their address."""

    name: str
    rule: str
    metric: str
    statistic: str
    area: str
    period: str
    agent: str
    unit: str
    sources: tuple[str, ...]
    value: Fraction
    lower: Fraction | None
    upper: Fraction | None
    precision: Fraction | None

    @property
    def interval(self) -> Interval:
        assert self.lower is not None
        assert self.upper is not None
        return closed(self.lower, self.upper)


def figures(graphs: Graphs) -> dict[str, Figure]:
    """Return the figures of some graphs by name."""
    return figures_of(graphs.store, dict(graphs.prefixes))


def figures_of(store: ox.Store, prefixes: dict[str, str]) -> dict[str, Figure]:
    """Return the figures of a store by name."""
    sources: dict[str, list[str]] = {}
    for figure, source in rows(store, SOURCES, prefixes):
        sources.setdefault(figure, []).append(source)
    found = {}
    for row in rows(store, FIGURES, prefixes):
        name, rule, metric, statistic, area, period, agent, unit = row[:8]
        value, lower, upper, precision = (_number(text) for text in row[8:])
        origin = tuple(sorted(sources.get(name, ())))
        keys = (name, rule, metric, statistic, area, period, agent, unit, origin)
        found[name] = Figure(*keys, value or Fraction(0), lower, upper, precision)
    return found


def rows(store: ox.Store, query: str, prefixes: dict[str, str]) -> Iterable[list[str]]:
    """Return each row of a query as short names and numbers."""
    answer = store.query(query, prefixes=prefixes)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        yield [str(getattr(cell, "value", "")).rsplit("/", 1)[-1] for cell in row]


def _number(text: str) -> Fraction | None:
    return Fraction(Decimal(text)) if text else None


def step(figure: Figure, level: Figure | None) -> Fraction:
    """Return how far a bound may lie outside the exact one."""
    if figure.rule in ("previous-from-change", "residual"):
        return Fraction(0)
    whole = level is not None and level.precision is not None and level.precision >= 1
    return Fraction(1) if whole and figure.rule != "ratio" else SMALL


def recomputed(figure: Figure, known: dict[str, Figure]) -> tuple[Interval, Fraction]:
    """Return the exact interval of a derived figure, and how far outside it a bound may lie."""
    sources = [known[name] for name in figure.sources]
    by_statistic = {source.statistic: source for source in sources}
    level = by_statistic.get("level")
    hundred = exactly(100)
    if figure.rule == "previous-from-change":
        exact = subtract(by_statistic["level"].interval, by_statistic["change"].interval)
    elif figure.rule == "previous-from-growth":
        growth = add(hundred, by_statistic["growth"].interval)
        exact = divide(multiply(by_statistic["level"].interval, hundred), growth)
    elif figure.rule == "total-from-share":
        share = by_statistic["share"].interval
        exact = divide(multiply(by_statistic["level"].interval, hundred), share)
    elif figure.rule == "residual":
        exact = _rest(figure, sources)
    else:
        top, bottom = _fraction_of(figure, sources)
        exact = divide(top.interval, bottom.interval)
        exact = multiply(exact, hundred) if figure.unit == "percent" else exact
    return exact, step(figure, level)


def _rest(figure: Figure, sources: list[Figure]) -> Interval:
    exact = next(one for one in sources if one.metric == figure.metric).interval
    for part in sources:
        if part.metric != figure.metric:
            exact = subtract(exact, part.interval)
    return intersect(exact, above(0, including=True))


def _fraction_of(figure: Figure, sources: list[Figure]) -> tuple[Figure, Figure]:
    """Return numerator and denominator, told apart by the address of the derived figure."""
    top, _, bottom = figure.name.removeprefix("derived-ratio-").partition("-per-")
    by_name = {source.name: source for source in sources}
    return by_name[top], by_name[bottom]


def assert_tight(figure: Figure, known: dict[str, Figure]) -> None:
    """Fail unless the interval holds the exact one and exceeds it by less than a step."""
    exact, width = recomputed(figure, known)
    assert exact.lower is not None
    assert exact.upper is not None
    assert figure.lower is not None
    assert figure.upper is not None
    assert exact.lower - width <= figure.lower <= exact.lower, figure.name
    assert exact.upper <= figure.upper <= exact.upper + width, figure.name
    assert figure.lower <= figure.value <= figure.upper, figure.name
