"""Suggestion: things, types and properties by the beginning of a name, as one types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.names import fold
from iprgraph.reconciliation.catalogue import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.reconciliation.catalogue import Term
    from iprgraph.reconciliation.reconciler import Reconciler
    from iprgraph.search import NameIndex

MOST = 20


def entities(
    own: Reconciler, names: NameIndex, prefix: str, cursor: int, language: str
) -> dict[str, object]:
    """Return the things that a beginning, short form or pinyin may mean."""
    hits = names.find(prefix, most=len(names.things)) if prefix.strip() else ()
    found = [
        own.gazetteer.by_iri[hit.thing.iri] for hit in hits if hit.thing.iri in own.gazetteer.by_iri
    ]
    return {
        "result": [
            {
                "id": entity_id(entry.iri),
                "name": entry.label(language),
                "description": own.description(entry, language),
                "notable": own.types(entry, language),
            }
            for entry in found[cursor : cursor + MOST]
        ]
    }


def types(own: Reconciler, prefix: str, cursor: int, language: str) -> dict[str, object]:
    """Return the types whose name, in either language, or identifier has the words."""
    return _listed(own.catalogue.types.values(), prefix, cursor, language)


def properties(own: Reconciler, prefix: str, cursor: int, language: str) -> dict[str, object]:
    """Return the properties whose name, in either language, or identifier has the words."""
    terms = [one.term for one in own.catalogue.properties.values()]
    return _listed(terms, prefix, cursor, language)


def _listed(terms: Iterable[Term], prefix: str, cursor: int, language: str) -> dict[str, object]:
    wanted = fold(prefix)
    ranked = sorted(
        (rank, place, one)
        for place, one in enumerate(terms)
        if (rank := _rank(one, wanted)) is not None
    )
    return {
        "result": [
            {
                "id": one.id,
                "name": one.name(language),
                "description": one.definitions.get(language, ""),
            }
            for _, _, one in ranked[cursor : cursor + MOST]
        ]
    }


def _rank(term: Term, wanted: str) -> int | None:
    """Return 0 where a name begins so, 1 where it holds it, None where it does not."""
    names = [fold(name) for name in (*term.names.values(), term.id)]
    if any(name.startswith(wanted) for name in names):
        return 0
    return 1 if any(wanted in name for name in names) else None
