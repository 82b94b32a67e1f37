"""Statements: what one named graph says, by subject and predicate, in an order that stays."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.docs.wording import Text
from iprgraph.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value = ox.NamedNode | ox.BlankNode | ox.Literal


class Statements:
    """One graph: nodes are named by their IRI, blank ones by `_:` and a label of this run.

    Predicates are asked for by compact name, such as `sh:path`.
    """

    def __init__(self, store: ox.Store, graph: str, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._iris: dict[str, str] = {}
        self._said: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self._asked: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            value = quad.object
            if isinstance(value, ox.Triple) or isinstance(quad.subject, ox.Triple):
                continue
            subject, predicate = name_of(quad.subject), quad.predicate.value
            self._said[subject][predicate].append(value)
            if not isinstance(value, ox.Literal):
                self._asked[predicate, name_of(value)].append(subject)
        for said in self._said.values():
            for values in said.values():
                values.sort(key=lambda one: (isinstance(one, ox.Literal), str(one)))

    @property
    def subjects(self) -> list[str]:
        """Return all that something is said of, in order."""
        return sorted(self._said)

    def predicates(self, subject: str) -> list[str]:
        """Return the IRIs of the predicates that a subject has, in order."""
        return sorted(self._said.get(subject, ()))

    def values(self, subject: str, predicate: str) -> list[Value]:
        """Return the objects of a subject and predicate, in order."""
        return list(self._said.get(subject, {}).get(self._iri(predicate), ()))

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """Return those objects that are nodes, not literals, in order."""
        found = self.values(subject, predicate)
        return [name_of(one) for one in found if not isinstance(one, ox.Literal)]

    def node(self, subject: str, predicate: str) -> str:
        """Return the first object that is a node, "" where there is none."""
        return next(iter(self.nodes(subject, predicate)), "")

    def literals(self, subject: str, predicate: str) -> list[ox.Literal]:
        """Return those objects that are literals, in order."""
        return [one for one in self.values(subject, predicate) if isinstance(one, ox.Literal)]

    def literal(self, subject: str, predicate: str) -> str:
        """Return the text of the first literal, "" where there is none."""
        return next((one.value for one in self.literals(subject, predicate)), "")

    def text(self, subject: str, predicate: str) -> Text:
        """Return the texts of a subject in the two languages, the first in order where several."""
        found = {language_of(one): one.value for one in reversed(self.literals(subject, predicate))}
        return Text(found.get("zh", ""), found.get("en", found.get("", "")))

    def texts(self, subject: str, predicate: str) -> tuple[Text, ...]:
        """Return all texts: one in two languages if there is one of each, else each by itself."""
        found = self.literals(subject, predicate)
        languages = [language_of(one) for one in found]
        if sorted(languages) == ["en", "zh"]:
            return (self.text(subject, predicate),)
        return tuple(
            Text(one.value, "") if language.startswith("zh") else Text("", one.value)
            for one, language in zip(found, languages, strict=True)
        )

    def having(self, predicate: str, value: str) -> list[str]:
        """Return the subjects that have a node as object, in order."""
        return sorted(set(self._asked.get((self._iri(predicate), value), ())))

    def members(self, head: str) -> list[Value]:
        """Return the members of an RDF list, none where it is not one."""
        found: list[Value] = []
        seen: set[str] = set()
        while head and head not in seen and (first := self.values(head, "rdf:first")):
            seen.add(head)
            found.append(first[0])
            head = self.node(head, "rdf:rest")
        return found

    def are(self, subjects: Iterable[str], kind: str) -> list[str]:
        """Return the subjects that are of a type, given by its compact name."""
        return [one for one in subjects if self._iri(kind) in self.nodes(one, "rdf:type")]

    def _iri(self, name: str) -> str:
        if name not in self._iris:
            self._iris[name] = expand(name, self._prefixes)
        return self._iris[name]


def name_of(node: ox.NamedNode | ox.BlankNode) -> str:
    """Return a node's name: its IRI, or `_:` and its label."""
    return node.value if isinstance(node, ox.NamedNode) else f"_:{node.value}"


def language_of(literal: ox.Literal) -> str:
    """Return the language of a literal in lower case, "" where it has none."""
    return (literal.language or "").lower()
