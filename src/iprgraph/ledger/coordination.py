"""Coordination: what is said of the members of a list that a sentence prints is said of each.

Three or more things of one kind that stand one after the other, with nothing between them but the
marks and words of a list and the numbers that count them, have one part in the sentence. A
relation that all of them but one have has been left out for that one, or given to another thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.ledger.statements import relations_of
from iprgraph.ledger.warning import warning
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.ledger.sentences import Mentions, Sentence
    from iprgraph.reports import Report, ReportParagraph
    from iprgraph.text import Span

_QUOTES = r"[\"“”'‘’《》()（）]*"
_JOINT = re.compile(
    rf"{_QUOTES}(、|,|，|;|；|和|与|及|以及|,?and|&){_QUOTES}([0-9.,]+[个家项件支名]?)?{_QUOTES}"
)
_LEAST = 3  # of two things one may well have a relation that the other has not
_RECORDS = ("obs", "discrepancy", "inference")

Placed = tuple[int, int, str]


@dataclass(frozen=True)
class _Role:
    """A part that things have in a relation: subject or object of a property with an other end."""

    predicate: str
    other: str
    is_subject: bool

    def statement(self, thing: str) -> tuple[str, str, str]:
        """Return the statement that gives a thing the part."""
        ends = (thing, self.other) if self.is_subject else (self.other, thing)
        return ends[0], self.predicate, ends[1]


def coordination_findings(
    graphs: Graphs, report: Report, mentions: Mapping[str, Mentions], text: str
) -> list[Finding]:
    """Return a warning for each member of a list in a text that lacks what all the others have."""
    remedy = "state it of this one too, or correct what is stated of the others"
    return [
        warning(graphs, paragraph, odd[0], "list-member", _told(graphs, paragraph, *odd), remedy)
        for paragraph in report.paragraphs
        for odd in _odd(graphs, paragraph, mentions[paragraph.number], text)
    ]


def _odd(
    graphs: Graphs, paragraph: ReportParagraph, mentions: Mentions, text: str
) -> Iterator[tuple[str, _Role, Sentence]]:
    """Yield the members that lack a part which the rest of their list has, each part once."""
    lists = [
        (sentence, things, members)
        for sentence, things in sorted(mentions.things.items())
        for members in _lists(things, text)
    ]
    roles = _roles(graphs, paragraph)
    told: set[tuple[str, _Role]] = set()
    for sentence, things, members in lists:
        for role, holders in roles.items() if len(members) >= _LEAST else ():
            having = holders & members
            missing = members - having - {role.other}
            if len(missing) != 1 or len(having) < _LEAST - 1 or role.other not in things:
                continue
            if any(having <= other and not missing & other for _, _, other in lists):
                continue  # a shorter list of the paragraph holds just those that have it
            (thing,) = missing
            if (thing, role) not in told:
                told.add((thing, role))
                yield thing, role, sentence


def _roles(graphs: Graphs, paragraph: ReportParagraph) -> Mapping[_Role, set[str]]:
    """Return the things that have each part in the relations of a paragraph."""
    found: dict[_Role, set[str]] = defaultdict(set)
    for first, predicate, second in relations_of(graphs, paragraph):
        if kind_and_slug(first)[0] not in _RECORDS:
            found[_Role(predicate, second, True)].add(first)
            found[_Role(predicate, first, False)].add(second)
    return found


def _lists(things: Mapping[str, Sequence[Span]], text: str) -> Iterator[set[str]]:
    """Yield the lists of two or more things of one kind in a sentence."""
    members: list[Placed] = []
    for place in _outermost(things):
        if members and not _joined(members[-1], place, text):
            yield from _whole(members)
            members = []
        members.append(place)
    yield from _whole(members)


def _whole(members: Sequence[Placed]) -> Iterator[set[str]]:
    found = {thing for _, _, thing in members}
    if len(found) > 1:
        yield found


def _outermost(things: Mapping[str, Sequence[Span]]) -> list[Placed]:
    """Return the places of names in their order, without those inside a longer name."""
    places = sorted(
        (start, -end, thing)
        for thing, own in things.items()
        if kind_and_slug(thing)[0] not in _RECORDS
        for start, end in own
    )
    found: list[Placed] = []
    for start, end, thing in places:
        if not found or -end > found[-1][1]:
            found.append((start, -end, thing))
    return found


def _joined(first: Placed, second: Placed, text: str) -> bool:
    """Return whether two places are of one kind and parted by what parts members of a list."""
    between = "".join(text[first[1] : second[0]].split())
    return kind_and_slug(first[2])[0] == kind_and_slug(second[2])[0] and bool(
        _JOINT.fullmatch(between)
    )


def _told(
    graphs: Graphs, paragraph: ReportParagraph, thing: str, role: _Role, sentence: Sentence
) -> str:
    stated = " ".join(shorten(term, graphs.prefixes) for term in role.statement(thing))
    return (
        f"{shorten(thing, graphs.prefixes)} stands in a list in paragraph {paragraph.number} "
        f"(sentence {sentence[0]} {sentence[1]}), and of all its members but this one it is "
        f"stated what would be: {stated}"
    )
