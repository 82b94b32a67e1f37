"""The W3C's suites for the SPARQL 1.1 protocol and service description, replayed on a server."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node
    from serving import Got, Running

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
# The cases without data of their own ask the graph data0, which the suite takes to be there.
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"

_BOOLEAN = ("application/sparql-results+json", "application/sparql-results+xml")
_TABULAR = (*_BOOLEAN, "text/csv", "text/tab-separated-values")
_RDF = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")


class Outcome(Enum):
    """How a case ended; a read-only service refuses updates, which is neither."""

    PASSED = "passed"
    FAILED = "failed"
    REFUSED = "refused by policy"


@dataclass(frozen=True)
class Exchange:
    """One request of a case and what is expected of its response."""

    method: str
    path: str
    body: bytes | None
    headers: tuple[tuple[str, str], ...]
    statuses: frozenset[str]
    form: str = ""
    boolean: bool | None = None

    @property
    def is_update(self) -> bool:
        said = " ".join([self.path, *(value for _, value in self.headers)])
        body = self.body or b""
        return "update" in said or body.startswith(b"update=")


@dataclass(frozen=True)
class Case:
    """A case of the protocol suite: its address, name and exchanges."""

    iri: str
    name: str
    exchanges: tuple[Exchange, ...]

    @property
    def slug(self) -> str:
        return self.iri.rpartition("#")[2]


def protocol_cases(folder: Path) -> list[Case]:
    """Return the cases of the protocol suite in its order."""
    graph = Graph().parse(folder / "manifest.ttl", format="turtle", publicID=folder.as_uri() + "/")
    manifest = next(graph.subjects(RDF.type, MF.Manifest))
    return [_case(graph, one) for one in _listed(graph, manifest, MF.entries)]


def description_cases(folder: Path) -> list[Case]:
    """Return the cases of the suite for service descriptions."""
    return [Case(one.iri, one.name, ()) for one in protocol_cases(folder)]


def suite_quads(folder: Path) -> Iterator[ox.Quad]:
    """Yield the data of the protocol suite, each file in the graph of its name."""
    document = ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
    kind = ox.NamedNode(str(RDF.type))
    name = ox.NamedNode(DATA.format(0))
    yield ox.Quad(name, kind, document, name)
    for number in (1, 2, 3):
        name = ox.NamedNode(DATA.format(number))
        for quad in ox.parse(path=folder / f"data{number}.nt", format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def replay(service: Running, case: Case) -> tuple[Outcome, str]:
    """Return how a case of the protocol suite ends on a server, and why."""
    for one in case.exchanges:
        path = "/sparql" + one.path.removeprefix("/sparql/")
        got = service.send(one.method, path, one.body, dict(one.headers))
        wrong = _wrong(one, got)
        if wrong and one.is_update and 400 <= got.status < 500:
            return Outcome.REFUSED, f"{got.status} {got.json['title']}"
        if wrong:
            return Outcome.FAILED, f"{one.method} {path}: {wrong}"
    return Outcome.PASSED, ""


def describe(service: Running, slug: str) -> tuple[Outcome, str]:
    """Return how a case of the service description suite ends on a server, and why."""
    got = service.get("/sparql", accept="text/turtle")
    graph = Graph().parse(data=got.text, format="turtle") if got.type in _RDF else Graph()
    wrong = {"returns-rdf": _no_rdf, "has-endpoint-triple": _no_endpoint}.get(slug, _no_schema)(
        graph, service
    )
    return (Outcome.FAILED, wrong) if wrong else (Outcome.PASSED, "")


def _no_rdf(graph: Graph, service: Running) -> str:
    return "" if len(graph) else "no RDF came"


def _no_endpoint(graph: Graph, service: Running) -> str:
    endpoint = URIRef(f"{service.address}sparql")
    return "" if (None, SD.endpoint, endpoint) in graph else f"no sd:endpoint {endpoint}"


def _no_schema(graph: Graph, service: Running) -> str:
    """Return what of the vocabulary's domains and ranges a description breaks."""
    for predicate, domain, kind in (
        (SD.endpoint, SD.Service, None),
        (SD.defaultDataset, SD.Service, SD.Dataset),
        (SD.availableGraphs, SD.Service, SD.GraphCollection),
        (SD.defaultGraph, SD.Dataset, SD.Graph),
        (SD.namedGraph, SD.GraphCollection, SD.NamedGraph),
        (SD.graph, SD.NamedGraph, SD.Graph),
        (SD.supportedLanguage, SD.Service, None),
        (SD.resultFormat, SD.Service, None),
        (SD.feature, SD.Service, None),
    ):
        found = list(graph.subject_objects(predicate))
        if not found:
            return f"no {predicate}"
        for subject, value in found:
            if (subject, RDF.type, domain) not in graph:
                return f"{predicate} of something that is no {domain}"
            if kind is not None and (value, RDF.type, kind) not in graph:
                return f"{predicate} is no {kind}"
            if isinstance(value, Literal):
                return f"{predicate} is a literal"
    for named in graph.subjects(RDF.type, SD.NamedGraph):
        if len(list(graph.objects(named, SD.name))) != 1:
            return f"{named} has not one sd:name"
    return ""


def _wrong(one: Exchange, got: Got) -> str:
    """Return what is wrong with a response, nothing where it is as expected."""
    if one.statuses and f"{got.status // 100}xx" not in one.statuses:
        return f"status {got.status}, not {'/'.join(sorted(one.statuses))}"
    if not 200 <= got.status < 300:
        return ""
    fitting = {"boolean": _BOOLEAN, "tabular": _TABULAR, "RDF": _RDF}.get(one.form, (got.type,))
    if got.type not in fitting:
        return f"{got.type} is no form of {one.form}"
    if one.boolean is not None:
        found = ox.parse_query_results(
            got.body, format=ox.QueryResultsFormat.from_media_type(got.type)
        )
        if not isinstance(found, ox.QueryBoolean) or bool(found) is not one.boolean:
            return f"not {one.boolean}"
    return ""


def _listed(graph: Graph, node: Node, predicate: Node) -> list[Node]:
    """Return the members of the list that a property has, none where there is no list."""
    head = graph.value(node, predicate)
    return [] if head is None else list(Collection(graph, head))


def _case(graph: Graph, node: Node) -> Case:
    name = str(graph.value(node, MF.name))
    action = graph.value(node, MF.action)
    exchanges = []
    if action is not None:
        for one in _listed(graph, action, HT.requests):
            exchanges.append(_exchange(graph, one))
    return Case(str(node), name, tuple(exchanges))


def _exchange(graph: Graph, node: Node) -> Exchange:
    body = graph.value(node, HT.body)
    data = None
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding))
        data = str(graph.value(body, CNT.chars)).encode(encoding)
    headers = []
    for one in _listed(graph, node, HT.headers):
        name, value = graph.value(one, HT.fieldName), graph.value(one, HT.fieldValue)
        headers.append((str(name), str(value)))
    expected = graph.value(node, HT.resp)
    boolean = graph.value(expected, MF.expectedBoolean)
    parts = urlsplit(str(graph.value(node, HT.absolutePath)))
    return Exchange(
        method=str(graph.value(node, HT.methodName)),
        path=parts.path + (f"?{parts.query}" if parts.query else ""),
        body=data,
        headers=tuple(headers),
        statuses=frozenset(
            str(one).rpartition("StatusCode")[2]
            for one in graph.objects(expected, MF.expectedStatus)
        ),
        form=str(graph.value(expected, MF.expectedFormat) or ""),
        boolean=None if boolean is None else bool(boolean.toPython()),  # type: ignore[attr-defined]
    )
