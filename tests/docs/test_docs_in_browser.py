"""The pages as a browser shows them: whole, in either language, and asking for nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from browser import AXE, CHROMIUM, Browser, judged
from iprgraph.docs import write_docs
from iprgraph.folders import Folders, folders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.xdist_group("browser"),
]

FITS = "document.documentElement.scrollWidth <= innerWidth"
SEEN = "[...document.querySelectorAll('main .%s')].filter(one => one.offsetParent).length"
# Texts of the drawings that are wider than their boxes as the browser measures them.
TOO_WIDE = """[...document.querySelectorAll("svg rect")].filter(box =>
  [...box.parentNode.querySelectorAll("text")].some(text =>
    text.getBBox().x + text.getBBox().width > box.getBBox().x + box.getBBox().width)).length"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_docs(folders(), tmp_path_factory.mktemp("docs") / "site").folder


def test_no_page_complains_or_asks_for_more_than_itself(browser: Browser, site: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    names = sorted(site.glob("*.html"))
    for name in names:
        page.open(name)
        assert page.evaluate(FITS), name.name
        assert page.evaluate(TOO_WIDE) == 0, name.name
    assert page.requests == [name.resolve().as_uri() for name in names]
    assert page.complaints == []


@pytest.mark.parametrize("name", ["index", "institutions", "metrics", "shapes", "questions"])
def test_nothing_sticks_out_of_a_phone(browser: Browser, site: Path, name: str) -> None:
    page = browser.page()
    page.size(390, 844, mobile=True)
    page.open(site / f"{name}.html")
    for mode in ("both", "zh", "en"):
        page.evaluate(f"document.querySelector('#_mode-{mode}').click()")
        assert page.evaluate(FITS), mode
    page.evaluate("document.querySelector('#_mode-both').click()")


def test_the_language_changes_with_the_keyboard_and_stays(browser: Browser, site: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    page.open(site / "places.html")
    assert page.evaluate(SEEN % "zh") > 50 and page.evaluate(SEEN % "en") > 50
    page.evaluate("document.querySelector('#_mode-both').focus()")
    for kind in ("rawKeyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="ArrowRight", windowsVirtualKeyCode=39)
    assert page.evaluate("document.querySelector('#_mode-zh').checked")
    assert page.evaluate(SEEN % "en") == 0 and page.evaluate(SEEN % "zh") > 50
    page.open(site / "cases.html")
    assert page.evaluate(SEEN % "en") == 0
    page.evaluate("document.querySelector('#_mode-en').click()")
    assert page.evaluate(SEEN % "zh") == 0 and page.evaluate(SEEN % "en") > 50
    assert page.evaluate(SEEN % "lone") > 0
    page.evaluate("document.querySelector('#_mode-both').click()")
    assert page.complaints == []


def test_without_scripts_the_language_still_changes(browser: Browser, site: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(site / "places.html", scripts=False)
    x, y = page.evaluate(
        "(() => { const box = document.querySelector('label[for=_mode-en]')"
        ".getBoundingClientRect(); return [box.x + 5, box.y + 5]; })()"
    )
    for kind in ("mousePressed", "mouseReleased"):
        place = {"x": x, "y": y, "button": "left", "clickCount": 1}
        page.call("Input.dispatchMouseEvent", type=kind, **place)
    page.wait("document.querySelector('#_mode-en').checked")
    assert page.evaluate(SEEN % "zh") == 0 and page.evaluate(SEEN % "en") > 50


def test_an_address_of_a_term_leads_to_its_entry(browser: Browser, site: Path) -> None:
    page = browser.page()
    page.call("Page.navigate", url=f"{(site / 'index.html').resolve().as_uri()}#Agency")
    page.wait("location.pathname.endsWith('/institutions.html') && location.hash === '#Agency'")
    page.wait("document.readyState === 'complete'")
    assert page.evaluate("document.querySelector(':target').dataset.term") == "ipr:Agency"
    assert page.complaints == []


def test_the_index_is_searched_in_either_language(browser: Browser, site: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    page.open(site / "index.html")
    every = page.evaluate(SEEN % "sought")
    for sought in ("知识产权 法院", "IPR:agency", "geographical ind"):
        page.evaluate(
            f"(() => {{ const box = document.querySelector('#_search'); box.value = {sought!r};"
            " box.dispatchEvent(new Event('input')); })()"
        )
        shown = page.evaluate(SEEN % "sought")
        assert 0 < shown < every / 4
    assert page.evaluate("document.querySelector('#_found').value") != ""
    page.evaluate(
        "(() => { const box = document.querySelector('#_search'); box.value = '';"
        " box.dispatchEvent(new Event('input')); })()"
    )
    assert page.evaluate(SEEN % "sought") == every


def test_hostile_names_do_not_run(browser: Browser, tmp_path: Path) -> None:
    real = folders()
    shutil.copytree(real.ontology, tmp_path / "ontology")
    path = tmp_path / "ontology" / "places.ttl"
    label = r"\"><img src=x onerror='document.title=1'><script>document.title=2</script>"
    planted = f'ipr:Trap a owl:Class ; rdfs:label "{label}"@zh , "{label}"@en .\n'
    path.write_text(path.read_text("utf-8") + planted, "utf-8")
    place = Folders(tmp_path / "ontology", real.data, real.queries, real.viz)
    target = write_docs(place, tmp_path / "site").folder
    page = browser.page()
    for name in ("places", "index"):
        page.open(target / f"{name}.html")
        assert page.evaluate("document.title").endswith(("iprgraph", "ontology"))
        assert page.evaluate("document.querySelectorAll('img').length") == 0
        assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.complaints == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not on this machine")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["institutions", "places", "schemes-ip-rights"])
def test_axe_finds_nothing_serious(browser: Browser, site: Path, name: str, scheme: str) -> None:
    page = browser.page()
    page.size(1200, 900)
    page.prefer(scheme)
    page.open(site / f"{name}.html")
    for mode in ("zh", "en"):
        page.evaluate(f"document.querySelector('#_mode-{mode}').click()")
        assert judged(page) == []
