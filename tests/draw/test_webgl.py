"""Pages drawn in WebGL: the same page as ever, for more things than a canvas can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from towns import HOSTILE, hostile_towns, towns

from browser import CHROMIUM, Browser, Page
from iprgraph.draw import draw
from iprgraph.draw.renderer import bundle_of
from iprgraph.errors import DrawError
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUNDLED = bundle_of(folders().viz).is_file()
pytestmark = pytest.mark.xdist_group("browser")
bundled = pytest.mark.skipif(not BUNDLED, reason="the WebGL renderer is not bundled")
in_browser = [
    bundled,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
]

# How many colours there are on a layer when it has just been drawn.
COLOURS = """(layer) => new Promise((done) => {
  surface.once("afterRender", () => {
    const from = document.querySelector(`canvas.sigma-${layer}`);
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [from.width, from.height];
    const context = copy.getContext("2d");
    context.drawImage(from, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4) seen.add(data.slice(at, at + 4).join());
    done(seen.size);
  });
  surface.scheduleRender();
})"""
WITHOUT = """HTMLCanvasElement.prototype.getContext = new Proxy(
  HTMLCanvasElement.prototype.getContext,
  { apply: (get, canvas, [kind, ...more]) => /webgl/.test(kind) ? null : get.call(canvas, kind, ...more) },
);"""  # noqa: E501


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("whole") / "all.html"
    return draw(read_graphs(folders()).store, "all", target, renderer="webgl")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("towns") / "towns.html"
    return draw(towns(), "agencies", target, renderer="webgl")


def opened(browser: Browser, path: Path) -> Page:
    page = browser.page()
    page.size(1400, 900)
    page.open(path)
    return page


def led_to(browser: Browser, path: Path, fragment: str) -> Page:
    """Return a page that a link to a state of it opened, once it rests."""
    page = browser.page()
    page.size(1400, 900)
    page.follow(path, fragment, rest=1500)
    return page


def click_on(page: Page, thing: str) -> None:
    """Click where the middle of a thing is drawn."""
    x, y = page.evaluate(
        f"(() => {{ const number = DATA.things.findIndex((one) => one.curie === '{thing}');"
        " const { x, y } = stage.toWindow(placeOf(number));"
        " const { left, top } = document.querySelector('#canvas').getBoundingClientRect();"
        " return [x + left, y + top]; })()"
    )
    page.click(x, y)


class TestInBrowser:
    pytestmark = in_browser

    @pytest.mark.parametrize("language", ["zh", "en", "both"])
    def test_the_whole_graph_is_seen_whole_in_each_language(
        self, browser: Browser, whole: Path, language: str
    ) -> None:
        page = led_to(browser, whole, f"lang={language}")
        canvas = "document.getElementById('canvas')"
        across = f"arrangement().width * stage.scale() / {canvas}.clientWidth"
        down = f"arrangement().height * stage.scale() / {canvas}.clientHeight"
        shares = page.evaluate(f"[{across}, {down}]")
        assert max(shares) <= 1 and max(shares) > 0.9
        assert page.complaints == []

    def test_what_a_link_names_is_brought_near_enough_to_be_read(
        self, browser: Browser, whole: Path
    ) -> None:
        page = led_to(browser, whole, "thing=agency:guangdong-amr")
        assert page.evaluate("stage.scale() > 0.95 * READABLE")
        x, y = page.evaluate(
            "(() => { const { x, y } = stage.toWindow(placeOf(state.chosen.node));"
            " return [x, y]; })()"
        )
        panel = page.evaluate("document.getElementById('panel').getBoundingClientRect().left")
        assert 0 < x < panel and 0 < y < 900
        assert page.complaints == []

    def test_the_whole_graph_is_drawn_and_nothing_is_asked_for(
        self, browser: Browser, whole: Path
    ) -> None:
        page = opened(browser, whole)
        assert page.evaluate(f"({COLOURS})('nodes')") > 50  # outlines of many kinds
        assert page.evaluate(f"({COLOURS})('edges')") > 50
        assert page.evaluate(f"({COLOURS})('over')") > 10  # names
        assert page.requests == [whole.resolve().as_uri()]
        assert page.complaints == []

    def test_a_click_on_an_outline_opens_its_panel(self, browser: Browser, whole: Path) -> None:
        page = opened(browser, whole)
        click_on(page, "agency:guangzhou-ip-court")
        text = page.evaluate("document.querySelector('#detail').innerText")
        assert "agency:guangzhou-ip-court" in text
        assert "thing=agency:guangzhou-ip-court" in page.evaluate("location.hash")

    def test_near_by_things_are_cards(self, browser: Browser, small: Path) -> None:
        page = opened(browser, small)
        assert page.evaluate("view.scale >= NEAR")
        assert page.evaluate(f"({COLOURS})('over')") > 20
        click_on(page, "action:nets")
        assert "清网行动" in page.evaluate("document.querySelector('#detail').innerText")

    def test_search_filter_language_and_table_work(self, browser: Browser, whole: Path) -> None:
        page = opened(browser, whole)
        page.evaluate(
            "byId('query').value = 'gzzscqfy'; showFound(); take(find('gzzscqfy')[0].number)"
        )
        assert page.evaluate("DATA.things[state.chosen.node].curie") == "agency:guangzhou-ip-court"
        page.evaluate("document.querySelector('[data-set-mode=\"en\"]').click()")
        assert page.evaluate("document.querySelector('#detail h2').lang") == "en"
        page.evaluate("document.querySelector('[data-set-face=\"list\"]').click()")
        rows = page.evaluate("document.querySelectorAll('#list tbody tr').length")
        assert rows == page.evaluate("DATA.links.flatMap((one) => one.statements).length")
        page.evaluate("document.querySelector('[data-key^=\"r\"]').click()")
        shown = page.evaluate("document.querySelectorAll('#list tbody tr:not([hidden])').length")
        assert 0 < shown < rows
        assert page.complaints == []

    def test_where_the_reader_panned_to_is_in_the_address(
        self, browser: Browser, whole: Path
    ) -> None:
        page = opened(browser, whole)
        page.evaluate("zoom(2)")
        page.wait("location.hash.includes('at=')")
        page.evaluate("new Promise((done) => setTimeout(done, 400))")
        before = page.evaluate("[view.x, view.y, view.scale]")
        again = browser.page()
        again.size(1400, 900)
        again.call("Page.navigate", url=page.evaluate("location.href"))
        again.wait("document.readyState === 'complete' && typeof view === 'object'")
        after = again.evaluate("[view.x, view.y, view.scale]")
        assert after == pytest.approx(before, rel=0.01)

    def test_hostile_names_are_shown_as_text(self, browser: Browser, tmp_path: Path) -> None:
        target = draw(hostile_towns(), "agencies", tmp_path / "bad.html", renderer="webgl")
        page = opened(browser, target)
        title = page.evaluate("document.title")
        for number in range(len(HOSTILE)):
            page.evaluate(f"choose({{ node: places.get('action:bad-{number}') }})")
        page.evaluate("setFace('split'); setMode('both'); stage.move({ x: 0, y: 0, scale: 0.2 })")
        page.evaluate("new Promise((done) => setTimeout(done, 300))")
        assert page.evaluate("document.title") == title
        assert (
            page.evaluate("document.querySelectorAll('#list img, #list svg[onload]').length") == 0
        )
        assert page.requests == [target.resolve().as_uri()]
        assert page.complaints == []

    def test_without_webgl_the_table_stands_in(self, browser: Browser, small: Path) -> None:
        page = browser.page()
        page.call("Page.addScriptToEvaluateOnNewDocument", source=WITHOUT)
        page.size(1400, 900)
        page.open(small)
        assert page.evaluate("byId('undrawn').offsetHeight") > 0
        assert page.evaluate("document.querySelectorAll('#list tbody tr').length") > 3
        page.evaluate("document.querySelector('#list .thing').click()")
        assert page.evaluate("byId('panel').hidden") is False
        page.evaluate("setMode('en'); setFace('graph'); document.querySelector('#whole').click()")
        assert page.evaluate("state.face") == "list"
        assert page.complaints == []


@bundled
def test_what_is_large_is_drawn_in_webgl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = towns()
    small = draw(store, "agencies", tmp_path / "small.html").read_text("utf-8")
    monkeypatch.setenv("IPRGRAPH_CANVAS_NODES", "3")
    large = draw(store, "agencies", tmp_path / "large.html").read_text("utf-8")
    assert '"renderer":"vis"' in small and '"renderer":"webgl"' in large
    assert draw(store, "agencies", tmp_path / "again.html").read_text("utf-8") == large


def test_an_unknown_renderer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DrawError, match='no renderer "svg"'):
        draw(towns(), "agencies", tmp_path / "page.html", renderer="svg")
    assert not list(tmp_path.iterdir())


def test_without_the_bundle_a_large_graph_is_still_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iprgraph.draw.renderer.bundle_of", lambda viz: viz / "nowhere.js")
    monkeypatch.setenv("IPRGRAPH_CANVAS_NODES", "3")
    written = draw(towns(), "agencies", tmp_path / "page.html").read_text("utf-8")
    assert '"renderer":"vis"' in written
    with pytest.raises(DrawError, match="not bundled"):
        draw(towns(), "agencies", tmp_path / "page.html", renderer="webgl")
