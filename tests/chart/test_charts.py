"""Charts of the real figures: every number, interval and paragraph is there, and nothing runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from browser import CHROMIUM, Browser
from iprgraph.chart.drawing import specification, svg
from iprgraph.chart.page import page
from iprgraph.chart.panels import Panel, Row, metric_panels, report_panels
from iprgraph.chart.points import Points
from iprgraph.draw.view import Names
from iprgraph.errors import DrawError, ResultError, UnknownThingError
from iprgraph.folders import folders
from iprgraph.prefixes import expand

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph

SVG = "{http://www.w3.org/2000/svg}"
SATISFACTION = expand("metric:ip-protection-satisfaction")
HOSTILE = "</text></svg><script>document.title='run'</script>\"'+alert(1)+'\\u0027\u202e🦊"


@pytest.fixture(scope="module")
def points(real: KnowledgeGraph) -> Points:
    return Points(real.store.graph, real.folders)


@pytest.fixture(scope="module")
def written(real: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real.chart("", tmp_path_factory.mktemp("charts") / "charts.html", language="en")


def hostile_panel() -> Panel:
    text = Names(HOSTILE, HOSTILE)
    row = Row("f", text, 3.0, 2.0, 4.0, text, "[2, 4]", True, ("https://x/graph/r/1.1",))
    return Panel("level", text, text, text, True, (row, row))


def test_satisfaction_stands_before_and_after_in_each_region(points: Points) -> None:
    (panel,) = (one for one in report_panels(points) if one.title.en.startswith("public satisf"))
    assert len(panel.rows) == 10 and not panel.from_zero
    derived = [row for row in panel.rows if row.derived]
    assert len(derived) == 5 and all("2021" in row.label.en for row in derived)
    north = {row.label.en: row for row in panel.rows if row.label.en.startswith("northern")}
    after, before = (north[f"northern region of Guangdong · {year}"] for year in (2022, 2021))
    assert (after.value, before.value) == (84.52, 81.85)
    assert (before.lower, before.upper) == (81.84, 81.86) and before.text.en.startswith("≈")


def test_growth_and_shares_are_all_there_the_greatest_first(points: Points) -> None:
    panels = report_panels(points)
    for kind in ("growth", "share"):
        wanted = {one.figure for one in points.all if one.statistic == expand(f"stat:{kind}")}
        found = [row for panel in panels if panel.kind == kind for row in panel.rows]
        assert {row.figure for row in found} == wanted and wanted
        assert [row.value for row in found] == sorted((row.value for row in found), reverse=True)


def test_a_total_stands_above_its_parts(points: Points) -> None:
    parts = [panel for panel in report_panels(points) if panel.kind == "parts"]
    assert parts
    for panel in parts:
        assert len(panel.rows) > 1 and panel.from_zero
        assert max(row.lower for row in panel.rows[1:]) <= panel.rows[0].upper


def test_levels_have_several_periods_and_every_row_its_paragraph(points: Points) -> None:
    known = {one.iri for one in points.reader.paragraphs}
    for panel in report_panels(points):
        for row in panel.rows:
            assert row.lower <= row.value <= row.upper
            assert row.paragraphs and set(row.paragraphs) <= known
            assert row.label.zh and row.label.en and row.text.zh and row.text.en
    levels = [panel for panel in report_panels(points) if panel.kind == "level"]
    assert len(levels) > 5 and all(len(panel.rows) > 1 for panel in levels)


def test_a_metric_is_drawn_with_all_its_figures(points: Points) -> None:
    for metric in sorted({point.metric for point in points.all}):
        own = {point.figure for point in points.all if point.metric == metric}
        panels = metric_panels(points, metric)
        assert own <= {row.figure for panel in panels for row in panel.rows}


def test_labels_of_a_panel_tell_its_rows_apart(points: Points) -> None:
    for panel in report_panels(points):
        for language in ("zh", "en"):
            labels = [getattr(row.label, language) for row in panel.rows]
            assert len(labels) == len(set(labels)), (panel.title, labels)


def test_bars_begin_at_zero_and_derived_figures_look_so(points: Points) -> None:
    for panel in metric_panels(points, SATISFACTION):
        drawn = specification(panel, "en")
        marked = {one["mark"]["type"]: one for one in drawn["layer"]}
        value = marked["bar" if panel.from_zero else "point"]
        assert value["encoding"]["x"]["scale"]["zero"] is panel.from_zero
        told = value["encoding"]["fillOpacity" if panel.from_zero else "fill"]
        assert "datum.derived" in told["condition"]["test"]
        assert marked["rule"]["encoding"]["x2"]["field"] == "upper"


def test_before_and_after_stand_in_one_row_joined_and_dated(points: Points) -> None:
    (panel,) = (one for one in metric_panels(points, SATISFACTION) if one.kind == "level")
    root = ElementTree.fromstring(svg(panel, "en", ident="p", title="t", description="d"))
    said = [one.text for one in root.iter(f"{SVG}text")]
    for region in ("Guangdong", "northern region of Guangdong", "Pearl River Delta region"):
        assert said.count(region) == 1
    assert said.count("2021") == said.count("2022") == 5
    values = specification(panel, "en")["data"]["values"]
    assert len({one["row"] for one in values}) == 5 and len(values) == 10


def test_the_picture_says_in_words_what_it_shows(points: Points) -> None:
    panel = metric_panels(points, SATISFACTION)[0]
    text = svg(panel, "en", ident="p", title="a title", description="a description")
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img" and root.get("aria-labelledby") == "p-title p-desc"
    assert root.findtext(f"{SVG}title") == "a title"
    assert root.findtext(f"{SVG}desc") == "a description"
    marks = [one.get("aria-label") or "" for one in root.iter()]
    for row in panel.rows:
        assert any(row.text.en in mark for mark in marks), row
    assert not [one for one in root.iter() if one.get("style") or one.tag == f"{SVG}style"]


def test_hostile_texts_are_text(real: KnowledgeGraph) -> None:
    panel = hostile_panel()
    root = ElementTree.fromstring(svg(panel, "zh", ident="p", title=HOSTILE, description=HOSTILE))
    assert not [one for one in root.iter() if one.tag.endswith(("script", "foreignObject"))]
    assert root.findtext(f"{SVG}title") == HOSTILE
    html = page([panel], panel.title, real.folders, "en").decode()
    assert "<script" not in html and "default-src &#39;none&#39;" in html


def test_the_page_is_the_same_each_time_and_asks_for_nothing(
    written: Path, real: KnowledgeGraph, tmp_path: Path
) -> None:
    again = real.chart("", tmp_path / "again.html", language="en")
    assert again.read_bytes() == written.read_bytes()
    html = written.read_text("utf-8")
    assert html.startswith("<!doctype html>") and "<script" not in html
    assert not re.search(
        r'(?:src|href)="(?!https://w3id\.org/iprgraph/graph/|data:image/svg)', html
    )


def test_every_figure_of_the_page_is_in_a_table(written: Path, points: Points) -> None:
    html = written.read_text("utf-8")
    for panel in report_panels(points):
        for row in panel.rows:
            assert row.text.zh in html and row.text.en in html and row.interval in html


def test_wrong_use_is_a_message_and_leaves_no_file(
    real: KnowledgeGraph, harbour: KnowledgeGraph, tmp_path: Path
) -> None:
    target = tmp_path / "none.html"
    with pytest.raises(UnknownThingError, match='no metric "ip-protection-satisfacton"') as unknown:
        real.chart("ip-protection-satisfacton", target)
    assert "metric:ip-protection-satisfaction" in unknown.value.remedy
    with pytest.raises(ResultError, match="cannot be written"):
        real.chart("ip-protection-satisfaction", tmp_path / "no" / "where.html")
    with pytest.raises(DrawError, match="no figure"):
        metric_panels(Points(harbour.store.graph, folders()), expand("metric:nothing"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.xdist_group("browser")
def test_in_a_browser(written: Path, real: KnowledgeGraph, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.html"
    hostile.write_bytes(page([hostile_panel()], hostile_panel().title, real.folders, "en"))
    seen = "[...document.querySelectorAll('h1 span')].filter(one => one.offsetWidth).length"
    with Browser(tmp_path / "profile") as browser:
        tab = browser.page()
        tab.open(written)
        assert tab.evaluate("document.querySelectorAll('svg[role=img]').length") > 20
        assert tab.evaluate("document.querySelector('h1').innerText").strip() == (
            "The figures in charts"
        )
        assert tab.evaluate(seen) == 1
        tab.evaluate("document.querySelector('#_mode-zh').click()")
        assert tab.evaluate("document.querySelector('h1').innerText").strip() == "数值图表"
        tab.size(390, 800, mobile=True)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        ink = "getComputedStyle(document.querySelector('svg text')).fill"
        tab.prefer("light")
        light = tab.evaluate(ink)
        tab.prefer("dark")
        assert tab.evaluate(ink) != light
        assert tab.complaints == []
        assert all(one.startswith("file:") for one in tab.requests)
        tab.open(hostile)
        assert tab.evaluate("document.title") != "run"
        assert tab.evaluate("document.querySelectorAll('script').length") == 0
        assert tab.complaints == []
