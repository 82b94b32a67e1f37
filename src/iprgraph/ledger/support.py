"""Support: whether a sentence of the report prints both ends of a relation that is stated.

Two things that stand in one paragraph need not have to do with each other; where one sentence
names both, or the name of one is part of the other's, the relation can be read there. What is
read from elsewhere is said by an `ipr:Inference`, or by `ipr:impliedBecause` of an end.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.anchors.claims import UNPRINTED_KINDS, names_of
from iprgraph.ledger.statements import BOOKKEEPING, metrics_of
from iprgraph.ledger.warning import warning
from iprgraph.prefixes import shorten
from iprgraph.reports import objects_of, str_of
from iprgraph.vocabulary import ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.anchors import AnchorRow
    from iprgraph.anchors.claims import Names
    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.ledger.sentences import Mentions
    from iprgraph.reports import Report, ReportParagraph

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
REIFIED = tuple(ox.NamedNode(_RDF + name) for name in ("subject", "predicate", "object"))
_ABOUT, _AREA = ipr("about"), ipr("area")
_IMPLIED = ipr("impliedBecause")
_SPATIAL = ox.NamedNode("http://purl.org/dc/terms/spatial")
_DOCUMENT = frozenset(("report", "edition", "section", "paragraph", ""))

Fact = tuple[object, object, object]


@dataclass(frozen=True)
class _Printed:
    """What the anchors of a paragraph print: sentences and forms of each thing by edition."""

    sentences: Mapping[tuple[str, str], set[int]]
    forms: Mapping[tuple[str, str], set[str]]
    langs: tuple[str, ...]
    names: Names

    def together(self, first: str, second: str) -> bool:
        """Return whether an edition prints both in one sentence, or one in the other's name."""
        return any(
            self.sentences.get((first, lang), set()) & self.sentences.get((second, lang), set())
            or self._inside(first, second, lang)
            or self._inside(second, first, lang)
            for lang in self.langs
        )

    def _inside(self, inner: str, outer: str, lang: str) -> bool:
        known = {_even(name) for name in self.names.of(inner, lang)}
        known |= self.forms.get((inner, lang), set())
        longer = self.forms.get((outer, lang), set())
        return any(name in form for name in known for form in longer)


def support_findings(
    graphs: Graphs, report: Report, mentions: Mapping[str, Mentions]
) -> list[Finding]:
    """Return a warning for each relation that no sentence supports, by the mentions."""
    remedy = "correct the relation; if it is read from elsewhere, say so in an ipr:Inference"
    names = names_of(graphs, report)
    langs = tuple(edition.lang for edition in report.editions)
    found: list[Finding] = []
    for paragraph in report.paragraphs:
        printed = _printed(mentions[paragraph.number].rows, langs, names)
        for triple in _unsupported(graphs, report, paragraph, printed):
            terms = [str_of(each) for each in (triple.subject, triple.predicate, triple.object)]
            told = " ".join(shorten(term, graphs.prefixes) for term in terms)
            what = f"no sentence of paragraph {paragraph.number} prints both ends of: {told}"
            found.append(warning(graphs, paragraph, terms[0], "relation-support", what, remedy))
    return found


def _unsupported(
    graphs: Graphs, report: Report, paragraph: ReportParagraph, printed: _Printed
) -> Iterator[ox.Triple]:
    """Yield the relations of a paragraph whose ends no sentence prints together."""
    triples = graphs.triples.get(paragraph.iri, ())
    inferred = _inferred(triples)
    implied = {str_of(each.subject) for each in triples if each.predicate == _IMPLIED}
    whole = areas(graphs, report)
    about: list[ox.Triple] = []
    for triple in triples:
        if triple.predicate == _ABOUT:
            about.append(triple)
            continue
        if not _relates(triple):
            continue
        first, second = str_of(triple.subject), str_of(triple.object)
        if (
            not (triple.predicate == _AREA and second in whole)
            and not {first, second} & implied
            and (triple.subject, triple.predicate, triple.object) not in inferred
            and not printed.together(first, second)
        ):
            yield triple
    free = implied | {str_of(value) for fact in inferred for value in fact}
    yield from _not_about(about, free, printed, metrics_of(graphs, paragraph))


def _relates(triple: ox.Triple) -> bool:
    """Return whether a statement relates two things that a text must print."""
    if triple.predicate in BOOKKEEPING or not isinstance(triple.object, ox.NamedNode):
        return False
    kinds = [_kind(each) for each in (triple.subject, triple.object)]
    return all(kind and kind not in UNPRINTED_KINDS for kind in kinds)


def _not_about(
    about: Iterable[ox.Triple], free: set[str], printed: _Printed, metrics: Mapping[str, str]
) -> Iterator[ox.Triple]:
    """Yield what a discrepancy is said to be about, but does not stand beside its words.

    Of the figures of one metric one is enough; a part of the document stands nowhere.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    apart: list[ox.Triple] = []
    for triple in about:
        first, second = str_of(triple.subject), str_of(triple.object)
        if printed.together(first, second):
            beside[first].add(metrics.get(second, ""))
        elif second not in free and kind_and_slug(second)[0] not in _DOCUMENT:
            apart.append(triple)
    for triple in apart:
        metric = metrics.get(str_of(triple.object), "")
        if not metric or metric not in beside[str_of(triple.subject)]:
            yield triple


def _inferred(triples: Iterable[ox.Triple]) -> set[Fact]:
    """Return the statements that the inferences of a paragraph are about."""
    parts: dict[object, dict[ox.NamedNode, object]] = defaultdict(dict)
    for triple in triples:
        if triple.predicate in REIFIED:
            parts[triple.subject][triple.predicate] = triple.object
    subject, predicate, value = REIFIED
    return {(each.get(subject), each.get(predicate), each.get(value)) for each in parts.values()}


def areas(graphs: Graphs, report: Report) -> set[str]:
    """Return the places that the whole report is about, which need not be named beside a figure."""
    return set(objects_of(graphs, report.iri, _SPATIAL))


def _printed(rows: Iterable[AnchorRow], langs: tuple[str, ...], names: Names) -> _Printed:
    sentences: dict[tuple[str, str], set[int]] = defaultdict(set)
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        sentences[row.thing, row.edition].add(row.sentence)
        forms[row.thing, row.edition].add(_even(row.form))
    return _Printed(sentences, forms, langs, names)


def _kind(term: object) -> str:
    return kind_and_slug(term.value)[0] if isinstance(term, ox.NamedNode) else ""


def _even(form: str) -> str:
    return "".join(form.casefold().split())
