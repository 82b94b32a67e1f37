"""One report of several: the default asks it alone, `all` asks every one, a place its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iprgraph.cli import main
from iprgraph.errors import QuestionError
from iprgraph.folders import HOME_VARIABLE, folders
from iprgraph.parameters import shared_parameters
from iprgraph.questions import catalogue, chosen, parse_question

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph
    from iprgraph.questions import Question

    Run = Callable[..., tuple[object, str, str]]

ASK = folders().queries / "ask"
QUESTIONS = catalogue(ASK)
SHARED = shared_parameters(ASK)
SCOPED = [
    one.name
    for one in QUESTIONS
    for parameter in one.parameters
    if parameter.name == "report" and parameter.default == "guangdong-2022"
]
LAKELAND = "lakeland"

HEADER = """#+ [parameters.area]
#+ [parameters.agent]
#+ type = "agency"
#+ optional = true
#+ [parameters.report]
#+ unless = ["area", "agent"]
SELECT ?area ?agent ?report { ?report ?area ?agent }
"""


@pytest.fixture
def run(
    two_reports: KnowledgeGraph,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run `iprgraph ask …` on the two reports; return its exit code and what it printed."""
    monkeypatch.setenv(HOME_VARIABLE, str(two_reports.home))
    monkeypatch.setenv("COLUMNS", "200")

    def one(*words: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["ask", *words])
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return one


def test_most_questions_ask_one_report_unless_told_otherwise() -> None:
    assert len(SCOPED) > 80
    wordings = {
        (parameter.type, parameter.optional, parameter.wording["en"], parameter.wording["zh"])
        for one in QUESTIONS
        for parameter in one.parameters
        if parameter.name == "report"
    }
    assert len(wordings) == 1 and next(iter(wordings))[:2] == ("report", True)


@pytest.mark.parametrize("name", [one.name for one in QUESTIONS if one.name != "sources"])
def test_the_default_is_answered_as_if_no_other_report_were_there(
    name: str, two_reports: KnowledgeGraph, real: KnowledgeGraph
) -> None:
    question = real.question(name)
    here, there = two_reports.answer(question, {}), real.answer(question, {})
    if name in ("time-series", "things-without-links", "city-services", "places-with-codes"):
        assert set(there.rows) <= set(here.rows)  # of a metric everywhere, of all things
    else:
        assert here == there


def everywhere(question: Question) -> dict[str, str]:
    """Return the values that leave report and place open."""
    named = [one.name for one in question.parameters if one.name in ("report", "area")]
    return dict.fromkeys(named, "all")


@pytest.mark.parametrize("name", SCOPED)
def test_left_open_it_asks_every_report(name: str, two_reports: KnowledgeGraph) -> None:
    question = two_reports.question(name)
    one = set(two_reports.answer(question, {}).rows)
    assert set(two_reports.answer(question, everywhere(question)).rows) >= one


OF_LAKELAND = [
    ("court-cases", 1),
    ("caseloads", 1),
    ("figure-counts", 1),
    ("special-actions", 1),
    ("derived-figures", 2),
    ("year-on-year", 1),
    ("discrepancies", 0),
    ("agreements", 0),
]


@pytest.mark.parametrize(("name", "rows"), OF_LAKELAND)
def test_another_report_is_asked_by_its_name(
    name: str, rows: int, two_reports: KnowledgeGraph
) -> None:
    question = two_reports.question(name)
    own = two_reports.answer(question, {"report": "lakeland-2031"}).rows
    assert len(own) == rows
    every = two_reports.answer(question, everywhere(question)).rows
    default = two_reports.answer(question, {}).rows
    assert set(own) <= set(every) and len(every) >= rows + len(default)


def test_a_place_is_followed_through_all_reports(two_reports: KnowledgeGraph) -> None:
    (row,) = two_reports.ask("court-cases", area=LAKELAND)
    assert row["value"] == 321
    assert len(two_reports.ask("court-cases", area="guangdong")) == 5
    assert len(two_reports.ask("court-cases", area=LAKELAND, report="guangdong-2022")) == 0


