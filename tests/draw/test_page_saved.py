"""What a reader takes away: the picture as SVG and PNG, a print, and a page with the words."""

from __future__ import annotations

import base64
import struct
import time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from towns import HOSTILE, add, hostile_towns, towns

from browser import CHROMIUM, Browser, Page
from iprgraph.draw import draw
from iprgraph.errors import DrawError
from iprgraph.vocabulary import ENTITIES_GRAPH
from iprgraph.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.xdist_group("browser"),
]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


def saved(page: Page, button: str, name: str, folder: Path) -> bytes:
    """Press a button that saves, and return the file of that name."""
    page.browser.call("Browser.setDownloadBehavior", "", behavior="allow", downloadPath=str(folder))
    page.evaluate(f"document.querySelector('{button}').click()")
    end = time.monotonic() + 20
    while not (folder / name).exists():
        assert time.monotonic() < end, sorted(folder.iterdir())
        time.sleep(0.05)
    return (folder / name).read_bytes()


def opened(browser: Browser, path: Path, script: str = "0") -> Page:
    page = browser.page()
    page.size(1200, 800)
    page.open(path)
    page.evaluate(script)
    return page


def test_the_svg_holds_every_card_and_link_as_text(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, draw(towns(), "agencies", tmp_path / "x.html"), "setMode('en')")
    tree = ET.fromstring(saved(page, "#save-svg", "agencies.svg", tmp_path))
    texts = [one.text or "" for one in tree.iter(f"{SVG}text")]
    assert texts[0] == "Agencies and what they do"
    for name in ("Harbour Customs", "Clean Nets", "Mill Court"):
        assert name in texts
    titles = {one.text for one in tree.iter(f"{SVG}title")}
    assert len(titles) == 1 + page.evaluate("DATA.things.length")
    drawn = [one for one in tree.iter(f"{SVG}path") if one.get("fill") == "none"]
    assert len(drawn) == page.evaluate("DATA.links.length")
    assert page.complaints == []
    assert page.requests[0].startswith("file:")
    assert not [one for one in page.requests[1:] if not one.startswith(("data:", "blob:"))]


def test_the_png_is_the_same_picture(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, draw(towns(), "agencies", tmp_path / "x.html"))
    image = saved(page, "#save-png", "agencies.png", tmp_path)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", image[16:24])
    box = page.evaluate("picture().viewBox.baseVal.width / picture().viewBox.baseVal.height")
    assert width > 400 and abs(width / height - box) < 0.02
    data = base64.b64encode(image).decode()
    colours = page.evaluate(
        "(async () => { const image = new Image();"
        f" image.src = 'data:image/png;base64,{data}'; await image.decode();"
        " const canvas = document.createElement('canvas');"
        " canvas.width = image.width; canvas.height = image.height;"
        " const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);"
        " const { data } = context.getImageData(0, 0, canvas.width, canvas.height);"
        " const seen = new Set(); for (let at = 0; at < data.length; at += 4 * 31)"
        " seen.add(data.slice(at, at + 4).join()); return seen.size; })()"
    )
    assert colours > 20
    assert page.complaints == []


def test_hostile_names_are_text_in_the_saved_picture(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, draw(hostile_towns(), "agencies", tmp_path / "x.html", lang="en"))
    image = saved(page, "#save-svg", "agencies.svg", tmp_path)
    tree = ET.fromstring(image)
    titles = " ".join(one.text or "" for one in tree.iter(f"{SVG}title"))
    for name in HOSTILE:
        assert name in titles
    tags = {one.tag.removeprefix(SVG) for one in tree.iter()}
    assert tags <= {"svg", "g", "path", "rect", "text", "title"}
    assert not [one for one in tree.iter() for key in one.attrib if key.startswith("on")]
    title = page.evaluate("document.title")
    page.call("Page.navigate", url=(tmp_path / "agencies.svg").as_uri())
    page.wait("document.documentElement.tagName === 'svg'")
    assert title and page.evaluate("document.title") != "pwned"
    assert page.complaints == []


