"""What the page of a thing tells search engines: JSON-LD of schema.org that is read as RDF."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, Namespace, URIRef
from serving import publish_quads, running

from browser import CHROMIUM, Browser
from iprgraph.vocabulary import (
    ENTITIES_GRAPH,
    ID,
    RDF_TYPE,
    RDFS_LABEL,
    SKOS_ALT_LABEL,
    ipr,
    kind_and_slug,
)

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Got, Running

    from iprgraph.door import KnowledgeGraph

SCHEMA = Namespace("https://schema.org/")
# Of schema.org's context what matters here; nothing is fetched.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "license": {"@type": "@id"},
}
HOSTILE = (
    "</script><script>document.title='pwned'</script>",
    "<!-- <script>",
    "]]> ' \" \\ & \u2028 {{ 7 * 7 }}",
)
# A thing of each kind, and the type that search engines know it by.
KINDS = {
    "id/agency/cnipa": "GovernmentOrganization",
    "id/place/guangdong": "AdministrativeArea",
    "id/place/guangzhou": "City",
    "id/place/china": "Country",
    "id/instrument/guangdong-copyright-regulations": "Legislation",
    "id/instrument/ip-aid-specification": "CreativeWork",
    "id/report/guangdong-2022": "Report",
    "id/edition/guangdong-2022-zh": "DigitalDocument",
    "id/dataset/cnipa-yearbook": "Dataset",
    "id/metric/court-ip-cases-accepted": "StatisticalVariable",
    "id/obs/court-cases-accepted-2022": "Observation",
    "id/right/trademark": "DefinedTerm",
    "ontology/stat/level": "DefinedTerm",
    "graph/guangdong-2022/2.1": "CreativeWork",
    "graph/entities": "Dataset",
    "ontology": "DefinedTermSet",
}


class _Blocks(HTMLParser):
    """The blocks of JSON-LD of a page, and how many scripts it has, as a browser reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.scripts = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts += 1
            self._inside = dict(attrs).get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def block_of(got: Got) -> dict[str, Any]:
    """The one block of data of a page, which is all the script that it has."""
    assert (got.status, got.type) == (200, "text/html")
    read = _Blocks()
    read.feed(got.text)
    (block,) = read.blocks
    assert read.scripts == 1
    found: dict[str, Any] = json.loads(block)
    assert found["@context"] == "https://schema.org/"
    return found


def graph_of(block: dict[str, Any]) -> rdflib.Graph:
    """The block as RDF, by a context of our own."""
    text = json.dumps({**block, "@context": CONTEXT})
    return rdflib.Graph().parse(data=text, format="json-ld")


def page_of(service: Running, path: str) -> Got:
    place = path if path.startswith("graph/") or path == "ontology" else f"doc/{path}"
    return service.get(f"/{place}", "text/html")


@pytest.mark.parametrize(("path", "type_"), list(KINDS.items()))
def test_a_page_tells_what_it_is_about(path: str, type_: str, service: Running) -> None:
    block = block_of(page_of(service, path))
    told = graph_of(block)
    page, thing = URIRef(block["@id"]), URIRef(f"https://w3id.org/iprgraph/{path}")
    assert (page, RDF.type, SCHEMA.WebPage) in told
    assert (page, SCHEMA.mainEntity, thing) in told
    assert (page, SCHEMA.isPartOf, URIRef("https://w3id.org/iprgraph/")) in told
    assert (thing, RDF.type, SCHEMA[type_]) in told
    assert told.value(thing, SCHEMA.url) == URIRef(f"{service.address}{path}")
    if path.startswith("id/"):
        names = {one.language for one in told.objects(thing, SCHEMA.name)}  # type: ignore[attr-defined]
        assert names == {"zh", "en"}


def test_every_kind_of_thing_has_a_page_that_says_so(
    service: Running, real: KnowledgeGraph
) -> None:
    first: dict[str, str] = {}
    for quad in real.store.graph.quads_for_pattern(None, RDF_TYPE, None):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ID):
            kind = kind_and_slug(quad.subject.value)[0]
            first[kind] = min(first.get(kind, quad.subject.value), quad.subject.value)
    assert len(first) > 30
    for iri in first.values():
        block = block_of(
            service.get(f"/doc/{iri.removeprefix('https://w3id.org/iprgraph/')}", "text/html")
        )
        assert block["mainEntity"]["@id"] == iri and graph_of(block)


