"""Grounding: every printed form stands in its paragraph, in each edition, and is anchored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iprgraph.anchors import ANCHORS_FILE, OUTLINE_FILE, check_grounding, write_anchors
from iprgraph.errors import AnchorError, SourceError
from iprgraph.folders import SHARED_VARIABLE, folders
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lake
    from iprgraph.anchors import AnchorRow
    from iprgraph.checks.finding import Finding


def findings(lake: Lake) -> list[Finding]:
    return list(write_anchors(read_graphs(lake.folders), lake.home)[0].findings)


def rows(lake: Lake, thing: str, lang: str, paragraph: str = "") -> list[AnchorRow]:
    found = write_anchors(read_graphs(lake.folders), lake.home)[0].rows
    return [
        row
        for row in found
        if row.thing.endswith(f"/{thing}") and row.edition == lang and paragraph in row.paragraph
    ]


def test_the_lake_is_grounded(lake: Lake) -> None:
    assert findings(lake) == []
    assert check_grounding(read_graphs(lake.folders), lake.home) == []


def test_an_anchor_leads_to_its_characters(lake: Lake) -> None:
    text = lake.source.read_text("utf-8")
    (row,) = rows(lake, "lake-cases-2031", "zh")
    assert [text[start:end] for start, end in row.runs] == ["1.25万件"]
    assert (row.paragraph, row.sentence) == ("1.1", 1)


def test_of_two_names_the_longer_wins(lake: Lake) -> None:
    assert [row.form for row in rows(lake, "lake-courts", "zh", "1.1")] == ["蓝湖法院"] * 2
    free = rows(lake, "ip-protection", "en")
    assert [row.form for row in free] == ["IP protection"]
    (system,) = rows(lake, "ip-system", "en")
    assert not (system.runs[0][0] <= free[0].runs[0][0] < system.runs[0][1])


def test_a_name_that_stands_only_in_longer_names_keeps_its_places(lake: Lake) -> None:
    assert [row.form for row in rows(lake, "blue-lake", "zh", "1.1")] == ["蓝湖"] * 2


def test_a_form_of_the_report_goes_beside_labels(lake: Lake) -> None:
    lake.edit(lake.things, '"Lakeside District Court"@en', '"District Court of the Lakeside"@en')
    assert [row.form for row in rows(lake, "lakeside-court", "en")] == ["Lakeside District"]


def test_a_form_that_is_not_in_its_paragraph(lake: Lake) -> None:
    lake.edit(lake.report / "1.1-courts.ttl", '"12,500"@en', '"12,600"@en')
    (finding,) = findings(lake)
    assert finding.message == (
        'obs:lake-cases-2031 is stated as "12,600", which does not stand in paragraph 1.1 (en); '
        'nearest: "12,500"'
    )
    assert finding.file == "data/reports/lake-2031/1.1-courts.ttl"
    assert finding.line == 11
    assert finding.paragraph == "1.1"
    assert finding.remedy


def test_a_form_of_a_figure_must_be_unique(lake: Lake) -> None:
    lake.edit(lake.report / "1.1-courts.ttl", '"320件"@zh', '"320"@zh')
    (finding,) = findings(lake)
    assert 'stated as "320", which stands 2 times' in finding.message
    assert finding.remedy == "write the form longer"


def test_a_thing_that_is_not_printed(lake: Lake) -> None:
    lake.edit(lake.report / "1.2-customs.ttl", "place:blue-lake ipr:impliedBecause", "#")
    messages = [finding.message for finding in findings(lake)]
    assert len(messages) == 2
    assert messages[0].startswith(
        "place:blue-lake has no name that stands in paragraph 1.2 (zh); nearest:"
    )


def test_a_figure_without_a_form_in_one_language(lake: Lake) -> None:
    lake.edit(lake.report / "1.1-courts.ttl", '"1.25万件"@zh , "12,500"@en', '"1.25万件"@zh')
    (finding,) = findings(lake)
    assert finding.message == "obs:lake-cases-2031 has no printed form for paragraph 1.1 (en)"


def test_what_is_omitted_needs_no_form(lake: Lake) -> None:
    assert [row.form for row in rows(lake, "infringing-goods", "zh")] == ["侵权商品"]
    assert rows(lake, "infringing-goods", "en") == []


def test_omitted_and_stated_in_one_edition(lake: Lake) -> None:
    lake.edit(lake.report / "1.2-customs.ttl", '"侵权商品"@zh', '"侵权商品"@zh , "goods"@en')
    assert ["marked as omitted in the same edition" in f.message for f in findings(lake)] == [True]


def test_omitted_but_a_name_stands_there(lake: Lake) -> None:
    lake.edit(
        lake.report / "1.2-customs.ttl",
        "concept:infringing-goods ipr:statedAs",
        "agency:lake-customs ipr:omittedIn edition:lake-2031-en .\n"
        "concept:infringing-goods ipr:statedAs",
    )
    (finding,) = findings(lake)
    assert finding.severity == "warning"
    assert "marked as omitted, but a name of it stands" in finding.message


def test_implied_but_every_edition_prints_it(lake: Lake) -> None:
    lake.edit(
        lake.report / "1.2-customs.ttl",
        "concept:infringing-goods ipr:statedAs",
        'agency:lake-customs ipr:impliedBecause "said before"@en ;\n'
        '    ipr:statedAs "湖区海关"@zh , "Lake Customs"@en .\n'
        "concept:infringing-goods ipr:statedAs",
    )
    (finding,) = findings(lake)
    assert "implied, yet every edition prints it" in finding.message


def test_omitted_in_every_edition(lake: Lake) -> None:
    lake.edit(
        lake.report / "1.2-customs.ttl",
        'ipr:impliedBecause "the customs of the lake"@en',
        "ipr:omittedIn edition:lake-2031-zh , edition:lake-2031-en",
    )
    (finding,) = findings(lake)
    assert "omitted in every edition" in finding.message
    assert finding.line == 12


def test_a_form_in_a_language_without_an_edition(lake: Lake) -> None:
    lake.edit(lake.report / "1.2-customs.ttl", '"侵权商品"@zh', '"侵权商品"@zh , "goods"@fr')
    (finding,) = findings(lake)
    assert 'in the language "fr", of which there is no edition' in finding.message
    assert finding.remedy == "write one of: en, zh"


def test_a_form_cut_by_a_page_and_a_footnote_has_several_runs(lake: Lake) -> None:
    text = lake.source.read_text("utf-8")
    text = text.replace("新收知识产权案件1.25万件", "新收知识¹\n\n¹ 注释在此。\n\n产权案件1.25万件")
    lake.source.write_text(text, "utf-8")
    declare_digest(lake)
    lake.edit(lake.report / "1.1-courts.ttl", '"1.25万件"@zh', '"知识产权案件1.25万件"@zh')
    (row,) = rows(lake, "lake-cases-2031", "zh")
    assert [text[start:end] for start, end in row.runs] == ["知识", "产权案件1.25万件"]
    assert len(row.digests) == 2
    assert check_grounding(read_graphs(lake.folders), lake.home) == []


def declare_digest(lake: Lake) -> None:
    from hashlib import sha256

    report = lake.report / "report.ttl"
    old = report.read_text("utf-8").split("ipr:sha256 ")[1][1:65]
    lake.edit(report, old, sha256(lake.source.read_bytes()).hexdigest())


def test_one_character_of_the_source_changed(lake: Lake) -> None:
    graphs = read_graphs(lake.folders)
    write_anchors(graphs, lake.home)
    lake.edit(lake.source, "1.25万件", "1.26万件")
    with pytest.raises(SourceError, match="not the text that lake-2031 was made from"):
        check_grounding(graphs, lake.home)


def test_one_character_of_the_source_changed_with_its_declared_digest(lake: Lake) -> None:
    write_anchors(read_graphs(lake.folders), lake.home)
    lake.edit(lake.source, "完善", "健全")
    declare_digest(lake)
    found = check_grounding(read_graphs(lake.folders), lake.home)
    assert [(f.file, f.line > 0) for f in found] == [
        (f"data/reports/lake-2031/{OUTLINE_FILE}", True)
    ]


def test_the_tables_are_canonical(lake: Lake) -> None:
    files = [lake.report / ANCHORS_FILE, lake.report / OUTLINE_FILE]
    write_anchors(read_graphs(lake.folders), lake.home)
    first = [file.read_bytes() for file in files]
    write_anchors(read_graphs(lake.folders), lake.home)
    assert [file.read_bytes() for file in files] == first
    assert b"\r" not in first[0]


def test_tables_that_are_missing_or_old_are_stale(lake: Lake) -> None:
    graphs = read_graphs(lake.folders)
    files = {f.file.rpartition("/")[2] for f in check_grounding(graphs, lake.home)}
    assert files == {ANCHORS_FILE, OUTLINE_FILE}
    write_anchors(graphs, lake.home)
    lake.edit(lake.report / ANCHORS_FILE, "obs:lake-cases-2031,1.25万件", "obs:other,1.25万件")
    found = check_grounding(graphs, lake.home)
    assert [f.message.split(" ")[0] for f in found] == ["stale:"] * 2
    assert found[0].line > 1
    assert "iprgraph source anchors" in found[0].remedy


class TestWithoutTheText:
    @pytest.fixture(autouse=True)
    def hidden(self, lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_anchors(read_graphs(lake.folders), lake.home)
        monkeypatch.setenv(SHARED_VARIABLE, str(tmp_path / "nowhere"))

    def messages(self, lake: Lake) -> list[str]:
        found = check_grounding(read_graphs(lake.folders), lake.home)
        assert all(finding.remedy for finding in found)
        return [finding.message for finding in found]

    def test_the_committed_anchors_are_enough(self, lake: Lake) -> None:
        assert self.messages(lake) == []

    def test_a_changed_form_is_stale_both_ways(self, lake: Lake) -> None:
        lake.edit(lake.report / "1.1-courts.ttl", '"12,500"@en', '"12,600"@en')
        assert self.messages(lake) == [
            'stale: obs:lake-cases-2031 "12,500" in paragraph 1.1 (en) is not stated by the graph '
            "any more",
            'stale: has no row for obs:lake-cases-2031 "12,600" in paragraph 1.1 (en)',
        ]

    def test_a_new_thing_has_no_row(self, lake: Lake) -> None:
        lake.edit(
            lake.report / "0.1-preface.ttl",
            "concept:ip-system ipr:concernsPlace",
            "concept:ip-system ipr:concernsPlace place:country , ",
        )
        assert self.messages(lake) == [
            "stale: has no row for place:country in paragraph 0.1 (zh)",
            "stale: has no row for place:country in paragraph 0.1 (en)",
        ]

    def test_a_row_of_no_paragraph(self, lake: Lake) -> None:
        (lake.report / "0.1-preface.ttl").unlink()
        assert all("no file encodes that paragraph" in message for message in self.messages(lake))

    def test_an_unreadable_table(self, lake: Lake) -> None:
        lake.edit(lake.report / ANCHORS_FILE, "paragraph,edition", "chapter,edition")
        with pytest.raises(AnchorError) as caught:
            self.messages(lake)
        assert caught.value.line == 1
        assert "iprgraph source anchors" in caught.value.remedy

    @pytest.mark.parametrize(
        ("old", "new"),
        [(",1,", ",one,"), ("obs:lake-cases-2031", "nix:lake"), ("-", "to"), ("0.1,", "0.1")],
    )
    def test_a_broken_row(self, lake: Lake, old: str, new: str) -> None:
        path = lake.report / ANCHORS_FILE
        head, _, body = path.read_text("utf-8").partition("\n")
        path.write_text(f"{head}\n{body.replace(old, new)}", "utf-8")
        with pytest.raises(AnchorError) as caught:
            self.messages(lake)
        assert caught.value.line > 1

    def test_anchors_cannot_be_made(self, lake: Lake) -> None:
        with pytest.raises(SourceError, match="no report is on this machine"):
            write_anchors(read_graphs(lake.folders), lake.home)


def test_a_full_disk_leaves_the_old_table(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import os

    graphs = read_graphs(lake.folders)
    write_anchors(graphs, lake.home)
    before = (lake.report / ANCHORS_FILE).read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("iprgraph.files.os.fdopen", full)
    with pytest.raises(AnchorError, match="No space left"):
        write_anchors(graphs, lake.home)
    assert (lake.report / ANCHORS_FILE).read_bytes() == before
    assert sorted(path.name for path in lake.report.iterdir() if path.name.startswith(".")) == []


def test_a_row_reads_back_as_it_was_written(lake: Lake) -> None:
    from iprgraph.anchors.table import read_rows, write_rows

    graphs = read_graphs(lake.folders)
    (grounding,) = write_anchors(graphs, lake.home)
    odd = grounding.rows[0]._replace(form='"a",\nb', sentence=0)
    path = lake.report / "odd.csv"
    write_rows(path, [odd], graphs.prefixes)
    assert read_rows(path, "odd.csv", graphs.prefixes) == (odd,)


def test_a_date_that_no_edition_prints_is_found(lake: Lake) -> None:
    statement = (
        'agency:lake-courts ipr:inForceFrom "2031-05-01"^^'
        "<http://www.w3.org/2001/XMLSchema#date> .\nobs:lake-cases-2031 a"
    )
    (path,) = lake.report.glob("1.1*.ttl")
    lake.edit(path, "obs:lake-cases-2031 a", statement)
    dated = [f.message.split("; ")[0] for f in findings(lake) if "is dated" in f.message]
    assert sorted(dated) == [
        'agency:lake-courts is dated "2031年5月1日", which does not stand in paragraph 1.1 (zh)',
        'agency:lake-courts is dated "May 1, 2031", which does not stand in paragraph 1.1 (en)',
    ]


def test_a_date_is_anchored_as_each_edition_writes_it() -> None:
    committed = (folders().data / "reports/guangdong-2022/anchors.csv").read_text("utf-8")
    rows = [row.split(",") for row in committed.splitlines() if "gi-regulations" in row]
    assert any("2022年11月30日" in row for row in rows)
    assert '"November 30, 2022"' in committed
