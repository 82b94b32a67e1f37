"""Reports: what `report.ttl` declares of a report, its editions and its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import LayoutError
from iprgraph.vocabulary import (
    DCTERMS_LANGUAGE,
    GRAPH,
    ID,
    RDF_TYPE,
    ipr,
    kind_and_slug,
    ledger_graph,
    paragraph_graph,
    report_graph,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iprgraph.graphs import Graphs


@dataclass(frozen=True)
class ReportEdition:
    """One language edition: its IRI, language, the digest and the name of its text file."""

    iri: str
    lang: str
    sha256: str
    source_file: str


@dataclass(frozen=True)
class ReportParagraph:
    """A paragraph that a file encodes: number, IRI (which is its graph) and the file's name."""

    number: str
    iri: str
    file: str


@dataclass(frozen=True)
class Report:
    """A report: slug, editions with the original first, and its encoded paragraphs in order."""

    slug: str
    editions: tuple[ReportEdition, ...]
    paragraphs: tuple[ReportParagraph, ...]
    file: str

    @property
    def iri(self) -> str:
        """Return the report's IRI."""
        return f"{ID}report/{self.slug}"

    @property
    def graph(self) -> str:
        """Return the graph of what `report.ttl` says."""
        return report_graph(self.slug)

    @property
    def original(self) -> ReportEdition:
        """Return the edition that the others translate."""
        return self.editions[0]

    def edition(self, lang: str) -> ReportEdition | None:
        """Return the edition in a language, None if there is none."""
        return next((each for each in self.editions if each.lang == lang), None)

    def folder(self, data: Path) -> Path:
        """Return the report's folder in a data folder."""
        return data / "reports" / self.slug


def reports_of(graphs: Graphs) -> tuple[Report, ...]:
    """Return the reports in the order of their slugs. Raises LayoutError for what is undeclared."""
    found = list(graphs.loaded.quads_for_pattern(None, RDF_TYPE, ipr("Report"), None))
    declared = {kind_and_slug(str_of(quad.subject))[1] for quad in found}
    for entry in graphs.inputs:
        path = entry.file.path
        if path.parent.parent.name == "reports" and path.parent.name not in declared:
            raise LayoutError(
                f'the report "{path.parent.name}" is not declared',
                remedy=f"declare report:{path.parent.name} in {path.parent.name}/report.ttl",
                file=entry.file.name,
            )
    files: dict[str, dict[str, str]] = {}
    for graph in graphs.files:
        slug, _, number = graph.removeprefix(GRAPH).partition("/")
        if number and graph != ledger_graph(slug):
            files.setdefault(slug, {})[number] = graphs.file_of(graph)
    return tuple(_report(graphs, slug, files.get(slug, {})) for slug in sorted(declared))


@lru_cache(maxsize=1 << 12)
def number_order(number: str) -> tuple[int, ...]:
    """Return a key that sorts "2.10" after "2.9"; what is no number comes first."""
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def str_of(term: object) -> str:
    """Return the IRI of a node, or the value of a literal."""
    return str(getattr(term, "value", term))


def value_of(graphs: Graphs, subject: str, predicate: ox.NamedNode) -> str:
    """Return the first value that a property of a thing has in any graph, "" if none."""
    return min(objects_of(graphs, subject, predicate), default="")


def objects_of(graphs: Graphs, subject: str, predicate: ox.NamedNode) -> list[str]:
    """Return the values that a property of a thing has in all graphs together."""
    return [value for value, _ in graphs.objects(predicate).get(subject, ())]


def _report(graphs: Graphs, slug: str, files: Mapping[str, str]) -> Report:
    """Return a report whose paragraphs are encoded in some files, by their numbers."""
    file = graphs.file_of(report_graph(slug))
    editions = _editions(graphs, slug)
    if not editions:
        raise LayoutError(
            f'the report "{slug}" has no edition',
            remedy=f'declare edition:{slug}-en a ipr:Edition ; dcterms:language "en" …',
            file=file,
        )
    return Report(slug, editions, _paragraphs(graphs, slug, files), file)


def _editions(graphs: Graphs, slug: str) -> tuple[ReportEdition, ...]:
    report = f"{ID}report/{slug}"
    original = _value(graphs, report, ipr("originalEdition"))
    home = ox.NamedNode(report_graph(slug))
    quads = list(graphs.loaded.quads_for_pattern(None, ipr("ofReport"), ox.NamedNode(report), home))
    iris = {str_of(quad.subject) for quad in quads}
    editions = [
        ReportEdition(
            iri,
            _value(graphs, iri, DCTERMS_LANGUAGE),
            _value(graphs, iri, ipr("sha256")),
            _value(graphs, iri, ipr("sourceFile")),
        )
        for iri in iris
        if kind_and_slug(iri)[0] == "edition"
    ]
    return tuple(sorted(editions, key=lambda each: (each.iri != original, each.lang)))


def _value(graphs: Graphs, subject: str, predicate: ox.NamedNode) -> str:
    """Return the same as value_of, looked up: nothing is read for it, and nothing waited for."""
    found = list(graphs.loaded.quads_for_pattern(ox.NamedNode(subject), predicate, None, None))
    return min((str_of(quad.object) for quad in found), default="")


def _paragraphs(graphs: Graphs, slug: str, files: Mapping[str, str]) -> tuple[ReportParagraph, ...]:
    home = ox.NamedNode(report_graph(slug))
    declared = list(graphs.loaded.quads_for_pattern(None, RDF_TYPE, ipr("Paragraph"), home))
    known = {str_of(quad.subject) for quad in declared}
    for number, file in files.items():
        if paragraph_graph(slug, number) not in known:
            raise LayoutError(
                f"the paragraph {number} is not declared in {slug}/report.ttl",
                remedy=f"declare graph:{slug}\\/{number} a ipr:Paragraph there",
                file=file,
            )
    return tuple(
        ReportParagraph(number, paragraph_graph(slug, number), files[number])
        for number in sorted(files, key=number_order)
    )