def test_the_types_are_those_of_the_alignment(service: Running, real: KnowledgeGraph) -> None:
    """Where the ontology says what a class is in schema.org, the page says it too."""
    aligned: dict[str, set[str]] = defaultdict(set)
    for quad in real.store.graph.quads_for_pattern(None, RDF_TYPE, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(str(SCHEMA)):
            aligned[str(quad.subject)[1:-1]].add(quad.object.value.removeprefix(str(SCHEMA)))
    narrower = {"AdministrativeArea": "Place"}
    by_types: dict[frozenset[str], str] = {}
    for iri in sorted(aligned):
        by_types.setdefault(frozenset(aligned[iri]), iri)
    for types, iri in by_types.items():
        path = iri.removeprefix("https://w3id.org/iprgraph/")
        told = block_of(service.get(f"/doc/{path}", "text/html"))["mainEntity"]["@type"]
        assert told in types or narrower.get(told) in types, (iri, told, types)


def test_what_is_the_same_elsewhere_comes_from_the_sets_of_links(
    service: Running, real: KnowledgeGraph
) -> None:
    told = graph_of(block_of(page_of(service, "id/place/guangzhou")))
    place = URIRef(f"{ID}place/guangzhou")
    same = {str(one) for one in told.objects(place, SCHEMA.sameAs)}
    node = ox.NamedNode(str(place))
    wanted = real.store.graph.quads_for_pattern(node, ox.NamedNode(SCHEMA.sameAs), None)
    assert same == {quad.object.value for quad in wanted if isinstance(quad.object, ox.NamedNode)}
    near = "https://sws.geonames.org/1809858/"
    assert "http://www.wikidata.org/entity/Q16572" in same and near not in same
    assert {str(one) for one in told.objects(place, SCHEMA.containedInPlace)} >= {
        f"{ID}place/guangdong"
    }
    point = told.value(place, SCHEMA.geo)
    assert float(str(told.value(point, SCHEMA.latitude))) == pytest.approx(23.1, abs=0.1)


def test_a_figure_tells_its_value_and_interval(service: Running) -> None:
    thing = block_of(page_of(service, "id/obs/court-cases-accepted-2022"))["mainEntity"]
    assert (thing["value"], thing["minValue"], thing["maxValue"]) == (117100, 117050, 117150)
    assert thing["observationPeriod"] == "2022-01-01/2022-12-31"
    assert thing["observationAbout"][0]["@id"] == f"{ID}place/guangdong"
    assert {"@value": "件", "@language": "zh"} in thing["unitText"]
    growth = block_of(page_of(service, "id/obs/invention-patents-granted-growth-2022"))
    assert any("growth" in one["@value"] for one in growth["mainEntity"]["name"])


def test_addresses_are_those_that_readers_reach_it_by(real: KnowledgeGraph) -> None:
    with running(real.home, "--base", "https://data.example.org/ip/") as found:
        block = block_of(found.get("/doc/id/agency/cnipa?lang=en", "text/html"))
    assert block["url"] == "https://data.example.org/ip/doc/id/agency/cnipa"
    assert block["mainEntity"]["url"] == "https://data.example.org/ip/id/agency/cnipa"
    assert block["mainEntity"]["@id"] == f"{ID}agency/cnipa" and block["inLanguage"] == "en"


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose one thing has names that would end the script that holds them."""
    home = tmp_path_factory.mktemp("trap")
    node, graph = ox.NamedNode(f"{ID}agency/trap"), ox.NamedNode(ENTITIES_GRAPH)
    named = [
        ox.Quad(node, RDFS_LABEL if language == "en" else SKOS_ALT_LABEL, text, graph)
        for hostile in HOSTILE
        for language in ("zh", "en")
        for text in (ox.Literal(hostile, language=language),)
    ]
    publish_quads(home, [ox.Quad(node, RDF_TYPE, ipr("Agency"), graph), *named])
    return home


def test_hostile_names_stay_inside_the_block(trap: Path) -> None:
    with running(trap) as found:
        got = found.get("/doc/id/agency/trap", "text/html")
    block = block_of(got)
    said = {one["@value"] for one in block["mainEntity"]["name"]}
    assert said == set(HOSTILE) == {one["@value"] for one in block["mainEntity"]["alternateName"]}
    (raw,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', got.text, re.S)
    assert not set("<>&") & set(raw)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_the_policy_lets_the_block_stand_and_runs_nothing_of_it(trap: Path, tmp_path: Path) -> None:
    script = "document.querySelector('script[type=\"application/ld+json\"]').text"
    with running(trap) as found, Browser(tmp_path) as browser:
        page = browser.page()
        page.call("Page.navigate", url=f"{found.address}doc/id/agency/trap")
        page.wait("document.readyState === 'complete' && location.protocol === 'http:'")
        assert page.evaluate(f"JSON.parse({script})['mainEntity']['@type']") == (
            "GovernmentOrganization"
        )
        assert page.evaluate("document.title") != "pwned"
        assert page.evaluate("document.scripts.length") == 1
        assert page.complaints == []
