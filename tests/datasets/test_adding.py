"""Adding a table of one's own: mapped, listed, refused with a remedy, resumed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from desks import COLUMNS, TABLE, Desk

from iprgraph.datasets import adding
from iprgraph.datasets.shelving import remove_dataset
from iprgraph.errors import DatasetError
from iprgraph.folders import HOME_VARIABLE, shared

if TYPE_CHECKING:
    from iprgraph.datasets.adding import Addition


def unmapped(done: Addition) -> list[dict[str, str]]:
    assert done.unmapped is not None
    with done.unmapped.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_names_codes_and_multipliers_are_understood(desk: Desk) -> None:
    done = desk.add()
    assert (done.counts.figures, done.counts.unmapped) == (6, 0)
    assert desk.figures() == [
        ("patents-granted", "guangdong", "2022", "12", "patent", ""),
        ("patents-granted", "guangzhou", "2022", "7", "patent", ""),
        ("patents-granted", "beijing", "2022", "3", "patent", ""),
        ("valid-registered-trademarks", "inner-mongolia", "2022-12-31", "5", "trademark", ""),
        ("technology-contracts-sold-value", "guangdong", "2022", "3950000000", "cny", "10000000"),
        ("technology-contracts-sold-value", "china", "2021", "120000", "cny", "10000"),
    ]


ROWS = [
    ("火星产量,广东,2022,1,件", "指标", "no such metric"),
    ("patents-granted,火星,2022,1,件", "地区", "no such place"),
    ("patents-granted,44010x,2022,1,件", "地区", "no such place"),
    ("patents-granted,广东,22-13,1,件", "年份", "no year or day"),
    ("patents-granted,广东,2022-02-30,1,件", "年份", "no year or day"),
    ("patents-granted,广东,2022,1,元", "单位", "not the unit of the metric"),
    ("patents-granted,广东,2022,,件", "数值", "no value"),
    ("patents-granted,广东,2022,many,件", "数值", "no number"),
    ('patents-granted,广东,2022,"1,000",件', "数值", "no number"),
    ("patents-granted,广东,2022,1.5,件", "数值", "the unit counts whole things"),
    ("patents-granted,440100,2022,8,件", "", "an earlier row gives this metric, area and period"),
    ("patents-granted,广东", "", "the row has not as many cells as the head"),
]


@pytest.mark.parametrize(("row", "column", "reason"), ROWS)
def test_a_row_that_does_not_map_is_listed(desk: Desk, row: str, column: str, reason: str) -> None:
    desk.write(f"{TABLE}{row}\n")
    done = desk.add()
    assert (done.counts.rows, done.counts.figures, done.counts.unmapped) == (7, 6, 1)
    (listed,) = unmapped(done)
    assert (listed["line"], listed["column"], listed["reason"]) == ("8", column, reason)
    assert listed["remedy"]


def test_the_list_is_in_the_language_of_the_reader(desk: Desk) -> None:
    desk.write(f"{TABLE}patents-granted,火星,2022,1,件\n")
    (listed,) = unmapped(desk.add(language="zh"))
    assert listed["reason"] == "没有这个地方"


def test_what_the_mapping_leaves_out_is_counted(desk: Desk) -> None:
    desk.write(f"{TABLE}跳过,广东,2022,1,件\n")
    done = desk.add()
    assert (done.counts.left_out, done.unmapped) == (1, None)


def test_addresses_and_virtual_columns(desk: Desk) -> None:
    desk.write("prov;n\nguangdong;1\nhubei;2\n")
    desk.map(
        [
            {
                "name": "prov",
                "propertyUrl": "ipr:area",
                "valueUrl": "https://w3id.org/iprgraph/id/place/{prov}",
            },
            {"titles": "n", "propertyUrl": "ipr:value", "ipr:multiplier": 1000},
            {"virtual": True, "propertyUrl": "ipr:metric", "valueUrl": "metric:patents-granted"},
            {"virtual": True, "propertyUrl": "ipr:period", "valueUrl": "period:2020"},
        ],
        dialect={"delimiter": ";"},
    )
    desk.add()
    assert desk.figures()[1] == ("patents-granted", "hubei", "2020", "2000", "patent", "1000")


def test_separators_are_read_as_the_datatype_says(desk: Desk) -> None:
    desk.write('指标,地区,年份,数值,单位\npatents-granted,广东,2022,"1,234,567",件\n')
    columns = [dict(one) for one in COLUMNS]
    columns[3]["datatype"] = {"base": "decimal", "format": "#,##0"}
    desk.map(columns)
    desk.add()
    assert desk.figures()[0][3] == "1234567"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig", "utf-16-le"])
def test_other_encodings_are_read(desk: Desk, encoding: str) -> None:
    desk.write(TABLE, encoding)
    marked = encoding in ("utf-16", "utf-8-sig")
    assert desk.add(encoding="" if marked else encoding).counts.figures == 6


@pytest.mark.parametrize(
    ("encoding", "text", "guess"),
    [
        ("gb18030", TABLE, "gb18030"),
        ("utf-16-le", TABLE, "utf-16-le"),
        ("big5", TABLE.replace("指标", "指標").replace("数值", "數值").replace("单", "單"), "big5"),
    ],
)
def test_an_unknown_encoding_is_named(desk: Desk, encoding: str, text: str, guess: str) -> None:
    desk.file.write_bytes(text.encode(encoding, errors="replace"))
    error = desk.refused()
    assert "not UTF-8" in error.message
    assert f"--encoding {guess}" in error.remedy


def test_a_wrong_encoding_is_told_with_its_line(desk: Desk) -> None:
    desk.file.write_bytes(TABLE.encode() + "patents-granted,湖北,2022,1,件\n".encode("gb18030"))
    error = desk.refused(encoding="utf-8")
    assert "no text in utf-8" in error.message
    assert desk.refused(encoding="klingon").message == 'there is no encoding "klingon"'


def test_empty_and_missing_files(desk: Desk) -> None:
    desk.write("")
    assert desk.refused().message == "the file is empty"
    desk.write("指标,地区,年份,数值,单位\n")
    assert "no rows below its head" in desk.refused().message
    desk.file.unlink()
    assert "cannot be read" in desk.refused().message


def test_a_column_that_the_mapping_does_not_know(desk: Desk) -> None:
    desk.write(TABLE.replace("单位", "单位,备注", 1))
    error = desk.refused()
    assert "'备注'" in error.message and error.line == 1
    desk.write(TABLE.replace("单位", "unit", 1))
    assert "unit" in desk.refused().message


def test_a_column_that_is_missing(desk: Desk) -> None:
    desk.write("\n".join(line.rpartition(",")[0] for line in TABLE.splitlines()))
    assert 'no column "单位"' in desk.refused().message


MAPPINGS: list[tuple[list[dict[str, Any]], str]] = [
    (COLUMNS[1:], "no column is ipr:metric"),
    ([*COLUMNS, {"titles": "x", "propertyUrl": "ipr:area"}], "two columns are ipr:area"),
    ([*COLUMNS, {"titles": "x", "propertyUrl": "ipr:agent"}], "which no mapping can give"),
    ([{**COLUMNS[0], "ipr:codes": 3}, *COLUMNS[1:]], "is no object"),
    ([*COLUMNS[:3], {**COLUMNS[3], "ipr:multiplier": -1}, COLUMNS[4]], "ipr:multiplier"),
    (
        [*COLUMNS, {"virtual": True, "propertyUrl": "ipr:statistic", "valueUrl": "stat:growth"}],
        "not stat:level",
    ),
    ([*COLUMNS[1:], {"virtual": True, "propertyUrl": "ipr:metric"}], "has no valueUrl"),
]


@pytest.mark.parametrize(("columns", "message"), MAPPINGS, ids=[one for _, one in MAPPINGS])
def test_a_mapping_that_cannot_be_used(
    desk: Desk, columns: list[dict[str, Any]], message: str
) -> None:
    desk.map(columns)
    assert message in desk.refused().message


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"tableSchema": 3}', '{"tables": []}'])
def test_what_is_no_mapping(desk: Desk, text: str) -> None:
    desk.mapping.write_text(text, "utf-8")
    desk.refused()


@pytest.mark.parametrize("name", ["dc:publisher", "dc:license"])
def test_a_mapping_names_publisher_and_licence(desk: Desk, name: str) -> None:
    document = json.loads(desk.mapping.read_text("utf-8"))
    del document[name]
    desk.mapping.write_text(json.dumps(document), "utf-8")
    assert name in desk.refused().message


def test_a_metric_that_does_not_match_at_all(desk: Desk) -> None:
    desk.write("指标,地区,年份,数值,单位\n火星产量,广东,2022,1,件\n")
    error = desk.refused()
    assert "no row of 1 is a figure" in error.message and "火星产量" in error.message


def test_nothing_is_replaced_unless_forced(desk: Desk) -> None:
    desk.add()
    with pytest.raises(DatasetError, match="already") as caught:
        desk.add()
    assert "--force" in caught.value.remedy
    desk.write("指标,地区,年份,数值,单位\npatents-granted,广东,2022,9,件\n")
    desk.add(force=True)
    assert [one[3] for one in desk.figures()] == ["9"]
    desk.write("")
    with pytest.raises(DatasetError):
        desk.add(force=True)
    assert [one[3] for one in desk.figures()] == ["9"]
    for name in ("cst-yearbook", "No Name"):
        with pytest.raises(DatasetError):
            desk.add(name=name)
    remove_dataset(desk.home, "lake")
    assert not (desk.home / "datasets" / "lake").exists()
    with pytest.raises(DatasetError, match="was added"):
        remove_dataset(desk.home, "lake")


def test_a_run_that_was_broken_off_is_resumed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rows in the same order, and the rows before the break are not mapped again."""
    monkeypatch.setattr(adding, "_BATCH", 10)
    lines = [f"patents-granted,广东,{year},{year},件" for year in range(1900, 1990)]
    lines[30] = "patents-granted,火星,1930,1,件"
    lines[70] = "patents-granted,广东,1901,1,件"
    desk.write("\n".join(["指标,地区,年份,数值,单位", *lines, ""]))

    def stop(done: int, total: int) -> None:
        stops.append(done)
        if len(stops) == 4:
            raise KeyboardInterrupt

    stops: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        desk.add(progress=stop)
    assert not (desk.home / "datasets" / "lake").exists()
    done = desk.add()
    assert done.resumed and (done.counts.rows, done.counts.figures) == (90, 88)
    assert [row["line"] for row in unmapped(done)] == ["32", "72"]
    whole = desk.figures()
    assert desk.add(force=True).resumed is False
    assert desk.figures() == whole and len(whole) == 88
    with pytest.raises(KeyboardInterrupt):
        stops.clear()
        desk.add(force=True, progress=stop)
    desk.write(desk.file.read_text("utf-8") + "patents-granted,广东,2001,1,件\n")
    assert desk.add(force=True).resumed is False


