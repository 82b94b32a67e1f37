"""The account: every numeral of every part is claimed, explained, missing or claimed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import Booked

from iprgraph.anchors import grounded
from iprgraph.graphs import read_graphs
from iprgraph.ledger import Account, Standing, account, account_findings
from iprgraph.reports import reports_of

if TYPE_CHECKING:
    from conftest import Lake
    from iprgraph.checks.finding import Finding

COURTS = "1.1-courts.ttl"
TWIN = """obs:lake-twin-2031 a ipr:Observation ;
    ipr:metric metric:cases-concluded ; ipr:statistic stat:level ;
    ipr:area place:blue-lake ; ipr:period period:2031 ;
    ipr:value 320 ; ipr:unit unit:case ;
    ipr:statedAs "审结320件"@zh , "concluded 320 cases"@en .

discrepancy:lakeside-more"""


@pytest.fixture
def booked(lake: Lake) -> Booked:
    return Booked(lake)


def counted(booked: Booked) -> tuple[Account, list[Finding]]:
    graphs = read_graphs(booked.lake.folders)
    (report,) = reports_of(graphs)
    grounding = grounded(graphs, report, booked.lake.home)
    assert grounding is not None
    found = account(graphs, report, grounding.document, grounding.rows)
    return found, account_findings(graphs, found)


def standing(found: Account, number: str, lang: str) -> list[tuple[str, str]]:
    (part,) = [p for p in found.parts if (p.number, p.edition) == (number, lang)]
    return [(numeral.form, str(numeral.standing)) for numeral in part.numerals]


def messages(booked: Booked) -> list[str]:
    _, findings = counted(booked)
    assert all(one.check == "grounding" and one.severity == "violation" for one in findings)
    assert all(one.remedy for one in findings)
    return [one.message for one in findings]


def test_the_ledger_of_the_lake_balances(booked: Booked) -> None:
    found, findings = counted(booked)
    assert findings == []
    assert found.balanced
    assert standing(found, "title", "zh") == [("2031年", "date")]
    assert standing(found, "0.1", "en") == [("2031", "explained")]
    assert standing(found, "1", "zh") == [("一、", "name")]
    assert standing(found, "1", "en") == [("I.", "name")]
    assert standing(found, "1.1", "zh") == [
        ("2031年", "date"),
        ("1.25万件", "figure"),
        ("4.5%", "figure"),
        ("320件", "figure"),
        ("320宗", "figure"),
    ]
    assert standing(found, "1.2", "en") == [("600 batches", "figure"), ("second", "figure")]
    assert standing(found, "margin", "zh") == []


def test_a_number_added_to_the_text_is_missing(booked: Booked) -> None:
    booked.write("位居全国第二。", "位居全国第二，另有七十三家。")
    found, (finding,) = counted(booked)
    assert not found.balanced
    assert standing(found, "1.2", "zh")[-1] == ("七十三家", "missing")
    assert finding.message == (
        '"七十三家" in paragraph 1.2 (zh) is missing: no figure, date or name of the graph is '
        "printed there (…居全国第二，另有[七十三家]。…)"
    )
    assert finding.file == "data/reports/lake-2031/1.2-customs.ttl"
    assert finding.paragraph == "1.2"
    assert "data/reports/lake-2031/ledger.ttl" in finding.remedy


def test_a_number_word_added_to_the_english_is_missing(booked: Booked) -> None:
    booked.write("They concluded", "In nine towns they concluded")
    assert [m.partition(" is")[0] for m in messages(booked)] == ['"nine" in paragraph 1.1 (en)']


def test_a_number_added_to_a_heading_or_the_title_is_missing(booked: Booked) -> None:
    booked.write("I. Strengthened Judicial", "I. Strengthened 2 Kinds of Judicial")
    booked.write("STATUS OF IP", "STATUS OF 3 KINDS OF IP")
    assert [m.partition(" is")[0] for m in messages(booked)] == [
        '"3" in the title (en)',
        '"2" in the heading of section 1 (en)',
    ]


def test_a_heading_that_is_misnumbered_is_missing_until_explained(booked: Booked) -> None:
    booked.write("I. Strengthened", "IV. Strengthened")
    assert [m.partition(" is")[0] for m in messages(booked)] == [
        '"IV." in the heading of section 1 (en)'
    ]
    booked.enter(
        "ledger:heading a ipr:LedgerEntry ; ipr:inSection section:lake-2031-1 ;"
        ' ipr:statedAs "IV."@en ; ipr:reason reason:section-number .'
    )
    assert messages(booked) == []


def test_marks_of_footnotes_and_page_numbers_number_the_document_itself(booked: Booked) -> None:
    booked.write("位居全国第二。\n", "位居全国第二。¹\n\n- 7 -\n\n¹ 截至2031年12月底。\n")
    found, findings = counted(booked)
    assert findings == []
    assert standing(found, "margin", "zh") == [("¹", "name"), ("7", "name"), ("¹", "name")]
    assert standing(found, "1.2", "zh")[-1] == ("2031年12月底", "date")


def test_an_observation_removed_leaves_its_numbers_missing(booked: Booked) -> None:
    path = booked.lake.report / "1.2-customs.ttl"
    text = path.read_text("utf-8")
    start, end = text.index("obs:lake-batches-2031 a"), text.index("obs:lake-batches-rank-2031 a")
    path.write_text(text[:start] + text[end:], "utf-8")
    assert [m.partition(" is")[0] for m in messages(booked)] == [
        '"600批次" in paragraph 1.2 (zh)',
        '"600 batches" in paragraph 1.2 (en)',
    ]


def test_two_observations_on_one_numeral_overlap(booked: Booked) -> None:
    booked.lake.edit(booked.lake.report / COURTS, "discrepancy:lakeside-more", TWIN)
    found, findings = counted(booked)
    assert found.count(Standing.OVERLAPPING) == 2
    assert [one.message.partition(" (…")[0] for one in findings] == [
        f'"{form}" in paragraph 1.1 ({lang}) is claimed by obs:lake-concluded-2031 and '
        "obs:lake-twin-2031"
        for form, lang in (("320件", "zh"), ("320 cases", "en"))
    ]
    assert findings[0].line > 1


def test_one_numeral_may_be_said_of_several_things(booked: Booked) -> None:
    booked.lake.edit(booked.lake.report / COURTS, "discrepancy:lakeside-more", TWIN)
    booked.enter(
        "ledger:both a ipr:LedgerEntry ; ipr:inParagraph graph:lake-2031\\/1.1 ;"
        ' ipr:statedAs "审结320件"@zh , "concluded 320 cases"@en ;'
        " ipr:reason reason:said-of-several ."
    )
    found, findings = counted(booked)
    assert (findings, found.count(Standing.OVERLAPPING)) == ([], 0)


def test_a_discrepancy_claims_nothing(booked: Booked) -> None:
    path = booked.lake.report / COURTS
    text = path.read_text("utf-8")
    start, end = text.index("obs:lakeside-concluded-2031 a"), text.index("discrepancy:lakeside")
    path.write_text(text[:start] + text[end:], "utf-8")
    assert [m.partition(" is")[0] for m in messages(booked)] == [
        '"320宗" in paragraph 1.1 (zh)',
        '"320" in paragraph 1.1 (en)',
    ]


def test_a_count_in_the_form_of_a_thing_is_no_name_unless_a_label_has_it(booked: Booked) -> None:
    booked.write("湖区海关查扣", "湖区海关两个分关查扣")
    booked.lake.edit(
        booked.lake.report / "1.2-customs.ttl",
        "concept:infringing-goods ipr:statedAs",
        'agency:lake-customs ipr:statedAs "湖区海关两个分关"@zh .\n'
        "concept:infringing-goods ipr:statedAs",
    )
    assert [m.partition(" is")[0] for m in messages(booked)] == ['"两个" in paragraph 1.2 (zh)']
    label = 'rdfs:label "湖区海关"@zh , "Lake Customs"@en'
    booked.lake.edit(booked.lake.things, label, f'{label} ; skos:altLabel "海关两个分关"@zh')
    assert messages(booked) == []


def test_a_year_of_no_period_of_the_paragraph_is_missing(booked: Booked) -> None:
    booked.write("2031年,蓝湖法院", "2029年,蓝湖法院")
    assert [m.partition(" is")[0] for m in messages(booked)] == ['"2029年" in paragraph 1.1 (zh)']


def test_a_date_of_a_thing_anchors_its_day(booked: Booked) -> None:
    booked.write("湖区海关查扣", "2030年5月1日湖区海关查扣")
    booked.write("Lake Customs detained", "On May 1, 2030 Lake Customs detained")
    booked.lake.edit(
        booked.lake.report / "1.2-customs.ttl",
        "obs:lake-batches-2031 a",
        'agency:lake-customs ipr:adoptedOn "2030-05-01"'
        "^^<http://www.w3.org/2001/XMLSchema#date> .\nobs:lake-batches-2031 a",
    )
    found, findings = counted(booked)
    assert findings == []
    assert standing(found, "1.2", "zh")[0] == ("2030年5月1日", "date")
    assert standing(found, "1.2", "en")[0] == ("May 1, 2030", "date")


def test_a_paragraph_without_a_file_is_open_and_no_finding(booked: Booked) -> None:
    (booked.lake.report / "1.2-customs.ttl").unlink()
    found, findings = counted(booked)
    assert findings == []
    (part,) = [p for p in found.parts if (p.number, p.edition) == ("1.2", "zh")]
    assert not part.encoded
    assert {numeral.standing for numeral in part.numerals} == {Standing.OPEN}


class TestEntries:
    def entry(self, booked: Booked, rest: str) -> list[str]:
        booked.enter(f"ledger:other a ipr:LedgerEntry ; {rest} .")
        return messages(booked)

    def test_a_form_that_does_not_stand_there(self, booked: Booked) -> None:
        assert self.entry(
            booked,
            'ipr:inParagraph graph:lake-2031\\/1.1 ; ipr:statedAs "七年"@zh ;'
            " ipr:reason reason:metric-definition",
        ) == ['ledger:other: "七年" does not stand in 1.1 (zh)']

    def test_a_form_that_stands_twice(self, booked: Booked) -> None:
        assert self.entry(
            booked,
            'ipr:inParagraph graph:lake-2031\\/1.1 ; ipr:statedAs "320"@zh ;'
            " ipr:reason reason:metric-definition",
        ) == ['ledger:other: "320" stands 2 times in 1.1 (zh)']

    def test_a_form_that_explains_nothing(self, booked: Booked) -> None:
        assert self.entry(
            booked,
            'ipr:inParagraph graph:lake-2031\\/1.1 ; ipr:statedAs "320件"@zh ;'
            " ipr:reason reason:metric-definition",
        ) == ['ledger:other: "320件" in 1.1 (zh) explains no numeral that needs it']

    def test_a_reason_that_is_not_in_the_list(self, booked: Booked) -> None:
        booked.write("They concluded", "In nine towns they concluded")
        first, second = self.entry(
            booked,
            'ipr:inParagraph graph:lake-2031\\/1.1 ; ipr:statedAs "nine towns"@en ;'
            " ipr:reason difference:omission",
        )
        assert first == "ledger:other has no reason of the closed list: difference:omission"
        assert second.startswith('"nine" in paragraph 1.1 (en) is missing')

    def test_no_reason_no_form_and_no_place(self, booked: Booked) -> None:
        where = "ipr:inParagraph graph:lake-2031\\/1.1"
        assert self.entry(booked, f'{where} ; ipr:statedAs "320件"@zh') == [
            "ledger:other has no reason of the closed list: none"
        ]
        assert self.entry(booked, f"{where} ; ipr:reason reason:enumeration") == [
            "ledger:other explains no printed form"
        ]
        assert self.entry(booked, 'ipr:reason reason:enumeration ; ipr:statedAs "320件"@zh') == [
            "ledger:other does not say where its form stands"
        ]

    def test_the_period_of_the_report_is_its_period(self, booked: Booked) -> None:
        booked.write("加强知识产权保护,完善", "加强知识产权保护九条,完善")
        first, second = self.entry(
            booked,
            'ipr:inParagraph graph:lake-2031\\/0.1 ; ipr:statedAs "保护九条"@zh ;'
            " ipr:reason reason:report-period",
        )
        assert first.startswith('"九条" in paragraph 0.1 (zh) is missing')
        assert second == 'ledger:other: reason:report-period does not hold for "九条" in 0.1 (zh)'

    def test_an_entry_points_to_its_line(self, booked: Booked) -> None:
        self.entry(booked, 'ipr:statedAs "七年"@zh ; ipr:reason reason:enumeration')
        _, (finding,) = counted(booked)
        assert finding.file == "data/reports/lake-2031/ledger.ttl"
        text = (booked.lake.report / "ledger.ttl").read_text("utf-8").splitlines()
        assert text[finding.line - 1].startswith("ledger:other")


def test_without_the_text_there_is_no_account_but_entries_are_read(
    booked: Booked, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iprgraph.folders import SHARED_VARIABLE
    from iprgraph.ledger import ledgers

    booked.enter("ledger:other a ipr:LedgerEntry .")
    monkeypatch.setenv(SHARED_VARIABLE, str(booked.lake.home))
    (ledger,) = ledgers(read_graphs(booked.lake.folders), booked.lake.home)
    assert ledger.account is None
    assert [one.message for one in ledger.findings] == [
        "ledger:other has no reason of the closed list: none"
    ]


def test_what_a_discrepancy_holds_may_be_explained_by_it(booked: Booked) -> None:
    booked.write("320 more cases", "nine more cases")
    booked.lake.edit(booked.lake.report / COURTS, '"320宗"@zh , "320 more cases"@en', '"320宗"@zh')
    booked.lake.edit(
        booked.lake.report / COURTS,
        "discrepancy:lakeside-more a",
        "obs:lakeside-concluded-2031 ipr:omittedIn "
        "<https://w3id.org/iprgraph/id/edition/lake-2031-en> .\ndiscrepancy:lakeside-more a",
    )
    booked.lake.edit(booked.lake.report / COURTS, '"320 more cases"@en', '"nine more cases"@en')
    assert [m.partition(" is")[0] for m in messages(booked)] == ['"nine" in paragraph 1.1 (en)']
    entry = (
        "ledger:nine a ipr:LedgerEntry ; ipr:inParagraph graph:lake-2031\\/1.1 ;"
        ' ipr:statedAs "nine more"@en ; ipr:reason reason:discrepancy .'
    )
    booked.enter(entry)
    assert messages(booked) == []
    booked.lake.edit(booked.lake.report / COURTS, '"nine more cases"@en', '"more cases"@en')
    assert messages(booked)[1] == (
        'ledger:nine: reason:discrepancy does not hold for "nine" in 1.1 (en)'
    )
