"""Served pictures and charts: made in a worker within limits, kept, and safe to look at."""

from __future__ import annotations

import html
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from serving import Running, running

from browser import CHROMIUM, Browser, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.door import KnowledgeGraph

SATISFACTION = "/chart/metric/ip-protection-satisfaction"
HTML = "text/html"


def test_the_views_are_listed_for_people_and_programs(service: Running) -> None:
    listed = service.get("/draw?lang=en", "application/json").json["views"]
    assert {"name": "agencies", "title": "Agencies and what they do"} in listed
    page = service.get("/draw?lang=zh", HTML).text
    assert all(f'href="/draw/{one["name"]}?lang=zh"' in page for one in listed)
    assert "机构与它们所做的事" in service.get("/?lang=zh", HTML).text


def test_a_picture_is_a_page_whose_own_policy_goes_with_it(service: Running) -> None:
    got = service.get("/draw/cooperation?lang=en", HTML)
    assert (got.status, got.type) == (200, HTML)
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', got.text)
    assert own is not None
    policy = html.unescape(own[1])
    assert got.headers["content-security-policy"] == f"{policy}; frame-ancestors 'none'"
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert 'data-mode="en"' in got.text and "Who works with whom" in got.text


def test_a_picture_is_kept_by_build_and_by_what_is_asked(service: Running) -> None:
    first = service.get("/draw/laws?lang=zh", HTML)
    again = service.get("/draw/laws?lang=zh", HTML)
    assert again.body == first.body and again.headers["etag"] == first.headers["etag"]
    same = service.get("/draw/laws?lang=zh", HTML, If_None_Match=first.headers["etag"])
    assert (same.status, same.body) == (304, b"")
    assert service.get("/draw/laws?lang=en", HTML).headers["etag"] != first.headers["etag"]


def test_what_is_around_a_thing_and_between_two_is_drawn(service: Running) -> None:
    near = service.get("/draw/around?thing=agency:guangdong-amr&hops=1&lang=en", HTML)
    assert near.status == 200 and "Around Guangdong Administration" in near.text
    court = quote("广州知识产权法院")
    path = service.get(f"/draw/path?from=agency:guangdong-amr&to={court}&lang=zh", HTML)
    assert path.status == 200 and "广东知识产权纠纷调解中心" in path.text


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/draw/agences", 404, "agencies"),
        ("/draw/around?thing=nowhere-at-all", 404, "nowhere-at-all"),
        ("/draw/around?thing=unit:case", 404, "links unit:case with nothing"),
        ("/draw/around", 400, "thing"),
        ("/draw/around?thing=agency:cnipa&hops=4", 400, "hops must be"),
        ("/draw/around?thing=agency:cnipa&hops=0", 400, "hops must be"),
        (f"/draw/around?thing={'x' * 301}", 400, "300"),
        ("/draw/path?from=agency:cnipa", 400, "to"),
        ("/draw/path?from=agency:cnipa&to=agency:cnipa", 404, "both ends"),
        ("/draw/agencies?format=json", 406, "html"),
        (f"{SATISFACTION}?number=7", 404, "charts"),
        (f"{SATISFACTION}?number=-1", 400, "number"),
        (f"{SATISFACTION}?scheme=pink", 400, "light or dark"),
        ("/chart/agency/cnipa", 404, "0 charts"),
        ("/chart/metric/%00", 404, "nothing"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    service: Running, path: str, status: int, told: str
) -> None:
    got = service.get(path)
    assert got.status == status
    assert told in got.json["detail"] + got.json["remedy"]


def test_a_chart_has_the_colours_of_the_page_and_nothing_that_runs(service: Running) -> None:
    got = service.get(f"{SATISFACTION}?lang=en")
    assert (got.status, got.type) == (200, "image/svg+xml")
    root = ElementTree.fromstring(got.body)
    for one in root.iter():
        assert not one.tag.endswith(("style", "script", "foreignObject", "image"))
        assert not one.get("style") and "currentColor" not in one.attrib.values()
    assert "northern region of Guangdong" in got.text and "84.52" in got.text
    dark = service.get(f"{SATISFACTION}?lang=en&scheme=dark")
    assert dark.status == 200 and dark.body != got.body
    assert "粤北地区" in service.get(f"{SATISFACTION}?lang=zh").text


