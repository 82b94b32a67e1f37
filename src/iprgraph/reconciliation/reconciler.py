"""Reconciler: candidates for a query, by name, type and properties, each with its features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from iprgraph.matching.features import Comparison
from iprgraph.matching.gazetteer import Gazetteer, Name, gazetteer
from iprgraph.matching.matcher import Candidate, Matcher, certain
from iprgraph.reconciliation.catalogue import Catalogue, entity_id
from iprgraph.reconciliation.facts import Facts
from iprgraph.reconciliation.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from iprgraph.matching.gazetteer import Entry
    from iprgraph.reconciliation.batch import Condition, Query

DEFAULT_LIMIT = 5
_POOL = 20
# What the name weighs beside the properties that are known of a candidate.
_NAME_WEIGHT = 0.7
_OTHER_TYPE = 0.8
_SURE = 0.9
_MOST_MATCHERS = 64
_BY_PROPERTIES = Comparison(100.0, "properties", 0.0)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score, and how well it has each property that is asked for."""

    candidate: Candidate
    score: float
    properties: dict[str, float]
    fits: bool


class Reconciler:
    """A store's things, types and properties, ready to be matched with names."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._matchers: dict[tuple[str, frozenset[str]], Matcher] = {}
        self._descriptions: dict[tuple[str, str], tuple[list[dict[str, object]], str]] = {}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Return all things that can be matched."""
        return gazetteer(self._store)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the types and properties."""
        return Catalogue(self._store, self.gazetteer)

    @cached_property
    def facts(self) -> Facts:
        """Return what is said of the things."""
        return Facts(self._store, self.gazetteer, self.catalogue)

    def results(self, query: Query, language: str, *, most: int) -> list[dict[str, object]]:
        """Return the candidates of a query as the API writes them, best first."""
        found = self.scored(query)
        sure = bool(found) and found[0].fits and certain([one.score for one in found[:2]])
        limit = min(query.limit or DEFAULT_LIMIT, most)
        return [
            self._written(one, language, match=sure and place == 0)
            for place, one in enumerate(found[:limit])
        ]

    def scored(self, query: Query) -> list[Scored]:
        """Return the candidates of a query with their scores, best first."""
        most = max(_POOL, 2 * query.limit)
        found = [self._scored(one, query) for one in self._candidates(query, most)]
        return sorted(
            (one for one in found if one.score > 0),
            key=lambda one: (-one.score, -one.candidate.score, one.candidate.entry.iri),
        )

    def _candidates(self, query: Query, most: int) -> tuple[Candidate, ...]:
        """Return the candidates by name; without a name, those that have the first property."""
        if query.text.strip():
            return self._matcher(query).candidates(query.text, most=most)
        held = self._holders(query.conditions)
        return tuple(
            Candidate(entry, Name(entry.label("en"), "en", "label"), _BY_PROPERTIES)
            for entry in held
            if self._of_types(entry, query)
        )

    def _holders(self, conditions: tuple[Condition, ...]) -> Iterator[Entry]:
        for one in conditions[:1]:
            path = self.facts.path(one.property)
            if path:
                yield from self.facts.holders(path, one.values)

    def _matcher(self, query: Query) -> Matcher:
        """Return the names of the types that a query names, prepared once for each choice."""
        mode = query.strict if query.types else "should"
        key = (mode, frozenset(query.types) if mode != "should" else frozenset())
        if key not in self._matchers:
            if len(self._matchers) >= _MOST_MATCHERS:
                self._matchers.pop(next(iter(self._matchers)))
            kept = tuple(one for one in self.gazetteer.entries if self._of_types(one, query))
            self._matchers[key] = Matcher(Gazetteer(kept))
        return self._matchers[key]

    def _of_types(self, entry: Entry, query: Query) -> bool:
        """Return whether a thing can answer a query by its types."""
        return not query.types or query.strict == "should" or self._has_types(entry, query)

    def _has_types(self, entry: Entry, query: Query) -> bool:
        wanted = [self.catalogue.type(name) for name in query.types]
        own = [iri in entry.types for iri in wanted]
        return all(own) if query.strict == "all" else any(own)

    def _scored(self, candidate: Candidate, query: Query) -> Scored:
        """Return a candidate's score: its name, less or more by what is known of it."""
        known: dict[str, float] = {}
        for one in query.conditions:
            path = self.facts.path(one.property)
            if path:
                likeness = self.facts.likeness(candidate.entry, path, one.values)
                if likeness >= 0:
                    known[one.property] = likeness
        score = candidate.score
        if known:
            weight = _NAME_WEIGHT if query.text.strip() else 0.0
            mean = 100 * sum(known.values()) / len(known)
            score = weight * score + (1 - weight) * mean
        typed = not query.types or self._has_types(candidate.entry, query)
        score = score if typed else _OTHER_TYPE * score
        fits = typed and all(value >= _SURE for value in known.values())
        return Scored(candidate, round(score, 2), known, fits)

    def _written(self, one: Scored, language: str, *, match: bool) -> dict[str, object]:
        """Return a candidate as the API writes it."""
        entry, comparison = one.candidate.entry, one.candidate.comparison
        features = [{"id": name, "value": value} for name, value in comparison.features.items()]
        features += [
            {"id": f"property:{name}", "value": round(100 * value, 1)}
            for name, value in one.properties.items()
        ]
        return {
            "id": entity_id(entry.iri),
            "name": entry.label(language),
            "description": self.description(entry, language),
            "type": self.types(entry, language),
            "score": one.score,
            "match": match,
            "features": features,
            "reasons": told(comparison, one.candidate.name.text, language),
        }

    def types(self, entry: Entry, language: str) -> list[dict[str, object]]:
        """Return the types of a thing as the API writes them."""
        return self._described(entry, language)[0]

    def description(self, entry: Entry, language: str) -> str:
        """Return what tells a thing from its namesakes: its types, where it is, its other name."""
        return self._described(entry, language)[1]

    def _described(self, entry: Entry, language: str) -> tuple[list[dict[str, object]], str]:
        """Return types and description of a thing, made once."""
        key = (entry.iri, language)
        if key not in self._descriptions:
            types = self.catalogue.types_of(entry)
            places = [self.gazetteer.by_iri.get(iri) for iri in entry.places]
            joint = "、" if language == "zh" else ", "
            parts = (
                joint.join(one.name(language) for one in types),
                joint.join(one.label(language) for one in places if one is not None),
                entry.labels.get("en" if language == "zh" else "zh", ""),
            )
            listed: list[dict[str, object]] = [
                {"id": one.id, "name": one.name(language)} for one in types
            ]
            self._descriptions[key] = listed, " · ".join(part for part in parts if part)
        return self._descriptions[key]
