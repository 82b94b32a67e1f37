"""Figures: double entry, each value against its printed forms, which give precision and bounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
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


def read_figures(graphs: Graphs) -> Figures:
    """Return what all printed forms of observations say; an unreadable form is a finding."""
    triples: list[ox.Triple] = []
    findings: list[Finding] = []
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
                    findings += _disagreements(graphs, printed, number)
            if numbers:
                number = governing(numbers, report)
                triples += bounds(observation, number, _standing(graphs, observation, number))
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


def _standing(graphs: Graphs, observation: str, number: Numeral) -> Interval:
    """Return what a figure stands for: a ratio is rounded even where it prints a whole number."""
    is_ratio = STATISTIC + "ratio" in _objects(graphs, observation, "statistic")
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


def _disagreements(graphs: Graphs, printed: Printed, number: Numeral) -> Iterator[Finding]:
    form = f'"{printed.form}" ({printed.lang})'
    for value in _objects(graphs, printed.observation, "value"):
        if not _agrees(value, number.interval):
            what = f"has the value {value}, but {form} prints {_shown(number.interval)}"
            yield _finding(graphs, printed, what, "correct the value, or the printed form")
    for statistic in _objects(graphs, printed.observation, "statistic"):
        name = statistic.removeprefix(STATISTIC)
        if number.kind not in _FITTING.get(name, set(Kind)):
            what = f"is stat:{name}, but {form} prints a {number.kind.value}"
            yield _finding(graphs, printed, what, "correct the statistic, or write the form longer")
    for unit in _objects(graphs, printed.observation, "unit"):
        words = _words(graphs, unit, printed.lang)
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


def _objects(graphs: Graphs, subject: str, name: str) -> list[str]:
    quads = graphs.store.quads_for_pattern(
        ox.NamedNode(subject), ipr(name), None, ox.DefaultGraph()
    )
    return sorted(str(getattr(quad.object, "value", "")) for quad in quads)


def _words(graphs: Graphs, unit: str, lang: str) -> set[str]:
    quads = graphs.store.quads_for_pattern(
        ox.NamedNode(unit), ipr("printedWord"), None, ox.DefaultGraph()
    )
    literals = (quad.object for quad in quads if isinstance(quad.object, ox.Literal))
    return {literal.value for literal in literals if literal.language == lang}


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
