"""The site of the real ontology: complete, linked, bilingual, the same each time, and alone."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from reading import Read, read_pages, solid, text_of

from iprgraph.docs.site import Site, make_site
from iprgraph.folders import folders
from iprgraph.graphs import Graphs, read_graphs

if TYPE_CHECKING:
    from pathlib import Path

TERMS = """
SELECT DISTINCT ?term ?zh ?en ?defined WHERE {
  GRAPH <https://w3id.org/iprgraph/graph/ontology> {
    ?term a ?kind ; rdfs:label ?zh , ?en .
    FILTER(STRSTARTS(STR(?term), "https://w3id.org/iprgraph/"))
    FILTER(LANG(?zh) = "zh" && LANG(?en) = "en")
    OPTIONAL { ?term skos:definition ?defined }
  }
}
"""
SHAPES = """
SELECT DISTINCT ?shape WHERE {
  GRAPH <https://w3id.org/iprgraph/graph/shapes> {
    VALUES ?kind { sh:NodeShape sh:PropertyShape }
    ?shape a ?kind FILTER(ISIRI(?shape))
  }
}
"""


@pytest.fixture(scope="module")
def graphs() -> Graphs:
    return read_graphs(folders())


@pytest.fixture(scope="module")
def site(graphs: Graphs) -> Site:
    return make_site(graphs)


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Read]:
    """The pages, each of them parsed strictly: what is not well-formed fails here."""
    return read_pages(site.pages)


def rows(graphs: Graphs, query: str) -> list[tuple[str, ...]]:
    answer = graphs.store.query(query, prefixes=dict(graphs.prefixes))
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(getattr(cell, "value", "") for cell in row) for row in answer]


def test_every_term_has_one_entry_with_both_names_and_definitions(
    graphs: Graphs, pages: dict[str, Read]
) -> None:
    terms = rows(graphs, TERMS)
    assert len({one for one, *_ in terms}) > 400
    entries = {
        name: element
        for page, read in pages.items()
        if page != "index.html"
        for element, name in read.having("data-term")
    }
    times = Counter(n for page in pages.values() for _, n in page.having("data-term"))
    assert set(times.values()) == {1}
    texts = {name: text_of(element) for name, element in entries.items()}
    shown = {name: shorten(name, graphs) for name, *_ in terms}
    for term, zh, en, defined in terms:
        text = texts[shown[term]]
        assert solid(zh) in text and solid(en) in text
        assert solid(defined) in text


def shorten(iri: str, graphs: Graphs) -> str:
    from iprgraph.prefixes import shorten as short

    return short(iri, graphs.prefixes)


def test_every_shape_has_an_entry_with_its_messages(graphs: Graphs, pages: dict[str, Read]) -> None:
    found = {name: one for one, name in pages["shapes.html"].having("data-shape")}
    shapes = {one for (one,) in rows(graphs, SHAPES)}
    assert set(found) == {shorten(one, graphs) for one in shapes}
    assert len(found) > 200
    said = rows(graphs, "SELECT ?shape ?text { ?shape sh:message ?text FILTER(ISIRI(?shape)) }")
    for shape, text in said:
        assert solid(text) in text_of(found[shorten(shape, graphs)])


def test_ids_are_unique_and_all_links_lead_somewhere(pages: dict[str, Read]) -> None:
    for name, read in pages.items():
        twice = [one for one, times in Counter(read.ids).items() if times > 1]
        assert twice == [], name
    inner = 0
    for name, read in pages.items():
        for _, href in read.having("href"):
            if href.startswith(("https://", "http://", "data:image/svg")):
                continue
            page, _, anchor = href.partition("#")
            target = pages[page or name]
            assert not anchor or anchor in target.ids, f"{name}: {href}"
            inner += 1
    assert inner > 5000
    for name, read in pages.items():
        for attribute in ("aria-labelledby", "for"):
            for _, value in read.having(attribute):
                assert set(value.split()) <= set(read.ids), f"{name}: {value}"


def test_a_term_is_found_at_the_anchor_of_its_address(pages: dict[str, Read]) -> None:
    """`ontology#Agency` leads to the index, whose entry of that id leads to the term."""
    index = pages["index.html"]
    (row,) = (one for one in index.all("li") if one.attrib.get("id") == "Agency")
    assert [one.attrib["href"] for one in row.iter("a")] == ["institutions.html#Agency"]
    assert pages["institutions.html"].entry("ipr:Agency").attrib["id"] == "Agency"
    assert pages["schemes-units.html"].entry("unit:case").attrib["id"] == "case"
    assert pages["metrics.html"].entry("metric:court-ip-cases-accepted").tag == "tr"


def test_every_page_of_a_file_has_a_title_in_both_languages(site: Site) -> None:
    for name, data in site.pages.items():
        title = re.search("<title>(.*)</title>", data.decode())
        assert title and re.search("[一-鿿]", title.group(1)), name


def test_a_class_page_tells_what_its_things_must_have(pages: dict[str, Read]) -> None:
    text = text_of(pages["institutions.html"].entry("ipr:Agency"))
    for part in (
        "必须 must 管辖区域 jurisdiction ipr:jurisdiction shape:agency-jurisdiction",
        "至少 1 个值。",
        "at least 1 value.",
        "机构须写明管辖区域",
        "上位类 subclass of 行为主体 agent ipr:Agent",
        "org:Organization",
        "个事物",
        "agency:guangdong-amr",
    ):
        assert solid(part) in text


def test_a_property_page_tells_range_characteristics_and_use(pages: dict[str, Read]) -> None:
    text = text_of(pages["places.html"].entry("ipr:within"))
    kind = "对象属性 object property · 非对称 asymmetric"
    for part in (kind, "schema:containedInPlace", "条陈述"):
        assert solid(part) in text
    text = text_of(pages["places.html"].entry("ipr:withinTransitive"))
    assert solid("对象属性 object property · 传递 transitive") in text
    text = text_of(pages["statistics.html"].entry("ipr:value"))
    assert solid("数据立方体的度量 measure of the cube") in text and "xsd:decimal" in text


def test_rules_audits_and_questions_are_told_in_both_languages(site: Site) -> None:
    derived, audits = site.pages["rules.html"].decode(), site.pages["audits.html"].decode()
    folder = folders().queries
    for path in sorted((folder / "derive").rglob("*.rq")):
        assert f'id="derive-{path.stem}"' in derived
    for path in sorted((folder / "audit").rglob("*.rq")):
        anchor = path.parent.relative_to(folder).as_posix().replace("/", "-")
        assert f'id="{anchor}-{path.stem}"' in audits
    for path in sorted((folder / "ask").glob("*.rq")):
        assert f'id="{path.stem}"' in site.pages["questions.html"].decode()
    assert "部分 <var>focus</var>" in audits and "the part <var>focus</var>" in audits


def test_nothing_is_loaded_and_only_our_script_runs(pages: dict[str, Read]) -> None:
    loading = {"src", "srcset", "action", "formaction", "poster", "data", "background", "style"}
    for name, read in pages.items():
        tags = {one.tag for one in read.all()}
        assert tags.isdisjoint({"iframe", "object", "embed", "img", "base", "form", "use"}), name
        for one in read.all():
            bad = {key for key in one.attrib if key in loading or key.startswith("on")}
            assert bad == set(), name
        links = [one.attrib for one in read.all("link")]
        assert [one["rel"] for one in links] == ["icon"]
        assert links[0]["href"].startswith("data:image/svg+xml,")
        assert "url(" not in "".join(text_of(one) for one in read.all("style"))
        assert "@import" not in "".join(text_of(one) for one in read.all("style"))
        outside = [one for one, href in read.having("href") if href.startswith("http")]
        assert all("noopener" in one.attrib["rel"] for one in outside)


def test_the_policy_names_the_style_and_the_script_of_each_page(pages: dict[str, Read]) -> None:
    for read in pages.values():
        (policy,) = (
            one.attrib["content"]
            for one in read.all("meta")
            if one.attrib.get("http-equiv") == "Content-Security-Policy"
        )
        assert "default-src 'none'" in policy and "unsafe" not in policy
        for tag in ("style", "script"):
            (inside,) = ("".join(one.itertext()) for one in read.all(tag))
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy


def test_drawings_hold_their_text_and_say_what_they_show(pages: dict[str, Read]) -> None:
    from iprgraph.draw.card import FONT, SMALL, width

    drawn = 0
    for read in pages.values():
        for svg in read.all("{http://www.w3.org/2000/svg}svg"):
            across, down = int(svg.attrib["width"]), int(svg.attrib["height"])
            boxes = [one.attrib for one in svg.iter() if one.tag.endswith("rect")]
            for box in boxes:
                x, y, w, h = (int(box[key]) for key in ("x", "y", "width", "height"))
                assert x >= 0 and y >= 0 and x + w <= across and y + h <= down
            places = [tuple(int(b[key]) for key in ("x", "y", "width", "height")) for b in boxes]
            for number, (x, y, w, h) in enumerate(places):
                for other_x, other_y, other_w, other_h in places[number + 1 :]:
                    apart_x = x + w <= other_x or other_x + other_w <= x
                    assert apart_x or y + h <= other_y or other_y + other_h <= y
            for group in svg.iter():
                inside = [one for one in group if one.tag.endswith("text")]
                for one in inside:
                    (box,) = (each.attrib for each in group if each.tag.endswith("rect"))
                    size = SMALL if one.attrib["class"] == "small" else FONT
                    end = int(one.attrib["x"]) + width(one.text or "") * size
                    assert end <= int(box["x"]) + int(box["width"])
            title, words = (one for one in svg if one.tag.endswith(("title", "desc")))
            assert title.text and words.text
            drawn += 1
    assert drawn > 8


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    made = []
    for seed in ("0", "4711"):
        target = tmp_path / seed
        command = [sys.executable, "-m", "iprgraph", "docs", str(target)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append({one.name: one.read_bytes() for one in sorted(target.iterdir())})
    assert made[0] == made[1]
