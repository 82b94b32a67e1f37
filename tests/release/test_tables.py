"""Tables of figures and things: complete, the same in each format, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd  # type: ignore[import-untyped]
import pyarrow.parquet as pq
import pytest

from iprgraph.errors import ResultError
from iprgraph.tables import FORMATS, KINDS, Table, read_table, table_bytes
from iprgraph.tables.columns import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from iprgraph.door import KnowledgeGraph

COURTS = "https://w3id.org/iprgraph/id/obs/court-cases-accepted-2022"


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def one(found: list[dict[str, str]], key: str, value: str) -> dict[str, str]:
    (row,) = [row for row in found if row[key] == value]
    return row


def test_a_row_is_a_figure_with_all_that_is_known_of_it(real: KnowledgeGraph) -> None:
    row = one(rows(real.export("csv")), "figure", COURTS)
    wanted = {
        "status": "stated",
        "metric_en": "IP cases newly accepted by courts",
        "area_zh": "广东省",
        "period_en": "2022",
        "period_begins": "2022-01-01",
        "period_ends": "2022-12-31",
        "statistic_en": "level",
        "value": "117100",
        "lower": "117050",
        "upper": "117150",
        "unit_zh": "件",
        "qualifier_en": "exactly",
        "precision": "100",
        "agent": "https://w3id.org/iprgraph/id/agency/guangdong-courts",
        "paragraphs": "guangdong-2022/2.1",
        "printed_zh": "11.71万件",
        "printed_en": "117,100",
        "rule": "",
        "derived_from": "",
    }
    assert {key: row[key] for key in wanted} == wanted


def test_every_figure_is_there_stated_or_derived(real: KnowledgeGraph) -> None:
    found = rows(real.export("csv"))
    figures = real.query("SELECT DISTINCT ?o { ?o a ipr:Observation } ORDER BY STR(?o)")
    assert not isinstance(figures, bool | str)
    assert [row["figure"] for row in found] == [str(each["o"]) for each in figures]
    derived = [row for row in found if row["status"] == "derived"]
    assert derived and all(row["rule"] and row["derived_from"] for row in derived)
    assert all(row["paragraphs"] for row in found if row["status"] == "stated")
    twice = [row for row in found if " | " in row["paragraphs"]]
    assert {row["figure"].rpartition("/")[2] for row in twice} == repeated(real)


def repeated(graph: KnowledgeGraph) -> set[str]:
    """The figures that more than one paragraph states."""
    answer = graph.query(
        "SELECT ?o { GRAPH ?g { ?o a ipr:Observation ; ipr:metric ?m } ?g a ipr:Paragraph } "
        "GROUP BY ?o HAVING (COUNT(DISTINCT ?g) > 1)"
    )
    assert not isinstance(answer, bool | str)
    return {str(row["o"]).rpartition("/")[2] for row in answer}


def test_a_row_is_a_thing_with_its_names(real: KnowledgeGraph) -> None:
    found = rows(real.export("csv", of="entities"))
    row = one(found, "thing", "https://w3id.org/iprgraph/id/agency/guangzhou-ip-court")
    assert (row["kind"], row["label_zh"]) == ("agency", "广州知识产权法院")
    assert row["jurisdiction_en"] == "Guangdong" and "court" in row["types_en"]
    assert "guangdong-2022/2.1" in row["paragraphs"].split(" | ") and int(row["figures"]) >= 2
    assert len(found) == len({row["thing"] for row in found})


def test_every_format_holds_the_same(real: KnowledgeGraph) -> None:
    for kind in KINDS:
        table = read_table(real.store.path, kind)
        text = rows(table_bytes(table, "csv"))
        parquet = pq.read_table(io.BytesIO(table_bytes(table, "parquet"))).to_pylist()
        book = openpyxl.load_workbook(io.BytesIO(table_bytes(table, "xlsx")), read_only=True)
        sheet = list(book[kind].iter_rows(values_only=True))
        assert len(text) == len(parquet) == len(sheet) - 1 == len(table.rows)
        names = [each.name for each in table.layout.columns]
        assert list(sheet[0]) == names
        for line, packed, cells in zip(text, parquet, sheet[1:], strict=True):
            for each, cell in zip(table.layout.columns, cells, strict=True):
                wanted = plain(each.type, line[each.name], many=each.many)
                assert packed[each.name] == wanted
                assert same(cell, line[each.name], wanted)


def plain(kind: str, text: str, *, many: bool) -> object:
    """What Parquet holds for a cell of CSV."""
    if many:
        return text.split(" | ") if text else []
    if not text:
        return None
    reading: dict[str, Callable[[str], object]] = {
        "number": float,
        "integer": int,
        "date": date.fromisoformat,
    }
    return text == "true" if kind == "boolean" else reading.get(kind, str)(text)


def same(cell: Any, text: str, wanted: object) -> bool:
    """Whether a cell of a workbook holds what CSV has as text and Parquet as a value."""
    if cell is None:
        return text == ""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell == wanted
    return bool(cell.date() == wanted) if hasattr(cell, "date") else str(cell) == text


def test_no_text_is_a_formula(real: KnowledgeGraph) -> None:
    plan = layout("entities")
    names = [each.name for each in plan.columns]
    texts = ["=1+1", "+8", "-3", "@a", "\tx", "plain"]
    made = []
    for text in texts:
        row: list[str | list[str]] = [[] if each.many else "" for each in plan.columns]
        row[names.index("thing")], row[names.index("kind")] = "https://example.org/1", text
        row[names.index("figures")] = "-3"
        made.append(tuple(row))
    table = Table(plan, tuple(made))
    found = rows(table_bytes(table, "csv"))
    assert [row["kind"] for row in found] == [f"'{text}" for text in texts[:-1]] + ["plain"]
    assert {row["figures"] for row in found} == {"-3"}  # a number is one
    book = openpyxl.load_workbook(io.BytesIO(table_bytes(table, "xlsx")))
    cells = [row[names.index("kind")] for row in book["entities"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True] * 5 + [False]


def test_numbers_are_as_written_in_csv_and_typed_elsewhere(harbour: KnowledgeGraph) -> None:
    assert "12.50" in {row["value"] for row in rows(harbour.export("csv"))}
    frame = pd.read_parquet(io.BytesIO(harbour.export("parquet")))
    assert frame["value"].dtype == "float64" and 12.5 in set(frame["value"])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_table(form: str, harbour: KnowledgeGraph) -> None:
    assert harbour.export(form) == harbour.export(form)


@pytest.mark.parametrize(("form", "package"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_package_that_is_missing_is_a_message(
    form: str, package: str, harbour: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ResultError, match=r"iprgraph\[tables\]"):
        harbour.export(form)
    assert harbour.export("csv")


def test_wrong_use_is_a_message(harbour: KnowledgeGraph) -> None:
    with pytest.raises(ResultError, match='no table of "figures"'):
        harbour.export("csv", of="figures")
    with pytest.raises(ResultError, match="no table of entities"):
        harbour.export("trig", of="entities")
    with pytest.raises(ResultError, match="no named graph"):
        harbour.export("csv", graph="1.1")


def test_more_rows_than_a_worksheet_holds_is_a_message(
    harbour: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iprgraph.tables.writing._MOST_ROWS", 1)
    table = read_table(harbour.store.path, "statements")
    with pytest.raises(ResultError, match="more than a worksheet holds"):
        table_bytes(replace(table, rows=table.rows[:2]), "xlsx")
    monkeypatch.setattr("iprgraph.tables.writing._LONGEST", 5)
    with pytest.raises(ResultError, match='column "subject" is longer than a cell'):
        table_bytes(replace(table, rows=table.rows[:1]), "xlsx")
