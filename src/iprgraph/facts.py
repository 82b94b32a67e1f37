"""Facts: what a graph states as plain texts, in which Python looks things up without the engine.

A term of the engine costs a microsecond each time it is touched, and the readings of a paragraph
touch all of its statements many times: they are read off N-Triples once instead.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from iprgraph.vocabulary import XSD_DATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[str, str]
Relation = tuple[str, str, str]

_DATE = XSD_DATE.value
# Subject, property, and as object a node, or a text with its language or datatype.
_LINE = re.compile(
    r'^<([^>]*)> <([^>]*)> (?:<?([^>"\s]+)>?|"(.*)"(?:@(\S+)|\^\^<([^>]*)>)?) \.$', re.MULTILINE
)


class Text(NamedTuple):
    """A text, number or date of a thing, with its language or datatype, "" for none."""

    subject: str
    predicate: str
    value: str
    language: str
    datatype: str


@dataclass(frozen=True)
class Facts:
    """What a graph states of things that have an IRI: relations to other nodes, and texts."""

    relations: tuple[Relation, ...]
    texts: tuple[Text, ...]

    def of(self, predicate: str) -> Sequence[Pair]:
        """Return each subject of a property with a node or text that it has by it."""
        return [(each[0], each[2]) for each in self._stated.get(predicate, ())]

    def texts_of(self, predicate: str) -> Sequence[Text]:
        """Return the texts that things have by a property."""
        return [each for each in self._stated.get(predicate, ()) if isinstance(each, Text)]

    def values(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """Yield each subject of a property with a node or text that it has, and its language."""
        for each in self._stated.get(predicate, ()):
            yield each[0], each[2], each.language if isinstance(each, Text) else ""

    def things(self, predicate: str) -> set[str]:
        """Return the subjects of a property."""
        return {subject for subject, _ in self.of(predicate)}

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Return all of which something is stated."""
        found = {subject for subject, _, _ in self.relations}
        return frozenset(found.union(each.subject for each in self.texts))

    @cached_property
    def nodes(self) -> frozenset[str]:
        """Return all subjects, and the nodes that they are related to."""
        return self.subjects.union(other for _, _, other in self.relations)

    @cached_property
    def days(self) -> Sequence[tuple[str, date]]:
        """Return the things with their dates, sorted; an ill-formed one is left out."""
        found: set[tuple[str, date]] = set()
        for each in self.texts:
            if each.datatype == _DATE:
                with suppress(ValueError):
                    found.add((each.subject, date.fromisoformat(each.value)))
        return sorted(found)

    @cached_property
    def _stated(self) -> Mapping[str, Sequence[Relation | Text]]:
        found: dict[str, list[Relation | Text]] = defaultdict(list)
        for each in chain[Relation | Text](self.relations, self.texts):
            found[each[1]].append(each)
        return found


def read_facts(store: ox.Store, graph: str) -> Facts:
    """Return what a named graph of a store states; numbers and dates as the store writes them."""
    lines = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
    relations: list[Relation] = []
    texts: list[Text] = []
    found = _LINE.findall(lines.decode())
    for subject, predicate, node, text, language, datatype in reversed(found):  # newest come first
        thing, by = intern(subject), intern(predicate)
        if node:
            relations.append((thing, by, intern(node)))
        else:
            texts.append(Text(thing, by, _plain(text), intern(language), datatype))
    return Facts(tuple(relations), tuple(texts))


def _plain(text: str) -> str:
    """Return a text without the escapes of N-Triples, which those of JSON include."""
    return json.loads(f'"{text}"', strict=False) if "\\" in text else text
