"""Figures: double entry, each value against its printed forms, which give precision and bounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from iprgraph import intervals, numerals
from iprgraph.anchors import stated_forms
from iprgraph.checks.finding import Finding
from iprgraph.errors import NumeralError
from iprgraph.numerals import Kind
from iprgraph.prefixes import shorten
from iprgraph.reports import objects_of
from iprgraph.vocabulary import QUALIFIER, STATISTIC, XSD_DECIMAL, ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.graphs import Graphs
    from iprgraph.intervals import Interval
    from iprgraph.numerals import Numeral
    from iprgraph.reports import Report, ReportParagraph

CHECK = "grounding"
DIGITS = 12  # decimals of a bound that is no finite decimal; all others are exact

_VALUE, _STATISTIC, _UNIT = ipr("value"), ipr("statistic"), ipr("unit")
_PRECISION, _QUALIFIER = str(ipr("precision")), str(ipr("qualifier"))
_LOWER, _UPPER = str(ipr("lowerBound")), str(ipr("upperBound"))
_PRINTED_WORD = ipr("printedWord")
_RATIO = f"{STATISTIC}ratio"

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
_ANY = frozenset(Kind)


@dataclass(frozen=True)
class Figures:
    """What the printed forms say: precision, qualifier and bounds as N-Triples, and findings."""

    lines: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Printed:
    """A printed form of an observation in a paragraph."""

    observation: str
    paragraph: ReportParagraph
    form: str
    lang: str


def read_figures(graphs: Graphs, reports: Iterable[Report]) -> Figures:
    """Return what the printed forms of observations say; an unreadable form is a finding."""
    lines: list[str] = []
    findings: list[Finding] = []
    for report in reports:
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
                lines += bounds(observation, number, _standing(graphs, observation, number))
    return Figures("".join(lines), tuple(findings))


def governing(numbers: Iterable[Numeral], report: Report) -> Numeral:
    """Return the numeral that settles the precision: the finest of the original edition's."""

    def rank(number: Numeral) -> tuple[bool, Decimal, str, str]:
        return number.lang != report.original.lang, number.precision, number.lang, number.form

    return min(numbers, key=rank)


def bounds(observation: str, number: Numeral, interval: Interval) -> Iterator[str]:
    """Yield precision, qualifier and bounds of an observation; an open end has no line."""
    lower, upper = intervals.outward(interval, _digits(interval))
    yield f"<{observation}> {_PRECISION} {_decimal(number.precision)} .\n"
    yield f"<{observation}> {_QUALIFIER} <{QUALIFIER}{number.qualifier.value}> .\n"
    if lower is not None:
        yield f"<{observation}> {_LOWER} {_decimal(lower)} .\n"
    if upper is not None:
        yield f"<{observation}> {_UPPER} {_decimal(upper)} .\n"


def _standing(graphs: Graphs, observation: str, number: Numeral) -> Interval:
    """Return what a figure stands for: a ratio is rounded even where it prints a whole number."""
    if number.is_exact_count and _RATIO in objects_of(graphs, observation, _STATISTIC):
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
    for value in sorted(objects_of(graphs, printed.observation, _VALUE)):
        if not _agrees(value, number):
            what = f"has the value {value}, but {form} prints {_shown(number.interval)}"
            yield _finding(graphs, printed, what, "correct the value, or the printed form")
    for statistic in sorted(objects_of(graphs, printed.observation, _STATISTIC)):
        name = statistic.removeprefix(STATISTIC)
        if number.kind not in _FITTING.get(name, _ANY):
            what = f"is stat:{name}, but {form} prints a {number.kind.value}"
            yield _finding(graphs, printed, what, "correct the statistic, or write the form longer")
    units = objects_of(graphs, printed.observation, _UNIT) if number.unit else ()
    for unit in sorted(units):
        if number.unit not in _words(graphs, unit, printed.lang):
            name = shorten(unit, graphs.prefixes)
            what = f'has {name}, but {form} counts in "{number.unit}"'
            remedy = f"correct the unit, or give {name} that ipr:printedWord in ontology/schemes"
            yield _finding(graphs, printed, what, remedy)


def _words(graphs: Graphs, unit: str, lang: str) -> set[str]:
    """Return the words that print a unit in a language."""
    found = graphs.objects(_PRINTED_WORD).get(unit, ())
    return {word for word, language in found if language == lang}


def _agrees(value: str, number: Numeral) -> bool:
    """Return whether a value can be what is printed; a value of another type can.

    It is the number itself, which always fits, or lies in the closure of its interval.
    """
    try:
        exact = Decimal(value)
        if exact == number.value:
            return True
        given, interval = Fraction(exact), number.interval
    except (InvalidOperation, ValueError, OverflowError):
        return True
    above = interval.lower is None or given >= interval.lower
    below = interval.upper is None or given <= interval.upper
    return above and below


def _digits(interval: Interval) -> int:
    """Return how many decimals the ends need to be exact, at most DIGITS."""
    ends = [end for end in (interval.lower, interval.upper) if end is not None]
    for digits in range(DIGITS):
        if all(10**digits % end.denominator == 0 for end in ends):
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


def _decimal(number: Decimal) -> str:
    return f'"{_plain(number)}"^^{XSD_DECIMAL}'


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
