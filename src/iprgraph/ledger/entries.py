"""Entries: the numerals that a report's ledger explains, as `ledger.ttl` states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import RDF_TYPE, REASON, ipr, ledger_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report

REPORT_PERIOD = f"{REASON}report-period"
DISCREPANCY = f"{REASON}discrepancy"
SAID_OF_SEVERAL = f"{REASON}said-of-several"

_PLACES = (ipr("inParagraph"), ipr("inSection"), ipr("ofReport"))


@dataclass(frozen=True)
class LedgerEntry:
    """Why some printed forms are no figure: IRI, file, line, where, forms by language, reason.

    `places` are IRIs: of paragraphs, of sections for their headings, of the report for its title.
    """

    iri: str
    file: str
    line: int
    places: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]
    reason: str

    def forms_in(self, lang: str) -> tuple[str, ...]:
        """Return the printed forms in a language."""
        return tuple(form for one, form in self.forms if one == lang)


def entries_of(graphs: Graphs, report: Report) -> tuple[LedgerEntry, ...]:
    """Return the entries of a report's ledger by line, none where it has no ledger."""
    graph = ledger_graph(report.slug)
    entries = (_entry(graphs, graph, iri) for iri in graphs.facts(graph).things(RDF_TYPE.value))
    return tuple(sorted(entries, key=lambda entry: (entry.line, entry.iri)))


def reasons(graphs: Graphs) -> frozenset[str]:
    """Return the closed list of reasons."""
    found = graphs.store.quads_for_pattern(None, RDF_TYPE, ipr("LedgerReason"), ox.DefaultGraph())
    return frozenset(q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))


def _entry(graphs: Graphs, graph: str, iri: str) -> LedgerEntry:
    file, line = graphs.place_of(iri, graph)
    forms = (
        (term.language or "", term.value)
        for term in _objects(graphs, graph, iri, ipr("statedAs"))
        if isinstance(term, ox.Literal)
    )
    places = (
        term.value
        for predicate in _PLACES
        for term in _objects(graphs, graph, iri, predicate)
        if isinstance(term, ox.NamedNode)
    )
    given = (
        term.value
        for term in _objects(graphs, graph, iri, ipr("reason"))
        if isinstance(term, ox.NamedNode)
    )
    return LedgerEntry(
        iri, file, line, tuple(sorted(places)), tuple(sorted(forms)), min(given, default="")
    )


def _objects(graphs: Graphs, graph: str, iri: str, predicate: ox.NamedNode) -> Iterator[object]:
    found = graphs.store.quads_for_pattern(ox.NamedNode(iri), predicate, None, ox.NamedNode(graph))
    return (quad.object for quad in found)
