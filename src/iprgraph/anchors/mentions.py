"""Mentions: where the things of a paragraph stand in an edition of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.anchors.table import AnchorRow
from iprgraph.text import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from iprgraph.anchors.claims import Claim
    from iprgraph.text import Document, Paragraph, Span


@dataclass(frozen=True)
class Occurrence:
    """A place of a form of a claim, as the runs of file offsets that it covers."""

    claim: Claim
    form: str
    runs: tuple[Span, ...]

    def inside(self, other: Occurrence) -> bool:
        """Return whether this place is a proper part of another one."""
        if self.runs[0][0] < other.runs[0][0] or other.runs[-1][1] < self.runs[-1][1]:
            return False  # most places: they begin before it, or end behind it
        return self.runs != other.runs and all(
            any(a <= start and end <= b for a, b in other.runs) for start, end in self.runs
        )


@dataclass(frozen=True)
class Search:
    """What a search for the claims of a paragraph in one edition gave.

    `counts` has, for each claim and form, how often the form stands there; `kept` are the places
    that become mentions; `denied` are claims of omission whose name stands there all the same.
    """

    counts: Mapping[tuple[Claim, str], int]
    kept: tuple[Occurrence, ...]
    denied: tuple[Claim, ...]

    def found(self, claim: Claim) -> bool:
        """Return whether any form of a claim stands there."""
        return any(self.counts[claim, form] for form in claim.forms)


def search(claims: Iterable[Claim], paragraph: Paragraph, lang: str) -> Search:
    """Return where the claims for an edition stand in its paragraph, the longest match winning."""
    counts: dict[tuple[Claim, str], int] = {}
    places: list[Occurrence] = []
    text = _inked(paragraph.healed.text)
    for claim in claims:
        for form in claim.forms if claim.edition == lang else ():
            found = paragraph.find(form, lang=lang) if _inked(form) in text else []
            counts[claim, form] = len(found)
            places += [Occurrence(claim, form, tuple(runs)) for runs in found]
    anchored = [place for place in places if place.claim.anchored]
    kept = _distinct(
        [
            *(place for place in anchored if not place.claim.is_name),
            *longest([place for place in anchored if place.claim.is_name]),
        ]
    )
    omitted = [place for place in places if place.claim.omitted and place not in kept]
    denied = [p.claim for p in omitted if not any(p.inside(o) or p.runs == o.runs for o in kept)]
    return Search(counts, tuple(kept), tuple(dict.fromkeys(denied)))


def longest(places: Sequence[Occurrence]) -> list[Occurrence]:
    """Return the places of names without those that lie inside a longer name.

    A name that stands only inside longer names keeps these places. Where the paragraph's graph
    states the forms, that holds for each form; else for the thing with all its names.
    """
    whole = [place for place in places if place.claim.stated or not _in_own(place, places)]
    free = {_key(p) for p in whole if not any(p.inside(other) for other in places)}
    return [
        place
        for place in whole
        if _key(place) not in free or not any(place.inside(other) for other in places)
    ]


def rows_of(
    found: Iterable[Occurrence], paragraph: Paragraph, document: Document
) -> list[AnchorRow]:
    """Return the table rows of places in a paragraph."""
    rows = []
    for place in found:
        sentence = paragraph.sentence_of(place.runs[0][0])
        rows.append(
            AnchorRow(
                paragraph=paragraph.number,
                edition=place.claim.edition,
                thing=place.claim.thing,
                form=place.form,
                runs=place.runs,
                sentence=sentence.number if sentence else 0,
                digests=tuple(digest(document.text, [run]) for run in place.runs),
            )
        )
    return rows


def _in_own(place: Occurrence, places: Sequence[Occurrence]) -> bool:
    return any(place.inside(o) for o in places if o.claim.thing == place.claim.thing)


def _key(place: Occurrence) -> tuple[str, str]:
    return place.claim.thing, place.form if place.claim.stated else ""


def _distinct(places: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the places without a second form of the same thing at the same characters."""
    seen: dict[tuple[str, tuple[Span, ...]], Occurrence] = {}
    by_thing: dict[str, list[Occurrence]] = defaultdict(list)
    for place in places:
        if seen.setdefault((place.claim.thing, place.runs), place) is place:
            by_thing[place.claim.thing].append(place)
    return [place for each in by_thing.values() for place in each]


def _inked(text: str) -> str:
    """Return a text as a cheap first test sees it: no blanks, no emphasis."""
    return "".join(text.replace("*", "").split())
