"""What a reader does with the page: searching, filtering, going back, by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from towns import add, towns

from browser import CHROMIUM, Browser, Page
from iprgraph.draw import draw
from iprgraph.vocabulary import ENTITIES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.xdist_group("browser"),
]

DETAIL = "document.querySelector('#detail').innerText"
FOUND = "[...document.querySelectorAll('#found li')].map(one => one.innerText)"
ROWS = "[...document.querySelectorAll('#list tbody tr:not([hidden])')].map(one => one.innerText)"
FOCUS = "document.activeElement.id || document.activeElement.tagName"
KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39}
KEYS["ArrowDown"] = 40


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(towns(), "agencies", tmp_path_factory.mktemp("towns") / "towns.html")


@pytest.fixture
def page(browser: Browser, made_up: Path) -> Iterator[Page]:
    one = browser.page()
    one.size(1400, 900)
    one.open(made_up)
    yield one
    assert one.complaints == []
    assert one.requests == [made_up.resolve().as_uri()]


def press(page: Page, key: str) -> None:
    """Press and release a key as a keyboard does."""
    for kind in ("rawKeyDown", "keyUp"):
        code = KEYS.get(key, ord(key[0].upper()))
        page.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code)
    page.evaluate("new Promise(done => setTimeout(done, 60))")


def write(page: Page, text: str) -> None:
    """Empty the search field, then type into it."""
    page.evaluate("document.querySelector('#query').focus()")
    page.evaluate("document.querySelector('#query').select()")
    page.call("Input.insertText", text=text)


def click(page: Page, selector: str) -> None:
    page.evaluate(f"document.querySelector({selector!r}).click()")
    page.evaluate("new Promise(done => setTimeout(done, 60))")


@pytest.mark.parametrize(
    "words",
    [
        "港口",
        "harbour cust",
        "CUSTOMS",
        "customs harbour",
        "港关",
        "gangkou",
        "gang kou hai guan",
        "gkhg",
        "haiguan",
        "agency:har",
        "ＨＡＲＢＯＵＲ",
    ],
)
def test_a_thing_is_found_by_name_alias_address_or_pinyin(page: Page, words: str) -> None:
    write(page, words)
    assert "港口海关" in page.evaluate(FOUND)[0]
    press(page, "Enter")
    assert "agency:harbour" in page.evaluate(DETAIL)
    assert page.evaluate("document.querySelector('#found').hidden")


def test_what_is_not_there_is_said_to_be_missing(page: Page) -> None:
    write(page, "volcano")
    assert page.evaluate(FOUND) == []
    assert "没有相符的事物" in page.evaluate("document.querySelector('#nothing').innerText")
    assert "没有相符的事物" in page.evaluate("document.querySelector('#status').innerText")
    press(page, "Enter")
    assert page.evaluate("document.querySelector('#panel').hidden")


def test_search_is_worked_with_the_keyboard_alone(page: Page) -> None:
    press(page, "/")
    assert page.evaluate(FOCUS) == "query"
    assert page.evaluate("document.querySelector('#query').value") == ""
    write(page, "行动")
    found = page.evaluate(FOUND)
    assert len(found) == 2
    active = "document.querySelector('#query').getAttribute('aria-activedescendant')"
    assert page.evaluate(active) == "found-0"
    press(page, "ArrowDown")
    assert page.evaluate(active) == "found-1"
    chosen = "document.querySelector('#found [aria-selected=true]').innerText"
    assert page.evaluate(chosen) == found[1]
    press(page, "Enter")
    assert found[1].split()[0] in page.evaluate("document.querySelector('#detail h2').innerText")
    press(page, "Escape")
    assert page.evaluate("document.querySelector('#query').value") == ""
    press(page, "Escape")
    assert page.evaluate("document.querySelector('#panel').hidden")


def test_what_is_found_is_brought_into_view(browser: Browser, made_up: Path) -> None:
    page = browser.page()
    page.size(420, 520)
    page.open(made_up)
    write(page, "barrel case")
    press(page, "Enter")
    page.wait("stage.scale() > 0 && !document.querySelector('#panel').hidden")
    page.evaluate("new Promise(done => setTimeout(done, 600))")
    inside = (
        "(() => { const place = placeOf(state.chosen.node);"
        " const { x, y } = stage.toWindow(place);"
        " const frame = document.querySelector('#canvas').getBoundingClientRect();"
        " const panel = document.querySelector('#panel').getBoundingClientRect();"
        " return x > 0 && x < frame.width && y > 0 && y < panel.top - frame.top; })()"
    )
    assert page.evaluate(inside)


def test_the_legend_counts_and_filters_by_kind_and_by_relation(page: Page) -> None:
    legend = "[...document.querySelectorAll('#legend [data-key]')].map(one => one.innerText.trim())"
    items = page.evaluate(legend)
    assert any(one.startswith("海关") and one.endswith("1") for one in items)
    shapes = page.evaluate(
        "[...document.querySelectorAll('#legend [data-key^=k] path')]"
        ".map(one => one.getAttribute('d'))"
    )
    assert len(set(shapes)) == len(shapes) > 3
    whole = page.evaluate(ROWS)
    click(page, "#legend [data-key^=k][aria-pressed=false]")
    first = page.evaluate("document.querySelector('#legend [aria-pressed=true]').innerText")
    kept = page.evaluate("[...state.filter.nodes].length")
    assert 0 < kept < page.evaluate("DATA.things.length"), first
    assert 0 < len(page.evaluate(ROWS)) < len(whole)
    click(page, "#reset")
    assert page.evaluate(ROWS) == whole
    assert page.evaluate("document.querySelector('#reset').hidden")
    handled = page.evaluate("DATA.relations.findIndex(one => one.term === 'ipr:handledBy')")
    click(page, f"#legend [data-key=r{handled}]")
    rows = page.evaluate(ROWS)
    assert len(rows) == 1 and "磨坊法院" in rows[0] and "木桶案" in rows[0]


def test_the_address_restores_what_was_seen(browser: Browser, made_up: Path, page: Page) -> None:
    click(page, "[data-set-mode=en]")
    click(page, "[data-set-face=split]")
    click(page, "#legend [data-key=k0], #legend [data-key^=k]")
    write(page, "mill")
    press(page, "Enter")
    address = page.evaluate("location.href")
    for part in ("lang=en", "view=split", "thing=agency:mill", "kinds=ipr:"):
        assert part in address
    other = browser.page()
    other.size(1400, 900)
    other.call("Page.navigate", url=address)
    other.wait("document.readyState === 'complete' && typeof state !== 'undefined' && state.chosen")
    for seen in (
        "JSON.stringify([state.mode, state.face, state.chosen, [...state.filters]])",
        DETAIL,
        ROWS,
    ):
        assert other.evaluate(seen) == page.evaluate(seen)
    assert other.evaluate("document.documentElement.lang") == "en"
    assert other.complaints == []


def test_a_link_shows_what_is_chosen_beside_its_panel(browser: Browser, made_up: Path) -> None:
    page = browser.page()
    page.size(700, 800)
    things = "DATA.things.map(one => one.curie)"
    page.open(made_up)
    for number, curie in enumerate(page.evaluate(things)):
        one = browser.page()
        one.size(700, 800)
        one.call("Page.navigate", url=f"{made_up.resolve().as_uri()}#lang=both&thing={curie}")
        one.wait("document.readyState === 'complete' && typeof state !== 'undefined'")
        one.evaluate("new Promise(done => setTimeout(done, 900))")
        assert one.evaluate("state.chosen.node") == number
        right = f"stage.toWindow(placeOf({number})).x"
        assert 0 < one.evaluate(right) < 700 - 370


def test_back_and_forward_walk_through_what_was_chosen(page: Page) -> None:
    for words in ("harbour", "mill"):
        write(page, words)
        press(page, "Enter")
    page.evaluate("history.back()")
    page.wait(f"{DETAIL}.includes('agency:harbour')")
    page.evaluate("history.back()")
    page.wait("document.querySelector('#panel').hidden")
    assert "#" not in page.evaluate("location.href")
    page.evaluate("history.forward()")
    page.wait(f"!document.querySelector('#panel').hidden && {DETAIL}.includes('agency:harbour')")


@pytest.mark.parametrize(
    "fragment",
    [
        "lang=fr&view=cube&thing=agency:nobody&kinds=x,,%E4&relations=<b>",
        "thing=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E",
        "=&&==&thing",
        "__proto__=1&constructor=2",
    ],
)
def test_a_fragment_that_names_nothing_shows_the_whole(
    browser: Browser, made_up: Path, fragment: str
) -> None:
    page = browser.page()
    page.call("Page.navigate", url=f"{made_up.resolve().as_uri()}#{fragment}")
    page.wait("document.readyState === 'complete' && document.querySelector('#keys button')")
    assert page.evaluate("document.querySelector('#panel').hidden")
    assert page.evaluate("[state.mode, state.face, state.filters.size]") == ["zh", "graph", 0]
    assert page.complaints == []


def test_the_picture_is_walked_with_the_arrow_keys(page: Page) -> None:
    page.evaluate("document.querySelector('#canvas').focus()")
    press(page, "ArrowRight")
    first = page.evaluate("state.chosen.node")
    places = []
    for key in ("ArrowRight", "ArrowLeft"):
        press(page, key)
        number = page.evaluate("state.chosen.node")
        places.append(page.evaluate(f"arrangement().places[{number}][0]"))
    assert isinstance(first, int) and places[0] > places[1]
    assert page.evaluate(FOCUS) == "canvas"
    press(page, "Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    press(page, "Escape")
    assert page.evaluate(FOCUS) == "canvas"
    assert page.evaluate("document.querySelector('#panel').hidden")


def test_every_control_is_reached_with_tab_and_shows_it(page: Page) -> None:
    reached, outlined = set(), True
    for _ in range(60):
        press(page, "Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
        on_body = page.evaluate("document.activeElement === document.body")
        outlined &= on_body or page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        )
    assert {"query", "nearer", "whole", "save-svg", "save-png", "theme", "canvas"} <= reached
    assert outlined


def test_the_table_stands_beside_the_picture_or_below_it(browser: Browser, made_up: Path) -> None:
    for width, beside in ((1400, True), (390, False)):
        page = browser.page()
        page.size(width, 844)
        page.open(made_up)
        click(page, "[data-set-face=split]")
        box = "(id => { const { left, top, width, height } = document.getElementById(id)"
        box += ".getBoundingClientRect(); return { left, top, width, height }; })"
        graph, table = (page.evaluate(f"{box}('{one}')") for one in ("graph", "list"))
        assert min(graph["width"], graph["height"], table["width"], table["height"]) > 150
        assert (table["left"] >= graph["left"] + graph["width"]) is beside
        assert (table["top"] >= graph["top"] + graph["height"]) is not beside
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


ELSEWHERE = """
agency:harbour <http://www.w3.org/2002/07/owl#sameAs> <https://example.org/harbour?a=1&b=2> ,
    <javascript:document.title=1> , <data:text/html,x> .
