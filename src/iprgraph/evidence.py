"""Evidence: where in the report something stands, by edition, paragraph, sentence and offsets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.reports import number_order
from iprgraph.vocabulary import DCTERMS_LANGUAGE, RDF_TYPE, ipr, oa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.words import Words

_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an edition: paragraph, sentence (empty in a heading), offsets, form, words.

    `form` is the printed form that stands there, empty for a whole sentence; `words` is the text
    of the sentence, empty where this machine does not have the report's text.
    """

    paragraph: str
    number: str
    language: str
    sentence: str
    start: int
    end: int
    form: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the graph knows it: paragraph, edition, number in the paragraph, offsets."""

    iri: str
    paragraph: str
    edition: str
    number: str
    start: int
    end: int


class Evidence:
    """The mentions and sentences of a store, each looked up once."""

    def __init__(self, store: ox.Store, words: Words) -> None:
        self._store = store
        self._words = words
        self._mentions: dict[str, tuple[Place, ...]] = {}
        self._sentences: dict[str, Sentence] = {}
        self._places: dict[str, Place] = {}
        self._printing: dict[str, dict[str, dict[str, list[str]]]] = {}

    @cached_property
    def paragraphs(self) -> dict[str, str]:
        """Return the number of each paragraph by its address."""
        found = self._store.quads_for_pattern(None, RDF_TYPE, ipr("Paragraph"), _DEFAULT)
        return {
            quad.subject.value: self.text(quad.subject, ipr("number"))
            for quad in found
            if isinstance(quad.subject, ox.NamedNode)
        }

    @cached_property
    def languages(self) -> dict[str, str]:
        """Return the language of each edition by its address."""
        found = self._store.quads_for_pattern(None, RDF_TYPE, ipr("Edition"), _DEFAULT)
        return {
            quad.subject.value: self.text(quad.subject, DCTERMS_LANGUAGE)
            for quad in found
            if isinstance(quad.subject, ox.NamedNode)
        }

    def mentions(self, iri: str) -> tuple[Place, ...]:
        """Return every place that prints a thing, in the order of the report."""
        if iri not in self._mentions:
            found = self._store.quads_for_pattern(None, oa("hasBody"), ox.NamedNode(iri), _DEFAULT)
            places = {self._mention(quad.subject) for quad in found}
            self._mentions[iri] = tuple(sorted(places, key=_place_order))
        return self._mentions[iri]

    def of_fact(self, paragraph: str, subject: str, value: str) -> tuple[Place, ...]:
        """Return the sentences of a paragraph that print both ends of a fact, else one of them.

        Of the two ends the one that fewer sentences print counts, then the later one, for it says
        more exactly where the fact stands. The value is an address, empty for a literal.
        """
        subjects = self._sentences_of(subject, paragraph)
        objects = self._sentences_of(value, paragraph) if value else {}
        chosen: list[str] = []
        for language in sorted({*subjects, *objects}, reverse=True):
            ends = [end for end in (subjects.get(language), objects.get(language)) if end]
            both = [sentence for sentence in ends[0] if sentence in ends[-1]]
            best: list[str] = both or min(ends, key=self._vagueness)
            chosen += best
        return tuple(self.sentence_place(iri) for iri in dict.fromkeys(chosen))

    def in_paragraph(self, paragraph: str) -> tuple[Place, ...]:
        """Return the sentences of a paragraph, edition by edition in the original's order."""
        found = self._store.quads_for_pattern(
            None, ipr("inParagraph"), ox.NamedNode(paragraph), _DEFAULT
        )
        places = [
            self.sentence_place(quad.subject.value)
            for quad in found
            if isinstance(quad.subject, ox.NamedNode) and "/id/sentence/" in quad.subject.value
        ]
        return tuple(sorted(places, key=lambda one: (one.start, one.end)))

    def sentence(self, iri: str) -> Sentence:
        """Return a sentence by its address."""
        if iri not in self._sentences:
            node = ox.NamedNode(iri)
            self._sentences[iri] = Sentence(
                iri=iri,
                paragraph=self.text(node, ipr("inParagraph")),
                edition=self.text(node, ipr("inEdition")),
                number=self.text(node, ipr("number")),
                start=int(self.text(node, oa("start")) or 0),
                end=int(self.text(node, oa("end")) or 0),
            )
        return self._sentences[iri]

    def sentence_place(self, iri: str) -> Place:
        """Return a sentence as a place, with its words where the text is at hand."""
        if iri not in self._places:
            one = self.sentence(iri)
            self._places[iri] = Place(
                paragraph=one.paragraph,
                number=self.paragraphs.get(one.paragraph, ""),
                language=self.languages.get(one.edition, ""),
                sentence=one.number,
                start=one.start,
                end=one.end,
                words=self._words.between(one.edition, one.start, one.end),
            )
        return self._places[iri]

    def text(self, node: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode) -> str:
        """Return the first value of a property as text, empty where there is none."""
        return next((value.value for value in self.values(node, predicate)), "")

    def values(
        self, node: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode
    ) -> Iterator[ox.NamedNode | ox.Literal]:
        """Yield the IRIs and literals that a property has in the default graph."""
        for quad in self._store.quads_for_pattern(node, predicate, None, _DEFAULT):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.object

    def _mention(self, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> Place:
        """Return a mention as a place: its own offsets, and the words of its sentence."""
        form = next(iter(self.values(node, ipr("form"))), None)
        sentence = self.text(node, ipr("inSentence"))
        whole = self.sentence_place(sentence) if sentence else None
        paragraph = self.text(node, ipr("inParagraph"))
        spans = [self._span(target) for target in self.values(node, oa("hasTarget"))]
        place = whole or Place(paragraph, self.paragraphs.get(paragraph, ""), "", "", 0, 0)
        return replace(
            place,
            language=form.language or "" if isinstance(form, ox.Literal) else "",
            form=form.value if form is not None else "",
            start=min((start for start, _ in spans), default=0),
            end=max((end for _, end in spans), default=0),
        )

    def _vagueness(self, sentences: list[str]) -> tuple[int, int]:
        """Return how little some sentences say of where a fact stands: many, or early ones."""
        return (len(sentences), -self.sentence(sentences[0]).start)

    def _span(self, anchor: ox.NamedNode | ox.Literal) -> tuple[int, int]:
        """Return the offsets of an anchor."""
        if isinstance(anchor, ox.NamedNode):
            for selector in self.values(anchor, oa("hasSelector")):
                if isinstance(selector, ox.NamedNode):
                    ends = self.text(selector, oa("start")), self.text(selector, oa("end"))
                    return int(ends[0] or 0), int(ends[1] or 0)
        return 0, 0

    def _sentences_of(self, iri: str, paragraph: str) -> dict[str, list[str]]:
        """Return the addresses of a paragraph's sentences that print a thing, by language."""
        if iri not in self._printing:
            self._printing[iri] = self._all_sentences_of(iri)
        return self._printing[iri].get(paragraph, {})

    def _all_sentences_of(self, iri: str) -> dict[str, dict[str, list[str]]]:
        """Return the addresses of all sentences that print a thing, by paragraph and language."""
        found = self._store.quads_for_pattern(None, oa("hasBody"), ox.NamedNode(iri), _DEFAULT)
        addresses = {self.text(quad.subject, ipr("inSentence")) for quad in found} - {""}
        sentences = sorted(map(self.sentence, addresses), key=lambda each: (each.start, each.iri))
        by_paragraph: dict[str, dict[str, list[str]]] = {}
        for one in sentences:
            language = self.languages.get(one.edition, "")
            by_paragraph.setdefault(one.paragraph, {}).setdefault(language, []).append(one.iri)
        return by_paragraph


def _place_order(place: Place) -> tuple[tuple[int, ...], int, int]:
    """Return what places are sorted by: paragraph, then offsets."""
    return (number_order(place.number), place.start, place.end)


def by_sentence(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places with one for each sentence, the first of those that share it."""
    seen: dict[tuple[str, str, str], Place] = {}
    for place in places:
        seen.setdefault((place.paragraph, place.language, place.sentence), place)
    return tuple(seen.values())
