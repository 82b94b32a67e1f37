"""Usage: how much of each class and property the authored files hold, with some names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.docs.statements import language_of, name_of
from iprgraph.docs.wording import Text
from iprgraph.vocabulary import RDF_TYPE, RDFS_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_NAMED = 5


@dataclass(frozen=True)
class Usage:
    """Members of each class, statements of each property, and the labels of all things, by IRI.

    `spoken_of` counts how many statements point at a thing.
    """

    members: Mapping[str, frozenset[str]]
    statements: Mapping[str, int]
    labels: Mapping[str, Text]
    spoken_of: Mapping[str, int]

    def of(self, classes: Iterable[str]) -> frozenset[str]:
        """Return the things that are of any of the classes."""
        return frozenset().union(*(self.members.get(one, frozenset()) for one in classes))

    def best_known(self, things: Iterable[str]) -> tuple[str, ...]:
        """Return the few things with a label that most statements point at."""
        named = (one for one in things if self.labels.get(one))
        order = sorted(named, key=lambda one: (-self.spoken_of.get(one, 0), one))
        return tuple(order[:MOST_NAMED])


def read_usage(store: ox.Store) -> Usage:
    """Return what the default graph of a store holds of each class and property."""
    members: dict[str, set[str]] = defaultdict(set)
    statements: Counter[str] = Counter()
    spoken_of: Counter[str] = Counter()
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            continue
        statements[quad.predicate.value] += 1
        if isinstance(value, ox.Literal):
            if quad.predicate == RDFS_LABEL:
                _keep(labels[name_of(subject)], value)
        elif quad.predicate == RDF_TYPE:
            members[name_of(value)].add(name_of(subject))
        else:
            spoken_of[name_of(value)] += 1
    return Usage(
        {one: frozenset(found) for one, found in members.items()},
        statements,
        {one: Text(found.get("zh", ""), found.get("en", "")) for one, found in labels.items()},
        spoken_of,
    )


def _keep(texts: dict[str, str], label: ox.Literal) -> None:
    """Keep a label, the first in order of text where a language has several."""
    language = language_of(label)
    texts[language] = min(texts.get(language, label.value), label.value)
