"""Thing: the page about one thing as schema.org describes a page, for search engines.

The page is part of the data set, and the thing is what it is mainly about. Names are in all
languages that the graph has them in; what is the same elsewhere comes from the sets of links.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.prefixes import expand
from iprgraph.vocabulary import (
    GRAPH,
    IPR,
    PERMANENT,
    RDF_TYPE,
    RDFS_LABEL,
    SKOS_ALT_LABEL,
    STATISTIC,
    ipr,
)

if TYPE_CHECKING:
    from iprgraph.record.about import About

Json = str | int | float | list["Json"] | dict[str, "Json"]
Object = dict[str, Json]

# Our class and the type of schema.org that things of it have; the first that fits is taken.
_TYPES = (
    *(("Country", "Country"), ("City", "City"), ("Province", "AdministrativeArea")),
    *(("SpecialAdministrativeRegion", "AdministrativeArea"), ("District", "AdministrativeArea")),
    *(("Place", "Place"), ("Person", "Person")),
    *(("Agency", "GovernmentOrganization"), ("Agent", "Organization")),
    *(("LocalRegulation", "Legislation"), ("LegalFramework", "Legislation")),
    *(("Instrument", "CreativeWork"), ("Publication", "CreativeWork"), ("Report", "Report")),
    *(("Edition", "DigitalDocument"), ("Section", "CreativeWork"), ("Paragraph", "CreativeWork")),
    *(("ExternalDataset", "Dataset"), ("Database", "Dataset")),
    *(("Metric", "StatisticalVariable"), ("Observation", "Observation")),
    *(("ExternalObservation", "Observation"), ("Event", "Event"), ("CaseList", "ItemList")),
    *(("SpecialAction", "Project"), ("Programme", "Project"), ("DigitalPlatform", "WebSite")),
)
_FOREIGN = {
    expand("skos:Concept"): "DefinedTerm",
    expand("skos:ConceptScheme"): "DefinedTermSet",
    expand("owl:Ontology"): "DefinedTermSet",
    expand("owl:Class"): "DefinedTerm",
    expand("owl:ObjectProperty"): "DefinedTerm",
    expand("owl:DatatypeProperty"): "DefinedTerm",
}
_TEXTS = {
    "name": (RDFS_LABEL, ox.NamedNode(expand("dcterms:title"))),
    "alternateName": (SKOS_ALT_LABEL,),
    "description": tuple(
        ox.NamedNode(expand(one)) for one in ("skos:definition", "dcterms:description")
    ),
}
_SAME = (
    *(ox.NamedNode(expand(one)) for one in ("owl:sameAs", "skos:exactMatch", "schema:sameAs")),
    *(ox.NamedNode(expand(one)) for one in ("foaf:homepage", "foaf:isPrimaryTopicOf")),
)
# Properties of schema.org whose values are things of ours.
_RELATIONS = {
    "parentOrganization": (ipr("parent"), ("GovernmentOrganization", "Organization")),
    "memberOf": (ipr("memberOf"), ("GovernmentOrganization", "Organization")),
    "areaServed": (ipr("jurisdiction"), ("GovernmentOrganization", "Organization")),
    "containedInPlace": (ipr("within"), ("Place", "City", "AdministrativeArea", "Country")),
    "location": (ipr("takesPlaceIn"), ("Event",)),
    "legislationPassedBy": (ipr("issuedBy"), ("Legislation",)),
    "variableMeasured": (ipr("metric"), ("Observation",)),
    "observationAbout": (ipr("area"), ("Observation",)),
    "inDefinedTermSet": (ox.NamedNode(expand("skos:inScheme")), ("DefinedTerm",)),
}
# Properties whose values are literals: value and interval of a figure, codes, points, dates.
_LITERALS = {
    "value": (ipr("value"), ("Observation",)),
    "minValue": (ipr("lowerBound"), ("Observation",)),
    "maxValue": (ipr("upperBound"), ("Observation",)),
    "termCode": (ox.NamedNode(expand("skos:notation")), ("DefinedTerm",)),
    "legislationDate": (ipr("adoptedOn"), ("Legislation",)),
}
_POINT = {one: ox.NamedNode(expand(f"schema:{one}")) for one in ("latitude", "longitude")}
_GBT2260 = ipr("gbt2260")
_NUMBERS = ("#integer", "#decimal")


def schema_page(
    graph: ox.Store, iri: str, told: About, *, address: str, url: str, language: str
) -> Object:
    """Return the page at an address, in a language, about a thing whose address here is `url`."""
    title: list[Json] = [
        {"@value": text, "@language": key} for key, text in sorted(told.title.items(), reverse=True)
    ]
    whole: Object = {"@type": "Dataset", "@id": PERMANENT, "name": title, "license": told.licence}
    return {
        "@context": "https://schema.org/",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "inLanguage": {"zh": "zh-CN"}.get(language, language),
        "isPartOf": whole,
        "mainEntity": {**_Subject(graph, iri).told(), "url": url},
    }


class _Subject:
    """A thing of the graph, in whatever named graph: figures of others stand apart."""

    def __init__(self, graph: ox.Store, iri: str) -> None:
        self.iri = iri
        self._graph = graph
        self._node = ox.NamedNode(iri)

    @property
    def type(self) -> str:
        """Return the type of schema.org that fits the thing best."""
        held = set(self.addresses(RDF_TYPE))
        for name, type_ in _TYPES:
            if IPR + name in held:
                return type_
        foreign = (type_ for name, type_ in _FOREIGN.items() if name in held)
        return next(foreign, "Dataset" if self.iri.startswith(GRAPH) else "Thing")

    def told(self) -> Object:
        """Return the thing with all that schema.org has a property for."""
        type_ = self.type
        told: Object = {"@type": type_, "@id": self.iri}
        for name, predicates in _TEXTS.items():
            if found := next(filter(None, map(self.texts, predicates)), None):
                told[name] = found
        if same := sorted({one for each in _SAME for one in self.addresses(each)}):
            told["sameAs"] = [*same]
        for name, (predicate, types) in _RELATIONS.items():
            if type_ in types and (others := self.addresses(predicate)):
                told[name] = [_Subject(self._graph, one).named() for one in others]
        for name, (predicate, types) in _LITERALS.items():
            if type_ in types and (literals := self.literals(predicate)):
                told[name] = _plain(literals[0])
        return {**told, **self._place(), **(self._figure() if type_ == "Observation" else {})}

    def named(self) -> Object:
        """Return the thing as it is named in passing."""
        names = self.texts(RDFS_LABEL)
        told: Object = {"@type": self.type, "@id": self.iri}
        return {**told, "name": names} if names else told

    def addresses(self, predicate: ox.NamedNode) -> list[str]:
        """Return the things that a property leads to, each once, in order."""
        found = (one.object for one in self._graph.quads_for_pattern(self._node, predicate, None))
        return sorted({one.value for one in found if isinstance(one, ox.NamedNode)})

    def literals(self, predicate: ox.NamedNode) -> list[ox.Literal]:
        """Return the literals of a property, each once, Chinese before English."""
        found = (one.object for one in self._graph.quads_for_pattern(self._node, predicate, None))
        held = {one for one in found if isinstance(one, ox.Literal)}
        ordered = sorted(held, key=lambda one: one.value)
        return sorted(ordered, key=lambda one: one.language or "", reverse=True)

    def texts(self, predicate: ox.NamedNode) -> list[Json]:
        """Return the texts of a property with their languages."""
        return [
            {"@value": one.value, "@language": one.language} if one.language else one.value
            for one in self.literals(predicate)
        ]

    def _place(self) -> Object:
        """Return the point of a place and its code of GB/T 2260, where it has them."""
        told: Object = {}
        point = [self.literals(each) for each in _POINT.values()]
        if all(point):
            numbers = {name: _plain(each[0]) for name, each in zip(_POINT, point, strict=True)}
            told["geo"] = {"@type": "GeoCoordinates", **numbers}
        if codes := self.literals(_GBT2260):
            code = {"propertyID": "GB/T 2260", "value": codes[0].value}
            told["identifier"] = {"@type": "PropertyValue", **code}
        return told

    def _figure(self) -> Object:
        """Return the name, time and unit of a figure, which has no label of its own."""
        told: Object = {}
        parts = [self._first(name) for name in ("metric", "statistic", "area", "period")]
        if parts[1] and parts[1].iri == f"{STATISTIC}level":
            del parts[1]
        names: list[Json] = []
        for language in ("zh", "en"):
            words = [one.label(language) for one in parts if one]
            if len(words) == len(parts) and all(words):
                names.append({"@value": " · ".join(words), "@language": language})
        if names:
            told["name"] = names
        period, unit = parts[-1], self._first("unit")
        if period:
            ends = [period.literals(ipr(name)) for name in ("begins", "ends")]
            if all(ends):
                told["observationPeriod"] = "/".join(each[0].value for each in ends)
        if unit and (texts := unit.texts(RDFS_LABEL)):
            told["unitText"] = texts
        return told

    def label(self, language: str) -> str:
        """Return the label in a language, empty where there is none."""
        held = (one for one in self.literals(RDFS_LABEL) if one.language == language)
        return next((one.value for one in held), "")

    def _first(self, name: str) -> _Subject | None:
        found = self.addresses(ipr(name))
        return _Subject(self._graph, found[0]) if found else None


def _plain(literal: ox.Literal) -> Json:
    """Return a literal as JSON holds it: a number as a number, all else as text."""
    if not literal.datatype.value.endswith(_NUMBERS):
        return literal.value
    number = Decimal(literal.value)
    return int(number) if number == number.to_integral_value() else float(number)
