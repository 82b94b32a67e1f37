"""The page of a whole graph: its terms, each with an anchor, labels and definitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph as ox

from iprgraph.prefixes import shorten
from iprgraph.serve import pages
from iprgraph.serve.addresses import alternates, href
from iprgraph.serve.describing import described
from iprgraph.vocabulary import ONTOLOGY_GRAPH, RDF_TYPE, SHAPES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import DocumentJob

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DEFINITION = ox.NamedNode(f"{_SKOS}definition")
_CLASSES = {f"{_OWL}Class", f"{_RDFS}Class"}
_PROPERTIES = {f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty", f"{_OWL}AnnotationProperty"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a vocabulary as its page shows it."""

    curie: str
    anchor: str
    href: str
    labels: Mapping[str, str]
    texts: Mapping[str, str]


def vocabulary_page(desk: Desk, job: DocumentJob, graph: str) -> bytes:
    """Return the page of a graph with its classes, properties and other subjects."""
    groups: dict[str, list[Term]] = {"classes": [], "properties": [], "terms": []}
    for iri, kinds in sorted(_subjects(desk.holding.graph, graph).items()):
        group = "terms" if not kinds & _CLASSES else "classes"
        groups["properties" if kinds & _PROPERTIES else group].append(_term(desk, job, iri))
    words = pages.wording(job.language)
    titles = {ONTOLOGY_GRAPH: words["ontology"], SHAPES_GRAPH: words["shapes"]}
    return pages.filled(
        "vocabulary",
        job,
        title=titles.get(graph) or desk.doors[job.language].labels.of(graph) or shorten(graph),
        iri=job.iri,
        groups=[(words[name], terms) for name, terms in groups.items()],
        alternates=alternates(job.iri, job.site),
        described=described(desk, job),
        build=desk.build,
    )


def _subjects(store: ox.Store, graph: str) -> dict[str, set[str]]:
    """Return the addresses that a graph speaks of, with their classes."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        if isinstance(quad.subject, ox.NamedNode):
            kinds = found.setdefault(quad.subject.value, set())
            if quad.predicate == RDF_TYPE and isinstance(quad.object, ox.NamedNode):
                kinds.add(quad.object.value)
    return found


def _term(desk: Desk, job: DocumentJob, iri: str) -> Term:
    labels = desk.doors[job.language].labels
    fragment = iri.partition("#")[2]
    return Term(
        curie=shorten(iri),
        anchor=fragment or shorten(iri),
        href="" if fragment else href(iri, urlsplit(job.site).path),
        labels=labels.all_of(iri),
        texts=labels.all_of(iri, _DEFINITION),
    )
