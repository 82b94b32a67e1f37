"""Alignment: the same paragraphs in both editions, by their number and by their figures."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from iprgraph.text.notices import Notice
from iprgraph.text.paragraphs import Part, parts_of
from iprgraph.text.script import EN, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from iprgraph.text.healing import Healer
    from iprgraph.text.sections import Draft, Outline

_FIGURE = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")

Parts = dict[str, list[Part]]


def aligned_parts(drafts: Mapping[str, Draft], healers: Mapping[str, Healer]) -> Parts:
    """Return the paragraphs of one section in each edition, as many in each if that can be had.

    A comma before a page break is read as the end of a paragraph, or not, as the other edition
    has it; then a short sentence that looks like a heading joins the paragraph before it when its
    figures stand, in the other edition, with those of that paragraph.
    """
    readings = [
        {
            lang: parts_of(draft.blocks, healers[lang], doubtful=(lang == EN) ^ flip)
            for (lang, draft), flip in zip(drafts.items(), flips, strict=True)
        }
        for flips in product((False, True), repeat=len(drafts))
    ]
    for reading in readings:
        if _even(reading):
            return reading
    joined = _joined(readings[0], healers)
    return joined if _even(joined) else readings[0]


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
        for part in parts_of(draft.blocks, healers[lang], doubtful=False):
            if part.headed and part.blocks[0] not in kept:
                message = "this looks like a run-in heading, but the other edition has none here"
                yield Notice("opening", lang, part.blocks[0].start, "", message)


def _even(parts: Parts) -> bool:
    return len({len(each) for each in parts.values()}) <= 1


def _joined(parts: Parts, healers: Mapping[str, Healer]) -> Parts:
    longer = max(parts, key=lambda lang: len(parts[lang]))
    other = next(lang for lang in LANGUAGES if lang != longer)
    homes = _homes([_figures(part, healers[other]) for part in parts[other]])
    result: list[Part] = []
    home: int | None = None
    for part in parts[longer]:
        votes = Counter(homes[f] for f in _figures(part, healers[longer]) if f in homes)
        found = votes.most_common(1)[0][0] if votes else None
        if result and found is not None and found == home:
            result[-1] += part
        else:
            result.append(part)
        home = found
    return {lang: result if lang == longer else parts[lang] for lang in parts}


def _figures(part: Part, healer: Healer) -> set[str]:
    """Return the significant digits of the figures of a part: 11.71万 and 117,100 are both 1171."""
    text = healer.heal((block.start, block.end) for block in part.blocks).text
    digits = (re.sub(r"\D", "", form).strip("0") for form in _FIGURE.findall(text))
    return {figure for figure in digits if len(figure) > 1}


def _homes(figures: Sequence[Iterable[str]]) -> dict[str, int]:
    """Return, for each figure that stands in one paragraph only, the index of that paragraph."""
    counts = Counter(figure for each in figures for figure in each)
    return {f: index for index, each in enumerate(figures) for f in each if counts[f] == 1}
