"""Normal: a name as names are compared, whatever its script, width, case, blanks and style."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from iprgraph.matching.divisions import (
    by_former,
    by_letters,
    by_stem,
    encloses,
    fits,
    letters,
    stem_pattern,
)
from iprgraph.matching.wording import (
    BODIES_OF_PROVINCES,
    CHINESE,
    ENGLISH,
    ENGLISH_WORDS,
    LOOK_ALIKES,
    OF_STATE,
    PAIRED_SIGNS,
    PROVINCE_SIGNS,
    SILENT,
    STATE_BEGINNINGS,
    STATE_ENDINGS,
    STATE_STYLE,
)
from iprgraph.names import has_han

if TYPE_CHECKING:
    import opencc

Script = Literal["zh", "en"]

_NO_SIGN = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile(r"[’'ʼ`´]")
_OF_STATE = re.compile(rf"^{STATE_STYLE}(?=.)")
_DIGITS = "零一二三四五六七八九"
_NUMERAL = re.compile(r"(?<=第)[零〇一二两三四五六七八九十百]+(?=[届批次条期号])")
_YEAR = re.compile(r"(?<=\d{4})年(?!代|度)")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_PROVINCE_SIGN = re.compile(
    rf"^[{''.join(PROVINCE_SIGNS)}](?=$|{'|'.join(BODIES_OF_PROVINCES)})",
)
# What stands in brackets behind an acronym, and an acronym in brackets, say the same again.
_SPELT_OUT = re.compile(r"(?<=[a-z]{2})\s*\([^()]*[\u4e00-\u9fff][^()]*\)")
_IN_BRACKETS = re.compile(r"\(([a-z]{2,8})\)")
_REGION = re.compile(r"(?<=.{2})(?:地区|区域)$")
_PAIR = re.compile(rf"^([{PAIRED_SIGNS}])([{PAIRED_SIGNS}])(?![{PAIRED_SIGNS}])(?=.)")
_CONGRESS = re.compile(r"(?:党的|中共)?([一二三四五六七八九十]+)大(?=$|精神|报告)")
_RANKS = frozenset(("provincial", "municipal", "prefecture", "district"))
_OF_PEOPLE = frozenset(("court", "courts", "procuratorate", "procuratorates", "government"))
_IZE = re.compile(r"(?<=[a-z]{3})is(?=(e|ed|es|ing|ation|ations)$)")


@dataclass(frozen=True, slots=True)
class Normal:
    """A name in its normal form.

    `form` is what equal names share: Chinese without blanks and signs, English as words parted by
    blanks. `key` leaves the order of English words out of account as well. `plain` is the form
    before places lose their endings and words are replaced.
    """

    text: str
    script: Script
    plain: str
    form: str
    words: tuple[str, ...]
    key: str


@lru_cache(maxsize=65_536)
def normal(text: str) -> Normal:
    """Return a name in its normal form; one without any letter has an empty one."""
    even = unicodedata.normalize("NFKC", text).translate(LOOK_ALIKES).casefold()
    return _chinese(text, even) if has_han(even) else _english(text, even)


def simplified(text: str) -> str:
    """Return a text in simplified script (OpenCC)."""
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("hk2s")  # which knows all that t2s knows, and 衞


def _chinese(text: str, even: str) -> Normal:
    plain = _NO_SIGN.sub("", simplified(_SPELT_OUT.sub("", even)))
    plain = _PROVINCE_SIGN.sub(lambda found: PROVINCE_SIGNS[found[0]], plain)
    plain = _PAIR.sub(lambda found: PROVINCE_SIGNS[found[1]] + PROVINCE_SIGNS[found[2]], plain)
    plain = _CONGRESS.sub(r"中共第\1次全国代表大会", plain)
    form = _REGION.sub("", _YEAR.sub("", _NUMERAL.sub(_figures, plain)))
    form = _chinese_pattern().sub(lambda found: CHINESE[found[0]], form) or plain
    form = _without_province(stem_pattern().sub(_without_ending, form))
    form = _without_state(form)
    return Normal(text, "zh", plain, form, (), form)


def _without_ending(found: re.Match[str]) -> str:
    """Return a division without its ending; 中山区 is no division and stays what it is."""
    own = any(fits(one, found["ending"] or "") for one in by_stem()[found["stem"]])
    return found["stem"] if own else found[0]


def _without_province(form: str) -> str:
    """Return a name without the province that stands right before a prefecture of its own.

    Nor right after it, as in an address that begins with the city; nor a place a second time.
    """
    found = list(stem_pattern().finditer(form))
    for place, after in pairwise(found):
        if place.end() == after.start() and place.end() == place.end("stem"):
            if _encloses(place["stem"], after["stem"]):
                return form[: place.start()] + form[after.start() :]
            if after.end() == len(form) and _encloses(after["stem"], place["stem"]):
                return form[: after.start()]
        if place[0] == after[0] and place.start() == 0:
            return form[: after.start()] + form[after.end() :]
    return form


def _encloses(province: str, prefecture: str) -> bool:
    codes = [one.code for one in by_stem()[prefecture]]
    return any(encloses(one, codes) for one in by_stem()[province])


def _without_state(form: str) -> str:
    """Return the name of a body of the state, or of a law, without the name of the state."""
    rest = _OF_STATE.sub("", form)
    if rest == form:
        rest = form.removesuffix(STATE_STYLE)
    of_state = rest.startswith(STATE_BEGINNINGS) or rest.endswith(STATE_ENDINGS)
    placed = rest != form and stem_pattern().match(rest) is not None
    return rest if rest and (of_state or placed) else form


def _figures(found: re.Match[str]) -> str:
    """Return a Chinese numeral below a thousand in figures."""
    total = last = 0
    for sign in found[0].replace("〇", "零").replace("两", "二"):
        if sign in "十百":
            total += (last or 1) * (10 if sign == "十" else 100)
            last = 0
        else:
            last = _DIGITS.index(sign)
    return str(total + last)


@cache
def _chinese_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, CHINESE), key=len, reverse=True)))


def _english(text: str, even: str) -> Normal:
    bare = "".join(
        sign for sign in unicodedata.normalize("NFD", even) if not unicodedata.combining(sign)
    )
    plain = _NO_SIGN.sub(" ", _APOSTROPHE.sub("", _IN_BRACKETS.sub(_unless_short, bare))).strip()
    plain = _ORDINAL.sub(r"\1", plain)
    phrased = _english_pattern().sub(lambda found: ENGLISH[found[0]], plain)
    words = [_word(one) for one in phrased.split() if one not in SILENT]
    words = _unranked(words) or plain.split()
    if words[-1:] == ["region"] and len(words) > 1:
        words = words[:-1]
    form = " ".join(words)
    return Normal(text, "en", plain, form, tuple(words), " ".join(sorted(set(words))))


def _unless_short(found: re.Match[str]) -> str:
    """Return nothing for an acronym of the words before it, else what stands there."""
    before = [word[0] for word in _NO_SIGN.split(found.string[: found.start()]) if word]
    loud = [word for word in _NO_SIGN.split(found.string[: found.start()]) if word not in SILENT]
    initials = "".join(word[0] for word in loud if word)
    return "" if found[1] in (initials, "".join(before)) else found[0]


def _word(word: str) -> str:
    """Return a word in American spelling, in the singular, or the word that stands for it."""
    spelt = _IZE.sub("iz", by_former().get(word, word))
    single = ENGLISH_WORDS.get(spelt) or _singular(spelt)
    return ENGLISH_WORDS.get(single, single)


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _unranked(words: list[str]) -> list[str]:
    """Return words without the rank of a division beside its name, its province, its state.

    Guangdong Provincial High People's Court and High Court of Guangdong are the same words then.
    """
    named = [one for word in words for one in by_letters().get(word, ())]
    codes = [one.code for one in named]
    around = {letters(one.english) for one in named if encloses(one, codes)}
    left = [word for word in words if not (named and word in _RANKS) and word not in around]
    if not OF_STATE.isdisjoint(left) or (named and {*left} <= {*by_letters(), "china"}):
        left = [word for word in left if word != "china"]
    elif named and len(left) > 2:
        left = _without_country(left)
    if not _OF_PEOPLE.isdisjoint(left):
        left = [word for word in left if word != "people"]
    return left or words


def _without_country(words: list[str]) -> list[str]:
    """Return words without the country right before a division of it, or at the end.

    China (Guangzhou) Protection Center is the Guangzhou Protection Center.
    """
    if words[0] == "china" and words[1] in by_letters():
        return words[1:]
    return words[:-1] if words[-1] == "china" else words


@cache
def _english_pattern() -> re.Pattern[str]:
    phrases = "|".join(sorted(map(re.escape, ENGLISH), key=len, reverse=True))
    return re.compile(rf"\b(?:{phrases})\b")