def test_the_page_of_a_thing_leads_to_its_picture_and_shows_its_charts(service: Running) -> None:
    page = service.get("/doc/id/metric/ip-protection-satisfaction?lang=en", HTML).text
    near = "/draw/around?thing=metric%3Aip-protection-satisfaction&amp;hops=1&amp;lang=en"
    assert near in page or near.replace("%3A", ":") in page
    assert page.count("<img") == 2 and 'alt="Guangdong · 2021: ≈80.28' in page
    one_figure = service.get("/doc/id/metric/damages-awarded?lang=en", HTML).text
    assert "<img" not in one_figure and "/draw/around" in one_figure
    assert "/draw/around" not in service.get("/doc/id/obs/court-cases-accepted-2022", HTML).text


def test_the_icon_is_ours_at_the_address_that_browsers_try(service: Running) -> None:
    for path in ("/favicon.ico", "/static/icon.svg"):
        got = service.get(path)
        assert (got.status, got.type) == (200, "image/svg+xml")
        assert ElementTree.fromstring(got.body).tag.endswith("svg")


def test_pictures_are_described(service: Running) -> None:
    paths = service.get("/openapi.json").json["paths"]
    assert {"/draw", "/draw/{view}", "/draw/around", "/draw/path", "/chart/{kind}/{slug}"} <= set(
        paths
    )
    (view,) = (one for one in paths["/draw/{view}"]["get"]["parameters"] if one["in"] == "path")
    assert "cooperation" in view["schema"]["enum"]
    assert "image/svg+xml" in paths["/chart/{kind}/{slug}"]["get"]["responses"]["200"]["content"]


def test_a_picture_that_takes_too_long_is_given_up_and_keeps_nobody_waiting(
    real: KnowledgeGraph,
) -> None:
    with running(real.home, "--picture-time", "1", "--queue-time", "20") as server:
        assert server.get("/draw/around?thing=agency:cnipa&hops=1", HTML).status == 200
        begin = time.monotonic()
        late = server.get("/draw/all")
        assert late.status in (503, 504) and "1 second" in late.json["detail"]
        assert time.monotonic() - begin < 8
        assert server.get("/find?q=CNIPA").status == 200
        assert server.get("/draw/around?thing=agency:spp&hops=1", HTML).status == 200


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


def opened(browser: Browser, address: str, scheme: str = "light") -> Page:
    page = browser.page()
    page.size(1300, 900)
    page.prefer(scheme)
    page.call("Page.navigate", url=address)
    page.wait("document.readyState === 'complete' && location.protocol === 'http:'")
    return page


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.xdist_group("browser")
def test_charts_are_seen_on_the_page_of_a_metric(
    browser: Browser, service: Running, language: str, scheme: str
) -> None:
    path = f"doc/id/metric/ip-protection-satisfaction?lang={language}"
    page = opened(browser, f"{service.address}{path}", scheme)
    page.wait("[...document.images].length === 2 && [...document.images].every(i => i.complete)")
    assert page.evaluate("[...document.images].every(one => one.naturalWidth > 200)")
    assert page.evaluate(f"document.images[0].currentSrc.endsWith('scheme={scheme}')")
    assert page.complaints == []
    assert all(one.startswith(service.address) for one in page.requests)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.xdist_group("browser")
def test_a_served_picture_draws_and_leads_on(browser: Browser, service: Running) -> None:
    address = f"{service.address}draw/around?thing=agency:guangdong-amr&hops=1&lang=en"
    page = opened(browser, f"{address}#thing=agency:guangdong-amr")
    page.wait("document.querySelector('#panel .served a')")
    assert page.complaints == []
    assert page.requests == [address]
    links = page.evaluate("[...document.querySelectorAll('.served a')].map(one => one.href)")
    assert links[0] == f"{service.address}id/agency/guangdong-amr"
    assert links[1] == f"{service.address}draw/around?thing=agency%3Aguangdong-amr"
    page.evaluate("document.querySelector('.served a').click()")
    page.wait("document.querySelector('article.card h1')")
    assert "Market Regulation" in page.evaluate("document.querySelector('h1').innerText")
    assert page.complaints == []
