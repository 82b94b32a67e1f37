"""Search: things by name, alias, abbreviation or pinyin, in either script, forgiving of typos."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from iprgraph.errors import UnknownThingError
from iprgraph.names import Thing, fold, has_han, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _Scorer = Callable[[str, str], float]

_NEAR = 72.0
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, the name or pinyin that fits, how well (0 to 100), and whether only nearly."""

    thing: Thing
    matched: str
    score: float
    nearly: bool = False


@dataclass(frozen=True)
class NameIndex:
    """All named things, to be searched and to resolve what a reader writes for one of them."""

    things: tuple[Thing, ...]

    @cached_property
    def by_iri(self) -> dict[str, Thing]:
        """Return the things by address."""
        return {thing.iri: thing for thing in self.things}

    @cached_property
    def by_name(self) -> dict[str, tuple[Thing, ...]]:
        """Return the things by folded name, slug and compact name."""
        found: dict[str, list[Thing]] = {}
        for thing in self.things:
            for name in dict.fromkeys((*thing.folded, fold(thing.slug), fold(thing.curie))):
                found.setdefault(name, []).append(thing)
        return {name: tuple(things) for name, things in found.items()}

    def find(self, text: str, *, most: int, kind: str = "") -> tuple[Hit, ...]:
        """Return the best fitting things first; where none fits, the nearest, marked as such."""
        pool = self.of_kind(kind)
        for query in readings(text):
            hits = [hit for thing in pool if (hit := best_hit(query, thing)) is not None]
            hits = hits or [hit for hit in (_abbreviated(query, one) for one in pool) if hit]
            if hits:
                return tuple(sorted(hits, key=_rank)[:most])
        nearly = [hit for query in readings(text)[:1] for hit in near_hits(query, pool)]
        return tuple(sorted(nearly, key=_rank)[:most])

    def of_kind(self, kind: str) -> tuple[Thing, ...]:
        """Return the things whose compact name has the prefix, all for none."""
        mark = f"{kind}:"
        return tuple(one for one in self.things if not kind or one.curie.startswith(mark))

    def called(self, text: str, *, kind: str = "") -> tuple[Thing, ...]:
        """Return the things with exactly that name, slug or compact name."""
        query = fold(text)
        found = self.by_name.get(query) or self.by_name.get(simplified(query), ())
        return tuple(one for one in found if not kind or one.curie.startswith(f"{kind}:"))

    def only(self, text: str, *, kind: str = "") -> Thing:
        """Return the one thing of that name. Raises UnknownThingError: none, or several.

        A slug or compact name goes before a name that another thing happens to share.
        """
        found = self.called(text, kind=kind)
        exact = [one for one in found if text in (one.slug, one.curie)]
        if len(exact) == 1 or len(found) == 1:
            return (exact or list(found))[0]
        what = kind or "thing"
        if found:
            listed = ", ".join(sorted(one.curie for one in found))
            raise UnknownThingError(
                f'"{text}" is the name of several things', remedy=f"say which: {listed}"
            )
        raise UnknownThingError(f'no {what} "{text}"', remedy=self.suggestion(text, kind=kind))

    def suggestion(self, text: str, *, kind: str = "") -> str:
        """Return the remedy for an unknown name: the nearest ones, and how to look further."""
        local = text.partition(":")[2] or text
        hits = self.find(local, most=_SUGGESTIONS, kind=kind)
        hits = hits or (self.find(local, most=_SUGGESTIONS) if kind else ())
        if not hits:
            return f"try: iprgraph find {local}"
        listed = " or ".join(f'"{hit.thing.curie}"' for hit in hits)
        return f"did you mean {listed}? try: iprgraph find {local}"


def simplified(text: str, table: str = "t2s") -> str:
    """Return a text in simplified script (OpenCC); one without Chinese as it is."""
    if not has_han(text):
        return text
    import opencc

    return str(opencc.OpenCC(table).convert(text))


def readings(text: str) -> tuple[str, ...]:
    """Return what a text may mean, most likely first: in simplified script, in mainland words.

    Taiwan's word for intellectual property, for one, is another word and not only another script.
    """
    plain = " ".join(fold(part) for part in text.split()).strip()
    both = (simplified(plain), simplified(plain, "tw2sp"))
    return tuple(one for one in dict.fromkeys(both) if one)


def best_hit(query: str, thing: Thing) -> Hit | None:
    """Return how a thing best fits a folded query, None where it does not."""
    hits = [*_name_hits(query, thing), *_pinyin_hits(query, thing)]
    return max(hits, key=lambda hit: hit.score, default=None) or _scattered(query, thing)


