"""Consistency: whether the committed tables agree with themselves, which needs no text.

A mention's digest is that of its own form, its place lies in its sentence, and the sentences of a
paragraph follow each other from its beginning to its end.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from iprgraph.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iprgraph.anchors.outline import OutlineRow
    from iprgraph.anchors.table import AnchorRow

CHECK = "grounding"
REMEDY = "make the tables anew where the text is: iprgraph source anchors"

_NUMBERED = ("sentence", "footnote")


def canonical(file: str, rows: Sequence[AnchorRow]) -> Iterator[Finding]:
    """Yield where a row stands twice or not in its order."""
    orders = pairwise([row.order for row in rows])
    for line, (order, following) in enumerate(orders, start=3):
        if order > following:
            yield _fault(file, line, "the row is not in its order")
        elif order == following and rows[line - 3] == rows[line - 2]:
            yield _fault(file, line, "the row stands twice")


def by_itself(
    file: str, rows: Sequence[AnchorRow], outline: Sequence[OutlineRow]
) -> Iterator[Finding]:
    """Yield where a row contradicts its form or its sentence."""
    sentences = {(part.edition, part.number): part for part in outline if part.kind in _NUMBERED}
    for line, row in enumerate(rows, start=2):
        what = _contradiction(row, sentences)
        if what:
            yield _fault(file, line, what)


def by_parts(file: str, outline: Sequence[OutlineRow]) -> Iterator[Finding]:
    """Yield where the parts of a paragraph do not fill it one after the other."""
    parts: dict[tuple[str, str], list[tuple[int, OutlineRow]]] = defaultdict(list)
    whole: dict[tuple[str, str], tuple[int, OutlineRow]] = {}
    for line, part in enumerate(outline, start=2):
        if part.start >= part.end:
            yield _fault(file, line, "ends before it begins")
        elif part.kind == "paragraph":
            whole[part.edition, part.number] = line, part
        elif part.kind in (*_NUMBERED, "heading"):
            parts[part.edition, part.paragraph].append((line, part))
    yield from _sections(file, outline)
    for key, (line, paragraph) in whole.items():
        own = sorted(parts[key], key=lambda each: each[1].start)
        yield from _filling(file, line, paragraph, own)


def _sections(file: str, outline: Sequence[OutlineRow]) -> Iterator[Finding]:
    """Yield the sections that do not reach from before their first paragraph to the last one."""
    paragraphs = [part for part in outline if part.kind == "paragraph"]
    for line, section in enumerate(outline, start=2):
        if section.kind != "section":
            continue
        own = [
            part
            for part in paragraphs
            if part.edition == section.edition and part.number.startswith(f"{section.number}.")
        ]
        if not own or own[0].start < section.start or own[-1].end != section.end:
            yield _fault(file, line, "the section does not end with its last paragraph")


def _filling(
    file: str, line: int, paragraph: OutlineRow, own: Sequence[tuple[int, OutlineRow]]
) -> Iterator[Finding]:
    """Yield where some parts are not all of a paragraph."""
    if not own:
        yield _fault(file, line, "the paragraph has no sentence")
        return
    if own[0][1].start != paragraph.start or own[-1][1].end != paragraph.end:
        yield _fault(file, line, "the paragraph does not begin and end with its parts")
    for (_, part), (at, following) in pairwise(own):
        if following.start < part.end:
            yield _fault(file, at, "the part begins before the one before it ends")
    numbers = [part.number.partition("-")[2] for _, part in own if part.kind in _NUMBERED]
    if numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        yield _fault(file, own[0][0], "the sentences of the paragraph are not numbered in turn")


def _contradiction(row: AnchorRow, sentences: Mapping[tuple[str, str], OutlineRow]) -> str:
    """Return what a row says against itself, "" where it says nothing."""
    form = "".join(row.form.split())
    start, end = row.runs[0][0], row.runs[-1][1]
    if len(row.digests) != len(row.runs) or end - start < len(form):
        return "the offsets do not fit the form"
    # A form that is printed with more signs than it has (a hyphen, an emphasis) has another digest.
    whole = len(row.runs) == 1 and end - start in (len(form), len(row.form))
    if whole and row.digests[0] != _digest(form):
        return "the digest is not that of the form"
    if row.sentence:
        sentence = sentences.get((row.edition, f"{row.paragraph}-{row.sentence}"))
        if sentence is None or start < sentence.start or end > sentence.end:
            return "the place is not in its sentence"
    return ""


@lru_cache(maxsize=1 << 14)
def _digest(form: str) -> str:
    return sha256(form.encode()).hexdigest()


def _fault(file: str, line: int, what: str) -> Finding:
    return Finding(
        CHECK, "violation", what, file=file, line=line, remedy=REMEDY, rule="table-consistency"
    )
