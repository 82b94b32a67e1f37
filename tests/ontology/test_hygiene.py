"""The ontology kept like software: no audit of the vocabulary finds anything in it."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef
from reasoners import lines, whole

from iprgraph.checks.audit import Audit, finding_of, read_audits, rows_of
from iprgraph.vocabulary import IPR, ONTOLOGY_GRAPH

AUDITS = read_audits(whole(), "vocabulary")


@pytest.mark.parametrize("audit", AUDITS, ids=lambda one: one.name)
def test_nothing_is_found(audit: Audit) -> None:
    found = [finding_of(audit, row, whole(), "meaning", "en") for row in rows_of(audit, whole())]
    assert [str(one) for one in found] == []


def test_there_is_something_to_find_fault_with() -> None:
    graph = Graph().parse(data=lines(whole().triples[ONTOLOGY_GRAPH]), format="nt")
    kinds = Counter(
        kind
        for term, kind in graph.subject_objects(RDF.type)
        if isinstance(term, URIRef) and term.startswith(IPR)
    )
    assert kinds[OWL.Class] > 50 and kinds[OWL.ObjectProperty] > 50
    assert kinds[OWL.DatatypeProperty] > 15 and kinds[SKOS.ConceptScheme] >= 10
