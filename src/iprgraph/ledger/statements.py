"""Statements: how many of a paragraph's stand in its text, in each edition and in one sentence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.anchors.claims import UNPRINTED_KINDS, dated_forms
from iprgraph.ledger.sentences import mentions_of
from iprgraph.reports import str_of
from iprgraph.vocabulary import IPR, RDF_TYPE, RDFS_LABEL, XSD_DATE, ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.anchors import AnchorRow
    from iprgraph.graphs import Graphs
    from iprgraph.reports import Report, ReportParagraph

BOOKKEEPING = {
    RDF_TYPE,
    RDFS_LABEL,
    *(ipr(name) for name in ("statedAs", "omittedIn", "impliedBecause", "about")),
    *(ipr(name) for name in ("differenceKind", "severity")),
    ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment"),
}
METRIC = ipr("metric")
_RECORDS = ("discrepancy", "inference")

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
    seen: set[str] = set()
    for triple in graphs.triples.get(paragraph.iri, ()):
        subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        kind = kind_and_slug(subject)[0]
        if kind == "obs" and triple.predicate == METRIC and subject not in seen:
            seen.add(subject)
            yield Statement((subject,), figure=True)
        elif kind and kind != "obs" and kind not in _RECORDS:
            ends = () if triple.predicate in BOOKKEEPING else tuple(_ends(triple))
            if ends:
                yield Statement(ends)


def metrics_of(graphs: Graphs, paragraph: ReportParagraph) -> dict[str, str]:
    """Return the metric of each figure of a paragraph's graph."""
    triples = graphs.triples.get(paragraph.iri, ())
    return {
        str_of(each.subject): str_of(each.object) for each in triples if each.predicate == METRIC
    }


def _ends(triple: ox.Triple) -> Iterator[str]:
    """Yield the things of a statement that a text must print, a date as `subject date`."""
    for node in (triple.subject, triple.object):
        if isinstance(node, ox.NamedNode):
            kind = kind_and_slug(node.value)[0]
            if kind and kind not in UNPRINTED_KINDS and not node.value.startswith(IPR):
                yield node.value
        elif isinstance(node, ox.Literal) and node.datatype == XSD_DATE:
            yield _dated(str(getattr(triple.subject, "value", "")))


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