"""


def test_a_thing_links_to_the_web_and_to_nothing_that_runs(
    browser: Browser, tmp_path: Path
) -> None:
    store = towns()
    add(store, ELSEWHERE, ENTITIES_GRAPH)
    page = browser.page()
    page.open(draw(store, "agencies", tmp_path / "page.html"))
    page.evaluate("choose({ node: 0 })")
    links = "[...document.querySelectorAll('a')].map(one => [one.href, one.rel, one.innerText])"
    address = "https://example.org/harbour?a=1&b=2"
    assert page.evaluate(links) == [[address, "noopener noreferrer", address]]
    assert page.complaints == []


def test_a_nul_and_other_controls_in_a_name_do_no_harm(browser: Browser, tmp_path: Path) -> None:
    store = towns()
    for text in (
        'agency:mill skos:altLabel "mill\\u0000\\u0007stone\\u001b[31m"@en .',
        'agency:nameless rdfs:label "no\\u0000name"@en .',
    ):
        add(store, text, ENTITIES_GRAPH)
    page = browser.page()
    page.open(draw(store, "agencies", tmp_path / "page.html"))
    write(page, "stone")
    press(page, "Enter")
    assert "mill" in page.evaluate(DETAIL) and "stone" in page.evaluate(DETAIL)
    assert "name" in " ".join(page.evaluate(ROWS))
    assert page.complaints == []
