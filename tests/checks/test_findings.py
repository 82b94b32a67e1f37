"""Findings: their order, their wording, and what counts as failing."""

from __future__ import annotations

from iprgraph.checks import CheckReport, Finding, sort_findings

LATE = Finding("duty", "warning", "b", file="b.ttl", line=2)
EARLY = Finding("cube", "info", "a", file="a.ttl", line=9)
FIRST = Finding("meaning", "violation", "c", file="a.ttl", line=1, remedy="mend it")


def test_findings_are_sorted_by_file_and_line_and_told_once() -> None:
    assert sort_findings([LATE, EARLY, FIRST, LATE]) == (FIRST, EARLY, LATE)


def test_a_finding_names_its_place_and_its_remedy() -> None:
    assert str(FIRST) == "a.ttl:1: violation (meaning): c\n  → mend it"
    assert str(Finding("cube", "info", "d", file="a.ttl")) == "a.ttl: info (cube): d"
    assert str(Finding("cube", "info", "d")) == "info (cube): d"


def test_only_violations_fail() -> None:
    assert CheckReport((LATE, EARLY)).ok
    assert not CheckReport((LATE, FIRST)).ok
    assert CheckReport((LATE, FIRST)).of("duty") == (LATE,)
    assert CheckReport((LATE, FIRST)).count("violation") == 1
