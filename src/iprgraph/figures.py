"""Figures: double entry, each value against its printed forms, which give precision and bounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph import intervals, numerals
from iprgraph.anchors import stated_forms
from iprgraph.checks.finding import Finding
from iprgraph.errors import NumeralError
from iprgraph.numerals import Kind
from iprgraph.prefixes import shorten
from iprgraph.reports import reports_of
from iprgraph.vocabulary import QUALIFIER, STATISTIC, XSD_DECIMAL, ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.graphs import Graphs
    from iprgraph.intervals import Interval
    from iprgraph.numerals import Numeral
    from iprgraph.reports import Report, ReportParagraph
    from iprgraph.turtle import Term

CHECK = "grounding"
DIGITS = 12  # decimals of a bound that is no finite decimal; all others are exact

# The kinds of numeral that can print each statistic; a statistic not named here takes any.
_FITTING = {
    "level": {Kind.LEVEL},
    "growth": {Kind.GROWTH},
    # A list of changes prints its verb once; the later figures read as levels.
    "change": {Kind.CHANGE, Kind.LEVEL},
    "share": {Kind.SHARE, Kind.LEVEL},
    "rank": {Kind.RANK, Kind.ORDINAL},
    "streak": {Kind.STREAK},
    "ratio": {Kind.LEVEL, Kind.SHARE},
}


@dataclass(frozen=True)
class Figures:
    """What the printed forms say: precision, qualifier and bounds as triples, and findings."""

    triples: tuple[ox.Triple, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Printed:
    """A printed form of an observation in a paragraph."""

    observation: str
    paragraph: ReportParagraph
    form: str
    lang: str


class _Values:
    """What all things have as value, statistic, unit or printed word, read in one pass each."""

    def __init__(self, graphs: Graphs) -> None:
        self._store = graphs.store
        self._of = cache(self._read)

    def of(self, subject: str, name: str) -> list[str]:
        """Return the IRIs and texts that a thing has by a property of ours, sorted."""
        return sorted(str(getattr(term, "value", "")) for term in self._of(name).get(subject, ()))

    def words(self, unit: str, lang: str) -> set[str]:
        """Return the words that print a unit in a language."""
        literals = self._of("printedWord").get(unit, ())
        return {
            each.value
            for each in literals
            if isinstance(each, ox.Literal) and each.language == lang
        }

    def _read(self, name: str) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, ipr(name), None, ox.DefaultGraph()):
            found[str(getattr(quad.subject, "value", ""))].append(quad.object)
        return found


def read_figures(graphs: Graphs) -> Figures:
    """Return what all printed forms of observations say; an unreadable form is a finding."""
    triples: list[ox.Triple] = []
    findings: list[Finding] = []
    values = _Values(graphs)
    for report in reports_of(graphs):
        for observation, forms in sorted(_printed(graphs, report).items()):
            numbers: list[Numeral] = []
            for printed in forms:
                try:
                    number = numerals.read(printed.form, printed.lang)
                except NumeralError as error:
                    findings.append(_finding(graphs, printed, error.message, error.remedy))
                else:
                    numbers.append(number)
                    findings += _disagreements(graphs, values, printed, number)
            if numbers:
                number = governing(numbers, report)
                triples += bounds(observation, number, _standing(values, observation, number))
    return Figures(tuple(triples), tuple(findings))


def governing(numbers: Iterable[Numeral], report: Report) -> Numeral:
    """Return the numeral that settles the precision: the finest of the original edition's."""

    def rank(number: Numeral) -> tuple[bool, Decimal, str, str]:
        return number.lang != report.original.lang, number.precision, number.lang, number.form

    return min(numbers, key=rank)


def bounds(observation: str, number: Numeral, interval: Interval) -> Iterator[ox.Triple]:
    """Yield precision, qualifier and bounds of an observation; an open end has no triple."""
    node = ox.NamedNode(observation)
    lower, upper = intervals.outward(interval, _digits(interval))
    yield ox.Triple(node, ipr("precision"), _decimal(number.precision))
    yield ox.Triple(node, ipr("qualifier"), ox.NamedNode(QUALIFIER + number.qualifier.value))
    if lower is not None:
        yield ox.Triple(node, ipr("lowerBound"), _decimal(lower))
    if upper is not None:
        yield ox.Triple(node, ipr("upperBound"), _decimal(upper))


