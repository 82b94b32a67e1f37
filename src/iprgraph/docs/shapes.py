"""Shapes: each SHACL shape with whom it binds, what it asks for, how strictly, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from iprgraph.docs.constraints import Speaker, queries_of
from iprgraph.docs.statements import name_of
from iprgraph.docs.wording import Ref, Text, Words, plain, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.docs.places import Entry, Places
    from iprgraph.docs.statements import Statements
    from iprgraph.docs.wording import Piece

Force = Literal["must", "should", "may"]

_SH = "http://www.w3.org/ns/shacl#"
_FORCES: dict[str, Force] = {f"{_SH}Warning": "should", f"{_SH}Info": "may"}
_TARGETS = {
    "targetNode": ("事物{0}", "the thing {0}"),
    "targetSubjectsOf": ("带有{0}的事物", "whatever has {0}"),
    "targetObjectsOf": ("为{0}所指的事物", "whatever {0} points at"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape; `path` is empty for a shape of the thing itself, `parts` are property shapes.

    `classes` are the IRIs of the classes that it binds, `properties` those on its path.
    """

    ref: Ref
    anchor: str
    file: str
    line: int
    classes: tuple[str, ...]
    targets: tuple[Words, ...]
    path: tuple[Piece, ...]
    properties: tuple[str, ...]
    force: Force
    message: Text
    name: Text
    constraints: tuple[Words, ...]
    values: tuple[str, ...]
    queries: tuple[str, ...]
    examples: tuple[Text, ...]
    parts: tuple[Shape, ...]

    @property
    def speaks(self) -> bool:
        """Return whether it asks for something itself, and not only through its parts."""
        return bool(self.constraints or self.path)


@dataclass(frozen=True, slots=True)
class Duty:
    """A shape with the classes, by IRI, whose things it binds, itself or as part of another."""

    shape: Shape
    classes: tuple[str, ...]


def read_shapes(shapes: Statements, ontology: Statements, places: Places) -> tuple[Shape, ...]:
    """Return the shapes that have an address, in the order of their files and lines."""
    reader = _Reader(shapes, ontology, places, Speaker(shapes, places))
    entries = (one for one in places.entries.values() if shapes.nodes(one.iri, "rdf:type"))
    own = [one for one in entries if _is_shape(shapes, one)]
    found = [reader.shape(one.iri, ()) for one in own if not _is_off(shapes, one.iri)]
    return tuple(sorted(found, key=lambda one: (one.file, one.line, one.ref.curie)))


def all_duties(shapes: Iterable[Shape]) -> tuple[Duty, ...]:
    """Return everything that is asked for once, with all the classes of which it is asked."""
    classes: dict[tuple[str, str], dict[str, None]] = {}
    speaking: dict[tuple[str, str], Shape] = {}
    for shape in shapes:
        for one in (shape, *_parts(shape)):
            key = (one.ref.href, plain(one.path))
            classes.setdefault(key, {}).update(dict.fromkeys(shape.classes))
            if one.speaks:
                speaking.setdefault(key, one)
    return tuple(Duty(one, tuple(classes[key])) for key, one in speaking.items())


def _parts(shape: Shape) -> list[Shape]:
    return [one for part in shape.parts for one in (part, *_parts(part))]


@dataclass(frozen=True)
class _Reader:
    shapes: Statements
    ontology: Statements
    places: Places
    speaker: Speaker

    def shape(self, node: str, above: tuple[str, ...]) -> Shape:
        """Return a shape with its parts; one inside itself has none."""
        entry = self.places.entries.get(node) or self._holder(above)
        inner = [] if node in above else self.shapes.nodes(node, "sh:property")
        parts = [self.shape(one, (*above, node)) for one in inner if not _is_off(self.shapes, one)]
        parts.sort(key=lambda one: (one.file, one.line, plain(one.path), one.message.en))
        return Shape(
            ref=Ref(entry.label, entry.curie, entry.href),
            anchor=entry.anchor,
            file=entry.file,
            line=entry.line,
            classes=self._classes(node),
            targets=self._targets(node),
            path=self.speaker.path(node),
            properties=self.speaker.on_path(node),
            force=_FORCES.get(self.shapes.node(node, "sh:severity"), "must"),
            message=self._message(node),
            name=self.shapes.text(node, "sh:name"),
            constraints=self.speaker.constraints(node),
            values=self._values(node),
            queries=queries_of(self.shapes, node),
            examples=self.shapes.texts(node, "skos:example"),
            parts=tuple(parts),
        )

    def _holder(self, above: tuple[str, ...]) -> Entry:
        """Return the entry of the nearest shape with an address that a nameless one is part of."""
        return next(self.places.entries[one] for one in reversed(above) if one[:2] != "_:")

    def _classes(self, node: str) -> tuple[str, ...]:
        itself = [node] if self.ontology.are([node], "owl:Class") else []
        return (*self.shapes.nodes(node, "sh:targetClass"), *itself)

    def _targets(self, node: str) -> tuple[Words, ...]:
        found = [say("{0}", "{0}", one) for one in self.places.refs(self._classes(node))]
        for local, wording in _TARGETS.items():
            targets = self.shapes.nodes(node, f"sh:{local}")
            found += (say(*wording, self.places.ref(one)) for one in targets)
        if self.shapes.nodes(node, "sh:target"):
            found.append(say("查询选出的事物", "whatever its query selects"))
        return tuple(found)

    def _message(self, node: str) -> Text:
        own = self.shapes.text(node, "sh:message")
        queries = self.shapes.nodes(node, "sh:sparql")
        inner = [self.shapes.text(one, "sh:message") for one in queries]
        return own or min((one for one in inner if one), key=lambda one: one.en, default=own)

    def _values(self, node: str) -> tuple[str, ...]:
        """Return the classes that the values of a property shape may be of."""
        found = self.shapes.nodes(node, "sh:class")
        for head in self.shapes.nodes(node, "sh:or"):
            members = (one for one in self.shapes.members(head) if not isinstance(one, ox.Literal))
            for member in members:
                found += self.shapes.nodes(name_of(member), "sh:class")
        return tuple(dict.fromkeys(found))


def _is_shape(shapes: Statements, entry: Entry) -> bool:
    return bool(
        shapes.are([entry.iri], "sh:NodeShape") or shapes.are([entry.iri], "sh:PropertyShape")
    )


def _is_off(shapes: Statements, node: str) -> bool:
    return shapes.literal(node, "sh:deactivated") == "true"
