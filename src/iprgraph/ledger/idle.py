"""Idle mentions: things that sentences print and that no statement ties to anything beside them.

What a sentence says of a thing is a relation to something else that it prints, or a figure. A thing
of a paragraph's graph that stands idle in every edition there is told: the statement that was read
from that sentence has been left out, or given to another thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from iprgraph.ledger.statements import BOOKKEEPING, METRIC, metrics_of
from iprgraph.ledger.support import REIFIED, areas
from iprgraph.ledger.warning import warning
from iprgraph.prefixes import shorten
from iprgraph.reports import objects_of
from iprgraph.vocabulary import RDFS_LABEL, ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iprgraph.checks.finding import Finding
    from iprgraph.facts import Pair
    from iprgraph.graphs import Graphs
    from iprgraph.ledger.sentences import Mentions, Sentence
    from iprgraph.reports import Report, ReportParagraph

_OF_METRIC = (ipr("measures"), ipr("ipRight"))
_SUBJECT, _, _OBJECT = REIFIED
_TELLS_NOTHING = BOOKKEEPING | {METRIC, _SUBJECT, _OBJECT}

Names = Mapping[tuple[str, str], tuple[str, ...]]


def idle_findings(
    graphs: Graphs, report: Report, mentions: Mapping[str, Mentions]
) -> list[Finding]:
    """Return a warning for each thing that stands idle in its paragraph, by its mentions."""
    remedy = "state what the sentence says of it; if that is read from elsewhere, add an "
    remedy += "ipr:Inference"
    whole = areas(graphs, report)
    return [
        warning(graphs, paragraph, idle[0], "idle-thing", _told(graphs, paragraph, *idle), remedy)
        for paragraph in report.paragraphs
        for idle in _idle(graphs, paragraph, mentions[paragraph.number], whole)
    ]


def _idle(
    graphs: Graphs, paragraph: ReportParagraph, mentions: Mentions, whole: set[str]
) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield the things of a paragraph that are idle somewhere in every edition that prints them."""
    tied, excused = _ties(graphs, paragraph, graphs.folded_names)
    excused |= whole
    printed: dict[str, set[str]] = defaultdict(set)
    idle: dict[str, list[Sentence]] = defaultdict(list)
    for sentence, things in sorted(mentions.things.items()):
        for thing in things:
            if kind_and_slug(thing)[0] == "obs" or thing in excused or thing not in tied:
                continue
            printed[thing].add(sentence[0])
            if not tied[thing] & things.keys() and not _in_tied_name(
                thing, sentence, mentions, tied
            ):
                idle[thing].append(sentence)
    for thing in sorted(idle):
        if {edition for edition, _ in idle[thing]} == printed[thing]:
            yield thing, idle[thing]


def _in_tied_name(
    thing: str, sentence: Sentence, mentions: Mentions, tied: Mapping[str, set[str]]
) -> bool:
    """Return whether a thing stands only inside names of things that have to do with it.

    Such a thing is tied to it, or both are tied to a third one.
    """
    around = mentions.around(thing, sentence)
    return any(other in tied[thing] or tied[thing] & tied.get(other, set()) for other in around)


def _ties(
    graphs: Graphs, paragraph: ReportParagraph, folded: Names
) -> tuple[dict[str, set[str]], set[str]]:
    """Return what the statements of a paragraph tie each thing to, and the ends of inferences.

    A figure is tied to what its metric measures, is about, or names.
    """
    facts, metrics = graphs.facts(paragraph.iri), metrics_of(graphs, paragraph)
    excused = {thing for part in (_SUBJECT, _OBJECT) for _, thing in facts.of(part)}
    tied: dict[str, set[str]] = {subject: set() for subject in facts.subjects}
    for first, predicate, second in facts.relations:
        if predicate not in _TELLS_NOTHING:
            tied[first].add(second)
            tied.setdefault(second, set()).add(first)
    things = list(tied)
    named = cache(lambda lang: [(name, i) for i in things for name in folded.get((i, lang), ())])
    told = {metric: _of_metric(graphs, metric, named) for metric in set(metrics.values())}
    for figure, metric in metrics.items():
        tied[figure] |= told[metric]
        for thing in told[metric]:
            tied.setdefault(thing, set()).add(figure)
    return tied, excused


def _of_metric(graphs: Graphs, metric: str, named: Callable[[str], list[Pair]]) -> set[str]:
    """Return what a metric measures, what right it is about, and which things its label names.

    `named` gives names in a language, each with its thing.
    """
    found = {one for name in _OF_METRIC for one in objects_of(graphs, metric, name)}
    for label, language in graphs.objects(RDFS_LABEL).get(metric, ()):
        folded = label.casefold()
        found |= {thing for name, thing in named(language) if name in folded}
    return found


def _told(graphs: Graphs, paragraph: ReportParagraph, thing: str, sentences: list[Sentence]) -> str:
    where = ", ".join(f"{edition} {number}" for edition, number in sentences)
    return (
        f"{shorten(thing, graphs.prefixes)} stands in paragraph {paragraph.number} (sentence "
        f"{where}), and no statement ties it to anything printed beside it"
    )
