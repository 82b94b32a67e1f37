"""Statements: how many of a paragraph's stand in its text, in each edition and in one sentence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.anchors.claims import UNPRINTED_KINDS, dated_forms
from iprgraph.ledger.sentences import mentions_of
from iprgraph.vocabulary import (
    RDF_TYPE,
    RDFS_COMMENT,
    RDFS_LABEL,
    XSD_DATE,
    ipr,
    kind_and_slug,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.anchors import AnchorRow
    from iprgraph.facts import Relation
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report, ReportParagraph

BOOKKEEPING = frozenset(
    (
        *(each.value for each in (RDF_TYPE, RDFS_LABEL, RDFS_COMMENT)),
        *(ipr(name).value for name in ("statedAs", "omittedIn", "impliedBecause", "about")),
        *(ipr(name).value for name in ("differenceKind", "severity")),
    )
)
METRIC = ipr("metric").value
_NO_STATEMENTS = ("obs", "discrepancy", "inference")
_DATE = XSD_DATE.value

Sentences = dict[tuple[str, str], set[int]]


@dataclass(frozen=True)
class Statement:
    """A statement by the things that must be printed for it: one for a figure, or both ends.

    An end that is never printed (a period, a class) is left out; a date is its own end.
    """

    ends: tuple[str, ...]
    figure: bool = False

    @property
    def is_relation(self) -> bool:
        """Return whether both ends must be printed."""
        return len(self.ends) == 2


@dataclass(frozen=True)
class Share:
    """How many statements there are, and how many are grounded, by edition and in all editions.

    A relation has two ends to be printed; `one_sentence` counts those that one sentence prints.
    """

    paragraph: str
    figures: int
    statements: int
    grounded: Mapping[str, int]
    everywhere: int
    relations: int
    one_sentence: Mapping[str, int]


def shares(graphs: Graphs, report: Report, rows: Iterable[AnchorRow]) -> tuple[Share, ...]:
    """Return the share of grounded statements of each encoded paragraph, in order."""
    mentions = mentions_of(report, rows)
    return tuple(
        _share(graphs, report, paragraph, mentions[paragraph.number].rows)
        for paragraph in report.paragraphs
    )


def total_share(shares: Iterable[Share]) -> Share:
    """Return the sum of some shares."""
    grounded: dict[str, int] = defaultdict(int)
    together: dict[str, int] = defaultdict(int)
    figures = statements = everywhere = relations = 0
    for share in shares:
        figures += share.figures
        statements += share.statements
        everywhere += share.everywhere
        relations += share.relations
        for lang in share.grounded:
            grounded[lang] += share.grounded[lang]
            together[lang] += share.one_sentence[lang]
    return Share("", figures, statements, grounded, everywhere, relations, together)


def statements_of(graphs: Graphs, paragraph: ReportParagraph) -> Iterator[Statement]:
    """Yield the statements of a paragraph's graph, a figure with all its dimensions as one."""
    facts = graphs.facts(paragraph.iri)
    for figure in facts.things(METRIC):
        if kind_and_slug(figure)[0] == "obs":
            yield Statement((figure,), figure=True)
    for subject, predicate, other in facts.relations:
        if predicate not in BOOKKEEPING and _speaks(subject):
            ends = tuple(filter(_is_owed, (subject, other)))
            if ends:
                yield Statement(ends)
    for text in facts.texts:
        if text.predicate not in BOOKKEEPING and _speaks(text.subject):
            own = (text.subject,) if _is_owed(text.subject) else ()
            ends = (*own, _dated(text.subject)) if text.datatype == _DATE else own
            if ends:
                yield Statement(ends)


def metrics_of(graphs: Graphs, paragraph: ReportParagraph) -> dict[str, str]:
    """Return the metric of each figure of a paragraph's graph."""
    return dict(graphs.facts(paragraph.iri).of(METRIC))


def relations_of(graphs: Graphs, paragraph: ReportParagraph) -> Iterator[Relation]:
    """Yield the statements of a paragraph's graph that relate two things that a text prints."""
    for relation in graphs.facts(paragraph.iri).relations:
        subject, predicate, other = relation
        if predicate not in BOOKKEEPING and _is_owed(subject) and _is_owed(other):
            yield relation


def _is_owed(node: str) -> bool:
    """Return whether a node is a thing that a text must print."""
    kind = kind_and_slug(node)[0]
    return bool(kind) and kind not in UNPRINTED_KINDS


def _speaks(node: str) -> bool:
    """Return whether what is stated of a node is a statement by itself, and no part of a figure."""
    kind = kind_and_slug(node)[0]
    return bool(kind) and kind not in _NO_STATEMENTS


def _share(
    graphs: Graphs, report: Report, paragraph: ReportParagraph, rows: Iterable[AnchorRow]
) -> Share:
    langs = [edition.lang for edition in report.editions]
    printed = _sentences(graphs, paragraph, rows, langs)
    statements = list(statements_of(graphs, paragraph))
    grounded = {lang: [s for s in statements if _printed(s, lang, printed)] for lang in langs}
    return Share(
        paragraph=paragraph.number,
        figures=sum(one.figure for one in statements),
        statements=len(statements),
        grounded={lang: len(found) for lang, found in grounded.items()},
        everywhere=sum(all(_printed(one, lang, printed) for lang in langs) for one in statements),
        relations=sum(one.is_relation for one in statements),
        one_sentence={
            lang: sum(one.is_relation and _together(one, lang, printed) for one in found)
            for lang, found in grounded.items()
        },
    )


def _sentences(
    graphs: Graphs, paragraph: ReportParagraph, rows: Iterable[AnchorRow], langs: Iterable[str]
) -> Sentences:
    """Return the sentences that print each end, by end and edition."""
    dated = {lang: dated_forms(graphs, paragraph, lang) for lang in langs}
    found: Sentences = defaultdict(set)
    for row in rows:
        is_date = (row.thing, row.form) in dated.get(row.edition, ())
        end = _dated(row.thing) if is_date else row.thing
        found[end, row.edition].add(row.sentence)
    return found


def _printed(statement: Statement, lang: str, printed: Sentences) -> bool:
    return all(printed.get((end, lang)) for end in statement.ends)


def _together(statement: Statement, lang: str, printed: Sentences) -> bool:
    return bool(set.intersection(*(printed[end, lang] for end in statement.ends)))


def _dated(thing: str) -> str:
    return f"{thing} date"
