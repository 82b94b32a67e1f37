"""All five checks on the real data and on faults planted in a copy of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from planting import planted_text, project

from iprgraph.assembly import read_assembly
from iprgraph.checks import CHECKS, run_checks
from iprgraph.checks.duty import duty_faults, duty_findings, finding_of_fault
from iprgraph.checks.validator import Fault
from iprgraph.errors import AuditError
from iprgraph.folders import Folders, folders
from iprgraph.vocabulary import SHAPES_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.checks import CheckReport

AGENCIES = "data/entities/agencies.ttl"
COURTS = "data/reports/guangdong-2022/2.1-courts.ttl"


@pytest.fixture
def copy(tmp_path: Path) -> Folders:
    """Return a copy of the project's artefacts, to be changed at will."""
    whole = folders()
    for folder in (whole.ontology, whole.data, whole.queries):
        shutil.copytree(folder, tmp_path / folder.name)
    return Folders.under(tmp_path)


def edit(copy: Folders, name: str, old: str, new: str) -> None:
    path = copy.ontology.parent / name
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def checked(copy: Folders, home: Path) -> CheckReport:
    return run_checks(read_assembly(copy), home)


def test_the_real_data_has_no_violation(tmp_path: Path) -> None:
    report = checked(folders(), tmp_path)
    bad = [str(one) for one in report.findings if one.severity != "info"]
    assert not bad, "\n".join(bad)
    assert {finding.check for finding in report.findings} <= set(CHECKS)


def test_a_lost_name_is_told_by_file_and_line(copy: Folders, tmp_path: Path) -> None:
    edit(copy, AGENCIES, ', "China National Intellectual Property Administration"@en', "")
    found = [f for f in checked(copy, tmp_path).of("duty") if f.severity == "violation"]
    (finding,) = found
    text = (copy.data / "entities" / "agencies.ttl").read_text("utf-8").splitlines()
    assert finding.file == AGENCIES
    assert text[finding.line - 1].startswith("agency:cnipa ")
    assert "English" in finding.message
    assert finding.remedy.startswith("write, for example: rdfs:label")


def test_a_wrong_object_is_told_in_its_paragraph(copy: Folders, tmp_path: Path) -> None:
    edit(copy, COURTS, "ipr:area place:guangdong", "ipr:area agency:guangdong-courts")
    report = checked(copy, tmp_path)
    told = [one for one in report.of("duty") if one.severity == "violation"]
    assert [(one.file, one.paragraph) for one in told] == [(COURTS, "2.1")]
    assert "it has agency:guangdong-courts" in told[0].message
    assert [one.check for one in report.findings if one.severity == "violation"] == [
        "duty",
        "meaning",
    ]


def test_a_misspelt_name_is_told(copy: Folders, tmp_path: Path) -> None:
    edit(copy, COURTS, "ipr:agent agency:guangdong-courts", "ipr:agent agency:guangdong-cuorts")
    messages = [one.message for one in checked(copy, tmp_path).of("meaning")]
    assert any("agency:guangdong-cuorts is used in" in message for message in messages)


def test_duty_speaks_chinese_too() -> None:
    graphs = planted_text('place:bare a ipr:Place ; rdfs:label "bare"@en .')
    (finding,) = [f for f in duty_findings(graphs, language="zh") if "place:bare" in f.message]
    assert "须有且仅有一个中文" in finding.message
    assert finding.remedy.startswith("例如写：")


def test_a_fault_of_a_shape_without_address_is_told_all_the_same() -> None:
    fault = Fault("https://w3id.org/iprgraph/id/place/x", "n1", "https://x.test/p", "v", "warning")
    finding = finding_of_fault(fault, project(), "en")
    assert (finding.message, finding.remedy) == ("place:x: n1 (it has v)", "")


@pytest.mark.parametrize("reference", [False, True], ids=["fast", "pyshacl"])
def test_a_shape_that_cannot_be_used_is_an_error(reference: bool) -> None:
    graphs = planted_text("place:lake a ipr:Place .")
    broken = planted_text(
        "shape:broken a sh:NodeShape ; sh:targetClass ipr:Place ; sh:pattern '(' ."
    )
    extra = [
        triple for part in broken.triples.values() for triple in part if "broken" in str(triple)
    ]
    with pytest.raises(AuditError, match="validator failed") as caught:
        duty_faults(graphs.with_graph(SHAPES_GRAPH, extra), reference=reference)
    assert "ontology/shapes" in caught.value.remedy
