"""Linked data: each address of the graph leads to its document, in every form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from serving import publish_quads, running

from iprgraph.vocabulary import RDFS_LABEL

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Running

CNIPA = "https://w3id.org/iprgraph/id/agency/cnipa"
# A block of JSON-LD is data: nothing of it runs, and nothing is loaded for it.
_LOADED = r'<(script(?! type="application/ld\+json">)|img(?! src="/chart/)|iframe|object|embed)\b'
RDF_TYPES = (
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
    "application/trig",
    "application/n-quads",
)


def test_a_thing_leads_to_its_document(service: Running) -> None:
    got = service.get("/id/agency/cnipa", "text/html")
    assert (got.status, got.headers["location"]) == (303, "/doc/id/agency/cnipa")
    page = service.get("/doc/id/agency/cnipa", "text/html", Accept_Language="zh")
    assert page.type == "text/html" and "<h1>国家知识产权局" in page.text
    assert '<html lang="zh-Hans">' in page.text
    assert "<h1>China National" in service.get("/doc/id/agency/cnipa?lang=en", "text/html").text
    assert f'<{CNIPA}>; rel="describes"' in page.headers["link"]


@pytest.mark.parametrize("type_", RDF_TYPES)
def test_a_document_as_rdf_keeps_the_permanent_addresses(type_: str, service: Running) -> None:
    got = service.get("/doc/id/agency/cnipa", type_)
    assert (got.status, got.type) == (200, type_)
    quads = list(ox.parse(got.body, format=ox.RdfFormat.from_media_type(type_)))
    labels = [q for q in quads if q.subject == ox.NamedNode(CNIPA) and q.predicate == RDFS_LABEL]
    assert {one.object.language for one in labels if isinstance(one.object, ox.Literal)} == {
        "zh",
        "en",
    }
    if type_ in ("application/trig", "application/n-quads"):
        assert ox.DefaultGraph() not in {quad.graph_name for quad in quads}


@pytest.mark.parametrize(
    ("ending", "type_"),
    [
        ("ttl", "text/turtle"),
        ("jsonld", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
        ("nt", "application/n-triples"),
        ("trig", "application/trig"),
        ("nq", "application/n-quads"),
        ("json", "application/json"),
        ("html", "text/html"),
    ],
)
def test_each_form_has_an_address(ending: str, type_: str, service: Running) -> None:
    for path in ("/doc/id/agency/cnipa", "/graph/guangdong-2022/2.1", "/ontology", "/shapes"):
        got = service.get(f"{path}.{ending}")
        assert (got.status, got.type) == (200, type_), path


def test_a_paragraph_is_a_document_and_a_graph(service: Running) -> None:
    page = service.get("/graph/guangdong-2022/2.1", "text/html")
    assert page.status == 200 and 'href="/id/agency/guangdong-courts"' in page.text
    quads = service.get("/graph/guangdong-2022/2.1", "application/n-quads")
    graphs = {q.graph_name for q in ox.parse(quads.body, format=ox.RdfFormat.N_QUADS)}
    assert graphs == {ox.NamedNode("https://w3id.org/iprgraph/graph/guangdong-2022/2.1")}
    query = "SELECT (COUNT(*) AS ?n) { GRAPH graph:guangdong-2022\\/2.1 { ?s ?p ?o } }"
    number = service.query(query).json["results"]["bindings"][0]["n"]["value"]
    assert len(quads.text.splitlines()) == int(number)


def test_the_ontology_is_one_document_with_an_anchor_for_each_term(service: Running) -> None:
    page = service.get("/ontology", "text/html").text
    assert 'id="Court"' in page and 'id="statedAs"' in page
    got = service.get("/ontology", "text/turtle")
    assert got.status == 200 and b"ipr:Court" in got.body
    moved = service.get("/ontology/stat/level")
    assert (moved.status, moved.headers["location"]) == (303, "/doc/ontology/stat/level")
    assert service.get("/doc/ontology/stat/level", "text/turtle").status == 200


def test_an_unknown_thing_names_the_nearest(service: Running) -> None:
    for path in ("/id/agency/cnpa", "/doc/id/agency/cnpa", "/doc/id/agency/cnpa.ttl"):
        got = service.get(path, "application/json")
        assert got.status == 404 and "agency:cnipa" in got.json["remedy"], path
    page = service.get("/id/agency/cnpa", "text/html")
    assert page.status == 404 and "agency:cnipa" in page.text
    for path in ("/doc/graph/guangdong-2022/2.1", "/graph/guangdong-2022/99.1", "/graph/", "/doc/"):
        assert service.get(path).status == 404, path


def test_every_link_of_a_page_leads_somewhere(service: Running) -> None:
    seen = 0
    for path in ("/", "/ask", "/doc/id/agency/guangzhou-ip-court", "/graph/guangdong-2022/3.2"):
        page = service.get(path, "text/html").text
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!w3id|www|data)', page)
        for link in sorted(set(re.findall(r'href="(/[^"#]*)', page)))[:60]:
            got = service.get(link.replace("&amp;", "&"), "*/*")
            assert got.status in (200, 303), f"{path} leads to {link}: {got.status}"
            seen += 1
    assert seen > 60


def test_the_pages_load_nothing_from_elsewhere(service: Running) -> None:
    for path in ("/", "/sparql", "/ask", "/ask/court-cases", "/doc/id/place/guangdong"):
        page = service.get(path, "text/html")
        assert not re.search(_LOADED, page.text), path
        assert re.findall(r'<link rel="stylesheet" href="([^"]*)"', page.text) == [
            "/static/style.css"
        ]
        assert "<main" in page.text and 'lang="' in page.text
    assert service.get("/static/style.css").type == "text/css"


def test_a_set_of_links_is_described(service: Running) -> None:
    """Its triples are the links, not the statements of how each is known."""
    got = service.get("/.well-known/void", "application/n-triples")
    void, name = "http://rdfs.org/ns/void#", "https://w3id.org/iprgraph/graph/links/qudt"
    found = {
        (quad.predicate.value, getattr(quad.object, "value", ""))
        for quad in ox.parse(got.body, format=ox.RdfFormat.N_TRIPLES)
        if quad.subject == ox.NamedNode(name)
    }
    assert found == {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{void}Linkset"),
        (f"{void}triples", "3"),
        (f"{void}subjectsTarget", "https://w3id.org/iprgraph/"),
        (f"{void}objectsTarget", "https://w3id.org/iprgraph/id/register/qudt"),
        (f"{void}linkPredicate", "http://www.w3.org/2004/02/skos/core#exactMatch"),
    }


def test_a_page_links_to_outside_identifiers(service: Running) -> None:
    page = service.get("/doc/id/agency/cnipa?lang=zh", "text/html").text
    assert '<a href="https://ror.org/00zrjgm10" rel="external">ror:00zrjgm10</a>' in page
    assert '<a href="/id/register/ror">' in page and "外部标识 (6)" in page


def test_the_data_set_is_described(service: Running) -> None:
    got = service.get("/.well-known/void", "application/n-triples")
    void = "http://rdfs.org/ns/void#"
    found = {
        (q.subject.value, q.predicate.value): q.object.value
        for q in ox.parse(got.body, format=ox.RdfFormat.N_TRIPLES)
        if not isinstance(q.object, ox.Triple) and not isinstance(q.subject, ox.Triple)
    }
    whole = "https://w3id.org/iprgraph/"
    assert found[whole, f"{void}sparqlEndpoint"] == f"{service.address}sparql"
    count = service.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert found[whole, f"{void}triples"] == count.json["results"]["bindings"][0]["n"]["value"]
    entities = "https://w3id.org/iprgraph/graph/entities"
    assert int(found[entities, f"{void}triples"]) > 100
    objects = got.text
    assert (
        "<http://www.w3.org/2004/02/skos/core#>" in objects
        and "http://purl.org/linked-data/cube#" in objects
    )


def thing(slug: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://w3id.org/iprgraph/id/agency/{slug}")


@pytest.fixture
def retired_home(tmp_path: Path) -> Path:
    entities = ox.NamedNode("https://w3id.org/iprgraph/graph/entities")
    retired = ox.NamedNode("https://w3id.org/iprgraph/graph/retired")
    deprecated = ox.NamedNode("http://www.w3.org/2002/07/owl#deprecated")
    replaced = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
    yes = ox.Literal(value=True)
    publish_quads(
        tmp_path,
        [
            ox.Quad(thing("new"), RDFS_LABEL, ox.Literal("new", language="en"), entities),
            ox.Quad(thing("old"), deprecated, yes, retired),
            ox.Quad(thing("old"), replaced, thing("new"), retired),
            ox.Quad(thing("gone"), deprecated, yes, retired),
        ],
    )
    return tmp_path


def test_a_retired_address_leads_to_its_successor_or_is_gone(retired_home: Path) -> None:
    with running(retired_home, "--base", "https://data.example.org/ip") as service:
        moved = service.get("/id/agency/old")
        assert (moved.status, moved.headers["location"]) == (301, "/ip/id/agency/new")
        gone = service.get("/id/agency/gone", Accept_Language="zh")
        assert gone.status == 410 and gone.json["title"] == "此地址已停用"
        assert service.get("/doc/id/agency/old").status == 301
        assert service.get("/doc/id/agency/gone").status == 410


def test_a_base_address_maps_the_permanent_ones(retired_home: Path) -> None:
    with running(retired_home, "--base", "https://data.example.org/ip/") as service:
        for prefix in (
            "",
            "/ip",
        ):  # with a proxy that takes the prefix off, and with one that does not
            got = service.get(f"{prefix}/id/agency/new")
            assert got.headers["location"] == "/ip/doc/id/agency/new"
            page = service.get(f"{prefix}/doc/id/agency/new", "text/html").text
            assert 'href="/ip/static/style.css"' in page and 'href="/ip/ask"' in page
            rdf = service.get(f"{prefix}/doc/id/agency/new", "application/n-triples").text
            assert str(thing("new")) in rdf and "example.org" not in rdf
        description = service.get("/sparql", "application/n-triples").text
        assert "<https://data.example.org/ip/sparql>" in description
