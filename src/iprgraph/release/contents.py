"""Contents: each file of a release, made one after the other and in a fixed order.

Everything comes from the build's `graph.nq` and its store, nothing from the clock or the machine.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import ResultError
from iprgraph.export import export_bytes, json_ld, sorted_quads, triples_of, written
from iprgraph.network import network_bytes
from iprgraph.prefixes import shorten
from iprgraph.record import about, catalogue_record
from iprgraph.record.citation import citation_file, datacite, schema_org
from iprgraph.record.dcat import record_bytes
from iprgraph.release.annotated import ntriples_12, turtle_12
from iprgraph.release.entry import Entry
from iprgraph.release.readable import readable_json_ld
from iprgraph.tables import read_tables, table_bytes
from iprgraph.tables.metadata import csvw_metadata, data_package
from iprgraph.vocabulary import DATASETS_GRAPH, GRAPH, ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iprgraph.folders import Folders
    from iprgraph.record import About, File
    from iprgraph.store import Store
    from iprgraph.tables import Table

_SPEC = "https://www.w3.org/TR/"
# Name, media type, standard, and what it is called in both languages.
_RDF = {
    "graph.nq": ("application/n-quads", f"{_SPEC}n-quads/", "全部具名图", "all named graphs"),
    "graph.trig": ("application/trig", f"{_SPEC}trig/", "全部具名图", "all named graphs"),
    "graph.jsonld": (
        "application/ld+json", f"{_SPEC}json-ld11/",
        "全部具名图，便于阅读", "all named graphs, readable",
    ),
    "graph.ttl": ("text/turtle", f"{_SPEC}turtle/", "合并的陈述", "all statements, merged"),
    "graph.rdf": (
        "application/rdf+xml", f"{_SPEC}rdf-syntax-grammar/",
        "合并的陈述", "all statements, merged",
    ),
    "annotated.ttl": (
        "text/turtle", f"{_SPEC}rdf12-turtle/",
        "RDF 1.2：每条陈述注明其段落", "RDF 1.2: each statement annotated with its paragraphs",
    ),
    "annotated.nt": (
        "application/n-triples", f"{_SPEC}rdf12-n-triples/",
        "RDF 1.2：每条陈述注明其段落", "RDF 1.2: each statement annotated with its paragraphs",
    ),
}  # fmt: skip
_CSVW = f"{_SPEC}tabular-metadata/"
_PACKAGE = "https://specs.frictionlessdata.io/tabular-data-package/"


@dataclass
class Contents:
    """The files of a release of a build; `before` is the version of the release before it."""

    store: Store
    folders: Folders
    version: str = ""
    base: str = ""
    before: str = ""

    @cached_property
    def about(self) -> About:
        """Return what is said of the graph as a whole. Raises LayoutError, SettingError."""
        return about(self.store.graph, version=self.version, data=self.folders.data)

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """Return the quads of the build in their canonical order. Raises StoreError."""
        return sorted_quads(self.store.path)

    @cached_property
    def by_graph(self) -> dict[str, list[ox.Quad]]:
        """Return the quads of each named graph."""
        found: dict[str, list[ox.Quad]] = {}
        for quad in self.quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                found.setdefault(quad.graph_name.value, []).append(quad)
        return found

    def data(self) -> Iterator[Entry]:
        """Yield the files of data."""
        yield from self._rdf()
        yield from self._graphs()
        yield from self._tables()
        yield self._network()
        yield from self._links()

    def records(self, files: Sequence[File]) -> Iterator[Entry]:
        """Yield the files that describe the release, given those of data."""
        record = catalogue_record(self.about, files=files, base=self.base, before=self.before)
        dcat = {"zh": "目录记录（DCAT-AP 3）", "en": "catalogue record (DCAT-AP 3)"}
        yield Entry("metadata/dcat.ttl", "text/turtle", record_bytes(record), dcat)
        quads = [ox.Quad(one.subject, one.predicate, one.object) for one in record]
        yield Entry("metadata/dcat.jsonld", "application/ld+json", json_ld(quads), dcat)
        yield self._void(files)
        schema = json.dumps(schema_org(self.about, files=files), ensure_ascii=False, indent=1)
        told = {"zh": "schema.org 的描述", "en": "description for schema.org"}
        yield Entry("metadata/schema.jsonld", "application/ld+json", f"{schema}\n".encode(), told)
        told = {"zh": "DataCite 元数据", "en": "DataCite metadata"}
        yield Entry("metadata/datacite.json", "application/json", datacite(self.about), told)
        told = {"zh": "引用方式", "en": "how to cite"}
        yield Entry("CITATION.cff", "application/yaml", citation_file(self.about), told)

    def _rdf(self) -> Iterator[Entry]:
        merged = triples_of(self.quads)
        quads = self.quads
        makers = {
            "graph.nq": lambda: written(quads, ox.RdfFormat.N_QUADS),
            "graph.trig": lambda: written(quads, ox.RdfFormat.TRIG),
            "graph.jsonld": lambda: readable_json_ld(quads),
            "graph.ttl": lambda: written(merged, ox.RdfFormat.TURTLE),
            "graph.rdf": lambda: written(merged, ox.RdfFormat.RDF_XML),
            "annotated.ttl": lambda: turtle_12(quads),
            "annotated.nt": lambda: ntriples_12(quads),
        }
        for name, (kind, standard, zh, en) in _RDF.items():
            whole = name in ("graph.nq", "graph.trig", "graph.jsonld")
            yield Entry(
                f"rdf/{name}",
                kind,
                makers[name](),
                {"zh": zh, "en": en},
                conforms=standard,
                rows=len(quads) if whole else len(merged),
            )

    def _graphs(self) -> Iterator[Entry]:
        """Yield a Turtle file for each named graph, at its own path."""
        for iri, held in self.by_graph.items():
            path = iri.removeprefix(GRAPH) if iri.startswith(GRAPH) else iri.rpartition("/")[2]
            triples = triples_of(held)
            names = {one: self._label(iri, one) or shorten(iri) for one in ("zh", "en")}
            yield Entry(
                f"graphs/{path}.ttl",
                "text/turtle",
                written(triples, ox.RdfFormat.TURTLE),
                names,
                part=self._part(iri),
                conforms=f"{_SPEC}turtle/",
                rows=len(triples),
            )

    def _label(self, iri: str, language: str) -> str:
        """Return what a graph is called; a paragraph with its number."""
        from iprgraph.labels import Labels

        labels = Labels(self.store.graph, language)
        return labels.of(iri)

    def _part(self, graph: str) -> str:
        """Return the dataset that a named graph belongs to, empty for the whole."""
        for part in self.about.parts:
            own = part.iri.replace(f"{ID}dataset/", f"{DATASETS_GRAPH}/")
            if graph == own or graph.startswith(f"{own}/"):
                return part.iri
        return ""

    def _tables(self) -> Iterator[Entry]:
        tables = {kind: one for kind, one in read_tables(self.store.path).items() if one.rows}
        made: dict[str, File] = {}
        for kind, table in tables.items():
            for entry in _table(table):
                if entry.media_type == "text/csv":
                    made[kind] = entry.file
                yield entry
        layouts = [one.layout for one in tables.values()]
        told = {"zh": "CSV 各列的含义（CSVW）", "en": "what the columns of the CSV mean (CSVW)"}
        data = csvw_metadata(layouts, self.about)
        name = "tables/csv-metadata.json"
        yield Entry(name, "application/csvm+json", data, told, conforms=_CSVW)
        told = {"zh": "数据包（Frictionless）", "en": "data package (Frictionless)"}
        data = data_package(layouts, made, self.about)
        yield Entry("tables/datapackage.json", "application/json", data, told, conforms=_PACKAGE)

    def _network(self) -> Entry:
        told = {"zh": "事物网络（GraphML）", "en": "network of things (GraphML)"}
        data = network_bytes(self.store.graph, "graphml", self.folders, language="zh")
        return Entry("network/graph.graphml", "application/xml", data, told)

    def _links(self) -> Iterator[Entry]:
        """Yield the links to outside registers as SSSOM, where there are any."""
        try:
            data = export_bytes(self.store.path, "sssom")
        except ResultError:
            return
        told = {"zh": "与外部名录的对应（SSSOM）", "en": "links to outside registers (SSSOM)"}
        yield Entry("links/links.sssom.tsv", "text/tab-separated-values", data, told)

    def _void(self, files: Sequence[File]) -> Entry:
        from iprgraph.release.dataset import void_bytes

        told = {"zh": "数据集描述（VoID）", "en": "description of the data set (VoID)"}
        data = void_bytes(self.store, self.about, files, self.base)
        return Entry("metadata/void.ttl", "text/turtle", data, told)


def _table(table: Table) -> Iterator[Entry]:
    title: Mapping[str, str] = table.layout.title
    for form, kind in (("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet")):
        data = table_bytes(table, form)
        path = f"tables/{table.layout.name}.{form}"
        scope = table.layout.scope if form == "csv" else {}
        yield Entry(path, kind, data, title, rows=len(table.rows), scope=scope)
