from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iprgraph.errors import QuestionError
from iprgraph.folders import folders
from iprgraph.query import Solutions
from iprgraph.questions import (
    catalogue,
    chosen,
    named_question,
    parse_question,
    read_question,
    shown_columns,
    theme_labels,
)
from iprgraph.results import write_result

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph
    from iprgraph.questions import Question

ASK = folders().queries / "ask"
EXPECTED = Path(__file__).parents[1] / "questions"
QUESTIONS = catalogue(ASK)

HEADER = """#+ zh = "多少？"
#+ en = "How many?"
#+ theme = "courts"
#+ [columns]
#+ n = { zh = "数", en = "number" }
#+ m = "other"
#+ [parameters.area]
#+ type = "place"
#+ default = "harbour"
#+ [parameters.agent]
#+ type = "agency"
#+ optional = true
#+ [parameters.year]
#+ type = "year"
SELECT ?m ?n ?area ?agent ?year { ?area ?agent ?n }
"""


def test_a_header_is_read_whole() -> None:
    found = parse_question(HEADER, name="many")
    assert (found.asked("zh"), found.asked("en")) == ("多少？", "How many?")
    assert (found.heading("n", "zh"), found.heading("m", "zh")) == ("数", "other")
    assert found.heading("unknown", "en") == "unknown"
    named = {one.name: (one.type, one.default, one.optional) for one in found.parameters}
    assert named["area"] == ("place", "harbour", False)
    assert named["agent"] == ("agency", None, True)


def test_a_file_without_a_header_is_a_question_without_parameters() -> None:
    found = parse_question("ASK { }", name="plain")
    assert found.parameters == () and found.columns == {}


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ('#+ en = "unfinished', "is no TOML"),
        ("#+ parameters = 3", '"parameters" of the header must be a table'),
        ("#+ [parameters.x]\n#+ default = 1", 'the parameter "x" has no type'),
        ('#+ tehme = "x"', 'unknown key "tehme"'),
        ('#+ [parameters.x]\n#+ type = "place"\n#+ dfault = 1', 'unknown key "dfault"'),
    ],
)
def test_a_bad_header_is_named(header: str, message: str) -> None:
    with pytest.raises(QuestionError, match=r"bad\.rq") as caught:
        parse_question(f"{header}\nASK {{ }}", name="bad", file="bad.rq")
    assert message in caught.value.message
    assert caught.value.remedy or "table" in message


def test_a_file_that_is_missing_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot be read"):
        read_question(tmp_path / "none.rq")
    bad = tmp_path / "bad.rq"
    bad.write_bytes(b"\xff\xfe")
    with pytest.raises(QuestionError, match="not UTF-8"):
        read_question(bad)


@pytest.mark.parametrize("name", ["court-case", "../ask/court-cases", "COURT-CASES ", ""])
def test_an_unknown_question_names_the_nearest(name: str) -> None:
    with pytest.raises(QuestionError, match="no question") as caught:
        named_question(ASK, name)
    assert "iprgraph ask" in caught.value.remedy


def test_values_are_given_default_or_open() -> None:
    question = parse_question(HEADER, name="many")
    found = {one.name: value for one, value in chosen(question, {"year": "2031"})}
    assert found == {"area": "harbour", "year": "2031"}
    with pytest.raises(QuestionError, match='needs a value for "year"'):
        chosen(question, {})
    with pytest.raises(QuestionError, match='no parameter "aera"') as caught:
        chosen(question, {"aera": "x"})
    assert 'did you mean "area"?' in caught.value.remedy


def test_columns_are_shown_in_the_order_of_the_header() -> None:
    question = parse_question(HEADER, name="many")
    rows = Solutions(("m", "n", "area"), ((None, None, None),))
    assert shown_columns(question, rows) == Solutions(("n", "m"), ((None, None),))
    with pytest.raises(QuestionError, match='the column "m", which SELECT does not'):
        shown_columns(question, Solutions(("n",), ()))


def test_there_are_enough_questions_and_each_has_a_theme() -> None:
    assert len(QUESTIONS) >= 64
    assert {one.theme for one in QUESTIONS} == set(theme_labels(ASK))
    assert sum(bool(one.parameters) for one in QUESTIONS) >= 40


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_a_question_is_complete(question: Question) -> None:
    assert set(question.wording) == {"zh", "en"}
    assert question.columns and all({"zh", "en"} == set(one) for one in question.columns.values())
    for parameter in question.parameters:
        assert set(parameter.wording) == {"zh", "en"}
        assert parameter.default is not None or parameter.optional
    assert "ORDER BY" in question.text
    assert "PREFIX" not in question.text.upper().replace("PREFIXED", "")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_the_answer_is_the_expected_one(question: Question, real: KnowledgeGraph) -> None:
    path = EXPECTED / f"{question.name}.tsv"
    assert path.is_file(), f"write it: iprgraph ask {question.name} -f tsv > {path.name}"
    answer = write_result(real.answer(question, {}), "tsv")
    assert answer.count("\n") > 1, "a question without an answer asks nothing"
    assert answer == path.read_text("utf-8"), (
        f"if the data is right, renew it: iprgraph ask {question.name} -f tsv > "
        f"tests/questions/{path.name}"
    )


