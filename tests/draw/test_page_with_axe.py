"""The page as axe-core judges it: nothing serious or critical, in any state and either colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import AXE, CHROMIUM, Browser, judged
from iprgraph.draw import draw, views
from iprgraph.draw.renderer import bundle_of
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not on this machine"),
    pytest.mark.xdist_group("browser"),
]

STATES = {
    "graph": "0",
    "panel": "choose({ node: 3 })",
    "table": "setFace('list'); choose({ node: 3 })",
    "both": "setFace('split'); setMode('both')",
    "search": "byId('query').focus(); byId('query').value = '省'; showFound()",
    "nothing": "byId('query').focus(); byId('query').value = 'qq'; showFound()",
    "filter": "filterBy('k0'); setMode('en')",
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("real") / "laws.html"
    return draw(read_graphs(folders()).store, "laws", target)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_serious(browser: Browser, real: Path, scheme: str, width: int) -> None:
    found = {}
    for state, script in STATES.items():
        page = browser.page()
        page.size(width, 844)
        page.prefer(scheme)
        page.open(real)
        page.evaluate(f"{{ {script} }}")
        violations = judged(page)
        if violations:
            found[state] = violations
    assert found == {}


@pytest.mark.parametrize("name", sorted(one.name for one in views()))
def test_axe_finds_nothing_serious_in_any_view(browser: Browser, name: str, tmp_path: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    page.open(draw(read_graphs(folders()).store, name, tmp_path / "page.html"))
    page.evaluate("choose({ node: 0 })")
    assert judged(page) == []


@pytest.mark.skipif(not bundle_of(folders().viz).is_file(), reason="WebGL is not bundled")
def test_axe_finds_nothing_serious_in_webgl(browser: Browser, tmp_path: Path) -> None:
    page = browser.page()
    page.size(1400, 900)
    store = read_graphs(folders()).store
    page.open(draw(store, "all", tmp_path / "page.html", renderer="webgl"))
    page.evaluate("choose({ node: 0 }); setFace('split'); setMode('both')")
    assert judged(page) == []
