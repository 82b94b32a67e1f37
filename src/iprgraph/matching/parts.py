"""Parts: what a name says of place, tier, organ, court, right and number, to be compared apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from iprgraph.matching.divisions import (
    PROVINCIAL,
    by_letters,
    by_stem,
    encloses,
    fits,
    stem_pattern,
)
from iprgraph.matching.facets import facet_pattern
from iprgraph.matching.normal import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iprgraph.matching.divisions import Division
    from iprgraph.matching.normal import Normal

PLACE, WITHIN, ENDING, NUMBER, TIER = "place", "within", "ending", "number", "tier"
# The courts of a province are another thing than its court.
BODIES = "one or many"

# A county or district that the table of divisions does not have; what ends like one is not one.
_COUNTY = re.compile(r"^(?P<stem>[\u4e00-\u9fff]{2,3})(?P<ending>自治县|县|区|市)(?!场|域|级|县)")
_NO_COUNTY = re.compile(
    r"[全各本我该省级园范湾新发合保试高特地城核心]$|^[全各本我该省]|地$|经开$|高新$|自贸$|保税$|综保$|国家|知识"
)
_ENGLISH_ENDING = re.compile(
    r"\b(?P<a>[a-z]+) (?P<after>province|city|district|county|municipality|prefecture)\b"
    r"|\b(?P<before>province|city|municipality) of (?P<b>[a-z]+)"
)
_ENGLISH_ENDINGS = {"municipality": "city", "prefecture": "city"}
_BODY = re.compile(
    r"\b(?:court|procuratorate|department|administration|bureau|office)(?P<many>s)?\b"
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Parts:
    """The distinguishing parts of a name: by facet the values that it names.

    `place` is the most particular division, `within` those around it, `ending` what the name
    itself says that a place is (市, 区, province), `number` every numeral, years included.
    """

    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, facet: str) -> frozenset[str]:
        """Return the values of a facet, none where the name is silent on it."""
        return self.values.get(facet, frozenset())


@lru_cache(maxsize=65_536)
def parts_of(text: str) -> Parts:
    """Return the distinguishing parts of a name."""
    name = normal(text)
    found = {
        facet: frozenset(value for value, pattern in values if pattern.search(name.form))
        for facet, values in facet_pattern(name.script).items()
    }
    found[NUMBER] = frozenset(str(int(one)) for one in _NUMBER.findall(name.form))
    found[BODIES] = frozenset(_bodies(name))
    found.update(_placed(name, found[TIER]))
    return Parts({facet: values for facet, values in found.items() if values})


def _bodies(name: Normal) -> Iterator[str]:
    """Yield whether an English name is of one body or of many; Chinese does not tell."""
    if name.script == "en":
        for found in _BODY.finditer(name.plain):
            yield "many" if found["many"] else "one"


def _placed(name: Normal, tiers: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return place, within, ending and tier; what a place is part of is not its place."""
    chinese = name.script == "zh"
    named = list(_chinese_places(name.plain) if chinese else _english_places(name))
    codes = {one.code for _, ones, _ in named for one in ones}
    county = any(not ones for _, ones, _ in named)
    around = {
        stem
        for stem, ones, _ in named
        if ones and (county or all(encloses(one, codes) for one in ones))
    }
    inner = [one for one in named if one[0] not in around]
    own = {one.tier for _, ones, _ in inner for one in ones} if inner else set()
    own |= {"county" for _, ones, _ in inner if not ones}
    if own and not re.search("国家|全国|national|state", name.form):
        tiers -= {"national"}
    return {
        PLACE: frozenset(stem for stem, _, _ in inner),
        WITHIN: frozenset(around),
        ENDING: frozenset(ending for _, _, ending in inner if ending),
        TIER: frozenset(tiers | own),
    }


_Place = tuple[str, "tuple[Division, ...]", str]


def _chinese_places(plain: str) -> Iterator[_Place]:
    """Yield each place of a Chinese name: its stem, the divisions it can be, its ending."""
    last = 0
    for found in stem_pattern().finditer(plain):
        ones = by_stem()[found["stem"]]
        ending = found["ending"] or ""
        fitting = tuple(one for one in ones if fits(one, ending))
        last = found.end()
        if fitting:
            yield found["stem"], fitting, "省" if ending in PROVINCIAL else ending
        else:  # 中山区: another place
            yield found["stem"] + ending, (), ending
    county = _COUNTY.match(plain[last:])
    if county and not _NO_COUNTY.search(county["stem"]):
        yield county["stem"], (), county["ending"]


def _english_places(name: Normal) -> Iterator[_Place]:
    """Yield each place of an English name."""
    endings: dict[str, str] = {}
    for found in _ENGLISH_ENDING.finditer(name.plain):
        ending = found["after"] or found["before"]
        endings[found["a"] or found["b"]] = _ENGLISH_ENDINGS.get(ending, ending)
    seen = set()
    for word in name.words:
        if word in by_letters() and word not in seen:
            seen.add(word)
            ending = endings.get(word, "")
            if ending in ("district", "county"):
                yield f"{word} {ending}", (), ending
                continue
            tier = {"province": "provincial", "city": "municipal"}.get(ending, "")
            ones = by_letters()[word]
            fitting = tuple(one for one in ones if not tier or one.tier == tier)
            yield word, fitting or ones, ending
