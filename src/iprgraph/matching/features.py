"""Features: how one name compares with another, each feature apart, with a score and reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from iprgraph.matching.divisions import by_letters
from iprgraph.matching.normal import normal
from iprgraph.matching.parts import ENDING, NUMBER, PLACE, TIER, WITHIN, parts_of
from iprgraph.matching.wording import SILENT, TELLING_SIGNS
from iprgraph.names import syllables

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from iprgraph.matching.normal import Normal
    from iprgraph.matching.parts import Parts

EXACT, EQUAL, ORDER, HOMOPHONE, READING = 100.0, 97.0, 95.0, 93.0, 91.0
_MISSPELT, _ACRONYM, _ABBREVIATED, _SIMILAR = 96.0, 85.0, 72.0, 92.0
# A name that contradicts another is never its match, however alike the two are.
CONTRADICTED = 40.0
# What it costs to be silent on what the other name says, by facet.
_SILENCE: Mapping[str, float] = {
    PLACE: 14.0,
    NUMBER: 12.0,
    "organ": 10.0,
    "kind of patent": 10.0,
    "right": 8.0,
    "stage": 8.0,
    TIER: 5.0,
    WITHIN: 1.0,
    ENDING: 1.0,
}
_OTHER_SILENCE = 6.0
_MOST_SILENCE = 36.0
# Agreements of whole names: what one name has, the other has too, spelt otherwise.
_WHOLE = frozenset(("equal", "same words", "same sound", "pinyin", "misspelt"))
# An acronym of so many letters stands for all words of a name; a shorter one for those of many.
LONG_ACRONYM = 5
_LONG_ENOUGH_TO_MISSPELL = 5
_LONG_ENOUGH_FOR_TWO = 9
_LONG_ENOUGH_TO_SLIP = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a query compares with one name of a thing.

    `score` is 0 to 100. `agreement` says by what the names meet; `conflicts` are the facets that
    they contradict each other in, `silences` those that only one of them has.
    """

    score: float
    agreement: str
    similarity: float
    conflicts: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()

    @property
    def features(self) -> dict[str, float | bool]:
        """Return the features by name, each apart."""
        return {
            "exact": self.agreement == "exact",
            "equal": self.agreement in ("exact", "equal"),
            "same-words": self.agreement in ("exact", "equal", "same words"),
            "same-sound": self.agreement in ("same sound", "pinyin"),
            "misspelt": self.agreement == "misspelt",
            "code": self.agreement == "code",
            "abbreviation": self.agreement in ("abbreviation", "acronym"),
            "similarity": round(self.similarity, 1),
            "no-contradiction": not self.conflicts,
            "silences": float(len(self.silences)),
        }

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why the score is what it is, in words."""
        return (
            self.agreement,
            *(f"another {facet}" for facet in self.conflicts),
            *(f"{facet} in one name only" for facet in self.silences),
        )


def compare(query: str, name: str, known: Container[str] = frozenset()) -> Comparison:
    """Return how a query compares with a name; known words are not misspelt ones.

    What the names contradict each other in outweighs all that they have in common.
    """
    left, right = normal(query), normal(name)
    if left.plain and left.plain == right.plain:
        return Comparison(EXACT, "exact", 100.0)
    if left.script != right.script:
        read = _is_pinyin(left, right)
        return Comparison(READING, "pinyin", 0.0) if read else Comparison(0.0, "none", 0.0)
    conflicts, silences = differences(parts_of(query), parts_of(name))
    likeness, whole = _likeness(left, right, known)
    agreement, score = _agreement(left, right, likeness, misspelt=whole)
    if conflicts:
        low = round(min(score, likeness, CONTRADICTED), 2)
        return Comparison(low, "similar", likeness, conflicts)
    spelt_out = agreement == "acronym" and len(_solid(left)) >= LONG_ACRONYM
    if agreement in _WHOLE or spelt_out:
        return Comparison(round(score, 2), agreement, likeness)
    score = max(score - min(differences_cost(silences), _MOST_SILENCE), 0.0)
    return Comparison(round(score, 2), agreement, likeness, (), silences)


def differences_cost(silences: Iterable[str]) -> float:
    """Return what it costs that only one of two names says something, over some facets."""
    return sum(_SILENCE.get(facet, _OTHER_SILENCE) for facet in silences)


def differences(left: Parts, right: Parts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the facets in which two names contradict each other, and those one is silent on."""
    conflicts, silences = [], []
    for facet in sorted({*left.values, *right.values}):
        ours, theirs = left.of(facet), right.of(facet)
        if facet in (PLACE, WITHIN) and ours.isdisjoint(theirs):
            ours, theirs = _less_shared(ours, theirs, left, right)
        if ours == theirs:
            continue
        apart = facet == PLACE and ours - theirs and theirs - ours  # with whom, in a cooperation
        if ours and theirs and (apart or ours.isdisjoint(theirs)):
            conflicts.append(facet)
        else:
            silences.append(facet)
    return tuple(conflicts), tuple(silences)


