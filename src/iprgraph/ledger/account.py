"""The account: how each numeral of each part of a report stands, and what each entry explains."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iprgraph.anchors.claims import names_of
from iprgraph.ledger.claims import Claims, Standing, Verdict, claims_in, report_days
from iprgraph.ledger.dates import read_date
from iprgraph.ledger.entries import (
    DISCREPANCY,
    REPORT_PERIOD,
    SAID_OF_SEVERAL,
    LedgerEntry,
    entries_of,
    reasons,
)
from iprgraph.ledger.parts import Part, PartKind, parts_of
from iprgraph.numerals import Role
from iprgraph.vocabulary import ID, paragraph_graph

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from iprgraph.anchors import AnchorRow
    from iprgraph.graphs import Graphs
    from iprgraph.ledger.claims import Days
    from iprgraph.numerals import NumeralSpan
    from iprgraph.reports import Report
    from iprgraph.text import Document, Span

ANCHORED = (Standing.FIGURE, Standing.DATE, Standing.NAME)


@dataclass(frozen=True)
class Printed:
    """A numeral that a part prints: form, a few characters around it, offsets, how it stands.

    `by` are the things that claim it, or the entry that explains it.
    """

    form: str
    around: str
    start: int
    end: int
    role: Role
    standing: Standing
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartAccount:
    """The numerals of one part (a paragraph, a heading, the title, the margin) in one edition."""

    number: str
    kind: PartKind
    edition: str
    encoded: bool
    numerals: tuple[Printed, ...]

    def count(self, *standings: Standing) -> int:
        """Return how many numerals stand in one of some ways."""
        return sum(numeral.standing in standings for numeral in self.numerals)


@dataclass(frozen=True)
class Use:
    """An entry's form in one part: how often it stands there, what it explains, what is wrong."""

    entry: LedgerEntry
    form: str
    number: str
    edition: str
    places: int
    explained: int
    fault: str = ""


@dataclass(frozen=True)
class Account:
    """The numerals of a report, part by part, and the uses of its ledger's entries."""

    report: Report
    parts: tuple[PartAccount, ...]
    uses: tuple[Use, ...]

    def count(self, *standings: Standing) -> int:
        """Return how many numerals of the report stand in one of some ways."""
        return sum(part.count(*standings) for part in self.parts)

    @property
    def balanced(self) -> bool:
        """Return whether no numeral is missing and none is claimed twice."""
        return not self.count(Standing.MISSING, Standing.OVERLAPPING)


def account(
    graphs: Graphs,
    report: Report,
    document: Document,
    rows: Iterable[AnchorRow],
    only: Container[str] | None = None,
) -> Account:
    """Return the account of a report: its text, its graphs, and the anchors of both.

    With `only`, it is the account of the paragraphs of such numbers.
    """
    anchored: dict[tuple[str, str], list[AnchorRow]] = defaultdict(list)
    for row in rows:
        anchored[row.paragraph, row.edition].append(row)
    names = names_of(graphs, report)
    encoded = {paragraph.number: paragraph for paragraph in report.paragraphs}
    days = report_days(graphs, report)
    ledger = _Ledger(entries_of(graphs, report), reasons(graphs), days)
    parts: list[PartAccount] = []
    uses: list[Use] = []
    for edition in report.editions:
        for part in parts_of(document, edition.lang, only):
            claims = Claims(edition.lang, days=days)
            if part.kind == "paragraph" and part.number in encoded:
                own = anchored[part.number, edition.lang]
                paragraph = encoded[part.number]
                claims = claims_in(graphs, report, paragraph, edition.lang, own, names)
            known = part.kind != "paragraph" or part.number in encoded
            counted, used = ledger.counted(part, claims, report, open_=not known)
            parts.append(PartAccount(part.number, part.kind, part.edition, known, counted))
            uses += used
    return Account(report, tuple(parts), tuple(uses))


@dataclass(frozen=True)
class _Ledger:
    """The entries of a report, what reasons there are, and the days of the report's period."""

    entries: tuple[LedgerEntry, ...]
    reasons: frozenset[str]
    days: Days

    def counted(
        self, part: Part, claims: Claims, report: Report, *, open_: bool
    ) -> tuple[tuple[Printed, ...], list[Use]]:
        """Return the numerals of a part as they stand, and the uses of entries in it."""
        numerals = [_claimed(part, span, claims, open_) for span in part.numerals()]
        uses: list[Use] = []
        for entry in self.entries if not open_ else ():
            if _place(part, report) in entry.places:
                for form in entry.forms_in(part.edition):
                    numerals, use = self._explain(part, numerals, entry, form, claims)
                    uses.append(use)
        return tuple(numerals), uses

    def _explain(
        self, part: Part, numerals: list[Printed], entry: LedgerEntry, form: str, claims: Claims
    ) -> tuple[list[Printed], Use]:
        """Return the numerals with those that one form of an entry explains, and its use."""
        places = part.healed.find(form, lang=part.edition)
        use = Use(entry, form, part.number, part.edition, len(places), 0)
        if len(places) != 1 or entry.reason not in self.reasons:
            return numerals, use
        result = list(numerals)
        for index, numeral in enumerate(numerals):
            if not any(a <= numeral.start and numeral.end <= b for a, b in _whole(places[0])):
                continue
            if self._unfit(entry, numeral, claims):
                use = replace(use, fault=numeral.form)
            elif numeral.standing is Standing.MISSING and entry.reason != SAID_OF_SEVERAL:
                by = (entry.iri,)
                result[index] = replace(numeral, standing=Standing.EXPLAINED, by=by)
                use = replace(use, explained=use.explained + 1)
            elif numeral.standing is Standing.OVERLAPPING and entry.reason == SAID_OF_SEVERAL:
                result[index] = replace(numeral, standing=Standing.FIGURE)
                use = replace(use, explained=use.explained + 1)
        return result, use

    def _unfit(self, entry: LedgerEntry, numeral: Printed, claims: Claims) -> bool:
        """Return whether a reason that can be checked does not hold for a numeral."""
        if entry.reason == DISCREPANCY:
            return not claims.disputes(numeral.start, numeral.end)
        if entry.reason != REPORT_PERIOD:
            return False
        printed = read_date(numeral.form, claims.edition)
        return numeral.role is not Role.DATE or not printed.bounds(self.days)


def _claimed(part: Part, span: NumeralSpan, claims: Claims, open_: bool) -> Printed:
    runs = part.healed.runs(*span.core)
    standing, by = (Standing.OPEN, ()) if open_ else _verdict(part, span, claims, runs)
    start, end = runs[0][0], runs[-1][1]
    return Printed(span.form, part.around(span), start, end, span.role, standing, by)


def _verdict(part: Part, span: NumeralSpan, claims: Claims, runs: list[Span]) -> Verdict:
    if part.numbers_itself(runs):
        return Standing.NAME, ()
    if part.kind in ("heading", "margin"):
        return Standing.MISSING, ()
    core = "".join(part.healed.text[slice(*span.core)].split())
    return claims.verdict(span, core, runs)


def _whole(runs: list[Span]) -> Iterator[Span]:
    """Yield the one stretch from the first to the last of some runs."""
    yield runs[0][0], runs[-1][1]


def _place(part: Part, report: Report) -> str:
    """Return the IRI by which an entry names a part."""
    if part.kind == "paragraph":
        return paragraph_graph(report.slug, part.number)
    if part.kind == "heading":
        return f"{ID}section/{report.slug}-{part.number}"
    return report.iri
