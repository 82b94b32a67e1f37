"""Healing: text without the damage of page breaks, each character with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from iprgraph.text import matching
from iprgraph.text.script import IGNORED, ZH, is_ascii_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]

_INK = re.compile(rf"[^\s{IGNORED}]+")
_WORDS = re.compile(rf"[^\s{IGNORED}]+(?: [^\s{IGNORED}]+)*")  # a word space is kept as it is
_BLANK = re.compile(r"\s")
_EMPHASIS = re.compile(r"(?<!\w)\*(?=\S)[^*]{1,300}(?<=\S)\*(?!\w)")


@dataclass(frozen=True)
class HealedText:
    """Healed characters and, for each, its code-point offset in the file.

    An inserted word space has the offset of the line break that it stands for. `cuts` are the
    positions before which the file holds other text: a footnote or its mark, a stray full stop.
    """

    text: str
    offsets: tuple[int, ...]
    cuts: tuple[int, ...] = ()

    def __getitem__(self, part: slice) -> HealedText:
        """Return a stretch of the healed text (step 1), offsets and cuts with it."""
        start, end, _ = part.indices(len(self.text))
        cuts = tuple(cut - start for cut in self.cuts if start < cut < end)
        return HealedText(self.text[start:end], self.offsets[start:end], cuts)

    def __add__(self, other: HealedText) -> HealedText:
        """Return both texts as one, with a cut between them."""
        size = len(self.text)
        cuts = (*self.cuts, size, *(size + cut for cut in other.cuts))
        return HealedText(self.text + other.text, self.offsets + other.offsets, cuts)

    def runs(self, start: int = 0, end: int | None = None) -> list[Span]:
        """Return the stretches of the file, as code-point offsets, that a healed stretch covers."""
        stop = len(self.text) if end is None else end
        edges = [start, *(cut for cut in self.cuts if start < cut < stop), stop]
        return [run for a, b in pairwise(edges) if (run := self._run(a, b)) is not None]

    def find(self, form: str, *, lang: str) -> list[list[Span]]:
        """Return every place of a printed form, each as the runs of file offsets that it covers.

        Blanks do not count on either side. A form that would be cut out of a longer word or a
        longer number is not found; an empty form is found nowhere.
        """
        return [self.runs(a, b) for a, b in matching.occurrences(form, self.text, lang)]

    def nearest(self, form: str) -> str:
        """Return the stretch of this text that is most similar to a form, "" for an empty text."""
        return matching.nearest(form, self.text)

    def _run(self, start: int, end: int) -> Span | None:
        first = next((i for i in range(start, end) if not self.text[i].isspace()), None)
        if first is None:
            return None
        last = next(i for i in range(end - 1, first - 1, -1) if not self.text[i].isspace())
        return self.offsets[first], self.offsets[last] + 1


@dataclass(frozen=True)
class Healer:
    """What healing one edition needs: the file's text, its language, and the marks to leave out."""

    text: str
    lang: str
    marks: frozenset[int] = field(default_factory=frozenset)
    emphasis: frozenset[int] = field(default_factory=frozenset)

    def heal(self, spans: Iterable[Span]) -> HealedText:
        """Return the text of some stretches of the file, in order, as one healed text."""
        pieces: list[str] = []
        offsets: list[int] = []
        cuts: list[int] = []
        last = -1
        for start, end in self._kept(spans):
            if 0 <= last < start - 1:
                blank = self._blank_between(last, start)
                if blank is not None:
                    pieces.append(" ")
                    offsets.append(blank)
                if not self._blank(last + 1, start):
                    cuts.append(len(offsets))
            pieces.append(self.text[start:end])
            offsets.extend(range(start, end))
            last = end - 1
        return HealedText("".join(pieces), tuple(offsets), tuple(cuts))

    def _kept(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Yield the runs of characters that belong to the text, without marks and outer blanks."""
        pattern = _INK if self.lang == ZH else _WORDS
        for span in spans:
            for match in pattern.finditer(self.text, *span):
                start, end = match.span()
                for left_out in self._left_out[bisect_left(self._left_out, start) :]:
                    if left_out >= end:
                        break
                    yield from self._trimmed(start, left_out)
                    start = left_out + 1
                yield from self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> Iterator[Span]:
        """Yield a run without the blanks at its ends, nothing where it holds nothing else."""
        while start < end and self.text[start] == " ":
            start += 1
        while start < end and self.text[end - 1] == " ":
            end -= 1
        if start < end:
            yield start, end

    @cached_property
    def _left_out(self) -> list[int]:
        """Return the offsets of marks and of asterisks for emphasis, in order."""
        return sorted(self.marks | self.emphasis)

    def _blank(self, start: int, end: int) -> bool:
        """Return whether a stretch holds no character, or only asterisks for emphasis."""
        inked = (range(*match.span()) for match in _INK.finditer(self.text, start, end))
        return all(offset in self.emphasis for run in inked for offset in run)

    def _blank_between(self, before: int, after: int) -> int | None:
        """Return the offset for a word space between two neighbours, None where none belongs."""
        gap = self.text[before + 1 : after]
        blank = _BLANK.search(gap)
        if blank is None:
            return None
        left, right = self.text[before], self.text[after]
        broken = "\n" in gap or "\r" in gap or "\f" in gap
        if self.lang == ZH:
            wanted = is_ascii_word(left) and is_ascii_word(right)
            wanted = wanted and not (broken and left.isdigit() and right.isdigit())
        else:
            wanted = not (broken and left in "-–/([")
        return before + 1 + blank.start() if wanted else None


def emphasis_offsets(text: str, start: int, end: int) -> frozenset[int]:
    """Return the offsets of the asterisks that set a name in italics (`*Guidelines on …*`)."""
    pairs = (match.span() for match in _EMPHASIS.finditer(text, start, end))
    return frozenset(offset for a, b in pairs for offset in (a, b - 1))


def digest(file_text: str, runs: Sequence[Span]) -> str:
    """Return the SHA-256, in hex, of the characters of some runs of a file, all blanks removed."""
    characters = "".join(file_text[start:end] for start, end in runs)
    return sha256("".join(characters.split()).encode()).hexdigest()
