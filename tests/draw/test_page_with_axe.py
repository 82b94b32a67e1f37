"""The page as axe-core judges it: nothing serious or critical, in any state and either colour."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import CHROMIUM, Browser
from iprgraph.draw import draw
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where npm puts it in a checkout; elsewhere the variable says where it is.
AXE = Path(
    os.environ.get("IPRGRAPH_AXE", "")
    or Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not on this machine"),
    pytest.mark.xdist_group("browser"),
]

# What axe finds, but what it calls minor or moderate.
JUDGE = """axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, any, all }) =>
      `${id}: ${html.slice(0, 160)} ${[...any, ...all].map(({ message }) => message).join(" ")}`)))
"""
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
        page.evaluate(AXE.read_text("utf-8") + "\n;0")
        violations = page.evaluate(JUDGE)
        if violations:
            found[state] = violations
    assert found == {}
