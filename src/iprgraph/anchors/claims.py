"""Claims: what a paragraph's graph says that an edition of the paragraph prints."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import XSD_DATE, ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report, ReportEdition, ReportParagraph

UNPRINTED_KINDS = frozenset(
    (
        *("metric", "period", "rule", "cube", "discrepancy", "inference"),
        *("report", "edition", "section", "sentence", "anchor", "mention"),
    )
)

_STATED_AS = ipr("statedAs")
_OMITTED_IN = ipr("omittedIn")
_IMPLIED = ipr("impliedBecause")

Forms = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Claim:
    """That a thing stands in a paragraph of an edition in one of some forms, or why it does not.

    `stated` forms are given in the paragraph's own graph, and each must be found; of other forms
    (labels, aliases, forms of the whole report, ways to write a date) one is enough. `owed` is
    false for what need not be printed: a metric, a period, a discrepancy. `dated` is true for a
    date that the graph gives the thing, beside the claim for its name.
    """

    thing: str
    edition: str
    forms: tuple[str, ...]
    stated: bool
    omitted: bool
    implied: bool
    owed: bool
    dated: bool = False

    @property
    def is_figure(self) -> bool:
        """Return whether the thing is an observation, whose form must be unique."""
        return kind_and_slug(self.thing)[0] == "obs" and not self.dated

    @property
    def is_name(self) -> bool:
        """Return whether the forms are names, of which the longest match wins."""
        return not self.dated and kind_and_slug(self.thing)[0] not in UNPRINTED_KINDS | {"obs"}

    @property
    def anchored(self) -> bool:
        """Return whether the forms are to be anchored in this edition."""
        return self.stated or not (self.omitted or self.implied)


@dataclass(frozen=True)
class Names:
    """The forms that hold in all paragraphs of a report: its own for it, then labels and aliases.

    Both by thing and language.
    """

    own: Mapping[tuple[str, str], list[str]]
    labels: Mapping[tuple[str, str], tuple[str, ...]]

    def of(self, thing: str, lang: str) -> tuple[str, ...]:
        """Return the forms of a thing in a language, each once, in a stated order."""
        key = (thing, lang)
        return tuple(dict.fromkeys((*self.own.get(key, ()), *self.labels.get(key, ()))))


def names_of(graphs: Graphs, report: Report) -> Names:
    """Return the names that any paragraph of a report can call things by."""
    forms: Forms = defaultdict(list)
    for triple in graphs.triples.get(report.graph, ()):
        if triple.predicate == _STATED_AS:
            _note(forms, triple)
    return Names(forms, graphs.names)


def claims_of(
    graphs: Graphs, report: Report, paragraph: ReportParagraph, names: Names
) -> tuple[Claim, ...]:
    """Return the claims of a paragraph, one for each thing, or date of it, and edition, sorted."""
    triples = graphs.triples.get(paragraph.iri, ())
    stated: Forms = defaultdict(list)
    omitted: set[tuple[str, str]] = set()
    implied: set[str] = set()
    for triple in triples:
        if triple.predicate == _STATED_AS:
            _note(stated, triple)
        elif triple.predicate == _OMITTED_IN:
            omitted.add((_iri(triple.subject), _iri(triple.object)))
        elif triple.predicate == _IMPLIED:
            implied.add(_iri(triple.subject))

    def claim(thing: str, edition: ReportEdition) -> Claim:
        own = tuple(sorted(stated.get((thing, edition.lang), ())))
        owed = kind_and_slug(thing)[0] not in UNPRINTED_KINDS
        return Claim(
            thing=thing,
            edition=edition.lang,
            forms=own or (names.of(thing, edition.lang) if owed else ()),
            stated=bool(own),
            omitted=(thing, edition.iri) in omitted,
            implied=thing in implied,
            owed=owed,
        )

    named = (
        claim(thing, edition) for thing in sorted(_things(triples)) for edition in report.editions
    )
    dated = (
        _dated(thing, day, edition) for thing, day in _days(triples) for edition in report.editions
    )
    return (*named, *dated)


def stated_forms(graphs: Graphs, paragraph: ReportParagraph) -> Iterator[tuple[str, str, str]]:
    """Yield thing, form and language of every form that a paragraph's graph states."""
    for triple in graphs.triples.get(paragraph.iri, ()):
        if triple.predicate == _STATED_AS and isinstance(triple.object, ox.Literal):
            yield _iri(triple.subject), triple.object.value, triple.object.language or ""


def _days(triples: Iterable[ox.Triple]) -> list[tuple[str, date]]:
    """Return the dates that a paragraph's graph gives to things. An ill-formed one is left out."""
    found: set[tuple[str, date]] = set()
    for triple in triples:
        literal = triple.object
        if isinstance(literal, ox.Literal) and literal.datatype == XSD_DATE:
            with suppress(ValueError):
                found.add((_iri(triple.subject), date.fromisoformat(literal.value)))
    return sorted(found)


def _dated(thing: str, day: date, edition: ReportEdition) -> Claim:
    return Claim(
        thing=thing,
        edition=edition.lang,
        forms=date_forms(day, edition.lang),
        stated=False,
        omitted=False,
        implied=False,
        owed=True,
        dated=True,
    )


def dated_forms(
    graphs: Graphs, paragraph: ReportParagraph, lang: str
) -> frozenset[tuple[str, str]]:
    """Return each dated thing of a paragraph's graph with the forms of its dates in a language."""
    dated = _days(graphs.triples.get(paragraph.iri, ()))
    return frozenset((thing, form) for thing, day in dated for form in date_forms(day, lang))


def date_forms(day: date, lang: str) -> tuple[str, ...]:
    """Return the ways in which a report of a language prints a day, the usual one first."""
    if lang.startswith("zh"):
        return (f"{day.year}年{day.month}月{day.day}日",)
    months = "January February March April May June July August September October November December"
    month = months.split()[day.month - 1]
    return (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}")


def _things(triples: Iterable[ox.Triple]) -> set[str]:
    nodes = {_iri(node) for triple in triples for node in (triple.subject, triple.object)}
    return {node for node in nodes if kind_and_slug(node)[0]}


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _note(forms: Forms, triple: ox.Triple) -> None:
    if isinstance(triple.object, ox.Literal) and triple.object.language:
        forms[_iri(triple.subject), triple.object.language].append(triple.object.value)
