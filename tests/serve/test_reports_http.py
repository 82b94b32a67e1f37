"""One report of several, over HTTP: asked by name, left open, unknown, described."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from serving import Running


@pytest.mark.parametrize(("language", "label"), [("en", "courts of Lakeland"), ("zh", "湖泽法院")])
def test_a_report_is_asked_by_its_name(
    language: str, label: str, two_reports_service: Running
) -> None:
    path = f"/ask/court-cases?report=lakeland-2031&lang={language}"
    (row,) = two_reports_service.get(path).json["rows"]
    assert (row["value"], row["agent"]["label"]) == (321, label)
    page = two_reports_service.get(path, "text/html").text
    assert label in page and 'value="lakeland-2031"' in page


def test_by_default_one_report_answers_and_left_open_all(two_reports_service: Running) -> None:
    def total(**given: str) -> int:
        found = two_reports_service.get(f"/ask/court-cases?{urlencode(given)}").json["total"]
        assert isinstance(found, int)
        return found

    assert total() == total(area="guangdong") == 5
    assert total(area="lakeland") == 1
    assert total(report="all") == 5  # the place stays the default one
    assert total(report="全部", area="all") == 6


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_unknown_report_has_a_remedy(language: str, two_reports_service: Running) -> None:
    got = two_reports_service.get(f"/ask/figure-counts?report=guangdong-2023&lang={language}")
    assert got.status == 400 and got.json["type"] == "/problem/bad-value"
    assert "report:guangdong-2022" in got.json["remedy"] and "guangdong-2023" in got.json["detail"]


@pytest.mark.parametrize(
    ("language", "said", "stays"),
    [("en", "all: every one", "all: any"), ("zh", "all 为全部", "all 为不限")],
)
def test_the_reports_are_listed_and_the_parameter_described(
    language: str, said: str, stays: str, two_reports_service: Running
) -> None:
    choices = two_reports_service.get("/ask").json["choices"]["report"]
    assert [one["value"] for one in choices] == ["guangdong-2022", "lakeland-2031"]
    paths = two_reports_service.get(f"/openapi.json?lang={language}").json["paths"]
    (report,) = [
        one for one in paths["/ask/figure-counts"]["get"]["parameters"] if one["name"] == "report"
    ]
    assert report["schema"]["default"] == "guangdong-2022" and not report["required"]
    assert said in report["description"] and stays in report["description"]
