"""Matcher: the best candidates for a name, over all names of a gazetteer at once."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from iprgraph.matching.features import Comparison, compare, initials, sound
from iprgraph.matching.normal import normal
from iprgraph.names import has_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iprgraph.matching.gazetteer import Entry, Gazetteer, Name
    from iprgraph.matching.normal import Script

# From here on a candidate is a match, if no other thing comes near it.
MATCH, MARGIN = 90.0, 5.0
_LEAST = 20.0
_LEAST_ALIKE = 40.0
_COMPARED = 16
_SHORT = 30
_CODE = Comparison(100.0, "code", 100.0)
_CODED = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_.-]+")
_CODE_ROLES = frozenset(("code", "identifier", "slug"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean, with the name by which it does, and how the two compare."""

    entry: Entry
    name: Name
    comparison: Comparison

    @property
    def score(self) -> float:
        """Return how likely it is that the thing is meant, 0 to 100."""
        return self.comparison.score


@dataclass(frozen=True)
class _Forms:
    """The normal forms of the names in a script, each with its place in the list of names."""

    forms: Sequence[str]
    places: Sequence[int]


@dataclass(frozen=True)
class Matcher:
    """All names of a gazetteer, prepared for many look-ups."""

    gazetteer: Gazetteer

    def warm(self) -> None:
        """Prepare now what the first look-up would have to wait for."""
        _ = (self._codes, self._equal, self._forms, self._signs, self._words)

    def candidates(self, query: str, *, most: int = 10) -> tuple[Candidate, ...]:
        """Return the things that a name may mean, best first; none where nothing comes near."""
        best: dict[str, Candidate] = {}
        for place, comparison in self._compared(query):
            entry, name = self._names[place]
            known = best.get(entry.iri)
            if known is None or comparison.score > known.score:
                best[entry.iri] = Candidate(entry, name, comparison)
        found = (one for one in best.values() if one.score >= _LEAST)
        return tuple(sorted(found, key=_rank)[:most])

    def only(self, query: str) -> Candidate | None:
        """Return the one thing that a name means, None where none or several may be meant."""
        found = self.candidates(query, most=2)
        return found[0] if certain([one.score for one in found]) else None

    def _compared(self, query: str) -> Iterator[tuple[int, Comparison]]:
        """Yield the names that come near a query, by place in the list, each compared with it."""
        for place in self._codes.get(_solid(query), ()):
            yield place, _CODE
        for place in self._near(query):
            yield place, compare(query, self._names[place][1].text, self._words)

    def _near(self, query: str) -> dict[int, None]:
        """Return the names worth comparing: equal ones, such as it may abbreviate, most alike."""
        own = normal(query)
        found = dict.fromkeys(place for key in _keys(query) for place in self._equal.get(key, ()))
        if not own.form:
            return found
        forms = self._forms[own.script]
        scorer = fuzz.ratio if own.script == "zh" else fuzz.token_sort_ratio
        alike = process.extract(
            own.form, forms.forms, scorer=scorer, limit=_COMPARED, score_cutoff=_LEAST_ALIKE
        )
        found.update(dict.fromkeys(forms.places[rank] for _, _, rank in alike))
        if own.script == "zh":
            found.update(dict.fromkeys(self._holding(own.form)))
        return found

    def _holding(self, form: str) -> list[int]:
        """Return the Chinese names that have every sign of a short form, the shortest first."""
        left = -1
        for sign in form:
            left &= self._signs.get(sign, 0)
            if not left:
                return []
        found = [place for place in range(left.bit_length()) if left >> place & 1]
        return sorted(found, key=lambda one: len(self._names[one][1].text))[:_SHORT]

    @cached_property
    def _names(self) -> tuple[tuple[Entry, Name], ...]:
        return tuple((entry, name) for entry in self.gazetteer.entries for name in entry.names)

    @cached_property
    def _codes(self) -> dict[str, tuple[int, ...]]:
        """Return the codes, identifiers and addresses, without blanks and case."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, (entry, name) in enumerate(self._names):
            if name.role in _CODE_ROLES:
                for text in dict.fromkeys((name.text, local_code(name), entry.iri)):
                    found[_solid(text)].append(place)
        found.pop("", None)
        return {text: tuple(places) for text, places in found.items()}

    @cached_property
    def _equal(self) -> dict[str, tuple[int, ...]]:
        """Return the names by all that an equal one shares: form, words, sound, initials."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, (_, name) in enumerate(self._names):
            if name.role not in _CODE_ROLES:
                for key in _keys(name.text):
                    found[key].append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def _words(self) -> frozenset[str]:
        """Return every English word of the names: one of them is not another one misspelt."""
        names = (normal(name.text) for _, name in self._names if name.role not in _CODE_ROLES)
        return frozenset(word for one in names for word in (*one.words, *one.plain.split()))

    @cached_property
    def _forms(self) -> dict[Script, _Forms]:
        """Return the normal forms by script."""
        found: dict[Script, tuple[list[str], list[int]]] = {"zh": ([], []), "en": ([], [])}
        for place, (_, name) in enumerate(self._names):
            own = normal(name.text)
            if name.role not in _CODE_ROLES and own.form:
                found[own.script][0].append(own.form)
                found[own.script][1].append(place)
        return {script: _Forms(*lists) for script, lists in found.items()}

    @cached_property
    def _signs(self) -> dict[str, int]:
        """Return, for each Chinese sign, the names that have it, as a set of bits."""
        found: dict[str, int] = defaultdict(int)
        forms = self._forms["zh"]
        for form, place in zip(forms.forms, forms.places, strict=True):
            for sign in set(form):
                found[sign] |= 1 << place
        return dict(found)


def certain(scores: Sequence[float]) -> bool:
    """Return whether the first of some scores, best first, is a match: high, and well ahead."""
    return bool(scores) and scores[0] >= MATCH and (len(scores) < 2 or ahead(scores))


def ahead(scores: Sequence[float]) -> bool:
    """Return whether the first score is clearly above the second."""
    return scores[0] - scores[1] >= MARGIN


def _rank(candidate: Candidate) -> tuple[float, float, str]:
    """Return what candidates are sorted by: score, then likeness, then address."""
    return (-candidate.score, -candidate.comparison.similarity, candidate.entry.iri)


def _keys(text: str) -> list[str]:
    """Return what a name shares with each name that is its equal in some way."""
    own = normal(text)
    keys = [f"={own.form}", f"={own.key}"]
    if has_han(text):
        keys += [f"~{sound(own.plain)}", f"~{sound(own.form)}"]
    else:
        solid = own.plain.replace(" ", "")
        keys += [f"~{solid}", f"'{solid}", f"'{initials(own.plain)}"]
    return list(dict.fromkeys(key for key in keys if len(key) > 1))


def local_code(name: Name) -> str:
    """Return the last part of an identifier such as Q148, nothing where it is a word or number."""
    last = name.text.rstrip("/").rpartition("/")[2]
    coded = name.role == "identifier" and _CODED.fullmatch(last)
    return last if coded else ""


def _solid(text: str) -> str:
    return "".join(text.split()).casefold()
