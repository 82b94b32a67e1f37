"""All kinds of served pages as axe-core judges them: nothing serious or critical."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import AXE, CHROMIUM, Browser, judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Running

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not on this machine"),
    pytest.mark.xdist_group("browser"),
]
PAGES = {
    "home": "/",
    "catalogue": "/ask",
    "question": "/ask/court-cases",
    "thing": "/doc/id/agency/guangzhou-ip-court",
    "metric": "/doc/id/metric/court-ip-cases-accepted",
    "charts": "/doc/id/metric/ip-protection-satisfaction",
    "views": "/draw",
    "picture": "/draw/around?thing=agency:guangdong-amr&hops=1",
    "path": "/draw/path?from=agency:cnipa&to=agency:guangdong-amr",
    "paragraph": "/graph/guangdong-2022/2.1",
    "ontology": "/ontology",
    "found": "/find?q=court",
    "endpoint": "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%203&format=html",
    "problem": "/doc/id/agency/nowhere",
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(
    browser: Browser, service: Running, name: str, scheme: str, language: str
) -> None:
    path = f"{PAGES[name]}{'&' if '?' in PAGES[name] else '?'}lang={language}"
    page = browser.page()
    page.size(1200, 900)
    page.prefer(scheme)
    page.call("Page.navigate", url=f"{service.address.rstrip('/')}{path}")
    page.wait("document.readyState === 'complete' && location.protocol === 'http:'")
    assert judged(page) == []
