"""Extension: values of properties for things that are matched, as columns for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.reconciliation.facts import iri_of

if TYPE_CHECKING:
    from iprgraph.reconciliation.batch import Column, Extension
    from iprgraph.reconciliation.reconciler import Reconciler

DEFAULT_PROPOSALS = 50


def extended(own: Reconciler, extension: Extension, language: str) -> dict[str, object]:
    """Return the values of properties; what is unknown has none."""
    return {
        "meta": [_meta(own, one, language) for one in extension.columns],
        "rows": {
            name: {
                one.property: own.facts.values(
                    iri_of(name),
                    own.facts.path(one.property),
                    _language(own, one, language),
                    most=one.limit,
                )
                if iri_of(name) in own.gazetteer.by_iri
                else []
                for one in extension.columns
            }
            for name in extension.ids
        },
    }


def proposals(own: Reconciler, type_name: str, limit: int, language: str) -> dict[str, object]:
    """Return the properties that things of a type have, the most used first."""
    found = own.catalogue.used_by(type_name)[: limit or DEFAULT_PROPOSALS]
    listed = [
        {
            "id": one.term.id,
            "name": one.term.name(language),
            "description": one.term.definitions.get(language, ""),
        }
        for one in found
    ]
    told: dict[str, object] = {"properties": listed}
    if type_name:
        told["type"] = type_name
    return {**told, "limit": limit} if limit else told


def _language(own: Reconciler, column: Column, language: str) -> str:
    """Return the language of a column: as set; other names, which are many, come in all."""
    path = own.facts.path(column.property)
    every = bool(path) and path[-1].many and not column.language
    return "all" if every else column.language or language


def _meta(own: Reconciler, column: Column, language: str) -> dict[str, object]:
    """Return what a column of values is: its name, and the type of its values."""
    path = own.facts.path(column.property)
    joint = "的" if language == "zh" else " → "
    name = joint.join(one.term.name(language) for one in path) or column.property
    meta: dict[str, object] = {"id": column.property, "name": name}
    kind = path[-1].range if path else ""
    if kind:
        meta["type"] = {"id": kind, "name": own.catalogue.types[kind].name(language)}
    return meta