def near_hits(query: str, things: Sequence[Thing]) -> Iterator[Hit]:
    """Yield the things that a name with a typo may mean, one hit each."""
    from rapidfuzz import fuzz

    solid = query.replace(" ", "")
    for thing in things:
        names = (*thing.folded, fold(thing.slug), *(one.replace(" ", "") for one in thing.pinyin))
        scores = [(_likeness(fuzz.ratio, fuzz.partial_ratio, solid, name), name) for name in names]
        score, name = max(scores, default=(0.0, ""))
        if score >= _NEAR:
            yield Hit(thing, name, score / 2, nearly=True)


def _likeness(whole: _Scorer, part: _Scorer, query: str, name: str) -> float:
    """Return how alike two texts are, 0 to 100; a part counts only for a query of some length."""
    target = name.replace(" ", "")
    score = whole(query, target)
    if len(query) >= 4 and len(target) > len(query):
        score = max(score, part(query, target) * 0.95)
    return score


def _name_hits(query: str, thing: Thing) -> Iterator[Hit]:
    """Yield the fits of a query with the names, slug and compact name."""
    solid = query.replace(" ", "")
    wanted = words_of(query)
    for name in (*thing.folded, fold(thing.slug), fold(thing.curie)):
        cover = len(query) / max(len(name), 1)
        if name == query or name.replace(" ", "") == solid:  # "guang dong" is Guangdong
            yield Hit(thing, name, 100.0)
        elif name.startswith(query):
            yield Hit(thing, name, 80 + 10 * cover)
        elif has_han(query) and solid in name.replace(" ", ""):
            yield Hit(thing, name, 70 + 10 * cover)
        elif wanted and not has_han(query) and _has_words(wanted, words_of(name)):
            yield Hit(thing, name, 60 + 10 * min(cover, 1.0))


def _has_words(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether each wanted word begins a word of its own, in any order."""
    left = list(words)
    for one in sorted(wanted, key=len, reverse=True):
        fitting = next((word for word in left if word.startswith(one)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True


def _pinyin_hits(query: str, thing: Thing) -> Iterator[Hit]:
    """Yield the fits with the pinyin of the names: whole, from a syllable on, or initials."""
    solid = query.replace(" ", "").replace("ü", "v")
    if not (solid.isascii() and solid.isalpha() and len(solid) > 1):
        return
    for reading in thing.pinyin:
        syllables = reading.split()
        joined = "".join(syllables)
        initials = "".join(one[0] for one in syllables)
        if solid in (joined, initials):
            yield Hit(thing, reading, 75.0 if solid == joined else 58.0)
        elif any(_from(syllables, place, solid) for place in range(len(syllables))):
            yield Hit(thing, reading, 50 + 10 * len(solid) / len(joined))
        elif len(solid) > 2 and solid in initials:
            yield Hit(thing, reading, 40 + 10 * len(solid) / len(initials))


def _from(syllables: list[str], place: int, solid: str) -> bool:
    """Return whether the syllables from a place on begin with the letters."""
    return "".join(syllables[place:]).startswith(solid)


def _abbreviated(query: str, thing: Thing) -> Hit | None:
    """Return the fit of a Chinese short form, whose characters stand in a name in their order."""
    solid = query.replace(" ", "")
    if len(solid) < 3 or not all(has_han(one) for one in solid):
        return None
    for name in thing.folded:
        rest = iter(name)
        if all(one in rest for one in solid):
            return Hit(thing, name, 40 + 10 * len(solid) / len(name))
    return None


def _scattered(query: str, thing: Thing) -> Hit | None:
    """Return the fit of a query whose parts stand in different names, or apart in one."""
    parts = query.split()
    if len(parts) < 2:
        return None
    for part in parts:
        if not any(True for _ in (*_name_hits(part, thing), *_pinyin_hits(part, thing))):
            return None
    return Hit(thing, " ".join(parts), 45.0)


def _rank(hit: Hit) -> tuple[float, int, str]:
    """Return what hits are sorted by: fit, then the shorter name, then the address."""
    return (-hit.score, min((len(name) for name in hit.thing.folded), default=0), hit.thing.curie)


def listed(hits: Iterable[Hit]) -> list[dict[str, object]]:
    """Return hits as plain objects for JSON."""
    return [
        {
            "iri": hit.thing.iri,
            "curie": hit.thing.curie,
            "kind": hit.thing.kind,
            "labels": dict(hit.thing.labels),
            "matched": hit.matched,
            "nearly": hit.nearly,
        }
        for hit in hits
    ]
