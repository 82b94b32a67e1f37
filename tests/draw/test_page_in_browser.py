"""The page as a browser shows it: it draws, asks for nothing, and runs no text as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from towns import HOSTILE, hostile_towns, towns

from browser import CHROMIUM, Browser, Page
from iprgraph.draw import draw
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.xdist_group("browser"),
]

# How many pixels of the drawing are not the background's.
DRAWN = """(() => {
  const canvas = document.querySelector("#canvas canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4 * 97) seen.add(data.slice(at, at + 4).join());
  return seen.size;
})()"""
# Where in the window the first card of customs (#0b6462) is.
CARD = """(() => {
  const canvas = document.querySelector("#canvas canvas");
  const { x, y, width } = canvas.getBoundingClientRect();
  const ratio = canvas.width / width;
  const across = Math.round(canvas.width * 0.2);
  const { data } = canvas.getContext("2d").getImageData(across, 0, 1, canvas.height);
  for (let at = 0; at < data.length; at += 4)
    if (data[at] === 0x0b && data[at + 1] === 0x64)
      return [x + across / ratio, y + (at / 4 + 4) / ratio];
})()"""
TEXT = "document.querySelector('#detail').innerText"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("real") / "agencies.html"
    return draw(read_graphs(folders()).store, "agencies", target)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(towns(), "agencies", tmp_path_factory.mktemp("towns") / "towns.html")


def press(page: Page, selector: str) -> None:
    page.evaluate(f"document.querySelector({selector!r}).click()")
    page.evaluate("new Promise(done => setTimeout(done, 300))")


def test_the_real_page_draws_and_asks_for_nothing_but_itself(browser: Browser, real: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    page.open(real)
    assert page.evaluate(DRAWN) > 20
    assert page.requests == [real.resolve().as_uri()]
    assert page.complaints == []


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_nothing_sticks_out_of_the_window(browser: Browser, real: Path, width: int) -> None:
    page = browser.page()
    page.size(width, 800, mobile=width < 500)
    page.open(real)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(DRAWN) > 10
    press(page, "[data-set-face=list]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []


def test_a_name_opens_its_panel_and_a_neighbour_the_next(browser: Browser, made_up: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    page.open(made_up)
    press(page, "[data-thing='0']")
    shown = page.evaluate(TEXT)
    for part in (
        "港口海关",
        "Harbour Customs",
        "agency:harbour",
        "港关",
        "牵头",
        "§ 2.1",
        "§ 10.1",
    ):
        assert part in shown
    press(page, "#detail [data-thing='1']")
    shown = page.evaluate(TEXT)
    assert "清网行动" in shown and "木桶商标" in shown
    press(page, "#close")
    assert page.evaluate("document.querySelector('#panel').hidden")


def test_a_click_on_the_drawing_opens_a_panel(browser: Browser, made_up: Path) -> None:
    page = browser.page()
    page.size(390, 800)
    page.open(made_up)
    x, y = page.evaluate(CARD)
    page.click(x, y)
    assert "agency:harbour" in page.evaluate(TEXT)


def test_the_language_and_the_face_can_be_changed(browser: Browser, made_up: Path) -> None:
    page = browser.page()
    page.open(made_up)
    title = "document.querySelector('h1').innerText.trim()"
    assert page.evaluate(title) == "机构与它们所做的事"
    press(page, "[data-set-mode=en]")
    assert page.evaluate(title) == "Agencies and what they do"
    press(page, "[data-set-mode=both]")
    assert page.evaluate(title) == "机构与它们所做的事 Agencies and what they do"
    press(page, "[data-set-face=list]")
    assert "Clean Nets" in page.evaluate("document.querySelector('#list').innerText")
    press(page, "#theme")
    assert page.complaints == []


def test_hostile_names_are_shown_as_text_and_do_not_run(browser: Browser, tmp_path: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    page.open(draw(hostile_towns(), "agencies", tmp_path / "page.html", lang="both"))
    title = page.evaluate("document.title")
    assert "Agencies" in title
    count = page.evaluate("JSON.parse(document.getElementById('data').textContent).things.length")
    assert count >= 2 * len(HOSTILE)
    shown = ""
    for number in range(count):
        page.evaluate(f"document.querySelector('#list [data-thing=\"{number}\"]').click()")
        shown += page.evaluate("document.querySelector('#detail').textContent")
    press(page, "[data-set-face=list]")
    listed = page.evaluate("document.querySelector('#list').textContent")
    for name in HOSTILE:
        assert name in shown and name in listed
    assert page.evaluate("document.title") == title
    assert page.evaluate("document.querySelectorAll('img, iframe, a[href], object').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.requests == [(tmp_path / "page.html").resolve().as_uri()]
    assert page.complaints == []


def test_the_policy_stops_what_a_hole_would_let_in(browser: Browser, made_up: Path) -> None:
    page = browser.page()
    page.open(made_up)
    page.evaluate(
        "(() => { const one = document.createElement('img'); one.src = 'http://192.0.2.1/x';"
        " document.body.append(one); })()"
    )
    refused = "(async () => { try { await fetch('http://192.0.2.1/y'); return 'sent' }"
    assert page.evaluate(f"{refused} catch {{ return 'refused' }} }})()") == "refused"
    markup = "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'set' }"
    assert page.evaluate(f"{markup} catch {{ return 'refused' }} }})()") == "refused"
    assert page.evaluate("document.title") != "pwned"
    assert page.requests == [made_up.resolve().as_uri()]


def test_without_scripts_the_table_stands_alone(browser: Browser, made_up: Path) -> None:
    page = browser.page()
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(made_up, scripts=False)
    for domain in ("DOM", "CSS"):
        page.call(f"{domain}.enable")
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    for selector, shown in (("#list", True), ("#graph", False), (".tools", False)):
        node = page.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        styles = page.call("CSS.getComputedStyleForNode", nodeId=node)["computedStyle"]
        display = next(one["value"] for one in styles if one["name"] == "display")
        assert (display != "none") is shown
