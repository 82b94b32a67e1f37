"""The catalogue record: valid after DCAT-AP, bilingual, and true of the files that it tells of."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import RDF, Namespace, URIRef
from releases import digests

from iprgraph.folders import shared
from iprgraph.vocabulary import GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Running

    from iprgraph.door import KnowledgeGraph

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
HERE = "https://w3id.org/iprgraph/"
WHOLE, VERSION = URIRef(HERE), URIRef(f"{HERE}release/0.1.0")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """The shapes of DCAT-AP; a shape that they name and do not define is left out."""
    place = shared()
    folder = place / "suites" / "dcat-ap-3.0.1" if place else None
    if folder is None or not folder.is_dir():
        pytest.skip("the shapes of DCAT-AP 3.0.1 are not here (../shared/suites/dcat-ap-3.0.1)")
    graph = rdflib.Graph()
    for name in ("dcat-ap-SHACL.ttl", "ranges.ttl"):
        graph.parse(folder / name)
    for shape, own in list(graph.subject_objects(SH.property)):
        if graph.value(own, SH.path) is None:
            graph.remove((shape, SH.property, own))
    return graph


@pytest.fixture
def record(released: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(released / "metadata" / "dcat.ttl")


def violations(data: rdflib.Graph, shapes: rdflib.Graph) -> list[tuple[str, str]]:
    import pyshacl

    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return [
        (str(report.value(one, SH.focusNode)), str(report.value(one, SH.resultPath)))
        for one in report.subjects(RDF.type, SH.ValidationResult)
    ]


def test_dcat_ap_finds_no_violation(record: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert violations(record, shapes) == []


def test_dcat_ap_finds_no_violation_in_what_is_exported_and_served(
    real: KnowledgeGraph, shapes: rdflib.Graph
) -> None:
    data = rdflib.Graph().parse(data=real.export("dcat"), format="turtle")
    assert violations(data, shapes) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (WHOLE, DCTERMS.title, None),
        (URIRef(f"{HERE}catalogue"), DCTERMS.publisher, None),
        (URIRef(f"{HERE}sparql"), DCAT.endpointURL, None),
        (URIRef(f"{HERE}release/0.1.0/rdf/graph.nq"), DCAT.accessURL, None),
        (VERSION, DCTERMS.temporal, rdflib.Literal("2022")),
    ],
)
def test_what_is_missing_or_of_the_wrong_kind_would_be_found(
    subject: URIRef,
    predicate: URIRef,
    value: rdflib.Literal | None,
    record: rdflib.Graph,
    shapes: rdflib.Graph,
) -> None:
    record.remove((subject, predicate, None))
    if value is not None:
        record.add((subject, predicate, value))
    assert (str(subject), str(predicate)) in violations(record, shapes)


def test_each_file_has_its_size_digest_and_type(record: rdflib.Graph, released: Path) -> None:
    found = digests(released)
    base = f"{VERSION}/"
    told = {str(one).removeprefix(base): one for one in record.objects(VERSION, DCAT.distribution)}
    data = {
        path
        for path in found
        if path.split("/")[0] in ("rdf", "graphs", "tables", "network", "links")
    }
    assert set(told) == data
    for path, node in told.items():
        checksum = record.value(node, SPDX.checksum)
        assert str(record.value(checksum, SPDX.checksumValue)).lower() == found[path]
        assert int(str(record.value(node, DCAT.byteSize))) == (released / path).stat().st_size
        kind = str(record.value(node, DCAT.mediaType))
        assert kind.startswith("http://www.iana.org/assignments/media-types/")
        languages = {one.language for one in record.objects(node, DCTERMS.title)}  # type: ignore[attr-defined]
        assert languages == {"zh", "en"}


def test_versions_series_services_and_coverage(record: rdflib.Graph) -> None:
    assert (WHOLE, DCAT.hasVersion, VERSION) in record
    assert str(record.value(VERSION, DCAT.version)) == "0.1.0"
    report = URIRef(f"{GRAPH}guangdong-2022")
    assert (report, DCAT.inSeries, URIRef(f"{HERE}series/reports")) in record
    place = URIRef("https://w3id.org/iprgraph/id/place/guangdong")
    assert (report, DCTERMS.spatial, place) in record and (WHOLE, DCTERMS.spatial, place) in record
    period = record.value(report, DCTERMS.temporal)
    assert str(record.value(period, DCAT.startDate)) == "2022-01-01"
    assert len(set(record.objects(report, DCAT.distribution))) >= 28
    services = set(record.subjects(RDF.type, DCAT.DataService))
    assert {URIRef(f"{HERE}sparql"), URIRef(f"{HERE}ask")} <= services
    for node in (WHOLE, VERSION, report, *services):
        titles = {one.language for one in record.objects(node, DCTERMS.title)}  # type: ignore[attr-defined]
        assert titles == {"zh", "en"}, node


def test_schema_org_names_the_files(released: Path) -> None:
    told = json.loads((released / "metadata" / "schema.jsonld").read_text("utf-8"))
    assert told["@type"] == "Dataset" and told["temporalCoverage"] == "2022-01-01/2022-12-31"
    found = digests(released)
    for one in told["distribution"]:
        path = one["contentUrl"].removeprefix(f"{HERE}release/0.1.0/")
        assert one["sha256"] == found[path]


def test_the_server_gives_the_record_with_its_own_addresses(
    service: Running, shapes: rdflib.Graph
) -> None:
    got = service.get("/catalogue", "text/turtle")
    assert got.status == 200
    data = rdflib.Graph().parse(data=got.body, format="turtle")
    assert violations(data, shapes) == []
    endpoint = URIRef(f"{service.address}sparql")
    assert (endpoint, DCAT.endpointURL, endpoint) in data
    addresses = {str(one) for one in data.subjects(RDF.type, DCAT.DataService)}
    for address in sorted(addresses):
        answer = service.get("/" + address.removeprefix(service.address))
        assert answer.status == 200, address


def test_the_front_page_tells_search_engines_of_the_data_set(service: Running) -> None:
    page = service.get("/", "text/html").body.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None and "<" not in found[1]
    told = json.loads(found[1])
    assert told["@type"] == "Dataset" and told["url"] == service.address
    assert {one["@language"] for one in told["name"]} == {"zh", "en"}
