"""Statements: what a dataset is, as triples, and its figures, as lines of N-Quads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.datasets.tidy import read_figures
from iprgraph.prefixes import expand
from iprgraph.reports import str_of, value_of
from iprgraph.vocabulary import (
    ID,
    IPR,
    ONTOLOGY,
    RDF_TYPE,
    RDFS_LABEL,
    XSD_DATE,
    XSD_DECIMAL,
    dataset_graph,
    ipr,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.datasets.dataset import Dataset
    from iprgraph.datasets.tidy import Figure
    from iprgraph.graphs import Graphs

_DC = "http://purl.org/dc/terms/"
_QB = "http://purl.org/linked-data/cube#"
_WAS_DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom"
_TEMPORAL = ox.NamedNode(f"{_DC}temporal")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINES = 20_000  # of a chunk: about 4 MB


def point_iri(dataset: str, figure: Figure) -> str:
    """Return the address of a figure, as the table's `aboutUrl` makes it."""
    return f"{ID}datapoint/{dataset}--{figure.metric}--{figure.area}--{figure.period}"


def quad_lines(dataset: Dataset) -> Iterator[str]:
    """Yield the figures of a dataset as lines of N-Quads, in the order of the table."""
    return _lines(dataset, f" <{dataset_graph(dataset.name)}> .\n")


def triple_lines(dataset: Dataset) -> Iterator[str]:
    """Yield the figures of a dataset as lines of N-Triples, in the order of the table."""
    return _lines(dataset, " .\n")


def _lines(dataset: Dataset, end: str) -> Iterator[str]:
    name = dataset.name
    cube, kind, level = f"{ID}dataset/{name}", f"{RDF_TYPE}", f"<{ONTOLOGY}stat/level>"
    decimal = f"^^{XSD_DECIMAL}"
    for row, one in read_figures(dataset.table, dataset.file):
        node = f"<{point_iri(name, one)}> "
        yield f"{node}{kind} <{IPR}ExternalObservation>{end}"
        yield f"{node}{kind} <{_QB}Observation>{end}"
        yield f"{node}<{_QB}dataSet> <{cube}>{end}"
        yield f"{node}<{IPR}metric> <{ID}metric/{one.metric}>{end}"
        yield f"{node}<{IPR}statistic> {level}{end}"
        yield f"{node}<{IPR}area> <{ID}place/{one.area}>{end}"
        yield f"{node}<{IPR}period> <{ID}period/{one.period}>{end}"
        yield f'{node}<{IPR}value> "{one.value}"{decimal}{end}'
        yield f"{node}<{IPR}unit> <{ONTOLOGY}unit/{one.unit}>{end}"
        if one.precision:
            yield f'{node}<{IPR}precision> "{one.precision}"{decimal}{end}'
        yield f"{node}<{_WAS_DERIVED_FROM}> <{cube}#row={row}>{end}"


def chunks_of(datasets: Iterable[Dataset]) -> Iterator[bytes]:
    """Yield the figures of datasets as N-Quads, some megabytes at a time."""
    held: list[str] = []
    for dataset in datasets:
        for line in quad_lines(dataset):
            held.append(line)
            if len(held) >= _LINES:
                yield "".join(held).encode()
                held.clear()
    if held:
        yield "".join(held).encode()


def descriptions(datasets: Iterable[Dataset], graphs: Graphs) -> list[ox.Triple]:
    """Return what datasets are, and their periods that no authored file describes.

    Raises DatasetError for a table that cannot be read.
    """
    told = [triple for one in datasets for triple in description_of(one, graphs.prefixes)]
    space = f"{ID}period/"
    named = sorted({str_of(triple.object) for triple in told if triple.predicate == _TEMPORAL})
    for iri in named:
        if not value_of(graphs, iri, ipr("begins")):
            told += period_of(iri.removeprefix(space))
    return told


def description_of(dataset: Dataset, table: Mapping[str, str]) -> Iterator[ox.Triple]:
    """Yield what a dataset is, what its metadata say of it, and which places and times it covers.

    `table` is the table of prefixes; properties whose prefix it does not have are left out.
    """
    node = ox.NamedNode(f"{ID}dataset/{dataset.name}")
    yield ox.Triple(node, RDF_TYPE, ipr("ExternalDataset"))
    yield ox.Triple(node, RDF_TYPE, ox.NamedNode(f"{_QB}DataSet"))
    yield ox.Triple(node, ox.NamedNode(f"{_QB}structure"), ipr("external-structure"))
    for language, label in dataset.labels.items():
        yield ox.Triple(node, RDFS_LABEL, ox.Literal(label, language=language))
    for name, values in sorted(dataset.about.items()):
        prefix, _, local = name.partition(":")
        space = _DC if prefix in ("dc", "dcterms") else table.get(prefix)
        if space and name != "dc:title":
            for value in values:
                yield ox.Triple(node, ox.NamedNode(space + local), _term(value, table))
    yield from _coverage(node, dataset)


def _coverage(node: ox.NamedNode, dataset: Dataset) -> Iterator[ox.Triple]:
    """Yield the metrics, places and periods that a dataset has figures of, and its periods."""
    found: dict[tuple[str, str], None] = {}
    for _, one in read_figures(dataset.table, dataset.file):
        for kind, slug in (("metric", one.metric), ("place", one.area), ("period", one.period)):
            found[kind, slug] = None
    terms = {"metric": f"{_DC}subject", "place": f"{_DC}spatial", "period": _TEMPORAL.value}
    for kind, slug in sorted(found):
        yield ox.Triple(node, ox.NamedNode(terms[kind]), ox.NamedNode(f"{ID}{kind}/{slug}"))


def period_of(slug: str) -> Iterator[ox.Triple]:
    """Yield the description of a year or a day that no authored file describes."""
    node = ox.NamedNode(f"{ID}period/{slug}")
    if _YEAR.fullmatch(slug):
        zh, en, first, last = f"{slug}年", slug, f"{slug}-01-01", f"{slug}-12-31"
    elif _DAY.fullmatch(slug):
        year, month, day = slug.split("-")
        zh, en, first, last = f"{year}年{int(month)}月{int(day)}日", slug, slug, slug
    else:
        return
    yield ox.Triple(node, RDF_TYPE, ipr("Period"))
    yield ox.Triple(node, RDFS_LABEL, ox.Literal(zh, language="zh"))
    yield ox.Triple(node, RDFS_LABEL, ox.Literal(en, language="en"))
    yield ox.Triple(node, ipr("begins"), ox.Literal(first, datatype=XSD_DATE))
    yield ox.Triple(node, ipr("ends"), ox.Literal(last, datatype=XSD_DATE))


def _term(value: Mapping[str, str], table: Mapping[str, str]) -> ox.NamedNode | ox.Literal:
    if "@id" in value:
        return ox.NamedNode(expand(value["@id"], table))
    if value.get("@language"):
        return ox.Literal(value.get("@value", ""), language=value["@language"])
    if value.get("@type"):
        datatype = ox.NamedNode(expand(value["@type"], table))
        return ox.Literal(value.get("@value", ""), datatype=datatype)
    return ox.Literal(value.get("@value", ""))
