"""Claims: what a paragraph's graph says that an edition of the paragraph prints."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from iprgraph.vocabulary import ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from iprgraph.facts import Facts
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report, ReportEdition, ReportParagraph

UNPRINTED_KINDS = frozenset(
    (
        *("metric", "period", "rule", "cube", "discrepancy", "inference"),
        *("report", "edition", "section", "sentence", "anchor", "mention"),
    )
)

_STATED_AS = ipr("statedAs").value
_OMITTED_IN = ipr("omittedIn").value
_IMPLIED = ipr("impliedBecause").value

Forms = dict[tuple[str, str], list[str]]


class Claim(NamedTuple):
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
    return Names(_forms(graphs.facts(report.graph)), graphs.names)


def claims_of(
    graphs: Graphs, report: Report, paragraph: ReportParagraph, names: Names
) -> tuple[Claim, ...]:
    """Return the claims of a paragraph, one for each thing, or date of it, and edition, sorted."""
    facts = graphs.facts(paragraph.iri)
    stated, omitted, implied = _forms(facts), set(facts.of(_OMITTED_IN)), facts.things(_IMPLIED)
    claims: list[Claim] = []
    for thing in sorted(facts.nodes):
        kind = kind_and_slug(thing)[0]
        owed = kind not in UNPRINTED_KINDS
        for edition in report.editions if kind else ():
            own = tuple(sorted(stated.get((thing, edition.lang), ())))
            claims.append(
                Claim(
                    thing=thing,
                    edition=edition.lang,
                    forms=own or (names.of(thing, edition.lang) if owed else ()),
                    stated=bool(own),
                    omitted=(thing, edition.iri) in omitted,
                    implied=thing in implied,
                    owed=owed,
                )
            )
    claims += (_dated(*each, edition) for each in facts.days for edition in report.editions)
    return tuple(claims)


def stated_forms(graphs: Graphs, paragraph: ReportParagraph) -> Iterator[tuple[str, str, str]]:
    """Yield thing, form and language of every form that a paragraph's graph states."""
    for each in graphs.facts(paragraph.iri).texts_of(_STATED_AS):
        yield each.subject, each.value, each.language


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
    days = graphs.facts(paragraph.iri).days
    return frozenset((thing, form) for thing, day in days for form in date_forms(day, lang))


def date_forms(day: date, lang: str) -> tuple[str, ...]:
    """Return the ways in which a report of a language prints a day, the usual one first."""
    if lang.startswith("zh"):
        return (f"{day.year}年{day.month}月{day.day}日",)
    months = "January February March April May June July August September October November December"
    month = months.split()[day.month - 1]
    return (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}")


def _forms(facts: Facts) -> Forms:
    """Return the forms that a graph states of things, by thing and language."""
    forms: Forms = defaultdict(list)
    for each in facts.texts_of(_STATED_AS):
        if each.language:
            forms[each.subject, each.language].append(each.value)
    return forms
