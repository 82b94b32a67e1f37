"""Records: what is compared, a name with all that it is blocked and compared by."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from iprgraph.matching.divisions import by_letters, by_stem, divisions, encloses, letters
from iprgraph.matching.features import initials, sound
from iprgraph.matching.matcher import local_code
from iprgraph.matching.normal import normal
from iprgraph.matching.parts import PLACE, WITHIN, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.matching.divisions import Division
    from iprgraph.matching.gazetteer import Entry, Gazetteer

# A gram that more of our names than this have says too little to be compared by.
_MOST_COMMON = 60
_GRAMS = 4
# Too many Chinese names of two signs sound alike.
_SHORT_TO_SAY = 2
_COUNTRY = ("china", "中国")
_CODE_ROLES = frozenset(("code", "identifier", "slug"))
_DIVISION = re.compile(r"\d{6}")
# What parts the values of a list in one column; no name has it.
JOINT = "\x1f"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks about: a name, and what its row says of kind, place and code, if anything."""

    name: str
    kind: str = ""
    place: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One name as it is blocked and compared; `thing` is empty for one that is asked about.

    Those of LISTS hold values parted by JOINT; `name` is empty where the name is itself a code.
    `told_by` is the name to compare what distinguishes by: the label, where a name is short for it.
    `places` are the place that a row states, or those that a thing is in; `seats` what is around
    the first, or the nearest of the others. What is empty is not compared.
    """

    unique_id: int
    thing: str
    name: str
    plain: str
    form: str
    words: str
    sounds: str
    initials: str
    kind: str
    division: str
    codes: str
    grams: str
    places: str
    seats: str
    told_by: str


COLUMNS = tuple(field.name for field in fields(Record))
LISTS = ("sounds", "codes", "grams", "places", "seats")


class Names:
    """Our names as records, and what is needed to make records of names that are asked about."""

    def __init__(self, gazetteer: Gazetteer, kinds: frozenset[str] = frozenset()) -> None:
        self.gazetteer = gazetteer.of_kinds(*kinds) if kinds else gazetteer
        self._whole = gazetteer

    @cached_property
    def texts(self) -> tuple[tuple[Entry, str], ...]:
        """Return the names of things, each with its thing; a name's number is its place here."""
        return tuple(
            (entry, name.text)
            for entry in self.gazetteer.entries
            for name in entry.names
            if name.role not in _CODE_ROLES
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every English word of our names: one of them is not another one misspelt."""
        own = (normal(text) for _, text in self.texts)
        return frozenset(word for one in own for word in (*one.words, *one.plain.split()))

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Return our names as records."""
        return tuple(self._own(number, *pair) for number, pair in enumerate(self.texts))

    def asked(self, number: int, asked: Asked) -> Record:
        """Return a name that is asked about as a record."""
        named = solid(asked.name)
        codes = [code for code in (solid(asked.code), named) if code in self._codes]
        own = normal("" if named in codes else asked.name)
        division = solid(asked.code)
        return Record(
            unique_id=number,
            thing="",
            name=own.text,
            told_by=own.text,
            **_forms(own.text),
            kind=asked.kind,
            division=division if _DIVISION.fullmatch(division) else "",
            codes=JOINT.join(dict.fromkeys(codes)),
            grams="" if self._has_equal(own.text) else JOINT.join(self._telling(own.text)),
            places=JOINT.join(_places(asked.place)),
            seats=JOINT.join(_enclosing(asked.place)),
        )

    def knows(self, text: str) -> bool:
        """Return whether a text is one of our names, or a code of one of our things."""
        return solid(text) in self._codes or self._has_equal(text)

    def _own(self, number: int, entry: Entry, text: str) -> Record:
        codes = self._codes_of[entry.iri]
        return Record(
            unique_id=number,
            thing=entry.iri,
            name=text,
            told_by=_label_of(entry, text),
            **_forms(text),
            kind=entry.kind,
            division=next((one for one in codes if _DIVISION.fullmatch(one)), ""),
            codes=JOINT.join(codes),
            grams=JOINT.join(sorted(set(_grams(text)) & self._frequent.keys())),
            places=JOINT.join(sorted(self._around(entry))),
            seats=JOINT.join(sorted(self._seats(entry))),
        )

    @cached_property
    def _codes_of(self) -> dict[str, tuple[str, ...]]:
        """Return all codes, identifiers and addresses of each thing."""
        return {entry.iri: tuple(dict.fromkeys(_codes(entry))) for entry in self.gazetteer.entries}

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(code for codes in self._codes_of.values() for code in codes)

    @cached_property
    def _equals(self) -> frozenset[str]:
        """Return the normal forms of our names."""
        return frozenset(normal(text).key for _, text in self.texts)

    def _has_equal(self, text: str) -> bool:
        key = normal(text).key
        return bool(key) and key in self._equals

    @cached_property
    def _frequent(self) -> dict[str, int]:
        """Return how many of our names have a gram, the too common ones left out."""
        counts = Counter(gram for _, text in self.texts for gram in set(_grams(text)))
        return {gram: count for gram, count in counts.items() if count <= _MOST_COMMON}

    def _telling(self, text: str) -> list[str]:
        """Return the grams of a text that the fewest of our names have."""
        known = {gram for gram in _grams(text) if gram in self._frequent}
        return sorted(known, key=lambda gram: (self._frequent[gram], gram))[:_GRAMS]

    def _seats(self, entry: Entry) -> set[str]:
        """Return the names of the places that a thing is directly in or responsible for."""
        direct = (self._whole.by_iri.get(iri) for iri in entry.places)
        found = (text for one in direct if one is not None for text in one.labels.values())
        return {place for text in found for place in _places(text)}

    def _around(self, entry: Entry) -> set[str]:
        """Return the names of the places that a thing is in or responsible for, and around them."""
        found: set[str] = set()
        left = [iri for iri in entry.places if iri in self._whole.by_iri]
        seen = set(left)
        while left:
            place = self._whole.by_iri[left.pop()]
            found.update(one for text in place.labels.values() for one in _places(text))
            new = {iri for iri in place.places if iri in self._whole.by_iri} - seen
            seen |= new
            left += new
        return found


def solid(text: str) -> str:
    """Return a code without blanks, width and case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _forms(text: str) -> dict[str, str]:
    """Return the forms of a name that equal names share."""
    own = normal(text)
    chinese = own.script == "zh"
    read = [own.plain.replace(" ", "")]
    if chinese:
        read = [sound(one) for one in (own.form, own.plain) if len(one) > _SHORT_TO_SAY]
    return {
        "plain": own.plain,
        "form": own.form,
        "words": own.key,
        "sounds": JOINT.join(dict.fromkeys(filter(None, read))),
        "initials": "" if chinese else _short(own.plain),
    }


def _label_of(entry: Entry, text: str) -> str:
    """Return the label that a name is the same as in its normal form, else the name itself.

    Jilin the province is Jilin for short; the city of Jilin is not. Another word for the same is
    not short for it, and is read as it is.
    """
    own = normal(text)
    for label in entry.labels.values():
        named = normal(label)
        longer = own.script == "en" or named.plain.startswith(own.plain)
        if named.form == own.form and longer:
            return label
    return text


def _short(plain: str) -> str:
    """Return what an English name shares with its acronym: itself if short, else its initials."""
    return initials(plain) if " " in plain else plain


def _grams(text: str) -> list[str]:
    """Return the pairs of Chinese signs, or the words of an English name and their beginnings."""
    own = normal(text)
    if own.script == "zh":
        forms = dict.fromkeys((own.form, own.plain))
        return [form[at : at + 2] for form in forms for at in range(max(len(form) - 1, 1))]
    return [gram for word in own.words for gram in (word, f"{word[:4]}*") if len(word) > 3]


def _codes(entry: Entry) -> Iterator[str]:
    """Yield the codes, identifiers and addresses of a thing; a bare slug is a name like others."""
    for name in entry.names:
        if name.role in _CODE_ROLES and (name.role != "slug" or ":" in name.text):
            yield solid(name.text)
            if local_code(name):
                yield solid(local_code(name))
    yield solid(entry.iri)


def _places(text: str) -> tuple[str, ...]:
    """Return the places that a text names, by the words that names are compared by."""
    if not text:
        return ()
    parts = parts_of(text)
    named = sorted(parts.of(PLACE)) or sorted(parts.of(WITHIN))
    return tuple(named) or (normal(text).key,)


@lru_cache(maxsize=4_096)
def _enclosing(text: str) -> tuple[str, ...]:
    """Return what is around the places that a text names: their provinces, and the country."""
    named = {one for place in _places(text) for one in _divisions(place)}
    around = {
        name
        for province in divisions()
        if any(one != province and encloses(province, [one.code]) for one in named)
        for name in (province.stem, letters(province.english))
    }
    return tuple(sorted(around | set(_COUNTRY))) if named else ()


def _divisions(place: str) -> tuple[Division, ...]:
    return by_stem().get(place, ()) or by_letters().get(place, ())
