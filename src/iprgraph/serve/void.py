"""VoID and the SPARQL service description: what the service holds and how it can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph as ox

from iprgraph.prefixes import prefix_table
from iprgraph.vocabulary import PERMANENT, RDF_TYPE, XSD_INTEGER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.serve.holding import Held

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_DCTERMS = "http://purl.org/dc/terms/"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ROW_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
)
_RDF_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
_TITLE = {
    "zh": "知识产权保护知识图谱",
    "en": "A knowledge graph of intellectual-property protection",
}
_LINKED = ("objectsTarget", "linkPredicate")
_DEFAULT_GRAPH = {
    "en": "The default graph is the union of the named graphs but those of the figures of other "
    "datasets, below .../graph/datasets/.",
    "zh": "默认图为各命名图的并集，不含 .../graph/datasets/ 之下外部数据集的数值。",
}
_CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY ?class"
)
_PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
_OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"
_TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

_Object = ox.NamedNode | ox.Literal


def service_description(desk: Held, site: str) -> list[ox.Triple]:
    """Return the description of the endpoint, after SPARQL 1.1 Service Description."""
    endpoint = f"{site}sparql"
    service, dataset, default = (f"{endpoint}#{name}" for name in ("service", "dataset", "default"))
    told = [
        *_typed(service, "Service"),
        _sd(service, "endpoint", _node(endpoint)),
        _sd(service, "supportedLanguage", _node(f"{_SD}SPARQL11Query")),
        *_feature(service, f"{endpoint}#default-graph-feature"),
        _sd(service, "defaultDataset", _node(dataset)),
        _sd(service, "availableGraphs", _node(dataset)),
        *_typed(dataset, "Dataset", "GraphCollection"),
        _sd(dataset, "defaultGraph", _node(default)),
        *_typed(default, "Graph"),
        _void(default, "triples", _number(_count(desk, _TRIPLES))),
    ]
    told += [
        _sd(service, "resultFormat", _node(_FORMATS + name))
        for name in (*_ROW_FORMATS, *_RDF_FORMATS)
    ]
    for name, size in _graph_sizes(desk):
        told += _named_graph(dataset, endpoint, name, size)
    return told


def void_description(desk: Held, site: str) -> list[ox.Triple]:
    """Return the VoID description of the graph, its parts, classes, properties and vocabularies."""
    here, dataset = f"{site}.well-known/void", PERMANENT
    told = [
        *_typed(here, "DatasetDescription", space=_VOID),
        _triple(here, f"{_FOAF}topic", _node(dataset)),
        *_typed(dataset, "Dataset", space=_VOID),
        *(
            _triple(dataset, f"{_DCTERMS}title", ox.Literal(text, language=language))
            for language, text in _TITLE.items()
        ),
        _triple(dataset, f"{_DCTERMS}license", _node(_LICENCE)),
        _triple(dataset, f"{_FOAF}homepage", _node(site)),
        _void(dataset, "sparqlEndpoint", _node(f"{site}sparql")),
        _void(dataset, "uriSpace", ox.Literal(PERMANENT)),
        *_counts(desk, dataset),
        *_features(dataset),
        *_vocabularies(desk, dataset),
        *_partitions(desk, dataset),
    ]
    for name, size in _graph_sizes(desk):
        told += _subset(desk, dataset, name, size)
    return told


def _feature(service: str, feature: str) -> Iterator[ox.Triple]:
    """Yield what the default graph is: nearly, but not, what sd:UnionDefaultGraph says."""
    yield _sd(service, "feature", _node(feature))
    yield from _typed(feature, "Feature")
    for language, text in _DEFAULT_GRAPH.items():
        yield _triple(feature, f"{_RDFS}comment", ox.Literal(text, language=language))


def _named_graph(dataset: str, endpoint: str, name: str, size: int) -> Iterator[ox.Triple]:
    path = urlsplit(name).path.strip("/").replace("/", "-")
    entry, graph = f"{endpoint}#named-{path}", f"{endpoint}#graph-{path}"
    yield _sd(dataset, "namedGraph", _node(entry))
    yield from _typed(entry, "NamedGraph")
    yield _sd(entry, "name", _node(name))
    yield _sd(entry, "graph", _node(graph))
    yield from _typed(graph, "Graph")
    yield _void(graph, "triples", _number(size))


def _counts(desk: Held, dataset: str) -> Iterator[ox.Triple]:
    yield _void(dataset, "triples", _number(_count(desk, _TRIPLES)))
    yield _void(dataset, "distinctSubjects", _number(_count(desk, _SUBJECTS)))
    yield _void(dataset, "distinctObjects", _number(_count(desk, _OBJECTS)))
    yield _void(dataset, "classes", _number(len(_rows(desk, _CLASSES))))
    yield _void(dataset, "properties", _number(len(_rows(desk, _PROPERTIES))))


def _features(dataset: str) -> Iterator[ox.Triple]:
    for name in _RDF_FORMATS:
        yield _void(dataset, "feature", _node(_FORMATS + name))


def _vocabularies(desk: Held, dataset: str) -> Iterator[ox.Triple]:
    """Yield the vocabularies whose terms the graph uses, by the prefix table."""
    used = {iri for query in (_CLASSES, _PROPERTIES) for iri, _ in _rows(desk, query)}
    for space in sorted(set(prefix_table().values())):
        if any(iri.startswith(space) for iri in used):
            yield _void(dataset, "vocabulary", _node(space))


def _partitions(desk: Held, dataset: str) -> Iterator[ox.Triple]:
    """Yield how many things each class has, and how many statements each property."""
    parts = (("class", "entities", _CLASSES), ("property", "triples", _PROPERTIES))
    for kind, counted, query in parts:
        for place, (iri, size) in enumerate(_rows(desk, query)):
            part = ox.BlankNode(f"{kind}{place}")
            yield ox.Triple(_node(dataset), _node(f"{_VOID}{kind}Partition"), part)
            yield ox.Triple(part, _node(_VOID + kind), _node(iri))
            yield ox.Triple(part, _node(_VOID + counted), _number(size))


def _subset(desk: Held, dataset: str, name: str, size: int) -> Iterator[ox.Triple]:
    """Yield a named graph as a part of the whole; a set of links says what it links and how.

    Of a set of links the links are counted, not the statements of how each is known.
    """
    yield _void(dataset, "subset", _node(name))
    graph, node = desk.holding.graph, _node(name)
    links = ox.Quad(node, RDF_TYPE, _node(f"{_VOID}Linkset"), node) in graph
    yield from _typed(name, "Linkset" if links else "Dataset", space=_VOID)
    if not links:
        yield _void(name, "triples", _number(size))
        return
    told = {
        each: [
            quad.object for quad in graph.quads_for_pattern(node, _node(_VOID + each), None, node)
        ]
        for each in _LINKED
    }
    sizes = (
        sum(1 for _ in graph.quads_for_pattern(None, predicate, None, node))
        for predicate in told["linkPredicate"]
        if isinstance(predicate, ox.NamedNode)
    )
    yield _void(name, "triples", _number(sum(sizes)))
    yield _void(name, "subjectsTarget", _node(dataset))
    for each, values in told.items():
        for value in values:
            if isinstance(value, ox.NamedNode):
                yield _void(name, each, value)


def _graph_sizes(desk: Held) -> list[tuple[str, int]]:
    from iprgraph.serve.description import graph_sizes

    return graph_sizes(desk)


def _rows(desk: Held, query: str) -> list[tuple[str, int]]:
    answer = desk.holding.graph.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    found = []
    for row in answer:
        term, number = row[0], row[1]
        if isinstance(term, ox.NamedNode) and isinstance(number, ox.Literal):
            found.append((term.value, int(number.value)))
    return found


def _count(desk: Held, query: str) -> int:
    answer = desk.holding.graph.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    number = next(answer)[0]
    return int(number.value) if isinstance(number, ox.Literal) else 0


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=XSD_INTEGER)


def _triple(subject: str, predicate: str, value: _Object) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), value)


def _sd(subject: str, name: str, value: _Object) -> ox.Triple:
    return _triple(subject, _SD + name, value)


def _void(subject: str, name: str, value: _Object) -> ox.Triple:
    return _triple(subject, _VOID + name, value)


def _typed(subject: str, *names: str, space: str = _SD) -> Iterator[ox.Triple]:
    for name in names:
        yield ox.Triple(_node(subject), RDF_TYPE, _node(space + name))