def test_a_character_that_xml_may_not_hold_is_shown_as_missing(
    browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, draw(towns(), "agencies", tmp_path / "x.html"))
    page.evaluate("DATA.title[0] = 'a\\u0000b\\u0008\\ud800c'")
    tree = ET.fromstring(saved(page, "#save-svg", "agencies.svg", tmp_path))
    assert next(tree.iter(f"{SVG}text")).text == "a\ufffdb\ufffd\ufffdc"


def test_the_page_is_named_after_the_view_whatever_that_is(
    browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, draw(towns(), "agencies", tmp_path / "x.html"))
    page.evaluate("DATA.view.name = '../a b/<c>'")
    assert saved(page, "#save-svg", "a-b-c.svg", tmp_path)


def test_paper_shows_the_whole_picture_and_then_the_table(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, draw(towns(), "agencies", tmp_path / "x.html"), "setTheme()")
    theme = page.evaluate("document.documentElement.dataset.theme")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.call("Emulation.setEmulatedMedia", media="print")
    shown = "(id => document.getElementById(id).getBoundingClientRect().height > 100)"
    assert page.evaluate(f"{shown}('print')") and page.evaluate(f"{shown}('list')")
    assert page.evaluate("getComputedStyle(document.querySelector('#graph')).display") == "none"
    assert page.evaluate("document.querySelectorAll('#print svg g title').length") == (
        page.evaluate("DATA.things.length")
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert page.evaluate("document.querySelector('#print').childNodes.length") == 0
    printed = base64.b64decode(page.call("Page.printToPDF")["data"])
    assert printed.startswith(b"%PDF-")
    assert page.complaints == []


class Invented(Words):
    """Words of our own for every sentence, hostile ones."""

    def between(self, edition: str, start: int, end: int) -> str:
        """Return the same words for every stretch."""
        del edition, start, end
        return HOSTILE[0]


SENTENCES = """
<https://w3id.org/iprgraph/id/edition/towns-2031-zh> a ipr:Edition ; dcterms:language "zh" .
<https://w3id.org/iprgraph/id/sentence/towns-2031-zh-2.1-1>
    ipr:inParagraph <https://w3id.org/iprgraph/graph/towns-2031/2.1> ;
    ipr:inEdition <https://w3id.org/iprgraph/id/edition/towns-2031-zh> ;
    ipr:number "7" ; oa:start 0 ; oa:end 5 .
<https://w3id.org/iprgraph/id/mention/towns-2031-zh-1> oa:hasBody action:nets ;
    ipr:inParagraph <https://w3id.org/iprgraph/graph/towns-2031/2.1> ;
    ipr:inSentence <https://w3id.org/iprgraph/id/sentence/towns-2031-zh-2.1-1> .
"""


def with_sentences() -> ox.Store:
    """Return the invented graph with one sentence that prints an action."""
    store = towns()
    add(store, SENTENCES, ENTITIES_GRAPH)
    return store


def test_a_statement_names_its_sentence_and_holds_its_words_only_if_asked(
    browser: Browser, tmp_path: Path
) -> None:
    store = with_sentences()
    plain = draw(store, "agencies", tmp_path / "plain.html")
    page = opened(browser, plain, "choose({ node: 0 })")
    detail = "document.querySelector('#detail')"
    assert "第7句" in page.evaluate(f"{detail}.innerText")
    assert page.evaluate(f"{detail}.querySelectorAll('blockquote').length") == 0
    full = draw(store, "agencies", tmp_path / "full.html", words=Invented(store, tmp_path))
    page = opened(browser, full, "choose({ node: 0 })")
    assert page.evaluate(f"{detail}.querySelector('blockquote').textContent") == HOSTILE[0]
    assert page.evaluate("document.title") != "pwned"
    assert page.complaints == []


def test_words_that_are_not_here_are_an_error_and_no_page(tmp_path: Path) -> None:
    store = with_sentences()
    with pytest.raises(DrawError, match="not on this machine"):
        draw(store, "agencies", tmp_path / "x.html", words=Words(store, tmp_path))
    assert not (tmp_path / "x.html").exists()