def test_what_names_its_report_by_itself_is_found_without_it(two_reports: KnowledgeGraph) -> None:
    assert len(two_reports.ask("court-cases", agent="lakeland-courts")) == 1
    assert len(two_reports.ask("special-actions", agent="lakeland-amr")) == 1
    assert (
        len(two_reports.ask("special-actions", agent="lakeland-amr", report="guangdong-2022")) == 0
    )
    with pytest.raises(QuestionError, match=r"several reports have a paragraph") as caught:
        two_reports.ask("agency-mentions", paragraph="2.1")
    assert "lakeland-2031/2.1" in caught.value.remedy
    assert len(two_reports.ask("paragraph-figures", paragraph="lakeland-2031/2.1")) == 2


@pytest.mark.parametrize("value", ["guangdong-2023", "report:guangdong-2023", "Lakeland 2030"])
def test_an_unknown_report_names_the_nearest(value: str, two_reports: KnowledgeGraph) -> None:
    with pytest.raises(QuestionError, match="report=") as caught:
        two_reports.ask("figure-counts", report=value)
    assert 'did you mean "report:' in caught.value.remedy


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ("courts of Lakeland", "321")), ("zh", ("湖泽法院", "321"))],
)
def test_the_command_asks_one_report(language: str, expected: tuple[str, ...], run: Run) -> None:
    code, out, _ = run("court-cases", "report=lakeland-2031", "-l", language, "-f", "table")
    assert code == 0 and all(word in out for word in expected)
    code, out, _ = run("court-cases", "report=all", "area=all", "-l", language, "-f", "csv")
    assert code == 0 and len(out.splitlines()) == 1 + 5 + 1
    code, _, err = run("court-cases", "report=guangdon-2022", "-l", language)
    assert code == 2 and "report:guangdong-2022" in err


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("report (all: every one)", "report=all")),
        ("zh", ("报告（all 为全部）", "report=all")),
    ],
)
def test_a_question_described_says_how_to_leave_it_open(
    language: str, expected: tuple[str, ...], run: Run
) -> None:
    code, out, _ = run("figure-counts", "--describe", "-l", language, "-f", "table")
    assert code == 0 and "report=guangdong-2022  (report, optional, unless area)" in out
    assert all(word in out for word in expected)


def test_a_question_in_a_file_of_its_own_shares_the_parameter(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.rq"
    mine.write_text((ASK / "figure-counts.rq").read_text("utf-8"), "utf-8")
    _, out, _ = run(str(mine), "report=lakeland-2031", "-f", "csv")
    assert len(out.splitlines()) == 2 and "lakeland-2031" in out


def test_what_is_shared_is_taken_over_and_gives_way() -> None:
    question = parse_question(HEADER, name="any", shared=SHARED)
    named = {one.name: one for one in question.parameters}
    assert (named["area"].type, named["area"].default) == ("place", "guangdong")
    assert (named["report"].unless, named["area"].unless) == (("area", "agent"), ("report",))
    cases: list[tuple[dict[str, str], dict[str, str]]] = [
        ({}, {"area": "guangdong", "report": "guangdong-2022"}),
        ({"area": "x"}, {"area": "x"}),
        ({"report": "x"}, {"report": "x"}),
        ({"report": "all"}, {"area": "guangdong"}),
        ({"area": " ALL "}, {"report": "guangdong-2022"}),
        ({"report": "全部", "area": "all"}, {}),
        ({"agent": "x"}, {"area": "guangdong", "agent": "x"}),
        ({"area": "x", "report": "y"}, {"area": "x", "report": "y"}),
    ]
    for given, expected in cases:
        assert {one.name: value for one, value in chosen(question, given)} == expected


def test_a_parameter_with_a_type_shares_nothing() -> None:
    own = '#+ [parameters.area]\n#+ type = "place"\nSELECT ?area { }'
    (area,) = parse_question(own, name="own", shared=SHARED).parameters
    assert (area.default, area.optional, area.unless) == (None, False, ())
    with pytest.raises(QuestionError, match='"report" has no type'):
        parse_question("#+ [parameters.report]\nSELECT ?report { }", name="alone")
    with pytest.raises(QuestionError, match="needs a value"):
        chosen(parse_question(own, name="own"), {})


def test_shared_parameters_that_are_no_toml_are_named(tmp_path: Path) -> None:
    assert shared_parameters(tmp_path) == {}
    (tmp_path / "parameters.toml").write_text("[report", "utf-8")
    with pytest.raises(QuestionError, match=r"parameters\.toml"):
        shared_parameters(tmp_path)
