"""Terms: what each entry of a module's page says, read from the ontology and the shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.docs.hierarchy import above, below, disjoint_with, expression
from iprgraph.docs.wording import NOTHING, Code, Ref, Text
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.docs.places import Entry, Places
    from iprgraph.docs.shapes import Duty
    from iprgraph.docs.statements import Statements, Value
    from iprgraph.docs.usage import Usage
    from iprgraph.docs.wording import Item

PROPERTY_KINDS = {
    "owl:ObjectProperty": Text("对象属性", "object property"),
    "owl:DatatypeProperty": Text("数据属性", "datatype property"),
    "owl:AnnotationProperty": Text("注释属性", "annotation property"),
    "rdf:Property": Text("属性", "property"),
}
_KINDS = {
    "owl:Class": Text("类", "class"),
    **PROPERTY_KINDS,
    "owl:TransitiveProperty": Text("传递", "transitive"),
    "owl:SymmetricProperty": Text("对称", "symmetric"),
    "owl:AsymmetricProperty": Text("非对称", "asymmetric"),
    "owl:FunctionalProperty": Text("函数性（至多一个值）", "functional"),
    "owl:InverseFunctionalProperty": Text("反函数性", "inverse functional"),
    "owl:IrreflexiveProperty": Text("非自反", "irreflexive"),
    "owl:ReflexiveProperty": Text("自反", "reflexive"),
    "qb:DimensionProperty": Text("数据立方体的维度", "dimension of the cube"),
    "qb:MeasureProperty": Text("数据立方体的度量", "measure of the cube"),
    "qb:AttributeProperty": Text("数据立方体的属性", "attribute of the cube"),
    "skos:ConceptScheme": Text("概念表", "concept scheme"),
    "skos:Concept": Text("概念", "concept"),
}
# Rows of an entry that list other terms: predicate, and its name in both languages.
OUTWARD = {
    "rdfs:subClassOf": Text("上位类", "subclass of"),
    "rdfs:subPropertyOf": Text("上位属性", "subproperty of"),
    "owl:equivalentClass": Text("等同类", "equivalent class"),
    "owl:equivalentProperty": Text("等同属性", "equivalent property"),
    "owl:inverseOf": Text("逆属性", "inverse of"),
    "rdfs:domain": Text("定义域", "domain"),
    "rdfs:range": Text("值域", "range"),
    "qb:codeList": Text("代码表", "code list"),
    "skos:broader": Text("上位概念", "broader"),
    "skos:related": Text("相关概念", "related"),
    "skos:exactMatch": Text("完全匹配", "exact match"),
    "skos:closeMatch": Text("近似匹配", "close match"),
    "skos:broadMatch": Text("上位匹配", "broad match"),
    "skos:narrowMatch": Text("下位匹配", "narrow match"),
    "skos:relatedMatch": Text("相关匹配", "related match"),
    "rdfs:seeAlso": Text("另见", "see also"),
    "dcterms:isReplacedBy": Text("由此取代", "replaced by"),
}
_INWARD = {
    "rdfs:subClassOf": Text("下位类", "subclasses"),
    "rdfs:subPropertyOf": Text("下位属性", "subproperties"),
    "skos:broader": Text("下位概念", "narrower"),
}
# Said in rows of their own, or of no use to a reader.
_SAID = {
    *("rdf:type", "rdfs:label", "rdfs:isDefinedBy", "skos:definition", "skos:example"),
    *("ipr:counterExample", "skos:altLabel", "skos:inScheme", "skos:scopeNote", "skos:notation"),
    *("owl:disjointWith", "owl:deprecated", "qb:component", "skos:topConceptOf", "skos:narrower"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of an entry: its name, and terms, texts or code."""

    name: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: names, definition, examples, facts, and for a class or property its duties.

    `inherited` are the duties of the classes above it. `amount` is how many things of a class or
    statements of a property the authored files hold, empty for other terms; `known` names some.
    """

    entry: Entry
    kinds: tuple[Item, ...]
    others: tuple[Text, ...]
    definition: Text
    examples: tuple[Text, ...]
    counter_examples: tuple[Text, ...]
    deprecated: bool
    facts: tuple[Fact, ...]
    duties: tuple[Duty, ...] = ()
    inherited: tuple[Duty, ...] = ()
    amount: Text = NOTHING
    known: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class TermReader:
    """What reads entries: the ontology, where all is described, the duties and the usage."""

    ontology: Statements
    places: Places
    duties: tuple[Duty, ...]
    usage: Usage

    def class_term(self, entry: Entry) -> Term:
        """Return the entry of a class, with what its things must, should and may have."""
        ancestors = set(above(self.ontology, entry.iri))
        own = tuple(one for one in self.duties if entry.iri in one.classes)
        inherited = tuple(
            one
            for one in self.duties
            if entry.iri not in one.classes and ancestors.intersection(one.classes)
        )
        things = self.usage.of((entry.iri, *below(self.ontology, entry.iri)))
        known = [self.thing(one) for one in self.usage.best_known(things)]
        facts = (
            self._fact(Text("互斥", "disjoint with"), disjoint_with(self.ontology, entry.iri)),
            self._fact(Text("以此为定义域", "domain of"), self._users("rdfs:domain", entry)),
            self._fact(Text("以此为值域", "range of"), self._users("rdfs:range", entry)),
            self._fact(Text("所用属性", "properties"), _paths(own)),
            self._fact(Text("承自上位类的属性", "inherited properties"), _paths(inherited)),
        )
        extra = tuple(one for one in facts if one.items)
        amount = _amount(len(things), "thing")
        return self._term(entry, extra, own, inherited, amount, tuple(known))

    def property_term(self, entry: Entry) -> Term:
        """Return the entry of a property, with the shapes that bind its values."""
        own = tuple(one for one in self.duties if entry.iri in one.shape.properties)
        facts = (
            self._fact(Text("用于", "used with"), (iri for one in own for iri in one.classes)),
            self._fact(
                Text("值所属的类", "values are"), (i for one in own for i in one.shape.values)
            ),
        )
        extra = tuple(one for one in facts if one.items)
        stated = _amount(self.usage.statements.get(entry.iri, 0), "statement")
        return self._term(entry, extra, own, (), stated)

    def other_term(self, entry: Entry) -> Term:
        """Return the entry of a concept, a scheme or any other thing of the ontology."""
        components = self.ontology.nodes(entry.iri, "qb:component")
        parts = [
            iri
            for one in components
            for role in ("qb:dimension", "qb:measure", "qb:attribute")
            for iri in self.ontology.nodes(one, role)
        ]
        structure = self._fact(Text("组成", "components"), parts)
        return self._term(entry, (structure,) if structure.items else ())

    def thing(self, iri: str) -> Ref:
        """Return a thing of the data by its names; it has an address here only if it is a term."""
        entry = self.places.entries.get(iri)
        curie = shorten(iri, self.places.prefixes)
        return Ref(self.usage.labels.get(iri, Text()), curie, entry.href if entry else "")

    def _term(
        self,
        entry: Entry,
        facts: tuple[Fact, ...],
        duties: tuple[Duty, ...] = (),
        inherited: tuple[Duty, ...] = (),
        amount: Text = NOTHING,
        known: tuple[Ref, ...] = (),
    ) -> Term:
        said = self.ontology
        return Term(
            entry=entry,
            kinds=self._kinds(entry.iri),
            others=said.texts(entry.iri, "skos:altLabel"),
            definition=said.text(entry.iri, "skos:definition"),
            examples=said.texts(entry.iri, "skos:example"),
            counter_examples=said.texts(entry.iri, "ipr:counterExample"),
            deprecated=said.literal(entry.iri, "owl:deprecated") == "true",
            facts=(*self._outward(entry.iri), *self._inward(entry.iri), *facts),
            duties=duties,
            inherited=inherited,
            amount=amount,
            known=known,
        )

    def _kinds(self, iri: str) -> tuple[Item, ...]:
        """Return what a term is: in words where it is of a usual kind, else its classes."""
        found = {
            shorten(one, self.places.prefixes): one for one in self.ontology.nodes(iri, "rdf:type")
        }
        usual = [words for kind, words in _KINDS.items() if kind in found]
        own = [self.places.ref(one) for kind, one in found.items() if kind not in _KINDS]
        return (*own, *usual)

    def _outward(self, iri: str) -> list[Fact]:
        """Return what the ontology says of a term in further statements, the usual ones first."""
        names = {shorten(one, self.places.prefixes): one for one in self.ontology.predicates(iri)}
        order = [one for one in OUTWARD if one in names]
        order += [one for one in names if one not in OUTWARD and one not in _SAID]
        return [
            Fact(
                OUTWARD.get(one) or self._predicate(names[one]),
                tuple(sorted(map(self._item, self.ontology.values(iri, one)), key=_order)),
            )
            for one in order
        ]

    def _inward(self, iri: str) -> list[Fact]:
        facts = [
            self._fact(name, self.ontology.having(predicate, iri))
            for predicate, name in _INWARD.items()
        ]
        return [one for one in facts if one.items]

    def _predicate(self, iri: str) -> Text:
        """Return the name of a predicate: its label, else its compact name."""
        entry = self.places.entries.get(iri)
        name = shorten(iri, self.places.prefixes)
        return entry.label if entry and entry.label else Text(name, name)

    def _item(self, value: Value) -> Item:
        if isinstance(value, ox.NamedNode):
            return self.places.item(value.value)
        if isinstance(value, ox.BlankNode):
            return Code(expression(self.ontology, f"_:{value.value}", self.places.prefixes))
        language = (value.language or "").lower()
        if not language:
            return Code(value.value)
        return Text(value.value, "") if language.startswith("zh") else Text("", value.value)

    def _fact(self, name: Text, iris: Iterable[str]) -> Fact:
        known = (one for one in dict.fromkeys(iris) if not one.startswith("_:"))
        return Fact(name, self.places.refs(known))

    def _users(self, predicate: str, entry: Entry) -> list[str]:
        return self.ontology.having(predicate, entry.iri)


def _order(item: Item) -> tuple[bool, bool, str]:
    """Return what items are sorted by: our terms before outside ones, Chinese before English."""
    if isinstance(item, Ref):
        return item.outside, False, item.curie
    if isinstance(item, Code):
        return False, False, item.text
    return False, not item.zh, item.zh or item.en


def _amount(count: int, noun: str) -> Text:
    counter = "个事物" if noun == "thing" else "条陈述"
    return Text(f"{count} {counter}", f"{count} {noun}{'s' if count != 1 else ''}")


def _paths(duties: Iterable[Duty]) -> list[str]:
    return [iri for one in duties for iri in one.shape.properties]
