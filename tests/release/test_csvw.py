"""CSVW and Frictionless: the tables say the same as the graph, and other programs read them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from csv2rdf import triples_of
from csvw_reader import read_alike
from releases import ID, stated

from iprgraph.vocabulary import IPR, RDF_TYPE

if TYPE_CHECKING:
    from pathlib import Path

MODES = ("minimal", "standard")
_CSVW, _DC = "http://www.w3.org/ns/csvw#", "http://purl.org/dc/terms/"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_LONGEST = 300  # rows of the tables that the other reader needs too long for


def test_the_statements_become_the_same_triples(released: Path) -> None:
    found = triples_of(released / "tables", ("statements",))
    assert found == stated(released)
    assert len(found) > 10_000


def test_all_tables_together_become_the_same_triples(released: Path) -> None:
    assert triples_of(released / "tables") == stated(released, outside=True)


def test_the_table_of_figures_alone_says_what_a_figure_is(released: Path) -> None:
    found = triples_of(released / "tables", ("observations",))
    graph = stated(released)
    figures = {one.subject for one in graph if one.object == ox.NamedNode(f"{IPR}Observation")}
    assert {one.subject for one in found} == figures
    said = {one.predicate for one in found}
    assert found == {one for one in graph if one.subject in figures and one.predicate in said}
    names = {one.value.removeprefix(IPR) for one in said - {RDF_TYPE}}
    assert {"metric", "area", "period", "value", "lowerBound", "unit", "statedAs"} <= names


def test_the_table_of_things_alone_says_how_things_are_called(released: Path) -> None:
    found = triples_of(released / "tables", ("entities",))
    said = {one.predicate for one in found}
    graph = stated(released)
    things = {one.subject for one in graph if one.predicate == LABEL and is_thing(one.subject)}
    wanted = {one for one in graph if one.subject in things and one.predicate in said}
    assert {one.subject for one in found} == things and found < wanted
    # A column of addresses holds one of them, and all are in the statements.
    further = {(one.subject, one.predicate) for one in wanted - found}
    assert further <= {(one.subject, one.predicate) for one in found}
    assert all(isinstance(one.object, ox.NamedNode) for one in wanted - found)


def is_thing(subject: object) -> bool:
    return isinstance(subject, ox.NamedNode) and subject.value.startswith(ID)


def test_the_manifest_says_which_statements_a_table_holds(released: Path) -> None:
    manifest = json.loads((released / "manifest.json").read_text("utf-8"))
    scopes = {one["path"]: one.get("scope", {}) for one in manifest["files"]}
    told = {path for path, scope in scopes.items() if scope.get("zh") and scope.get("en")}
    assert told == {path for path in scopes if path.endswith(".csv")}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tables", [("observations", "entities"), ("datasets", "statements")])
def test_another_reader_makes_the_same_triples(
    tables: tuple[str, ...],
    mode: str,
    released: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = excerpt(released / "tables", tables, tmp_path)
    found = read_alike(part, mode, monkeypatch)
    told = {one for one in found if is_description(one)}
    wanted = triples_of(part)
    assert {canonical(one) for one in found - told} == {canonical(one) for one in wanted}
    assert bool(told) == (mode == "standard")


def excerpt(folder: Path, tables: tuple[str, ...], place: Path) -> Path:
    """The metadata of some tables and the tables, of the long ones rows from all over."""
    group = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    group["tables"] = [one for one in group["tables"] if one["url"][:-4] in tables]
    (place / "csv-metadata.json").write_text(json.dumps(group), "utf-8")
    for name in tables:
        text = (folder / f"{name}.csv").read_text("utf-8")
        head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        step = 1 if name in ("observations", "entities") else len(rows) // _LONGEST
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows[::step]])
    return place


def canonical(triple: ox.Triple) -> ox.Triple:
    """A triple with its decimal in canonical form, which a reader may give it: 19.20 as 19.2."""
    value = triple.object
    if isinstance(value, ox.Literal) and value.datatype.value.endswith("#decimal"):
        number = format(Decimal(value.value).normalize(), "f")
        return ox.Triple(
            triple.subject, triple.predicate, ox.Literal(number, datatype=value.datatype)
        )
    return triple


def is_description(triple: ox.Triple) -> bool:
    """Whether standard mode says it of the group, a table or a row, and not of a thing."""
    if not isinstance(triple.subject, ox.BlankNode):
        return False
    said = triple.predicate.value
    assert said.startswith((_CSVW, _DC)) or triple.predicate == RDF_TYPE, said
    return True


def test_standard_mode_tells_of_each_row_what_it_describes(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = excerpt(released / "tables", ("observations",), tmp_path)
    found = read_alike(part, "standard", monkeypatch)
    described = ox.NamedNode(f"{_CSVW}describes")
    things = {one.object for one in found if one.predicate == described}
    assert things == {one.subject for one in triples_of(part)}
    rows = [one for one in found if one.object == ox.NamedNode(f"{_CSVW}Row")]
    assert len(rows) == len(things)


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
