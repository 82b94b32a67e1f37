"""Figures made up as Turtle, and what the rules of derivation make of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pyoxigraph as ox
from planting import HERE, planted_text
from recomputing import assert_all_right
from worlds import Figure, World, world_of

from iprgraph.derive import derive
from iprgraph.folders import folders

RULES = {
    "previous-from-change",
    "previous-from-growth",
    "total-from-share",
    "stock-before",
    "sum-of-parts",
    "intersection",
    "residual",
    "ratio",
}

PLACES = (HERE / "agreement" / "good.ttl").read_text("utf-8").partition("obs:finds a")[0]
DAYS = """
    period:2030-12-31 a ipr:Period ; rdfs:label "2030年末"@zh , "end of 2030"@en ;
        ipr:begins "2030-12-31"^^xsd:date ; ipr:ends "2030-12-31"^^xsd:date .
"""
PERIODS = f"""
    period:2031 ipr:begins "2031-01-01"^^xsd:date ; ipr:ends "2031-12-31"^^xsd:date .
    period:2031-12-31 ipr:begins "2031-12-31"^^xsd:date ; ipr:ends "2031-12-31"^^xsd:date .
    period:2030 ipr:begins "2030-01-01"^^xsd:date ; ipr:ends "2030-12-31"^^xsd:date .
    {DAYS}
"""
DIMENSIONS = "ipr:area place:lake ; ipr:agent ipr:all ; ipr:activity ipr:all"
COUNTS = "unit:case ipr:counts true ."
BEFORE = " ; ipr:referencePeriod period:2030"
OF_REALM = " ; ipr:referenceArea place:realm"
HALF = Fraction(1, 200)
ONE = Fraction(1, 2)


def figure_text(
    name: str,
    statistic: str,
    value: Fraction,
    half: Fraction,
    *,
    metric: str = "finds",
    unit: str = "case",
    extra: str = "",
    precision: str = "",
    period: str = "2031",
) -> str:
    fine = f" ; ipr:precision {precision}" if precision else ""
    return f"""
    obs:{name} a ipr:Observation ; ipr:metric metric:{metric} ; ipr:statistic stat:{statistic} ;
        {DIMENSIONS} ; ipr:period period:{period} ; ipr:unit unit:{unit}{extra}{fine} ;
        ipr:value {decimal(value)} ; ipr:lowerBound {decimal(value - half)} ;
        ipr:upperBound {decimal(value + half)} .
    """


def decimal(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def derived_by(rules: tuple[str, ...], text: str) -> World:
    """Return what some rules and the last one derive, the rest of the ontology left out."""
    graphs = planted_text(PERIODS + text, ontology=False)
    for path in sorted((folders().queries / "derive").glob("*.rq")):
        if path.stem.partition("-")[2] in (*rules, "intersection"):
            found = graphs.store.query(path.read_text("utf-8"), prefixes=dict(graphs.prefixes))
            assert isinstance(found, ox.QueryTriples)
            graphs = graphs.with_graph("urn:derived", list(found))
    return world_of(graphs)


def one_derived(rule: str, text: str) -> Figure:
    """Return the one figure that a rule derives from a text, which is checked to be right."""
    world = derived_by((rule,), text)
    assert_all_right(world)
    (figure,) = world.derived.values()
    assert figure.rule == rule
    return figure


def derived_in(text: str) -> dict[str, Figure]:
    world = world_of(derive(planted_text(PLACES + DAYS + text)))
    return {figure.name: figure for figure in world.derived.values()}
