"""Show: the page of a thing, a figure or a paragraph, each statement with its place."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.evidence import Evidence
from iprgraph.identifiers import identifiers_of, is_identifier
from iprgraph.page import Difference, Fact, Figure, Name, Page
from iprgraph.prefixes import shorten
from iprgraph.reports import number_order
from iprgraph.vocabulary import (
    GRAPH,
    ID,
    INFERRED_GRAPH,
    PROV_WAS_DERIVED_FROM,
    RDF_TYPE,
    RDFS_COMMENT,
    RDFS_LABEL,
    SKOS_ALT_LABEL,
    ipr,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.evidence import Place
    from iprgraph.labels import Labels
    from iprgraph.words import Words

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DEFAULT = ox.DefaultGraph()
# A page shows what is stated and derived; what the ontology adds would only repeat it.
_NOT_SHOWN = ox.NamedNode(INFERRED_GRAPH)
_DIMENSIONS = ("area", "period", "agent", "activity", "referenceArea", "referencePeriod")

# What a page shows in places of its own, or what is about the graph and not about the world.
_APART = {
    RDF_TYPE.value,
    RDFS_LABEL.value,
    SKOS_ALT_LABEL.value,
    f"{_SKOS}prefLabel",
    f"{_SKOS}definition",
    RDFS_COMMENT.value,
    "http://www.w3.org/2000/01/rdf-schema#isDefinedBy",
    *(ipr(name).value for name in ("statedAs", "omittedIn", "impliedBecause")),
}
_NOT_POINTING = {
    "http://www.w3.org/ns/oa#hasBody",
    f"{_RDF}subject",
    f"{_RDF}object",
    f"{_RDF}predicate",
    *(ipr(name).value for name in ("about", "inParagraph", "inSentence", "inEdition")),
}
_EXPLAINED = tuple(f"{ID}{kind}/" for kind in ("discrepancy", "inference", "ledger"))
_RECORDS = (
    "obs/",
    "mention/",
    "mapping/",
    "datapoint/",
    "sentence/",
    "anchor/",
    "discrepancy/",
    "inference/",
)


class Shower:
    """The pages of one store in one language."""

    def __init__(self, store: ox.Store, labels: Labels, words: Words) -> None:
        self._store = store
        self._labels = labels
        self._evidence = Evidence(store, words)

    @property
    def evidence(self) -> Evidence:
        """Return the mentions and sentences that the pages draw on."""
        return self._evidence

    def page(self, iri: str) -> Page:
        """Return the page of a thing; of a figure and of a paragraph what is in them."""
        node = ox.NamedNode(iri)
        paragraph = iri in self._evidence.paragraphs
        facts = self._paragraph_facts(iri) if paragraph else self._facts_of(node)
        sentences = self._evidence.in_paragraph(iri) if paragraph else ()
        mentions = () if paragraph else self._evidence.mentions(iri)
        return Page(
            iri=iri,
            curie=shorten(iri),
            label=self._labels.of(iri),
            labels=self._labels.all_of(iri),
            aliases=self._texts(node, SKOS_ALT_LABEL),
            kinds=self._kinds(node),
            definition=self._explained(iri),
            facts=tuple(sorted(facts, key=_fact_order)),
            figures=tuple(self._figures(iri, paragraph=paragraph)),
            incoming=() if paragraph else tuple(sorted(self._incoming(node), key=_fact_order)),
            differences=tuple(self._differences(iri, paragraph=paragraph)),
            identifiers=identifiers_of(self._store, iri, self._name, self._comment),
            mentions=mentions,
            sentences=sentences,
            has_text=any(place.words for place in (*mentions, *sentences)),
        )

    def _explained(self, iri: str) -> str:
        """Return the definition, comment or reason of a thing, and what a ledger entry prints."""
        parts = [self._labels.definition(iri)]
        if iri.startswith(_EXPLAINED):
            for predicate in (ipr("statedAs"), RDFS_COMMENT, ipr("impliedBecause")):
                parts.append(self._labels.best(self._labels.all_of(iri, predicate)))
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def _comment(self, iri: str) -> str:
        """Return the comment on a record."""
        return self._labels.best(self._labels.all_of(iri, RDFS_COMMENT))

    def figure(self, iri: str) -> Figure:
        """Return one observation."""
        node = ox.NamedNode(iri)
        one = self._one
        rule = one(node, ipr("rule"))
        sources = self._evidence.values(node, PROV_WAS_DERIVED_FROM)
        return Figure(
            iri=iri,
            curie=shorten(iri),
            metric=one(node, ipr("metric")),
            statistic=one(node, ipr("statistic")),
            value=self._number(node, "value"),
            unit=one(node, ipr("unit")),
            lower=self._number(node, "lowerBound"),
            upper=self._number(node, "upperBound"),
            qualifier=one(node, ipr("qualifier")).iri.rpartition("/")[2],
            dimensions={name: value for name in _DIMENSIONS if (value := one(node, ipr(name))).iri},
            printed=self._printed(node),
            omitted_in=tuple(
                sorted(
                    self._evidence.languages.get(edition.value, "")
                    for edition in self._evidence.values(node, ipr("omittedIn"))
                )
            ),
            rule=rule if rule.iri else None,
            derived_from=tuple(sorted(map(self._name, sources), key=lambda name: name.curie)),
            places=self._evidence.mentions(iri),
        )

    def _facts_of(self, node: ox.NamedNode) -> Iterator[Fact]:
        """Yield what is said of a thing; of a figure what its own record does not show."""
        apart = _APART | (_figure_terms() if node.value.startswith(f"{ID}obs/") else set())
        yield from self._facts(self._store.quads_for_pattern(node, None, None), apart)

    def _incoming(self, node: ox.NamedNode) -> Iterator[Fact]:
        """Yield what points to a thing, figures (but derived ones), mentions and findings apart."""
        quads = (
            quad
            for quad in self._store.quads_for_pattern(None, None, node)
            if quad.predicate == PROV_WAS_DERIVED_FROM or not _is_record(quad.subject)
        )
        yield from self._facts(quads, _NOT_POINTING)

    def _paragraph_facts(self, graph: str) -> Iterator[Fact]:
        """Yield the statements between things that a paragraph makes."""
        quads = (
            quad
            for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            if not _is_record(quad.subject)
        )
        yield from self._facts(quads, _APART)

    def _facts(self, quads: Iterable[ox.Quad], apart: set[str]) -> Iterator[Fact]:
        """Yield each statement once, with all graphs that hold it and the sentences that say it."""
        graphs: dict[ox.Triple, list[str]] = {}
        for quad in quads:
            if quad.predicate.value not in apart and _is_shown(quad) and not is_identifier(quad):
                graphs.setdefault(quad.triple, []).append(str(quad.graph_name)[1:-1])
        for triple, found in graphs.items():
            if not isinstance(triple.subject, ox.NamedNode):
                continue
            yield Fact(
                subject=self._name(triple.subject),
                predicate=self._name(triple.predicate),
                object=self._name(triple.object),
                graphs=tuple(sorted(found)),
                places=tuple(self._places(triple, found)),
                inferred=self._inferred(triple),
            )

    def _places(self, triple: ox.Triple, graphs: list[str]) -> Iterator[Place]:
        """Yield the sentences of the paragraphs among the graphs that say a statement."""
        paragraphs = [graph for graph in graphs if graph in self._evidence.paragraphs]
        target = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
        for graph in sorted(paragraphs, key=lambda one: number_order(one.rpartition("/")[2])):
            subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
            yield from self._evidence.of_fact(graph, subject, target)

    def _inferred(self, triple: ox.Triple) -> str:
        """Return why a statement was inferred, empty where it is printed."""
        inference = self._inferences.get((str(triple.subject), str(triple.predicate)), {})
        iri = inference.get(str(triple.object), "")
        return self._labels.best(self._labels.all_of(iri, ipr("impliedBecause"))) if iri else ""

    @cached_property
    def _inferences(self) -> dict[tuple[str, str], dict[str, str]]:
        """Return the inference of each inferred statement: subject and predicate, then object."""
        parts: list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = []
        for name in ("subject", "predicate", "object"):
            found = self._store.quads_for_pattern(
                None, ox.NamedNode(f"{_RDF}{name}"), None, _DEFAULT
            )
            parts.append(
                {q.subject.value: q.object for q in found if isinstance(q.subject, ox.NamedNode)}
            )
        subjects, predicates, objects = parts
        inferences: dict[tuple[str, str], dict[str, str]] = {}
        for iri in sorted(subjects.keys() & predicates.keys() & objects.keys()):
            statement = (str(subjects[iri]), str(predicates[iri]))
            inferences.setdefault(statement, {})[str(objects[iri])] = iri
        return inferences

    def _figures(self, iri: str, *, paragraph: bool) -> Iterator[Figure]:
        """Yield the figures of a thing (itself, or as a dimension of it), or of a paragraph."""
        if iri.startswith(f"{ID}obs/"):
            yield self.figure(iri)
            return
        if paragraph:
            quads = self._store.quads_for_pattern(None, ipr("value"), None, ox.NamedNode(iri))
            repeated = self._store.quads_for_pattern(None, ipr("statedAs"), None, ox.NamedNode(iri))
            found = {quad.subject for quad in (*quads, *repeated)}
        else:
            found = {
                quad.subject
                for name in ("metric", *_DIMENSIONS)
                for quad in self._store.quads_for_pattern(
                    None, ipr(name), ox.NamedNode(iri), _DEFAULT
                )
            }
        observations = [
            one.value
            for one in found
            if isinstance(one, ox.NamedNode) and one.value.startswith(f"{ID}obs/")
        ]
        figures = [self.figure(one) for one in observations]
        yield from sorted(figures, key=_figure_order)

    def _differences(self, iri: str, *, paragraph: bool) -> Iterator[Difference]:
        """Yield the discrepancies about a thing, or of a paragraph."""
        if paragraph:
            quads = self._store.quads_for_pattern(
                None, ipr("differenceKind"), None, ox.NamedNode(iri)
            )
        else:
            quads = self._store.quads_for_pattern(None, ipr("about"), ox.NamedNode(iri), _DEFAULT)
        found = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        for one in sorted(found):
            node = ox.NamedNode(one)
            yield Difference(
                iri=one,
                curie=shorten(one),
                kind=self._one(node, ipr("differenceKind")),
                severity=self._one(node, ipr("severity")),
                comment=self._comment(one),
                printed=self._printed(node),
                paragraphs=self._stating(node),
            )

    def _stating(self, node: ox.NamedNode) -> tuple[str, ...]:
        """Return the numbers of the paragraphs whose graphs hold a discrepancy."""
        quads = self._store.quads_for_pattern(node, ipr("differenceKind"), None)
        numbers = {
            self._evidence.paragraphs.get(quad.graph_name.value, "")
            for quad in quads
            if isinstance(quad.graph_name, ox.NamedNode)
        }
        return tuple(sorted(numbers - {""}, key=number_order))

    def _kinds(self, node: ox.NamedNode) -> tuple[Name, ...]:
        """Return the classes of a thing, the project's own first."""
        quads = self._store.quads_for_pattern(node, RDF_TYPE, None)
        names = {self._name(quad.object) for quad in quads if _is_shown(quad)}
        return tuple(sorted(names, key=lambda one: (not one.curie.startswith("ipr:"), one.curie)))

    def _texts(self, node: ox.NamedNode, predicate: ox.NamedNode) -> tuple[str, ...]:
        """Return the values of a property as text, in order."""
        return tuple(sorted({value.value for value in self._evidence.values(node, predicate)}))

    def _printed(self, node: ox.NamedNode) -> dict[str, tuple[str, ...]]:
        """Return the printed forms of a figure or discrepancy by language."""
        forms: dict[str, list[str]] = {}
        for value in self._evidence.values(node, ipr("statedAs")):
            if isinstance(value, ox.Literal):
                forms.setdefault(value.language or "", []).append(value.value)
        order = sorted(forms, reverse=True)
        return {language: tuple(sorted(forms[language])) for language in order}

    def _one(self, node: ox.NamedNode, predicate: ox.NamedNode) -> Name:
        """Return the first value of a property by name, an empty name where there is none."""
        values = sorted(self._evidence.values(node, predicate), key=str)
        return self._name(values[0]) if values else Name("")

    def _name(self, term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> Name:
        """Return a term as a name: a thing with its label, or the words of a literal."""
        if isinstance(term, ox.NamedNode):
            return Name(self._labels.of(term.value), term.value, shorten(term.value))
        return Name(term.value if isinstance(term, ox.Literal) else str(term))

    def _number(self, node: ox.NamedNode, name: str) -> Decimal | None:
        """Return a numeric property, None where it is absent."""
        try:
            return Decimal(self._evidence.text(node, ipr(name)))
        except InvalidOperation:
            return None


def _figure_terms() -> set[str]:
    """Return the properties that a figure's own record shows."""
    names = ("metric", "statistic", "value", "unit", "qualifier", "precision", "lowerBound")
    own = {ipr(name).value for name in (*names, "upperBound", "rule", *_DIMENSIONS)}
    return own | {PROV_WAS_DERIVED_FROM.value, "http://purl.org/linked-data/cube#dataSet"}


def _is_shown(quad: ox.Quad) -> bool:
    """Return whether a quad is in a named graph whose statements a page shows."""
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name != _NOT_SHOWN


def _is_record(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> bool:
    """Return whether a subject is a record (figure, mention, finding …) and not a thing."""
    if not isinstance(node, ox.NamedNode) or node.value.startswith(GRAPH):
        return True
    return node.value.startswith(ID) and node.value[len(ID) :].startswith(_RECORDS)


def _fact_order(fact: Fact) -> tuple[str, str, str, str]:
    """Return what facts are sorted by."""
    return (fact.predicate.curie, fact.subject.curie, fact.object.curie, fact.object.label)


def _figure_order(figure: Figure) -> tuple[tuple[int, ...], int, str]:
    """Return what figures are sorted by: place in the report, derived ones last, then address."""
    first = figure.places[0] if figure.places else None
    number = number_order(first.number) if first else (999,)
    return (number, first.start if first else 0, figure.curie)
