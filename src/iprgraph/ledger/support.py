"""Support: whether a sentence of the report prints both ends of a relation that is stated.

Two things that stand in one paragraph need not have to do with each other; where one sentence
names both, or the name of one is part of the other's, the relation can be read there. What is
read from elsewhere is said by an `ipr:Inference`, or by `ipr:impliedBecause` of an end.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.anchors.claims import names_of
from iprgraph.ledger.statements import metrics_of, relations_of
from iprgraph.ledger.warning import warning
from iprgraph.prefixes import shorten
from iprgraph.reports import objects_of
from iprgraph.vocabulary import ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from iprgraph.anchors import AnchorRow
    from iprgraph.anchors.claims import Names
    from iprgraph.checks.finding import Finding
    from iprgraph.facts import Facts, Pair, Relation
    from iprgraph.graphs import Graphs
    from iprgraph.ledger.sentences import Mentions
    from iprgraph.reports import Report, ReportParagraph

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
REIFIED = tuple(_RDF + name for name in ("subject", "predicate", "object"))
_ABOUT, _AREA, _IMPLIED = (ipr(name).value for name in ("about", "area", "impliedBecause"))
_SPATIAL = ox.NamedNode("http://purl.org/dc/terms/spatial")
_DOCUMENT = frozenset(("report", "edition", "section", "paragraph", ""))


@dataclass(frozen=True)
class _Printed:
    """What the anchors of a paragraph print, in which languages, and what things are called."""

    rows: Sequence[AnchorRow]
    langs: tuple[str, ...]
    names: Names

    @cached_property
    def sentences(self) -> Mapping[tuple[str, str], set[int]]:
        """Return the sentences that print each thing, by thing and edition."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for row in self.rows:
            found[row.thing, row.edition].add(row.sentence)
        return found

    @cached_property
    def forms(self) -> Mapping[tuple[str, str], set[str]]:
        """Return the forms that print each thing, by thing and edition."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self.rows:
            found[row.thing, row.edition].add(_even(row.form))
        return found

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
    names, whole = names_of(graphs, report), areas(graphs, report)
    langs = tuple(edition.lang for edition in report.editions)
    found: list[Finding] = []
    for paragraph in report.paragraphs:
        printed = _Printed(mentions[paragraph.number].rows, langs, names)
        for relation in _unsupported(graphs, paragraph, printed, whole):
            told = " ".join(shorten(term, graphs.prefixes) for term in relation)
            what = f"no sentence of paragraph {paragraph.number} prints both ends of: {told}"
            found.append(warning(graphs, paragraph, relation[0], "relation-support", what, remedy))
    return found


def _unsupported(
    graphs: Graphs, paragraph: ReportParagraph, printed: _Printed, whole: Container[str]
) -> Iterator[Relation]:
    """Yield the relations of a paragraph whose ends no sentence prints together."""
    facts = graphs.facts(paragraph.iri)
    inferred, implied = _inferred(facts), facts.things(_IMPLIED)
    for relation in relations_of(graphs, paragraph):
        first, predicate, second = relation
        if (
            not (predicate == _AREA and second in whole)
            and first not in implied
            and second not in implied
            and relation not in inferred
            and not printed.together(first, second)
        ):
            yield relation
    free = implied.union(*inferred)
    metrics = metrics_of(graphs, paragraph)
    for first, second in _not_about(facts.of(_ABOUT), free, printed, metrics):
        yield first, _ABOUT, second


def _not_about(
    about: Iterable[Pair], free: set[str], printed: _Printed, metrics: Mapping[str, str]
) -> Iterator[Pair]:
    """Yield what a discrepancy is said to be about, but does not stand beside its words.

    Of the figures of one metric one is enough; a part of the document stands nowhere.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    apart: list[Pair] = []
    for first, second in about:
        if printed.together(first, second):
            beside[first].add(metrics.get(second, ""))
        elif second not in free and kind_and_slug(second)[0] not in _DOCUMENT:
            apart.append((first, second))
    for first, second in apart:
        metric = metrics.get(second, "")
        if not metric or metric not in beside[first]:
            yield first, second


def _inferred(facts: Facts) -> set[Relation]:
    """Return the statements that the inferences of a paragraph are about."""
    subjects, predicates, objects = (dict(facts.of(part)) for part in REIFIED)
    return {
        (subjects.get(one, ""), predicates.get(one, ""), objects.get(one, ""))
        for one in subjects.keys() | predicates.keys() | objects.keys()
    }


def areas(graphs: Graphs, report: Report) -> set[str]:
    """Return the places that the whole report is about, which need not be named beside a figure."""
    return set(objects_of(graphs, report.iri, _SPATIAL))


def _even(form: str) -> str:
    return "".join(form.casefold().split())
