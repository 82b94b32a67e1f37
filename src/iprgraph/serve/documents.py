"""Documents: what the graph says of one address, as a page, as RDF, or as JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph as ox

from iprgraph import settings
from iprgraph.evidence import by_sentence
from iprgraph.folders import folders
from iprgraph.page import amount
from iprgraph.serve import pages
from iprgraph.serve.addresses import (
    ONTOLOGY,
    SHAPES,
    alternates,
    document_path,
    href,
    is_document,
)
from iprgraph.serve.describing import described
from iprgraph.serve.jobs import Reply
from iprgraph.serve.problems import Problem
from iprgraph.serve.sparql import TRIPLE_FORMATS, written
from iprgraph.serve.vocabulary_page import vocabulary_page
from iprgraph.vocabulary import (
    ENTITIES_GRAPH,
    GRAPH,
    ID,
    LINKS,
    ONTOLOGY_GRAPH,
    RETIRED_GRAPH,
    SHAPES_GRAPH,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.page import Page
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import DocumentJob, LookUpJob

_DEPRECATED = ox.NamedNode("http://www.w3.org/2002/07/owl#deprecated")
_REPLACED_BY = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
_DEFAULT = ox.DefaultGraph()
_RETIRED = ox.NamedNode(RETIRED_GRAPH)
_TRUE = ox.Literal(value=True)
# Records, which no picture shows as things.
_UNDRAWN = tuple(f"{ID}{kind}/" for kind in ("obs", "mention", "sentence", "anchor", "ledger"))
_WITH_GRAPHS = ("trig", "nquads")
# The graph of a vocabulary is one document with the vocabulary itself.
_GRAPH_OF = {ONTOLOGY: ONTOLOGY_GRAPH, SHAPES: SHAPES_GRAPH}


def look_up(desk: Desk, job: LookUpJob) -> Reply:
    """Return where the document about a thing is. Raises Problem: not found, or gone.

    A retired thing is said to be `owl:deprecated true` in `data/retired.ttl`, there with its
    successor as `dcterms:isReplacedBy`, where it has one.
    """
    moved = _successor(desk, job)
    if moved is not None:
        return moved
    _need(desk, job.iri)
    location = urlsplit(job.site).path + document_path(job.iri)
    return Reply("text/plain", status=303, headers={"Location": location})


def document(desk: Desk, job: DocumentJob) -> Reply:
    """Return the document about an address. Raises Problem where the graph has none."""
    moved = _successor(desk, job)
    if moved is not None:
        return moved
    if job.iri not in desk.holding.graphs:
        _need(desk, job.iri)
    form = job.choice.format
    if form in TRIPLE_FORMATS:
        return Reply(job.choice.content_type, _rdf(desk, job.iri, form), headers=_links(job))
    graph = _GRAPH_OF.get(job.iri, job.iri)
    if form == "html" and is_document(job.iri) and not _is_paragraph(desk, job.iri):
        return Reply(
            job.choice.content_type, vocabulary_page(desk, job, graph), headers=_links(job)
        )
    shown = desk.doors[job.language].pages.page(job.iri)
    if form == "json":
        text = json.dumps(shown.as_object(), ensure_ascii=False, default=_plain)
        return Reply(job.choice.content_type, text.encode(), headers=_links(job))
    body = pages.filled(
        "thing",
        job,
        page=shown,
        most=settings.limit("show-items"),
        amount=lambda figure: amount(figure, job.language),
        by_sentence=by_sentence,
        common=lambda graphs: all(one == ENTITIES_GRAPH or one.startswith(LINKS) for one in graphs),
        alternates=alternates(job.iri, job.site),
        described=described(desk, job),
        build=desk.build,
        drawn=job.iri.startswith(ID) and not job.iri.startswith(_UNDRAWN),
        charts=_charts(desk, job, shown),
    )
    return Reply(job.choice.content_type, body, headers=_links(job))


def _charts(desk: Desk, job: DocumentJob, shown: Page) -> list[dict[str, str]]:
    """Return the charts of a thing with several figures: title, unit, and what they say."""
    if len(shown.figures) < 2:
        return []
    from iprgraph.chart.page import wording
    from iprgraph.serve.pictures import panels_of

    parts = wording(folders())["parts"]
    return [
        {
            "title": said.title,
            "about": parts[job.language] if one.kind == "parts" else "",
            "unit": getattr(one.unit, job.language),
            "rows": said.rows,
        }
        for one in panels_of(desk, job.iri)
        for said in (one.words(job.language),)
    ]


def _successor(desk: Desk, job: LookUpJob | DocumentJob) -> Reply | None:
    """Return where the successor of a retired thing is, None for all others. Raises Problem."""
    node = ox.NamedNode(job.iri)
    graph = desk.holding.graph
    if next(iter(graph.quads_for_pattern(node, _DEPRECATED, _TRUE, _RETIRED)), None) is None:
        return None
    heir = next(iter(graph.quads_for_pattern(node, _REPLACED_BY, None, _RETIRED)), None)
    if heir is None or not isinstance(heir.object, ox.NamedNode):
        raise Problem("gone", f"<{job.iri}> is retired and has no successor")
    location = href(heir.object.value, urlsplit(job.site).path)
    return Reply("text/plain", status=301, headers={"Location": location})


def _links(job: DocumentJob) -> dict[str, str]:
    """Return the header that tells what a document is about, and its other forms."""
    about = f'<{job.iri}>; rel="describes"'
    others = [
        f'<{one["href"]}>; rel="alternate"; type="{one["type"]}"'
        for one in alternates(job.iri, job.site)
    ]
    return {"Link": ", ".join([about, *others])}


def _need(desk: Desk, iri: str) -> None:
    """Raise Problem, with the nearest names, where the graph says nothing of an address."""
    if next(iter(desk.holding.graph.quads_for_pattern(ox.NamedNode(iri), None, None)), None):
        return
    if _GRAPH_OF.get(iri, iri) in desk.holding.graphs:
        return
    kind, _, slug = iri.removeprefix("https://w3id.org/iprgraph/id/").partition("/")
    hits = desk.doors["en"].names.find(slug or kind, most=3, kind=kind if slug else "")
    names = " or ".join(hit.thing.curie for hit in hits)
    remedy = f"did you mean {names}?" if names else ""
    raise Problem("not-found", f"the graph says nothing of <{iri}>", remedy=remedy)


def _rdf(desk: Desk, iri: str, form: str) -> bytes:
    """Return the statements of a graph, or those about a thing, each once or in its graphs."""
    graph = _GRAPH_OF.get(iri, iri)
    if graph in desk.holding.graphs:
        quads = list(desk.holding.graph.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    else:
        quads = list(_about(desk.holding.graph, ox.NamedNode(iri), set()))
    named = sorted({quad for quad in quads if quad.graph_name != _DEFAULT}, key=str)
    most = desk.limits.answer_bytes
    if form in _WITH_GRAPHS:
        return written(named, form, most)
    return written(sorted({quad.triple for quad in named}, key=str), form, most)


def _about(
    graph: ox.Store, node: ox.NamedNode | ox.BlankNode, seen: set[ox.BlankNode]
) -> Iterator[ox.Quad]:
    """Yield what is said of a thing, and of the blank nodes that it leads to."""
    for quad in graph.quads_for_pattern(node, None, None):
        yield quad
        if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
            seen.add(quad.object)
            yield from _about(graph, quad.object, seen)


def _is_paragraph(desk: Desk, iri: str) -> bool:
    return iri.startswith(GRAPH) and iri in desk.doors["en"].paragraphs


def _plain(value: object) -> object:
    """Return a decimal as the number that it is; all else as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
