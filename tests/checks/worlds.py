"""Worlds: the figures of some graphs with exact numbers, and what the ontology says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.graphs import Graphs

FIGURES = """
SELECT ?figure ?rule ?metric ?statistic ?area ?period ?agent ?activity ?unit ?larger ?earlier
  ?value ?lower ?upper ?precision
WHERE {
  ?figure a ipr:Observation ; ipr:metric ?metric ; ipr:statistic ?statistic ; ipr:area ?area ;
    ipr:period ?period ; ipr:agent ?agent ; ipr:activity ?activity ; ipr:value ?value ;
    ipr:unit ?unit .
  OPTIONAL { ?figure ipr:lowerBound ?lower } OPTIONAL { ?figure ipr:upperBound ?upper }
  OPTIONAL { ?figure ipr:precision ?precision } OPTIONAL { ?figure ipr:rule ?rule }
  OPTIONAL { ?figure ipr:referenceArea ?larger } OPTIONAL { ?figure ipr:referencePeriod ?earlier }
}
"""
PAIRS = {
    "source": "SELECT ?s ?o WHERE { ?s a ipr:Observation ; prov:wasDerivedFrom ?o }",
    "sum": "SELECT ?s ?o WHERE { ?s ipr:sumOf ?o }",
    "part": "SELECT ?s ?o WHERE { ?s ipr:partOfMetric ?o }",
    "total": "SELECT ?s ?o WHERE { ?s ipr:accumulates ?o }",
    "stock": "SELECT ?s ?o WHERE { ?s ipr:growsBy ?o }",
    "top": "SELECT ?s ?o WHERE { ?s ipr:numerator ?o }",
    "bottom": "SELECT ?s ?o WHERE { ?s ipr:denominator ?o }",
    "unit": "SELECT ?s ?o WHERE { ?s ipr:numerator ?n ; ipr:unit ?o }",
    "times": "SELECT ?s ?o WHERE { ?s ipr:multiplier ?o }",
    "counts": "SELECT ?s ?o WHERE { ?s ipr:counts ?o }",
    "begins": "SELECT ?s ?o WHERE { ?s ipr:begins ?o }",
    "ends": "SELECT ?s ?o WHERE { ?s ipr:ends ?o }",
    "right": "SELECT ?s ?o WHERE { ?s ipr:ipRight/skos:broader* ?o }",
    "own": "SELECT ?s ?o WHERE { ?s ipr:ipRight ?o }",
}


@dataclass(frozen=True, order=True)
class Key:
    """What a figure is about, names without their address."""

    metric: str
    statistic: str
    area: str
    period: str
    agent: str
    activity: str


@dataclass(frozen=True)
class Figure:
    """A figure as the graph holds it, numbers exact."""

    name: str
    rule: str
    key: Key
    unit: str
    larger: str
    earlier: str
    value: Fraction
    lower: Fraction | None
    upper: Fraction | None
    precision: Fraction | None
    sources: frozenset[str] = frozenset()

    @property
    def interval(self) -> Interval:
        return Interval(self.lower, self.upper, True, True)


@dataclass(frozen=True)
class World:
    """The printed figures of some graphs, and what the ontology says of them."""

    figures: dict[str, Figure]
    pairs: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    @property
    def printed(self) -> list[Figure]:
        return [figure for figure in self.figures.values() if not figure.rule]

    @property
    def derived(self) -> dict[Key, Figure]:
        return {figure.key: figure for figure in self.figures.values() if figure.rule}

    def objects(self, pair: str, subject: str) -> set[str]:
        return {second for first, second in self.pairs[pair] if first == subject}

    def level(self, key: Key) -> Figure | None:
        return next((one for one in self.printed if one.key == key), None)

    def whole(self, unit: str) -> bool:
        return "true" in self.objects("counts", unit)


def world_of(graphs: Graphs) -> World:
    """Return the figures of some graphs by name, and the pairs of each relation."""
    return world_in(graphs.store, dict(graphs.prefixes))


def world_in(store: ox.Store, prefixes: dict[str, str]) -> World:
    """Return the world of a store."""
    pairs = {
        name: {(subject, thing) for subject, thing in rows(store, query, prefixes)}
        for name, query in PAIRS.items()
    }
    found = {}
    for row in rows(store, FIGURES, prefixes):
        name, rule, metric, statistic, area, period, agent, activity, unit, larger, earlier = row[
            :11
        ]
        value, lower, upper, precision = (_number(text) for text in row[11:])
        key = Key(metric, statistic, area, period, agent, activity)
        origin = frozenset(source for figure, source in pairs["source"] if figure == name)
        numbers = (value or Fraction(0), lower, upper, precision)
        found[name] = Figure(name, rule, key, unit, larger, earlier, *numbers, origin)
    return World(found, pairs)


def rows(store: ox.Store, query: str, prefixes: dict[str, str]) -> Iterable[list[str]]:
    """Return each row of a query as short names and numbers."""
    answer = store.query(query, prefixes=prefixes)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        yield [str(getattr(cell, "value", "")).rsplit("/", 1)[-1] for cell in row]


def _number(text: str) -> Fraction | None:
    return Fraction(Decimal(text)) if text else None
