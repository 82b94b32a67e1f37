"""Datasets: whether the tables of others use our codes, and each is a well-formed data cube."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.cube import cube_findings
from iprgraph.checks.finding import Finding
from iprgraph.datasets.codes import codes_of, period_slug
from iprgraph.datasets.statements import triple_lines
from iprgraph.datasets.tidy import read_figures
from iprgraph.derive import apply, rules
from iprgraph.graphs import Triples
from iprgraph.vocabulary import DATASETS_GRAPH, ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.assembly import Assembly
    from iprgraph.datasets import Dataset
    from iprgraph.datasets.codes import Codes
    from iprgraph.datasets.tidy import Figure
    from iprgraph.graphs import Graphs

CHECK = "cube"
RULE = "dataset-row"

_WORDING = {
    "metric": {"zh": "没有指标“{}”", "en": 'there is no metric "{}"'},
    "area": {"zh": "没有地方“{}”", "en": 'there is no place "{}"'},
    "period": {"zh": "“{}”不是年份或日期", "en": '"{}" is no year or day'},
    "unit": {"zh": "“{}”不是该指标的单位", "en": '"{}" is not the unit of the metric'},
    "value": {
        "zh": "{} 应为整数：该单位计完整的个体",
        "en": "{} must be whole: the unit counts things",
    },
    "row": {"zh": "前面已有一行给出 {}", "en": "an earlier row gives {} too"},
}
_REMEDY = {
    "zh": "更正该行；指标在 ontology/，地方在 data/entities/places.ttl",
    "en": "correct the row; metrics are in ontology/, places in data/entities/places.ttl",
}


def row_findings(assembly: Assembly, language: str = "en") -> list[Finding]:
    """Return the rows of datasets that name what we do not have, or say what another row says.

    Raises DatasetError for a table of another form.
    """
    if not assembly.datasets:
        return []
    codes = codes_of(assembly.graphs)
    return [
        Finding(CHECK, "violation", _WORDING[what][language].format(text), each.file, row,
                _REMEDY[language], rule=RULE)
        for each in assembly.datasets
        for row, what, text in _faults(each, codes)
    ]  # fmt: skip


def dataset_cube_findings(assembly: Assembly, language: str = "en") -> list[Finding]:
    """Return where the cubes of datasets break a constraint of the RDF Data Cube."""
    return cube_findings(_cubes(assembly), language) if assembly.datasets else []


def _faults(dataset: Dataset, codes: Codes) -> Iterator[tuple[int, str, str]]:
    """Yield the row, the column and the text of each cell that is at fault."""
    seen: set[tuple[str, str, str]] = set()
    for row, one in read_figures(dataset.table, dataset.file):
        yield from ((row, what, getattr(one, what)) for what in _wrong(one, codes))
        key = (one.metric, one.area, one.period)
        if key in seen:
            yield row, "row", " · ".join(key)
        seen.add(key)


def _wrong(one: Figure, codes: Codes) -> Iterator[str]:
    """Yield the columns of a row that do not fit."""
    if one.metric not in codes.known["metric"]:
        yield "metric"
    elif codes.units.get(one.metric) != one.unit:
        yield "unit"
    if one.area not in codes.known["area"]:
        yield "area"
    if one.period not in codes.known["period"] and not period_slug(one.period):
        yield "period"
    if one.unit in codes.whole and "." in one.value:
        yield "value"


def _cubes(assembly: Assembly) -> Graphs:
    """Return graphs of the ontology and the cubes alone, written out as the first rules do it."""
    graphs = assembly.graphs
    store = ox.Store()
    default = ox.DefaultGraph()
    for name in (ONTOLOGY_GRAPH, DATASETS_GRAPH):
        held = graphs.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, default) for quad in held)
    for each in assembly.datasets:
        store.load("".join(triple_lines(each)).encode(), format=ox.RdfFormat.N_TRIPLES)
    cubes = replace(graphs, inputs=(), triples=Triples({}), loaded=store)
    for rule in rules(graphs, "derive"):
        if rule.stem.startswith(("01-", "02-")):
            apply(cubes, rule)
    return cubes
