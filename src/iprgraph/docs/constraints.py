"""Constraints: what a SHACL shape asks for, said in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.docs.statements import name_of
from iprgraph.docs.wording import Code, Ref, Words, joined, plain, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from iprgraph.docs.places import Places
    from iprgraph.docs.statements import Statements, Value
    from iprgraph.docs.wording import Piece

_SH = "http://www.w3.org/ns/shacl#"
# Constraints with one value, by local name: "{0}" is the value.
_WORDING = {
    "class": ("为{0}", "is of the class {0}"),
    "datatype": ("数据类型为 {0}", "has the datatype {0}"),
    "node": ("符合形状{0}", "conforms to the shape {0}"),
    "pattern": ("形如 {0}", "matches {0}"),
    "minLength": ("字符数不少于 {0}", "has a length of {0} or more"),
    "maxLength": ("字符数不多于 {0}", "has a length of {0} or less"),
    "minInclusive": ("不小于 {0}", "is {0} or more"),
    "maxInclusive": ("不大于 {0}", "is {0} or less"),
    "minExclusive": ("大于 {0}", "is greater than {0}"),
    "maxExclusive": ("小于 {0}", "is less than {0}"),
    "hasValue": ("其中有 {0}", "includes {0}"),
    "equals": ("与 {0} 的值相同", "has the same values as {0}"),
    "disjoint": ("与 {0} 没有相同的值", "shares no value with {0}"),
    "lessThan": ("小于 {0} 的值", "is less than the value of {0}"),
    "lessThanOrEquals": ("不大于 {0} 的值", "is no greater than the value of {0}"),
}
_KINDS = {
    "IRI": ("为 IRI", "is an IRI"),
    "Literal": ("为文字值", "is a literal"),
    "BlankNode": ("为空白节点", "is a blank node"),
    "BlankNodeOrIRI": ("为 IRI 或空白节点", "is an IRI or a blank node"),
    "BlankNodeOrLiteral": ("为空白节点或文字值", "is a blank node or a literal"),
    "IRIOrLiteral": ("为 IRI 或文字值", "is an IRI or a literal"),
}
_LOGIC = {"or": ("，或", ", or "), "and": ("，且", ", and "), "xone": ("，或仅", ", or else ")}
# Said elsewhere, or together with another: no constraint by itself.
_SILENT = {
    *("path", "severity", "message", "name", "description", "order", "group", "defaultValue"),
    *("deactivated", "property", "target", "targetClass", "targetNode", "targetSubjectsOf"),
    *("targetObjectsOf", "prefixes", "flags", "ignoredProperties", "minCount", "maxCount"),
    *("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint"),
}
_PATHS = {
    "inversePath": "^{}",
    "zeroOrMorePath": "{}*",
    "oneOrMorePath": "{}+",
    "zeroOrOnePath": "{}?",
}


@dataclass(frozen=True)
class Speaker:
    """What turns the constraints of a shape's node into sentences."""

    shapes: Statements
    places: Places

    def constraints(self, node: str) -> tuple[Words, ...]:
        """Return what a shape asks for, the number of values first; not its property shapes."""
        counted = self._counted(node)
        rest: list[Words] = []
        for predicate in self.shapes.predicates(node):
            local = predicate.removeprefix(_SH)
            if predicate.startswith(_SH) and local not in _SILENT:
                rest += (
                    self._constraint(node, local, one)
                    for one in self.shapes.values(node, f"sh:{local}")
                )
        rest = [one for one in rest if one.zh]
        return (*counted, *sorted(rest, key=lambda one: (len(plain(one.en)), plain(one.en))))

    def path(self, node: str) -> tuple[Piece, ...]:
        """Return the path of a property shape, terms as links, as SPARQL writes paths."""
        found = self.shapes.node(node, "sh:path")
        return self._path(found) if found else ()

    def on_path(self, node: str) -> tuple[str, ...]:
        """Return the IRIs of all properties in the path of a property shape."""
        return tuple(dict.fromkeys(self._properties(self.shapes.node(node, "sh:path"))))

    def _properties(self, node: str) -> list[str]:
        if not node.startswith("_:"):
            return [node] if node and not node.endswith("#nil") else []
        inner = (self.shapes.nodes(node, one) for one in self.shapes.predicates(node))
        return [iri for nodes in inner for one in nodes for iri in self._properties(one)]

    def _path(self, node: str) -> tuple[Piece, ...]:
        if not node.startswith("_:"):
            return (self.places.ref(node),)
        for local, written in _PATHS.items():
            if inner := self.shapes.node(node, f"sh:{local}"):
                before, after = written.split("{}")
                return tuple(one for one in (before, *self._path(inner), after) if one)
        alternative = self.shapes.node(node, "sh:alternativePath")
        parts = self.shapes.members(alternative or node)
        pieces: list[Piece] = []
        for number, part in enumerate(parts):
            pieces += [" | " if alternative else " / "] if number else []
            pieces += self._path(name_of(part)) if not isinstance(part, ox.Literal) else ()
        return tuple(pieces)

    def _counted(self, node: str) -> tuple[Words, ...]:
        least, most = (self.shapes.literal(node, f"sh:{one}Count") for one in ("min", "max"))
        return (_number(least, most),) if least or most else ()

    def _constraint(self, node: str, local: str, value: Value) -> Words:
        """Return one constraint as a sentence; one that is not known, by its name and value."""
        special: dict[str, Callable[[str, Value], Words]] = {
            "nodeKind": self._kind,
            "in": self._listed,
            "languageIn": self._languages,
            "uniqueLang": self._unique,
            "qualifiedValueShape": self._qualified,
            "not": self._negated,
            "closed": self._closed,
            "sparql": self._queried,
        }
        if local in special:
            return special[local](node, value)
        if local in _LOGIC:
            return self._combined(value, *_LOGIC[local])
        if local in _WORDING:
            return say(*_WORDING[local], self._value(value))
        return say("{0}：{1}", "{0}: {1}", Code(f"sh:{local}"), self._value(value))

    def _value(self, value: Value) -> Piece:
        if isinstance(value, ox.Literal):
            return Code(value.value)
        if isinstance(value, ox.NamedNode):
            item = self.places.item(value.value)
            return item if isinstance(item, Ref | Code) else Code(value.value)
        return Code("[ … ]")

    def _kind(self, node: str, value: Value) -> Words:
        local = name_of(value).removeprefix(_SH) if not isinstance(value, ox.Literal) else ""
        return say(*_KINDS.get(local, ("为{0}", "is of the kind {0}")), self._value(value))

    def _values(self, head: Value) -> list[Words]:
        members = self.shapes.members(name_of(head)) if not isinstance(head, ox.Literal) else []
        return [say("{0}", "{0}", self._value(one)) for one in members]

    def _listed(self, node: str, head: Value) -> Words:
        many = self._values(head)
        if len(many) == 1:
            return say("为{0}", "is {0}", many[0])
        return say("为{0}之一", "is one of {0}", joined(many, "、", ", "))

    def _languages(self, node: str, head: Value) -> Words:
        return say("语言为 {0}", "is in {0}", joined(self._values(head), " 或 ", " or "))

    def _unique(self, node: str, value: Value) -> Words:
        if self._value(value) != Code("true"):
            return Words((), ())
        return say("每种语言至多一个", "has at most one value per language")

    def _qualified(self, node: str, value: Value) -> Words:
        least = self.shapes.literal(node, "sh:qualifiedMinCount")
        most = self.shapes.literal(node, "sh:qualifiedMaxCount")
        inner = self._nested(value)
        return say("{0}符合：{1}", "{0} of which it holds: {1}", _number(least, most), inner)

    def _negated(self, node: str, value: Value) -> Words:
        return say("不得：{0}", "it does not hold: {0}", self._nested(value))

    def _closed(self, node: str, value: Value) -> Words:
        if self._value(value) != Code("true"):
            return Words((), ())
        heads = self.shapes.values(node, "sh:ignoredProperties")
        also = [one for head in heads for one in self._values(head)]
        if not also:
            return say("除所列属性外没有其他属性", "has no property but those listed")
        listed = joined(also, "、", ", ")
        return say(
            "除所列属性与{0}外没有其他属性", "has no property but those listed and {0}", listed
        )

    def _queried(self, node: str, value: Value) -> Words:
        return say("下列查询没有结果", "gives no row in the query below")

    def _combined(self, head: Value, zh: str, en: str) -> Words:
        members = self.shapes.members(name_of(head)) if not isinstance(head, ox.Literal) else []
        classes = [self._only_class(one) for one in members]
        if zh == _LOGIC["or"][0] and all(classes):
            named = joined(
                [say("{0}", "{0}", self.places.ref(one)) for one in classes], "或", " or "
            )
            return say("为{0}", "is of the class {0}", named)
        return joined([self._nested(one) for one in members], zh, en)

    def _only_class(self, member: Value) -> str:
        """Return the class of a nameless shape that asks for nothing else, "" for any other."""
        node = "" if isinstance(member, ox.Literal) else name_of(member)
        if not node.startswith("_:") or self.shapes.predicates(node) != [f"{_SH}class"]:
            return ""
        return self.shapes.node(node, "sh:class")

    def _nested(self, value: Value) -> Words:
        """Return a shape inside another as a phrase; one with an address by its name."""
        if isinstance(value, ox.Literal):
            return say("{0}", "{0}", Code(value.value))
        node = name_of(value)
        if not node.startswith("_:"):
            return say("符合形状{0}", "conforms to the shape {0}", self.places.ref(node))
        parts = list(self.constraints(node))
        parts += (self._nested(one) for one in self.shapes.values(node, "sh:property"))
        inside = joined(parts, "，", ", ")
        path = self.path(node)
        return say("{0}：{1}", "{0}: {1}", Words(path, path), inside) if path else inside


def queries_of(shapes: Statements, node: str) -> tuple[str, ...]:
    """Return the SPARQL texts of a shape's query constraints."""
    inner = shapes.nodes(node, "sh:sparql")
    texts = [shapes.literal(one, f"sh:{form}") for one in inner for form in ("select", "ask")]
    return tuple(sorted(text.strip("\n") for text in texts if text))


def _number(least: str, most: str) -> Words:
    """Return how many values there are."""
    if most == "0":
        return say("没有值", "no value")
    if least == most:
        return say("恰好 {0} 个值", "exactly {0} {1}", least, _noun(least))
    if not most:
        return say("至少 {0} 个值", "at least {0} {1}", least, _noun(least))
    if least in ("", "0"):
        return say("至多 {0} 个值", "at most {0} {1}", most, _noun(most))
    return say("{0} 到 {1} 个值", "{0} to {1} values", least, most)


def _noun(count: str) -> str:
    return "value" if count == "1" else "values"
