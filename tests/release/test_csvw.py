"""CSVW and Frictionless: the tables say the same as the graph, and other programs read them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from csv2rdf import triples_of
from releases import stated

from iprgraph.vocabulary import IPR, RDF_TYPE

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = ("integer", "decimal")


def by_value(triple: ox.Triple) -> ox.Triple:
    """A triple with its number as a decimal: xsd:integer is a part of xsd:decimal."""
    value = triple.object
    if isinstance(value, ox.Literal) and value.datatype.value.endswith(_NUMBERS):
        number = format(Decimal(value.value).normalize(), "f")
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(number))
    return triple


def test_the_statements_become_the_same_triples(released: Path) -> None:
    found = triples_of(released / "tables", ("statements",))
    assert found == stated(released)
    assert len(found) > 10_000


def test_all_tables_together_say_nothing_else(released: Path) -> None:
    wanted = {by_value(one) for one in stated(released, outside=True)}
    assert {by_value(one) for one in triples_of(released / "tables")} == wanted


def test_the_table_of_figures_alone_says_what_a_figure_is(released: Path) -> None:
    found = {by_value(one) for one in triples_of(released / "tables", ("observations",))}
    graph = {by_value(one) for one in stated(released)}
    figures = {one.subject for one in graph if one.object == ox.NamedNode(f"{IPR}Observation")}
    assert {one.subject for one in found} == figures
    said = {one.predicate for one in found}
    assert found == {one for one in graph if one.subject in figures and one.predicate in said}
    names = {one.value.removeprefix(IPR) for one in said - {RDF_TYPE}}
    assert {"metric", "area", "period", "value", "lowerBound", "unit", "statedAs"} <= names


def test_a_csvw_reader_finds_the_metadata_valid(released: Path) -> None:
    csvw = pytest.importorskip("csvw")
    read = csvw.CSVW(released / "tables" / "csv-metadata.json", validate=True)
    assert read.is_valid, [str(one.message) for one in read.warnings]


def test_a_reader_of_data_packages_finds_it_valid(
    released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frictionless = pytest.importorskip("frictionless")
    monkeypatch.chdir(released / "tables")
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert {task.stats["rows"] for task in report.tasks} and len(report.tasks) >= 3