def test_the_command_line(desk: Desk) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "iprgraph", "dataset", *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, HOME_VARIABLE: str(desk.home)},
        )

    added = run("add", str(desk.file), "--mapping", str(desk.mapping), "-f", "table", "-l", "zh")
    assert (added.returncode, added.stderr) == (0, "")
    assert added.stdout == "lake：6 行中有 6 个数值（utf-8）；下次构建时读入\n"
    desk.write(f"{TABLE}patents-granted,火星,2022,1,件\n")
    again = run("add", str(desk.file), "--mapping", str(desk.mapping), "--force")
    assert again.returncode == 1 and json.loads(again.stdout)["unmapped"] == 1
    refused = run("add", str(desk.file), "--mapping", str(desk.mapping))
    assert refused.returncode == 2 and "--force" in refused.stderr
    listed = json.loads(run("list").stdout)
    assert [one["name"] for one in listed] == ["cnipa-yearbook", "cst-yearbook", "lake"]
    assert run("remove", "lake").returncode == 0
    assert run("remove", "lake").returncode == 2


@pytest.mark.skipif(shared() is None, reason="the sources of the datasets are not here")
def test_a_table_of_a_yearbook_is_added_as_it_is(desk: Desk) -> None:
    folder = shared()
    assert folder is not None
    desk.file = folder / "datasets" / "cst-yearbook" / "patent-grants-by-province.csv"
    unused = ("region_en", "gbt2260", "measure")
    desk.map(
        [
            *({"titles": name, "suppressOutput": True} for name in unused),
            {
                "titles": "region_zh",
                "propertyUrl": "ipr:area",
                "ipr:codes": {"全国": "place:china"},
            },
            {"titles": "year", "propertyUrl": "ipr:period"},
            {
                "titles": "ip_right",
                "propertyUrl": "ipr:metric",
                "ipr:codes": {
                    "all patents": "metric:patents-granted",
                    "invention": "metric:invention-patents-granted",
                    "utility model": "metric:utility-model-patents-granted",
                    "industrial design": "metric:design-patents-granted",
                },
            },
            {"titles": "value", "propertyUrl": "ipr:value", "datatype": "integer"},
            {"titles": "unit", "propertyUrl": "ipr:unit", "ipr:codes": {"piece": "ipr:unit"}},
        ]
    )
    done = desk.add(name="grants")
    assert (done.counts.rows, done.counts.figures, done.unmapped) == (1664, 1664, None)
    assert ("patents-granted", "guangdong", "2022", "837276", "patent", "") in desk.figures(
        "grants"
    )
