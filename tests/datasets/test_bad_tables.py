"""Tables that nobody can add as they are: what is said, where, what helps, and nothing left."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from desks import COLUMNS, TABLE, Desk

from iprgraph.errors import DatasetError
from iprgraph.folders import HOME_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "指标,地区,年份,数值,单位"
ROW = "专利授权量,广东,2022,12,件"


def workbook() -> bytes:
    """What a spreadsheet program writes, as far as its first bytes go."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


def left(desk: Desk) -> list[str]:
    """What lies on the shelf, a broken run included, but for its lock."""
    return sorted(path.name for path in (desk.home / "datasets").glob("*") if path.name != ".lock")


@pytest.mark.parametrize(
    ("data", "said", "line", "helps"),
    [
        (workbook(), "a workbook (xlsx, ods)", 0, "save the table as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "(xls)", 0, "save the table as CSV"),
        (b"%PDF-1.7\n", "a PDF", 0, "CSV"),
        (b"PAR1" + bytes(40), "Parquet", 0, "CSV"),
        (TABLE.replace(",", ";").encode(), "seems to be the delimiter", 1, '"delimiter": ";"'),
        (TABLE.replace(",", "\t").encode(), "seems to be the delimiter", 1, r'"\t"'),
        (f'{HEAD}\n{ROW}\n"{ROW}\n{ROW}\n'.encode(), "is not closed", 3, "quotation marks"),
        (f"{HEAD}\n{ROW}\n".encode() + "专利".encode("gbk"), "not UTF-8", 3, "--encoding"),
        (f"{HEAD}\n{ROW}\0\n".encode(), "zero bytes", 2, "--encoding"),
        (f"{HEAD}\n".encode(), "no rows below its head", 0, "export it again"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said(
    data: bytes, said: str, line: int, helps: str, desk: Desk
) -> None:
    desk.file.write_bytes(data)
    error = desk.refused()
    assert said in error.message and error.line == line
    assert helps in error.remedy and str(desk.file) in str(error)
    assert left(desk) == []


def test_bytes_that_are_no_text_far_down_are_told_with_their_line(desk: Desk) -> None:
    good = f"{HEAD}\n" + f"{ROW}\n" * 60_000
    desk.file.write_bytes(good.encode() + "专利授权量".encode("gbk"))
    error = desk.refused()
    assert "no text in utf-8" in error.message and error.line == 60_002
    assert left(desk) == []


def test_of_many_columns_the_first_are_named(desk: Desk) -> None:
    desk.write(f"{HEAD},{','.join(f'x{number}' for number in range(200))}\n")
    message = desk.refused().message
    assert "'x4' and 195 more" in message and len(message) < 120


def test_a_mapping_that_names_no_metric_of_ours(desk: Desk) -> None:
    columns: list[dict[str, Any]] = [
        {**COLUMNS[0], "ipr:codes": {"授权": "metric:patent-granted"}},
        *COLUMNS[1:],
    ]
    desk.map(columns)
    error = desk.refused()
    assert '"授权" stands for "metric:patent-granted"' in error.message
    assert error.remedy == 'did you mean "patents-granted"?'
    assert str(desk.mapping) in str(error)
    desk.map([{**COLUMNS[0], "ipr:codes": {"授权": "metric:qqqqqqqq"}}, *COLUMNS[1:]])
    assert "iprgraph find" in desk.refused().remedy


def test_a_folder_is_no_table(desk: Desk, tmp_path: Path) -> None:
    desk.file = tmp_path
    assert desk.refused().message == "it is a folder"


def test_a_home_that_is_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.home = tmp_path / "home.txt"
    desk.home.write_text("mine", "utf-8")
    with pytest.raises(DatasetError, match="cannot be written"):
        desk.add()
    assert desk.home.read_text("utf-8") == "mine"


def test_a_long_run_is_stopped_and_goes_on(desk: Desk) -> None:
    days = [f"{year}-{month:02d}-{day:02d}" for year in range(1200, 2000) for month in range(1, 13)
            for day in range(1, 29)]  # fmt: skip
    desk.write(f"{HEAD}\n" + "".join(f"专利有效量,广东,{day},12,件\n" for day in days))
    command = [sys.executable, "-m", "iprgraph", "dataset", "add", str(desk.file)]
    command += ["--mapping", str(desk.mapping)]
    settings = {**os.environ, HOME_VARIABLE: str(desk.home), "IPRGRAPH_LANG": "en"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=settings) as first:
        state = desk.home / "datasets" / ".new-lake" / "state.json"
        while not state.exists() and first.poll() is None:
            time.sleep(0.01)
        first.send_signal(signal.SIGINT)
        _, said = first.communicate(timeout=60)
    assert first.returncode == 130 and "the same command goes on" in said
    assert left(desk) == [".new-lake"]
    done = subprocess.run(command, capture_output=True, text=True, env=settings, check=True)
    told = json.loads(done.stdout)
    assert told["resumed"] and told["figures"] == told["rows"] == len(days) > 250_000
    assert left(desk) == ["lake"]
