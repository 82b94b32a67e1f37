"""SARIF and workflow annotations of findings, planted and made up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from editing import AGENCIES, COURTS

from iprgraph.checking import check
from iprgraph.checks import CheckReport, Finding
from iprgraph.checks.audit import read_audits
from iprgraph.checks.rules import read_rules
from iprgraph.checks.sarif import FINGERPRINT, sarif
from iprgraph.checks.workflow import workflow_commands
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs
from schemas import SARIF, faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Project

PROGRAM = Path(__file__).parents[2] / "src" / "iprgraph"
NAME = ', "China National Intellectual Property Administration"@en'
AWKWARD = Finding(
    "agreement",
    "warning",
    "50% of it,\r\nand [more](1) *so*: 四成",
    "data/a b,c:d/甲.ttl",
    7,
    "mend it\nhere",
    "2.1",
    "made-up",
)


def log_of(report: CheckReport) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(json.dumps(sarif(report, read_rules(folders()))))
    return log


def faulty(project: Project) -> CheckReport:
    project.edit(AGENCIES, NAME, "")
    project.edit(COURTS, "ipr:value 117100", "ipr:value 117200")
    return check(project.folders, project.home)


def test_a_log_has_what_the_standard_requires(project: Project) -> None:
    report = faulty(project)
    log = log_of(report)
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "iprgraph" and driver["version"]
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert len(run["results"]) == len(report.findings)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)) and {"duty/shape:name-en", "grounding/double-entry"} <= set(
        ids
    )
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] and rule["name"].isalnum()
        assert "\n" in rule["fullDescription"]["text"], "one language only"
        assert rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert result["ruleId"] == ids[result["ruleIndex"]]
        levels = {"violation": "error", "warning": "warning", "info": "note"}
        assert result["level"] == levels[finding.severity]
        assert result["message"]["text"].startswith(finding.message)
        if finding.file:
            place = result["locations"][0]["physicalLocation"]
            assert place["artifactLocation"] == {"uri": finding.file, "uriBaseId": "%SRCROOT%"}
            assert place.get("region", {}).get("startLine", 0) == finding.line
    assert "%SRCROOT%" in run["originalUriBaseIds"]


def test_a_log_is_valid_after_the_schema_of_the_standard(project: Project) -> None:
    assert faults(log_of(faulty(project)), SARIF) == []
    assert faults(log_of(CheckReport((AWKWARD,), notes=("left out",))), SARIF) == []
    assert faults(log_of(CheckReport(())), SARIF) == []


def broken(change: Callable[[Any], object]) -> dict[str, Any]:
    """A log of an awkward finding in which something is changed."""
    log = log_of(CheckReport((AWKWARD,), notes=("left out",)))
    change(log["runs"][0])
    return log


@pytest.mark.parametrize(
    "change",
    [
        lambda run: run["results"][0].pop("message"),
        lambda run: run["results"][0].update(level="violation"),
        lambda run: run["results"][0].update(kind="finding"),
        lambda run: run["results"][0].update(ruleIndex=-2),
        lambda run: place_in(run)["region"].update(startLine=0),
        lambda run: place_in(run)["artifactLocation"].update(uri="data/a b.ttl"),
        lambda run: run["tool"]["driver"].pop("name"),
        lambda run: run["tool"]["driver"]["rules"][0].pop("id"),
        lambda run: run["invocations"][0].pop("executionSuccessful"),
        lambda run: run.update(columnKind="characters"),
        lambda run: run.update(remark="of ours"),
    ],
)
def test_the_schema_would_find_it_out(change: Callable[[Any], object]) -> None:
    assert faults(broken(change), SARIF)


def place_in(run: dict[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = run["results"][0]["locations"][0]["physicalLocation"]
    return place


def test_a_log_keeps_the_rules_that_the_schema_cannot_tell(project: Project) -> None:
    log = log_of(faulty(project))
    assert log["$schema"] and log["version"] == "2.1.0"
    (run,) = log["runs"]
    bases = run["originalUriBaseIds"]
    for base in bases.values():  # 3.14.14: a base ends with a stroke, or the reader finds it
        assert base.get("uri", "/").endswith("/") and base["description"]["text"]
    assert run["automationDetails"]["id"].endswith("/")  # 3.17.3: a category of runs
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)  # 3.19.23
    prints = [tuple(one["partialFingerprints"].items()) for one in run["results"]]
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.5, 3.27.6
        assert result["level"] == "none" or result.get("kind", "fail") == "fail"  # 3.27.9, 3.27.10
        for one in result.get("locations", ()):
            file = one["physicalLocation"]["artifactLocation"]
            address = urlsplit(file["uri"])  # 3.4.3: relative, so that the base can come before it
            assert not address.scheme and not file["uri"].startswith("/")
            assert ".." not in address.path.split("/")
            assert file["uriBaseId"] in bases  # 3.4.4


def test_a_fingerprint_stays_when_lines_move_and_tells_twins_apart() -> None:
    moved = replace(AWKWARD, line=99)
    other = replace(AWKWARD, message="another")
    results = log_of(CheckReport((AWKWARD, moved, other)))["runs"][0]["results"]
    first, twin, third = (one["partialFingerprints"][FINGERPRINT] for one in results)
    assert first.rpartition(":")[0] == twin.rpartition(":")[0] and first != twin
    assert third.rpartition(":")[0] != first.rpartition(":")[0]
    alone = log_of(CheckReport((moved,)))["runs"][0]["results"][0]
    assert alone["partialFingerprints"][FINGERPRINT] == first


def test_awkward_text_is_carried_whole() -> None:
    (run,) = log_of(CheckReport((AWKWARD,), notes=("left out",)))["runs"]
    (result,) = run["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "data/a%20b%2Cc%3Ad/%E7%94%B2.ttl"
    assert result["message"]["markdown"].startswith("50% of it,\r\nand \\[more\\](1) \\*so\\*")
    assert result["properties"] == {"remedy": "mend it\nhere", "paragraph": "2.1"}
    assert run["tool"]["driver"]["rules"] == [
        {"id": "agreement/made-up", "name": "AgreementMadeUp"}
    ]
    note = run["invocations"][0]["toolExecutionNotifications"][0]
    assert note == {"level": "note", "message": {"text": "left out"}}


def test_annotations_escape_what_the_runner_reads() -> None:
    line = workflow_commands(CheckReport((AWKWARD,), notes=("all, of: it",)))
    assert line == (
        "::warning file=data/a b%2Cc%3Ad/甲.ttl,line=7,title=agreement/made-up::"
        "50%25 of it,%0D%0Aand [more](1) *so*: 四成%0A→ mend it%0Ahere\n"
        "::notice title=iprgraph check::all, of: it\n"
    )
    nowhere = Finding("duty", "info", "it is so")
    assert workflow_commands(CheckReport((nowhere,))) == ""
    assert (
        workflow_commands(CheckReport((nowhere,)), infos=True) == "::notice title=duty::it is so\n"
    )


def test_every_shape_and_audit_is_a_rule_in_both_languages() -> None:
    rules = read_rules(folders())
    graphs = read_graphs(folders())
    for check_name, folder in (
        ("agreement", ""),
        ("meaning", "meaning"),
        ("meaning", "vocabulary"),
        ("meaning", "links"),
        ("cube", "cube"),
    ):
        audits = read_audits(graphs, folder)
        assert audits and all(f"{check_name}/{audit.name}" in rules for audit in audits)
    assert sum(name.startswith("duty/shape:") for name in rules) > 50
    for rule in rules.values():
        assert {"zh", "en"} <= set(rule.wording), rule.id


def test_every_rule_that_the_program_writes_is_worded() -> None:
    known = {rule.name for rule in read_rules(folders()).values()}
    code = "\n".join(path.read_text("utf-8") for path in PROGRAM.rglob("*.py"))
    written = set(re.findall(r'\brule="([a-z0-9-]+)"', code))
    assert len(written) > 8 and written <= known, written - known
    findings = [path for path in PROGRAM.rglob("*.py") if "return Finding(" in path.read_text()]
    unnamed = [path.name for path in findings if "rule=" not in path.read_text("utf-8")]
    assert not unnamed, "findings without a rule"


def test_every_finding_of_the_real_data_names_a_known_rule(project: Project) -> None:
    known = read_rules(project.folders)
    for finding in faulty(project).findings:
        assert f"{finding.check}/{finding.rule}" in known
