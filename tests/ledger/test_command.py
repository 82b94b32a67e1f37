"""`iprgraph check --ledger`: the account and the shares, as tables and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from books import Booked

from iprgraph import asking
from iprgraph.cli import main
from iprgraph.cli.ledger import ledger_json, ledger_text, share_line
from iprgraph.folders import HOME_VARIABLE, SHARED_VARIABLE
from iprgraph.graphs import read_graphs
from iprgraph.ledger import Ledger, ledgers, total_share

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lake


@pytest.fixture
def booked(lake: Lake) -> Booked:
    return Booked(lake)


def book(booked: Booked) -> Ledger:
    (ledger,) = ledgers(read_graphs(booked.lake.folders), booked.lake.home)
    return ledger


def row(text: str, *begins: str) -> list[str]:
    lines = (line.split() for line in text.splitlines())
    return next(line for line in lines if line[: len(begins)] == list(begins))


def test_the_table_counts_each_paragraph_and_edition(booked: Booked) -> None:
    booked.write("They concluded", "In nine towns they concluded")
    text = ledger_text(book(booked))
    assert row(text, "1.1", "zh")[2:] == ["5", "4", "1", "0", "0", "0", "0"]
    assert row(text, "1.1", "en")[2:] == ["6", "4", "1", "0", "0", "1", "0"]
    assert row(text, "0.1", "zh")[2:] == ["1", "0", "0", "0", "1", "0", "0"]
    assert row(text, "headings", "zh")[2:] == ["2", "0", "1", "1", "0", "0", "0"]
    assert row(text, "total", "21")[1:] == ["21", "12", "4", "2", "2", "1", "0"]


def test_the_table_names_what_is_not_encoded(booked: Booked) -> None:
    (booked.lake.report / "1.2-customs.ttl").unlink()
    assert row(ledger_text(book(booked)), "1.2", "zh")[2:] == ["2", "not", "encoded"]


def test_the_shares_are_below(booked: Booked) -> None:
    text = ledger_text(book(booked))
    assert row(text, "total", "8") == ["total", "8", "8", "8", "8", "2", "2", "2"]
    assert row(text, "share") == ["share", *["100.0%"] * 5]


def test_json_has_parts_totals_shares_and_findings(booked: Booked) -> None:
    booked.write("They concluded", "In nine towns they concluded")
    found = json.loads(json.dumps(ledger_json(book(booked))))
    assert found["report"] == "lake-2031"
    assert found["totals"]["missing"] == 1
    part = next(p for p in found["parts"] if (p["part"], p["edition"]) == ("1.1", "en"))
    assert (part["numerals"], part["figure"], part["missing"]) == (6, 4, 1)
    assert found["grounding"][0]["grounded"] == {"zh": 2, "en": 2}
    assert len(found["findings"]) == 1


def test_one_line_says_the_shares(booked: Booked) -> None:
    line = share_line("lake-2031", total_share(book(booked).shares))
    assert line == (
        "lake-2031: 8 statements, grounded in zh 100.0%, en 100.0%, all editions 100.0%; "
        "2 relations, in one sentence in zh 100.0%, en 100.0%\n"
    )


@pytest.mark.parametrize(("planted", "code"), [("", 0), ("In nine towns they", 1)])
def test_the_command_ends_with_1_where_a_number_is_missing(
    booked: Booked,
    planted: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if planted:
        booked.write("They", planted)
    monkeypatch.setattr(asking, "folders", lambda: booked.lake.folders)
    monkeypatch.setenv(HOME_VARIABLE, str(booked.lake.home))
    with pytest.raises(SystemExit) as ended:
        main(["check", "--ledger"])
    assert (ended.value.code or 0) == code
    printed = capsys.readouterr().out
    assert printed.startswith("lake-2031\n")
    assert ('"nine" in paragraph 1.1 (en) is missing' in printed) is bool(code)


def test_without_the_text_the_command_says_so_and_ends_with_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SHARED_VARIABLE, str(tmp_path / "nowhere"))
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        main(["check", "--ledger"])
    assert not ended.value.code
    assert "the text of guangdong-2022 is not on this machine" in capsys.readouterr().out