def _less_shared(
    ours: frozenset[str], theirs: frozenset[str], left: Parts, right: Parts
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places of two names, those left out that the other name has around its own."""
    return ours - right.of(WITHIN) or ours, theirs - left.of(WITHIN) or theirs


def _likeness(left: Normal, right: Normal, known: Container[str]) -> tuple[float, bool]:
    """Return how alike two names are, 0 to 100, and whether their words are the same, misspelt."""
    if left.script != right.script or not left.form or not right.form:
        return 0.0, False
    if left.script == "zh":
        return float(fuzz.ratio(left.form, right.form)), _is_a_sign_off(left.plain, right.plain)
    even = shared_words(left.words, right.words, known)
    mine, yours = tuple(left.plain.split()), tuple(right.plain.split())
    if even[1] or (mine, yours) == (left.words, right.words):
        return 100.0 * even[0], even[1]
    plain = shared_words(mine, yours, known)
    return 100.0 * max(even[0], plain[0]), plain[1]


def shared_words(
    left: tuple[str, ...], right: tuple[str, ...], known: Container[str] = frozenset()
) -> tuple[float, bool]:
    """Return the share of letters in words that two names share, 0 to 1, and whether all are.

    A misspelt word counts for less.
    """
    whole = sum(map(len, left)) + sum(map(len, right))
    rest, odd, shared = list(right), [], 0.0
    for word in left:
        if word in rest:
            rest.remove(word)
            shared += 2.0 * len(word)
        else:
            odd.append(word)
    pairs = 0
    for word in odd:
        if not rest or word in known or not _may_be_misspelt(word):
            continue
        worth, best = max(
            (_same_word(word, other), other) if abs(len(word) - len(other)) < 3 else (0.0, "")
            for other in rest
        )
        if worth:
            pairs += 1
            rest.remove(best)
            shared += worth * (len(word) + len(best))
    return (shared / whole if whole else 0.0), pairs == len(odd) and not rest


@lru_cache(maxsize=65_536)
def _may_be_misspelt(word: str) -> bool:
    """Return whether a word may stand for one like it: it is long, no number, no known place."""
    known = word in by_letters() or any(sign.isdigit() for sign in word)
    return len(word) >= _LONG_ENOUGH_TO_MISSPELL and not known


@lru_cache(maxsize=262_144)
def _same_word(word: str, other: str) -> float:
    """Return how far a word is another one misspelt: 1.0 to 0.0.

    Of a place, only two letters may have changed places: other changes make another place's name.
    """
    if not _may_be_misspelt(other) and sorted(word) != sorted(other):
        return 0.0
    longest = max(len(word), len(other))
    most = 1 if longest < _LONG_ENOUGH_FOR_TWO else 2
    distance = OSA.distance(word, other, score_cutoff=most)
    return 1.0 - distance / longest if distance <= most else 0.0


def _agreement(
    left: Normal, right: Normal, likeness: float, *, misspelt: bool
) -> tuple[str, float]:
    """Return by what two names meet, and the score that this is worth."""
    if left.form and (left.form == right.form or _solid(left) == _solid(right)):
        return "equal", EQUAL
    if left.key and left.key == right.key:
        return "same words", ORDER
    if left.script == "zh" and len(left.form) > 2 and sound(left.form) == sound(right.form):
        return "same sound", HOMOPHONE
    if misspelt:
        return "misspelt", _MISSPELT * likeness / 100
    short = _abbreviation(left, right)
    alike = _SIMILAR * likeness / 100
    kind = "acronym" if left.script == "en" else "abbreviation"
    return (kind, short) if short > alike else ("similar", alike)


def _is_pinyin(left: Normal, right: Normal) -> bool:
    """Return whether a name is the pinyin of a Chinese one, with or without its endings."""
    return right.script == "zh" and _solid(left) in (sound(right.plain), sound(right.form))


def _is_a_sign_off(left: str, right: str) -> bool:
    """Return whether two Chinese names differ in one sign that says little.

    A telling sign may stand for one that is not, as where a key was missed, not for another.
    """
    near = min(len(left), len(right)) >= _LONG_ENOUGH_TO_SLIP and abs(len(left) - len(right)) < 2
    if not near or OSA.distance(left, right, score_cutoff=1) != 1:
        return False
    mine, yours = Counter(left), Counter(right)
    odd = [*(mine - yours), *(yours - mine)]
    if any(sign.isdigit() for sign in odd):
        return False
    return not odd or sum(sign in TELLING_SIGNS for sign in odd) < len(odd)


def _abbreviation(left: Normal, right: Normal) -> float:
    """Return what it is worth that one name may abbreviate the other, nothing where it cannot."""
    if left.script == "en":
        short = _solid(left)
        return _ACRONYM if len(short) > 2 and short == initials(right.plain) else 0.0
    short, long = left.form, right.form
    if not 2 < len(short) < len(long) or short[0] != long[0]:
        return 0.0
    signs = iter(long)
    if all(sign in signs for sign in short):
        return _ABBREVIATED + 16.0 * len(short) / len(long)
    return 0.0


def _solid(name: Normal) -> str:
    """Return a name without blanks: one in the wrong place makes no other name."""
    return name.plain.replace(" ", "")


def initials(plain: str) -> str:
    """Return the initials of the words of an English name, small words left out."""
    return "".join(word[0] for word in plain.split() if word not in SILENT)


@lru_cache(maxsize=65_536)
def sound(text: str) -> str:
    """Return the pinyin of a Chinese name without tones and blanks."""
    return syllables(text).replace(" ", "")
