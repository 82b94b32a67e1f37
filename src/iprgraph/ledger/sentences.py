"""Sentences: which things each sentence of a paragraph prints, and where, by the anchors' rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from iprgraph.anchors.claims import UNPRINTED_KINDS
from iprgraph.vocabulary import kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iprgraph.anchors import AnchorRow
    from iprgraph.reports import Report
    from iprgraph.text import Span

Sentence = tuple[str, int]


@dataclass(frozen=True)
class Mentions:
    """The mentions of a paragraph: where each thing stands, by edition and sentence."""

    rows: tuple[AnchorRow, ...]

    @cached_property
    def things(self) -> Mapping[Sentence, Mapping[str, list[Span]]]:
        """Return the stretches of each thing in each sentence; headings are left out."""
        found: dict[Sentence, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for row in self.rows:
            if row.sentence and kind_and_slug(row.thing)[0] not in UNPRINTED_KINDS:
                found[row.edition, row.sentence][row.thing].append(stretch_of(row))
        return found

    def around(self, thing: str, sentence: Sentence) -> set[str]:
        """Return the things in whose longer names and forms each place of a thing lies.

        None where it also stands by itself in the sentence.
        """
        own = self.things[sentence]
        found: set[str] = set()
        for start, end in own[thing]:
            holders = {
                other
                for other, places in own.items()
                if other != thing and any(a <= start and end <= b for a, b in places)
            }
            if not holders:
                return set()
            found |= holders
        return found


def mentions_of(report: Report, rows: Iterable[AnchorRow]) -> Mapping[str, Mentions]:
    """Return the mentions of each paragraph of a report by its number, of some none."""
    found: dict[str, list[AnchorRow]] = defaultdict(list)
    for row in rows:
        found[row.paragraph].append(row)
    return {each.number: Mentions(tuple(found[each.number])) for each in report.paragraphs}


def stretch_of(row: AnchorRow) -> Span:
    """Return where a mention begins and ends."""
    return row.runs[0][0], row.runs[-1][1]
