"""Audit files that cannot be used are told by file, with a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from planting import bare, planted_text

from iprgraph.checks.audit import finding_of, paragraph_number, read_audit, readable, rows_of
from iprgraph.errors import AuditError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """#+ zh = "{focus}"
#+ en = "{focus} and {other}"
#+ severity = "warning"
#+ remedy.zh = "改正"
#+ remedy.en = "mend {focus}"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "rule.rq"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?focus WHERE { ?focus a ?x }", "header cannot be used"),
        (HEADER.replace('"warning"', "warning"), "header cannot be used"),
        (HEADER.replace('#+ remedy.en = "mend {focus}"\n', ""), "header cannot be used"),
        (HEADER.replace("warning", "terrible"), '"terrible" is no severity'),
    ],
)
def test_a_bad_header(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(AuditError, match=message) as caught:
        read_audit(write(tmp_path, text), "queries/audit/rule.rq")
    assert caught.value.file == "queries/audit/rule.rq"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("query", "message"),
    [("SELECT ?focus WHERE {", "cannot be run"), ("ASK { ?s a ?o }", "no SELECT")],
)
def test_a_bad_query(tmp_path: Path, query: str, message: str) -> None:
    audit = read_audit(write(tmp_path, HEADER + query), "queries/audit/rule.rq")
    with pytest.raises(AuditError, match=message):
        rows_of(audit, bare(ontology=False))


def test_a_row_is_told_with_short_names_and_a_dash_for_what_is_missing(tmp_path: Path) -> None:
    graphs = planted_text("place:lake ipr:within place:realm .", ontology=False)
    query = "SELECT ?focus ?other WHERE { ?focus ipr:within ?x OPTIONAL { ?x ipr:within ?other } }"
    audit = read_audit(write(tmp_path, HEADER + query), "rule.rq")
    (row,) = rows_of(audit, graphs)
    finding = finding_of(audit, row, graphs, "agreement", "en")
    assert finding.message == "place:lake and –"
    assert finding.remedy == "mend place:lake"
    assert finding_of(audit, row, graphs, "agreement", "zh").remedy == "改正"


def test_several_names_in_one_value_are_shortened() -> None:
    prefixes = {"eg": "http://example.org/"}
    assert readable("http://example.org/a http://example.org/b 3", prefixes) == "eg:a eg:b 3"


def test_the_number_of_a_paragraph_comes_from_its_graph() -> None:
    base = "https://w3id.org/iprgraph/graph/"
    assert paragraph_number(f"{base}lake-2031/2.1") == "2.1"
    assert paragraph_number(f"{base}lake-2031") == ""
    assert paragraph_number(f"{base}anchors/lake-2031") == ""
    assert paragraph_number("") == ""
