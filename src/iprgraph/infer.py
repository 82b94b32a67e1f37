"""Inference: what follows from the statements by the ontology, in a graph of its own."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.derive import constructed, rules
from iprgraph.vocabulary import XSD_DECIMAL

if TYPE_CHECKING:
    from iprgraph.graphs import Graphs


def infer(graphs: Graphs) -> tuple[ox.Triple, ...]:
    """Return what the rules in `queries/infer/` make of some graphs, sorted.

    A rule sees what is stated and derived and closes over it by itself; what is stated already is
    not inferred. The store that the checks ask stays as it is, for they judge what people wrote.
    Raises RuleError for a rule that is no CONSTRUCT, has a mistake, or makes blank nodes.
    """
    new = {triple for path in rules(graphs, "infer") for triple in constructed(graphs, path)}
    written = _as_written(graphs) if new else {}
    return tuple(sorted({_spelt(triple, written) for triple in new}, key=str))


def _as_written(graphs: Graphs) -> dict[tuple[str, Decimal], ox.Literal]:
    """Return the decimals as they are written, by subject: the store makes 19.2 of 19.20."""
    found: dict[tuple[str, Decimal], ox.Literal] = {}
    for triples in graphs.triples.values():
        for triple in triples:
            number = _decimal(triple.object)
            if number is not None and isinstance(triple.object, ox.Literal):
                found.setdefault((str(triple.subject), number), triple.object)
    return found


def _spelt(triple: ox.Triple, written: dict[tuple[str, Decimal], ox.Literal]) -> ox.Triple:
    number = _decimal(triple.object)
    if number is None:
        return triple
    literal = written.get((str(triple.subject), number), triple.object)
    return ox.Triple(triple.subject, triple.predicate, literal)


def _decimal(term: object) -> Decimal | None:
    if not isinstance(term, ox.Literal) or term.datatype != XSD_DECIMAL:
        return None
    try:
        return Decimal(term.value)
    except InvalidOperation:
        return None