def _standing(values: _Values, observation: str, number: Numeral) -> Interval:
    """Return what a figure stands for: a ratio is rounded even where it prints a whole number."""
    is_ratio = STATISTIC + "ratio" in values.of(observation, "statistic")
    if is_ratio and number.is_exact_count:
        return intervals.rounded(number.value, number.precision)
    return number.interval


def _printed(graphs: Graphs, report: Report) -> dict[str, list[Printed]]:
    """Return the printed forms of each observation of a report, in order of paragraphs."""
    found: dict[str, list[Printed]] = defaultdict(list)
    for paragraph in report.paragraphs:
        for iri, form, lang in stated_forms(graphs, paragraph):
            if kind_and_slug(iri)[0] == "obs" and report.edition(lang) is not None:
                found[iri].append(Printed(iri, paragraph, form, lang))
    return found


def _disagreements(
    graphs: Graphs, values: _Values, printed: Printed, number: Numeral
) -> Iterator[Finding]:
    form = f'"{printed.form}" ({printed.lang})'
    for value in values.of(printed.observation, "value"):
        if not _agrees(value, number.interval):
            what = f"has the value {value}, but {form} prints {_shown(number.interval)}"
            yield _finding(graphs, printed, what, "correct the value, or the printed form")
    for statistic in values.of(printed.observation, "statistic"):
        name = statistic.removeprefix(STATISTIC)
        if number.kind not in _FITTING.get(name, set(Kind)):
            what = f"is stat:{name}, but {form} prints a {number.kind.value}"
            yield _finding(graphs, printed, what, "correct the statistic, or write the form longer")
    for unit in values.of(printed.observation, "unit"):
        words = values.words(unit, printed.lang)
        if number.unit and number.unit not in words:
            name = shorten(unit, graphs.prefixes)
            what = f'has {name}, but {form} counts in "{number.unit}"'
            remedy = f"correct the unit, or give {name} that ipr:printedWord in ontology/schemes"
            yield _finding(graphs, printed, what, remedy)


def _agrees(value: str, interval: Interval) -> bool:
    """Return whether a value lies in the closure of an interval; a value of another type does."""
    try:
        number = Fraction(Decimal(value))
    except (InvalidOperation, ValueError, OverflowError):
        return True
    above = interval.lower is None or number >= interval.lower
    below = interval.upper is None or number <= interval.upper
    return above and below


def _digits(interval: Interval) -> int:
    """Return how many decimals the ends need to be exact, at most DIGITS."""
    ends = [end for end in (interval.lower, interval.upper) if end is not None]
    for digits in range(DIGITS):
        if all((end * 10**digits).denominator == 1 for end in ends):
            return digits
    return DIGITS


def _shown(interval: Interval) -> str:
    """Return an interval for a reader, in decimals: [117050, 117150)."""
    lower, upper = intervals.outward(interval, _digits(interval))
    if lower is not None and lower == upper:
        return _plain(lower)
    left, right = "[" if interval.lower_closed else "(", "]" if interval.upper_closed else ")"
    ends = ["-oo" if lower is None else _plain(lower), "oo" if upper is None else _plain(upper)]
    return f"{left}{', '.join(ends)}{right}"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(number: Decimal) -> ox.Literal:
    return ox.Literal(_plain(number), datatype=XSD_DECIMAL)


def _finding(graphs: Graphs, printed: Printed, what: str, remedy: str) -> Finding:
    _, line = graphs.place_of(printed.observation, printed.paragraph.iri)
    return Finding(
        CHECK,
        "violation",
        f"{shorten(printed.observation, graphs.prefixes)}: {what}",
        file=printed.paragraph.file,
        line=line,
        remedy=remedy,
        paragraph=printed.paragraph.number,
        rule="double-entry",
    )
