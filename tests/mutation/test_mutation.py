"""Mutation: the mistakes are real and seeded, and those that must never pass are caught.

`make mutate` has the whole; here each class that is sure gives one mutant, without the text.
"""

from __future__ import annotations

import pytest
from judging import Judge, Verdict
from mistakes import Change, Mistake, Table
from mutants import MISTAKES, Mutant, mutants
from project import ANCHORS, METRICS, OUTLINE, Project
from reporting import Outcome, Report

from iprgraph.folders import folders

SURE = [each.name for each in MISTAKES if each.sure]


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(folders())


@pytest.fixture(scope="session")
def judge(project: Project) -> Judge:
    return Judge(project, text=False)


def test_the_project_as_it_is_has_no_fault(judge: Judge) -> None:
    assert dict(judge.known) == {"without": frozenset()}


@pytest.mark.parametrize("name", SURE)
def test_a_mistake_that_must_be_caught(project: Project, judge: Judge, name: str) -> None:
    (mutant,) = mutants(project, 5, 1, name)
    verdict = judge.verdict(mutant.change)
    assert verdict.without_text, mutant.change.told
    assert verdict.first
    assert (verdict.with_text, verdict.made_anew) == (None, None)


def test_the_copy_is_put_back(project: Project, judge: Judge) -> None:
    (mutant,) = mutants(project, 5, 1, "figure-dropped")
    judge.verdict(mutant.change)
    assert judge.verdict(Change("nothing")).without_text == frozenset()


def test_the_same_seed_gives_the_same_mutants(project: Project) -> None:
    told = [each.change.told for each in mutants(project, 3, 2 * len(MISTAKES))]
    assert told == [each.change.told for each in mutants(Project(folders()), 3, 2 * len(MISTAKES))]
    assert told != [each.change.told for each in mutants(project, 4, 2 * len(MISTAKES))]


def test_the_mutants_are_spread_evenly_and_are_all_different(project: Project) -> None:
    found = mutants(project, 3, 2 * len(MISTAKES) + 1)
    counts = [sum(each.mistake is one for each in found) for one in MISTAKES]
    assert counts == [3, *[2] * (len(MISTAKES) - 1)]
    assert len({each.change for each in found}) == len(found)


def test_a_class_with_few_places_gives_what_it_has(project: Project) -> None:
    found = mutants(project, 3, 40, "ledger-entry-dropped,figure-dropped")
    counts = {each.mistake.name for each in found}, len(found)
    entries = [each for each in found if each.mistake.name == "ledger-entry-dropped"]
    assert counts == ({"ledger-entry-dropped", "figure-dropped"}, 40)
    assert len(entries) == len({each.change.removed[0].subject for each in entries}) < 20


def test_a_mutant_is_a_mistake_in_what_people_write(project: Project) -> None:
    for mutant in mutants(project, 3, 3 * len(MISTAKES)):
        change = mutant.change
        files = {each.file for each in (*change.removed, *change.added)}
        assert all(one.startswith("data/") or one == METRICS for one in files)
        assert (change.table is None) == bool(files)
        if change.table is None:
            assert project.is_change(change.removed, change.added)


def test_a_table_is_rewritten_at_its_line(project: Project) -> None:
    line = project.tables[OUTLINE][4]
    text = project.rewritten(Change("", table=Table(OUTLINE, line.number, ())))[OUTLINE]
    before = (folders().data.parent / OUTLINE).read_text("utf-8").splitlines()
    assert text.splitlines() == [*before[: line.number - 1], *before[line.number :]]
    assert project.tables[ANCHORS][0].number == 2


def test_the_report_tells_shares_and_survivors() -> None:
    kind = Mistake("unit-wrong", "another unit", lambda _, __: iter(()))
    caught = Verdict(frozenset(["cube"]), frozenset(["cube", "duty"]), frozenset(["duty"]), "")
    stale = Verdict(frozenset(), frozenset(["grounding"]), frozenset(), "")
    missed = Verdict(frozenset(), frozenset(), frozenset(), "")
    outcomes = [
        Outcome(Mutant(kind, Change(told)), verdict)
        for told, verdict in (("one", caught), ("two", stale), ("three", missed), ("four", caught))
    ]
    report = Report(9, True, tuple(outcomes))
    assert report.share == 0.75
    assert [each.mutant.change.told for each in report.survivors] == ["three"]
    text = report.text().splitlines()
    assert text[0] == "4 mutants, seed 9, with the report's text"
    assert "survivors: 1" in text
    assert "more survivors with the tables made anew: 1" in text
    row = next(line for line in text if line.startswith("unit-wrong")).split()
    assert row == ["unit-wrong", "4", "75.0", "%", "50.0", "%", "50.0", "%", "2", "1", "2"]
    assert report.markdown().splitlines()[2].startswith("| unit-wrong | 4 | 75.0 % |")


def test_without_the_text_the_report_says_so() -> None:
    kind = Mistake("unit-wrong", "another unit", lambda _, __: iter(()))
    outcome = Outcome(Mutant(kind, Change("one")), Verdict(frozenset(["cube"]), None, None, ""))
    text = Report(9, False, (outcome,)).text()
    assert text.startswith("1 mutants, seed 9, without the report's text\n")
    assert "made anew" not in text