def test_no_expected_answer_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.glob("*.tsv")} == {one.name for one in QUESTIONS}


OTHER_VALUES = [
    ("court-cases", {"agent": "广州知识产权法院"}, 2),
    ("court-cases", {"agent": "agency:guangzhou-ip-court", "area": "Guangdong"}, 2),
    ("court-cases", {"area": "place:macao"}, 0),
    ("action-results", {"activity": "驻会开展广交会知识产权保护工作"}, 1),
    ("paragraph-figures", {"paragraph": "3.1"}, 8),
    ("paragraph-figures", {"paragraph": "guangdong-2022/3.1"}, 8),
    ("theme-figures", {"theme": "检察"}, 5),
    ("discrepancies", {"kind": "numbering", "severity": "major"}, 0),
    ("who-says-so", {"subject": "《广东省版权条例》"}, 3),
    ("members", {"collective": "広東省内海関"}, -1),
    ("members", {"collective": "廣東省內海關"}, 4),
    ("figure-source", {"figure": "obs:court-cases-accepted-2022"}, 2),
    ("agency-mentions", {"paragraph": "1.5"}, 2),
    ("common-ground", {"one": "广州知识产权法院", "other": "省法院"}, 2),
    ("compare-years", {"earlier": "2030", "later": "2031"}, 0),
    ("composition-by-year", {"metric": "copyright-registrations"}, 2),
    ("customs-roles", {"body": "黄埔海关"}, 1),
    ("event-figures", {"event": "第132届广交会"}, 1),
    ("law-figures", {"instrument": "《广东省地理标志条例》"}, 2),
    ("law-measures", {"instrument": "广东省地理标志条例"}, 2),
    ("omissions", {"edition": "guangdong-2022-zh", "language": "zh"}, 5),
    ("partners", {"agent": "广州知识产权法院"}, 1),
    ("place-profile", {"place": "佛山"}, 2),
    ("place-profile", {"place": "shantou"}, 0),
    ("ratios", {"metric": "metric:court-clearance-rate"}, 2),
    ("right-figures", {"right": "植物新品种"}, 2),
    ("satisfaction-gaps", {"area": "shenzhen"}, 0),
    ("theme-overview", {"theme": "ip-finance"}, 8),
    ("time-series", {"metric": "metric:court-ip-cases-accepted"}, 2),
    ("unit-figures", {"unit": "unit:plant-variety"}, 2),
]


@pytest.mark.parametrize(("name", "values", "rows"), OTHER_VALUES)
def test_other_values_are_understood(
    name: str, values: dict[str, str], rows: int, real: KnowledgeGraph
) -> None:
    if rows < 0:
        with pytest.raises(QuestionError):
            real.ask(name, **values)
    else:
        assert len(real.ask(name, **values)) == rows


HOSTILE = [
    ("area", "guangdng", 'did you mean "place:guangdong"'),
    ("area", "place:guangdng", 'did you mean "place:guangdong"'),
    ("area", "agency:cnipa", "is no place"),
    ("area", "nowhere:x", "no place"),
    ("area", '"); DROP ALL #', "no place"),
    ("area", "guangdong } INSERT DATA { <a> <b> <c> }", "no place"),
    ("area", "<https://w3id.org/iprgraph/id/place/x> <y>", "no place"),
    ("area", "https://evil.example/{x}", "no place"),
    ("area", "", "no usable value"),
    ("area", "   ", "no usable value"),
    ("area", "x" * 301, "no usable value"),
    ("area", "a\nb", "no usable value"),
    ("area", "\x00", "no usable value"),
]


@pytest.mark.parametrize(("key", "value", "message"), HOSTILE)
def test_a_hostile_value_is_a_message(
    key: str, value: str, message: str, real: KnowledgeGraph
) -> None:
    with pytest.raises(QuestionError) as caught:
        real.ask("court-cases", **{key: value})
    assert message in str(caught.value)
    assert "\n" not in caught.value.message and "\x00" not in caught.value.message


TYPED = [
    ("integer", "12", True),
    ("integer", "1.5", False),
    ("decimal", "-11.71", True),
    ("decimal", "1e5", False),
    ("year", "2031", True),
    ("year", "31", False),
    ("language", "zh", True),
    ("language", "fr", False),
    ("string", "any; 'words'", True),
    ("colour", "red", False),
]


@pytest.mark.parametrize(("kind", "value", "good"), TYPED)
def test_plain_types(kind: str, value: str, good: bool, harbour: KnowledgeGraph) -> None:
    header = f'#+ [parameters.v]\n#+ type = "{kind}"\n'
    question = parse_question(f"{header}SELECT ?v ?s {{ ?s a ipr:Court }}", name="typed")
    if good:
        rows = harbour.answer(question, {"v": value}).rows
        assert [row[0] is not None for row in rows] == [True]
    else:
        with pytest.raises(QuestionError, match=f'v="{value}"'):
            harbour.answer(question, {"v": value})


def test_a_construct_has_no_rows_for_ask(harbour: KnowledgeGraph) -> None:
    question = parse_question("CONSTRUCT WHERE { ?s a ipr:Court }", name="made")
    with pytest.raises(Exception, match="gives no rows"):
        harbour.answer(question, {})
