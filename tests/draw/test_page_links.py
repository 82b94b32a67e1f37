"""Lines of a drawn page: where they run, what is written on them, and a page opened by a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser import CHROMIUM, Browser, Page
from iprgraph.draw import draw, draw_around
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs
from iprgraph.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.xdist_group("browser"),
]

MIDDLE = """(() => { const { x, y } = stage.toWindow(routeOf(%d).middle);
  const { left, top } = document.getElementById('canvas').getBoundingClientRect();
  return [x + left, y + top] })()"""
COVERED = """labels((line) => widthOf(line, DATA.metrics.small)).filter((label) =>
  DATA.things.some((_, number) => {
    const { x, y, across, down } = boxOf(number);
    const card = { left: x - across, right: x + across, top: y - down, bottom: y + down };
    return meet(label, card);
  })).length"""
FITS = "arrangement().width * stage.scale() <= document.getElementById('canvas').clientWidth"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages")
    store = read_graphs(folders()).store
    for name in ("recognitions", "cooperation", "outline"):
        draw(store, name, place / f"{name}.html")
    draw_around(store, expand("agency:guangdong-amr"), place / "around.html")
    return place


def opened(browser: Browser, path: Path, fragment: str = "") -> Page:
    page = browser.page()
    page.size(1400, 900)
    page.follow(path, fragment, rest=600)
    return page


def moved(page: Page, place: list[float]) -> None:
    x, y = place
    page.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    page.evaluate("new Promise(done => setTimeout(done, 200))")


@pytest.mark.parametrize("name", ["recognitions", "cooperation", "around"])
def test_a_page_that_a_link_opens_in_another_language_fits_the_window(
    browser: Browser, pages: Path, name: str
) -> None:
    page = opened(browser, pages / f"{name}.html", "lang=en")
    assert page.evaluate(FITS)
    assert page.evaluate("document.querySelector('#query').placeholder") == "Search"
    assert page.complaints == []


@pytest.mark.parametrize("name", ["recognitions", "cooperation", "around"])
def test_a_line_is_hit_where_it_is_seen(browser: Browser, pages: Path, name: str) -> None:
    page = opened(browser, pages / f"{name}.html")
    seen: list[Any] = page.evaluate("DATA.links.flatMap(({ main }, at) => main ? [at] : [])")
    place = page.evaluate(MIDDLE % seen[0])
    moved(page, place)
    assert page.evaluate("state.hovered") == seen[0]
    assert page.evaluate("labels((line) => line.length).length") == 1
    page.click(*place)
    assert page.evaluate("state.chosen.edge") == seen[0]
    assert "§" in page.evaluate("document.querySelector('#detail').innerText")
    assert page.complaints == []


@pytest.mark.parametrize("name", ["cooperation", "around"])
def test_what_is_written_on_lines_covers_no_card(browser: Browser, pages: Path, name: str) -> None:
    page = opened(browser, pages / f"{name}.html", "thing=agency:guangdong-amr")
    assert page.evaluate("state.near.edges.size") > 2
    assert page.evaluate(COVERED) == 0
    assert page.complaints == []


def test_a_long_legend_is_folded_and_opens(browser: Browser, pages: Path) -> None:
    page = opened(browser, pages / "outline.html", "lang=en")
    page.size(1000, 800)
    page.evaluate("new Promise(done => setTimeout(done, 300))")
    legend = "document.querySelector('#legend').clientHeight"
    folded = page.evaluate(legend)
    page.evaluate("document.querySelector('#more').click()")
    assert page.evaluate(legend) > folded + 20
    assert page.evaluate("document.querySelector('#more').getAttribute('aria-expanded')") == "true"
    page.evaluate("document.querySelector('#more').click()")
    assert page.evaluate(legend) == folded
    assert page.complaints == []
