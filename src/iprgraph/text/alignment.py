"""Alignment: the same paragraphs in both editions, by their number and by their figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, pairwise, product
from math import inf, log
from operator import add
from typing import TYPE_CHECKING

from iprgraph.text.notices import Notice
from iprgraph.text.paragraphs import Part, parts_of
from iprgraph.text.script import EN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iprgraph.text.healing import Healer
    from iprgraph.text.sections import Draft, Outline

JOIN_LIMIT = 3  # run-in headings of one section that may be taken back
LENGTH_TOLERANCE = 1.5  # by how much a paragraph may be longer in one edition, length for length

_FIGURE = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")

Parts = dict[str, list[Part]]


@dataclass(frozen=True)
class Sketch:
    """What paragraphs are compared by: their share of the edition's length, and their figures.

    A figure is its significant digits: 11.71万 and 117,100 are both 1171.
    """

    length: float
    figures: frozenset[str]

    def __add__(self, other: Sketch) -> Sketch:
        """Return the sketch of both paragraphs as one."""
        return Sketch(self.length + other.length, self.figures | other.figures)


@dataclass(frozen=True)
class Measure:
    """What is needed to sketch a paragraph: the healer and the length of each edition."""

    healers: Mapping[str, Healer]
    totals: Mapping[str, int]

    def sketch(self, part: Part, lang: str) -> Sketch:
        """Return the sketch of a paragraph in a language."""
        length = sum(block.end - block.start for block in part.blocks) / self.totals[lang]
        text = self.healers[lang].heal((block.start, block.end) for block in part.blocks).text
        digits = (re.sub(r"\D", "", form).strip("0") for form in _FIGURE.findall(text))
        return Sketch(length, frozenset(figure for figure in digits if len(figure) > 1))


def measure_of(outlines: Mapping[str, Outline]) -> Measure:
    """Return the measure for the paragraphs of some editions."""
    healers = {lang: outline.healer for lang, outline in outlines.items()}
    totals = {
        lang: sum(b.end - b.start for draft in outline.drafts for b in draft.blocks)
        for lang, outline in outlines.items()
    }
    return Measure(healers, totals)


def aligned_parts(drafts: Mapping[str, Draft], measure: Measure) -> Parts:
    """Return the paragraphs of one section in each edition, as many in each if that can be had.

    A comma before a page break is read as the end of a paragraph, or not, as the other edition
    has it; then a short sentence that looks like a heading joins the paragraph before it where
    lengths and figures of the other edition bear that out.
    """
    first: Parts | None = None
    for flips in product((False, True), repeat=len(drafts)):
        reading = {
            lang: parts_of(draft.blocks, measure.healers[lang], doubtful=(lang == EN) ^ flip)
            for (lang, draft), flip in zip(drafts.items(), flips, strict=True)
        }
        first = first or reading
        if _even(reading):
            return reading
    return _joined(first or {}, measure)


def unaligned(outlines: Mapping[str, Outline], parts: Mapping[int, Parts]) -> Iterator[Notice]:
    """Yield a notice for each section that has not as many paragraphs in every edition."""
    for number, section in parts.items():
        if not _even(section):
            counts = " but ".join(f"{len(section[lang])} in {lang}" for lang in section)
            lang = max(section, key=lambda each: len(section[each]))
            offset = section[lang][0].blocks[0].start if section[lang] else outlines[lang].span[0]
            message = f"section {number} has {counts} paragraphs"
            yield Notice("alignment", lang, offset, str(number), message)


def joined_openings(
    drafts: Mapping[str, Draft], parts: Parts, healers: Mapping[str, Healer]
) -> Iterator[Notice]:
    """Yield a notice for each run-in heading that was taken back for the other edition's sake."""
    for lang, draft in drafts.items():
        kept = {part.blocks[0] for part in parts[lang]}
        for part in parts_of(draft.blocks, healers[lang]):
            if part.headed and part.blocks[0] not in kept:
                message = "this looks like a run-in heading, but the other edition has none here"
                yield Notice("opening", lang, part.blocks[0].start, "", message)


def _even(parts: Parts) -> bool:
    return len({len(each) for each in parts.values()}) <= 1


def _joined(parts: Parts, measure: Measure) -> Parts:
    """Return the parts with the surplus of one edition joined, or as they are."""
    shorter, longer = sorted(parts, key=lambda lang: len(parts[lang]))
    surplus = len(parts[longer]) - len(parts[shorter])
    if surplus > JOIN_LIMIT or not parts[shorter]:
        return parts
    wanted = [measure.sketch(part, shorter) for part in parts[shorter]]
    given = [measure.sketch(part, longer) for part in parts[longer]]
    choices = [_groups(len(given), c) for c in combinations(range(1, len(given)), surplus)]
    best = min(choices, key=lambda groups: _cost(wanted, given, groups))
    if _cost(wanted, given, best) == inf:
        return parts
    return {**parts, longer: [reduce(add, parts[longer][group]) for group in best]}


def _groups(count: int, joined: Sequence[int]) -> list[slice]:
    """Return the slices of so many paragraphs in which each joined index goes with its former."""
    starts = [index for index in range(count) if index not in joined]
    return [slice(start, end) for start, end in pairwise([*starts, count])]


def _cost(wanted: Sequence[Sketch], given: Sequence[Sketch], groups: Sequence[slice]) -> float:
    return sum(_distance(one, given[group]) for one, group in zip(wanted, groups, strict=True))


def _distance(one: Sketch, others: Sequence[Sketch]) -> float:
    """Return how unlike one paragraph and some joined ones are, infinite if they cannot be one."""
    whole = reduce(add, others)
    lengths = abs(log(whole.length / one.length))
    foreign = any(len(o.figures - one.figures) * 2 > len(o.figures) for o in others[1:])
    if lengths > log(LENGTH_TOLERANCE) or foreign:
        return inf
    every = whole.figures | one.figures
    return lengths + (len(whole.figures ^ one.figures) / len(every) if every else 0.0)
