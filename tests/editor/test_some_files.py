"""A check of some files tells of them what the check of everything tells."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from editing import AGENCIES, COURTS, REPORT

from iprgraph.anchors.staleness import RULE as STALE
from iprgraph.checking import check, with_unsaved
from iprgraph.errors import LayoutError
from iprgraph.folders import SHARED_VARIABLE, shared

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Project
    from iprgraph.checks import CheckReport, Finding

NAME = ', "China National Intellectual Property Administration"@en'
# What is planted, by the file: a text of it, what to write instead, and a rule that is then broken.
FAULTS = {
    "a name that is lost": (AGENCIES, NAME, "", "shape:name-en"),
    "a value that is not the printed one": (
        COURTS,
        "ipr:value 117100",
        "ipr:value 117200",
        "double-entry",
    ),
    "a form that nobody prints": (COURTS, '"11.71万件"@zh', '"11.72万件"@zh', "stale-anchors"),
    "a thing that nobody describes": (
        COURTS,
        "ipr:agent agency:guangdong-courts",
        "ipr:agent agency:guangdong-curts",
        "dangling-thing",
    ),
    "a reason that there is not": (
        f"{REPORT}/ledger.ttl",
        "ipr:reason reason:enumeration",
        "ipr:reason reason:no-such",
        "ledger-entry",
    ),
    "a report without its period": (
        f"{REPORT}/report.ttl",
        "ipr:reportsOn period:2022 ;",
        "",
        "shape:report-period",
    ),
    "an anchor that was moved": (f"{REPORT}/anchors.csv", ",2.1,", ",2.2,", "stale-anchors"),
}


def told(project: Project, *files: str | Path) -> CheckReport:
    return check(project.folders, project.home, files=files)


def bad_files(report: CheckReport) -> set[str]:
    return {one.file for one in report.findings if one.severity == "violation"}


def in_file(report: CheckReport, file: str) -> set[Finding]:
    return {one for one in report.findings if one.file == file and one.rule != STALE}


@pytest.mark.parametrize("what", FAULTS)
def test_a_planted_fault_is_told_of_its_file(project: Project, what: str) -> None:
    file, old, new, rule = FAULTS[what]
    if file.endswith(".csv"):
        old = next(line for line in _lines(project, file) if line.startswith("2.1,"))
        new = "2.2" + old[3:]
    project.edit(file, old, new)
    own, whole = told(project, file), check(project.folders, project.home)
    assert rule in {finding.rule for finding in own.findings}, own.findings
    assert in_file(own, file) == in_file(whole, file)
    assert not own.ok
    assert {one.file for one in own.findings} <= {file, f"{REPORT}/anchors.csv"}


def test_a_file_is_told_what_the_whole_check_tells_of_it(project: Project) -> None:
    whole = check(project.folders, project.home)
    assert in_file(whole, COURTS)
    paths = project.folders.files(project.folders.data, ".ttl", below=True)
    for path in (project.root / COURTS, *paths[::6]):
        name = project.folders.relative(path)
        assert in_file(told(project, name), name) == in_file(whole, name), name


@pytest.mark.skipif(shared() is None, reason="the text of the report is not here")
def test_with_the_text_only_the_paragraph_is_grounded(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SHARED_VARIABLE, str(shared()))
    project.edit(COURTS, '"11.71万件"@zh', '"11.72万件"@zh')
    project.edit(f"{REPORT}/2.3-police.ttl", '"@zh', ' nowhere"@zh')
    own, whole = told(project, COURTS), check(project.folders, project.home)
    rules = {finding.rule for finding in own.findings}
    assert {"printed-form", "ledger-missing", "double-entry", STALE} <= rules
    assert in_file(own, COURTS) == in_file(whole, COURTS)
    stale = {one for one in own.findings if one.rule == STALE}
    assert {one.paragraph for one in stale} == {"2.1"}


def test_a_rule_is_told_what_it_finds_anywhere(project: Project) -> None:
    project.edit(COURTS, "ipr:agent agency:guangdong-courts", "ipr:agent agency:guangdong-curts")
    audit = told(project, "queries/audit/meaning/dangling-thing.rq")
    assert {(one.file, one.rule) for one in audit.findings} == {(COURTS, "dangling-thing")}
    project.edit(AGENCIES, NAME, "")
    shapes = told(project, "ontology/shapes/naming.ttl")
    assert AGENCIES in {one.file for one in shapes.findings}
    assert all(one.rule.startswith("shape:") for one in shapes.findings)


def test_violations_elsewhere_are_counted_not_told(project: Project) -> None:
    project.edit(COURTS, "ipr:value 117100", "ipr:value 117200")
    report = told(project, AGENCIES)
    assert report.ok and {one.file for one in report.findings} <= {AGENCIES}
    (note,) = report.notes
    assert f"{COURTS}: " in note and "iprgraph check" in note


def test_other_reports_are_left_out_and_that_is_said(project: Project) -> None:
    twin = project.root / "data" / "reports" / "twin-2023"
    shutil.copytree(project.root / REPORT, twin)
    (twin / "2.1-courts.ttl").write_text("this is no Turtle", "utf-8")
    report = told(project, COURTS)
    assert report.ok
    assert any("other reports were left out" in note for note in report.notes)
    entities = told(project, AGENCIES)
    assert [(one.file, one.rule) for one in entities.findings] == [
        ("data/reports/twin-2023/2.1-courts.ttl", "turtle")
    ]


def test_a_folder_stands_for_its_files(project: Project) -> None:
    project.edit(AGENCIES, NAME, "")
    project.edit(COURTS, "ipr:value 117100", "ipr:value 117200")
    assert bad_files(told(project, "data/entities")) == {AGENCIES}
    assert {AGENCIES, COURTS} <= bad_files(told(project, "data"))


@pytest.mark.parametrize(
    ("name", "line", "text", "rule"),
    [
        (
            COURTS,
            3,
            b"@prefix ipr: <https://w3id.org/iprgraph/ontology#> .\n\nthis is not\n",
            "turtle",
        ),
        (AGENCIES, 2, b"# fine\nno:prefix a no:thing .\n", "turtle"),
        (AGENCIES, 1, b"# caf\xe9\n", "turtle"),
        (AGENCIES, 1, b"\x89PNG\r\n\x1a\n\x00\x00", "turtle"),
        ("ontology/prefixes.ttl", 1, b"nothing\n", "turtle"),
        (f"{REPORT}/10.9-new.ttl", 0, b"", "layout"),
        ("queries/derive/90-mine.rq", 2, b"CONSTRUCT {\n ?a ?b }", "derivation"),
        ("queries/infer/90-mine.rq", 0, b"SELECT ?x { ?x ?y ?z }", "derivation"),
        ("queries/audit/mine.rq", 1, b"#+ zh = \nSELECT ?x { ?x ?y ?z }", "audit"),
        ("queries/audit/cycle.rq", 6, b"", "audit"),
        ("queries/ask/streaks.rq", 1, b"#+ en = what\nSELECT ?x { ?x ?y ?z }", "question"),
        ("queries/ask/streaks.rq", 2, b"SELECT ?x {\n ?x ?y }", "query"),
        ("queries/ask/streaks.rq", 1, b"\xff\xfe", "query"),
        ("queries/views/agencies.rq", 1, b"SELECT no:x", "query"),
    ],
)
def test_a_mistake_in_what_is_not_saved_is_a_finding(
    project: Project, name: str, line: int, text: bytes, rule: str
) -> None:
    if not text and rule == "audit":
        text = (project.root / name).read_bytes() + b"}"
        line = text.count(b"\n") + 1
    folders = with_unsaved(project.folders, {name: text})
    report = check(folders, project.home, files=[name])
    assert [(one.check, one.rule, one.file) for one in report.findings] == [("reading", rule, name)]
    (finding,) = report.findings
    assert finding.message and finding.severity == "violation"
    assert finding.line == line or (line == 1 and finding.line == 0)


def test_all_files_that_cannot_be_read_are_told_at_once(project: Project) -> None:
    for name in (COURTS, AGENCIES):
        project.edit(name, "@prefix ipr:", "prefix prefix ipr:")
    report = check(project.folders, project.home)
    assert bad_files(report) == {AGENCIES, COURTS}
    assert told(project, COURTS).findings[0].file == COURTS


def test_what_an_editor_keeps_beside_a_file_is_not_read(project: Project) -> None:
    beside = project.root / REPORT / ".#2.1-courts.ttl"
    beside.symlink_to("nobody@nowhere.1:1")
    (project.root / REPORT / "2.1-courts.ttl~").write_text("old", "utf-8")
    assert told(project, COURTS).ok


def test_what_cannot_be_checked_is_said_with_a_remedy(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "mine.ttl"
    outside.write_text("", "utf-8")
    (project.root / "data" / "notes.txt").write_text("", "utf-8")
    for name, words in {
        "data/entities/nobody.ttl": "there is no such file",
        str(outside): "it is no file of the project",
        "../mine.ttl": "it is no file of the project",
        "data/notes.txt": "no check looks at this file",
        "queries/ask/themes.toml": "no check looks at this file",
        "viz": "no check looks at a file below it",
    }.items():
        with pytest.raises(LayoutError, match=words) as told_off:
            told(project, name)
        assert told_off.value.remedy and told_off.value.file
    with pytest.raises(LayoutError, match="a table of anchors cannot stand in"):
        with_unsaved(project.folders, {f"{REPORT}/anchors.csv": b""})


def _lines(project: Project, file: str) -> list[str]:
    return (project.root / file).read_text("utf-8").splitlines()
