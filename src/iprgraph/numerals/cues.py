"""The words around a numeral that bound it, or say that it is growth, change, share or streak.

One table per language, read the same way: the words right before and right behind the numeral.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from iprgraph.errors import NumeralError
from iprgraph.numerals.numeral import Kind, Qualifier
from iprgraph.numerals.tokens import Magnitude, Token

_RATES = frozenset({"%", "个百分点", "百分点", "percentage-point"})


@dataclass(frozen=True)
class Cues:
    """The patterns of one language; a `before` ends at the numeral, a `behind` begins there."""

    before: dict[str, Qualifier]
    behind: dict[str, Qualifier]
    rise_before: str
    fall_before: str
    rise_behind: str
    fall_behind: str
    rate_behind: str
    share_before: str
    share_behind: str
    streak_before: str
    streak_behind: str
    rank_before: str
    rank_behind: str


_NEVER = r"(?!)"
_UP = "增长|增加|上升|上涨|提高|提升|扩大|增多"
_DOWN = "下降|减少|降低|下滑|下跌|回落|缩短|缩减|缩小|压缩"
ZH = Cues(
    before={
        "不超过|不多于|不高于|不大于|至多|最多": Qualifier.AT_MOST,
        "不少于|不低于|不小于|至少|最少": Qualifier.AT_LEAST,
        r"超过|超出|突破|多于|高于|大于|逾|超": Qualifier.MORE_THAN,
        "不足|不到|不满|未满|未达|少于|低于|小于": Qualifier.LESS_THAN,
        "将近|接近|(?<![最附临邻亲靠])近": Qualifier.NEARLY,
        "大约|大概|(?<![节签条合公协契预制违履续大])约": Qualifier.ABOUT,
    },
    behind={
        "[及或]?以上": Qualifier.AT_LEAST,
        "[及或]?以下|以内|之内": Qualifier.AT_MOST,
        "左右|上下": Qualifier.ABOUT,
        r"[多余](?=[^\w]|$|以|来|的)": Qualifier.MORE_THAN,
    },
    rise_before=rf"(?:(?:增长|上升|提升)(?:率|幅度?)|增幅|增速)(?:为|达到?)?|(?:{_UP})了?",
    fall_before=rf"(?:下降(?:率|幅度?)|降幅)(?:为|达到?)?|(?:{_DOWN})了?",
    rise_behind=r"的(?:增长|增幅|增速)",
    fall_behind=r"的(?:下降|降幅)",
    rate_behind=_NEVER,
    share_before=r"占[^,，。;；、]{0,15}|(?:比重|比例|份额)(?:为|达到?)?",
    share_behind=_NEVER,
    streak_before="连续|连续第|蝉联",
    streak_behind=_NEVER,
    rank_before=_NEVER,
    rank_behind=_NEVER,
)
_UPWARD = "".join(f"(?<!{verb} )" for verb in ("set", "put", "made", "backed", "followed", "taken"))
_RISING = rf"{_UPWARD}up|increas\w+|grew|grow(?:s|n|ing)?|rose|rise[sn]?|rising|climb\w*|jump\w*"
_FALLING = r"decreas\w+|fell|fall(?:s|en|ing)?|declin\w+|drop\w*|shorten\w*|reduc\w+"
EN = Cues(
    before={
        "up to|no more than|not more than|at most|not exceeding": Qualifier.AT_MOST,
        "at least|no less than|no fewer than|not less than|not fewer than": Qualifier.AT_LEAST,
        "more than|over|exceed(?:ing|ed|s)?|above|in excess of|upwards of": Qualifier.MORE_THAN,
        "nearly|almost|close to|just under": Qualifier.NEARLY,
        "less than|fewer than|under|below": Qualifier.LESS_THAN,
        "within": Qualifier.AT_MOST,
        "about|around|approximately|approx\\.|roughly|some|circa": Qualifier.ABOUT,
    },
    behind={
        r"\+|\s+or (?:more|above|over)\b|\s+and above\b": Qualifier.AT_LEAST,
        r"\s+or (?:less|fewer|below|under)\b|\s+and below\b": Qualifier.AT_MOST,
        r"\s+or so\b": Qualifier.ABOUT,
    },
    rise_before=rf"\b(?:{_RISING})(?: by)?|\b(?:increase|rise|growth|gain)(?: of)",
    fall_before=rf"\b(?:down|{_FALLING})(?: by)?|\b(?:decrease|decline|drop|fall|reduction)(?: of)",
    rise_behind=r"\s*(?:YoY |year-on-year )?(?:increase|rise|growth|higher)\b",
    fall_behind=r"\s*(?:YoY |year-on-year )?(?:decrease|decline|drop|fall|reduction|lower)\b",
    rate_behind=r"\s*(?:YoY|year[- ]on[- ]year|y/y)\b",
    share_before=r"\b(?:account\w* for|represent\w*|mak\w+ up|constitut\w+)",
    share_behind=r"\s+of\b",
    streak_before=_NEVER,
    streak_behind=r"\s+(?:consecutive|straight|successive)\b|\s+(?:\w+ )?(?:in a row|running)\b",
    rank_before=r"\b(?:rank\w*|plac(?:ed|ing)|came|com(?:es|ing)|stood|finish\w*)(?: the| as)?",
    rank_behind=r"\s+(?:place|position|rank)\b",
)
CUES = {"zh": ZH, "en": EN}
_FILLER = {"zh": r"(?:了|为|达|人民币)?", "en": ""}
_EDGE = {"zh": "", "en": r"\b"}
_BLANK = {"zh": "", "en": " "}
# 近三年 is "the last three years" as often as "nearly three years".
_OF_TIME = frozenset(
    ["年", "个月", "天", "日", "届", "次", "轮", "期", "year", "month", "week", "day", "hour"]
)


def read_cues(token: Token, text: str, lang: str) -> Token:
    """Return the token with the qualifier, kind and sign that the words around it give.

    Raises NumeralError where they contradict each other or can be read in two ways.
    """
    cues = CUES[lang]
    before, behind = text[: token.start], text[token.end :]
    qualifier, before = _qualifier(token, before, behind, lang)
    token = replace(token, qualifier=qualifier)
    if token.kind is Kind.LEVEL and _ends(before, cues.streak_before, lang):
        return replace(token, kind=Kind.STREAK)
    if token.kind in (Kind.LEVEL, Kind.ORDINAL) and re.match(cues.streak_behind, behind):
        return replace(token, kind=Kind.STREAK)
    if token.kind is Kind.ORDINAL:
        return _ordinal(token, before, behind, lang)
    return _moved(token, before, behind, lang) if token.kind is Kind.LEVEL else token


def _ordinal(token: Token, before: str, behind: str, lang: str) -> Token:
    """Return a streak for 连续第十年, a rank for "ranked second", else the ordinal itself."""
    cues = CUES[lang]
    if lang == "zh" and _ends(before, cues.streak_before, lang):
        return replace(token, kind=Kind.STREAK)
    if _ends(before, cues.rank_before, lang) or re.match(cues.rank_behind, behind):
        return replace(token, kind=Kind.RANK, unit="")
    return token


def _moved(token: Token, before: str, behind: str, lang: str) -> Token:
    """Return the token as growth, change or share where the words say so, a fall negative."""
    cues = CUES[lang]
    rate = token.unit in _RATES
    rises = _moves(before, cues.rise_before, lang, rate) or _rate(rate, cues.rise_behind, behind)
    falls = _moves(before, cues.fall_before, lang, rate) or _rate(rate, cues.fall_behind, behind)
    if token.unit == "%" and not rises and not falls:
        return replace(token, kind=_percentage(before, behind, lang))
    if not rises and not falls:
        return token
    if token.unit == "倍" or (falls and token.magnitude.value < 0) or (rises and falls):
        raise NumeralError("the direction or size of the change is not clear")
    value = -token.magnitude.value if falls else token.magnitude.value
    magnitude = Magnitude(value, token.magnitude.precision)
    return replace(
        token, magnitude=magnitude, kind=Kind.GROWTH if token.unit == "%" else Kind.CHANGE
    )


def _percentage(before: str, behind: str, lang: str) -> Kind:
    cues = CUES[lang]
    if re.match(cues.rate_behind, behind) or _ends(before, "同比|环比", lang):
        return Kind.GROWTH
    if _ends(before, cues.share_before, lang) or re.match(cues.share_behind, behind):
        return Kind.SHARE
    return Kind.LEVEL


def _moves(before: str, pattern: str, lang: str, rate: bool) -> bool:
    """Tell whether the words before state a movement; English needs "by" or "of" for a count."""
    found = _ends(before, pattern, lang)
    return bool(found) and (lang == "zh" or rate or bool(re.search(r"\b(?:by|of)\s*$", before)))


def _rate(rate: bool, pattern: str, behind: str) -> bool:
    """Tell whether a rate is followed by the pattern: "5% growth", but not "5 growth centres"."""
    return rate and bool(re.match(pattern, behind))


def _ends(before: str, pattern: str, lang: str) -> re.Match[str] | None:
    """Return the match of the pattern that ends where the numeral begins, blanks aside."""
    tail = before.rstrip()
    if not tail:
        return None
    compact = re.sub(r"\s+", _BLANK[lang], tail)
    return re.search(rf"(?:{pattern})$", compact, 0 if lang == "zh" else re.IGNORECASE)


def _qualifier(token: Token, before: str, behind: str, lang: str) -> tuple[Qualifier, str]:
    """Return the one qualifier around the token, and what stands before its words."""
    found = {token.qualifier} - {Qualifier.EXACTLY}
    before = re.sub(r"\s+", _BLANK[lang], before).rstrip()
    for pattern, qualifier in CUES[lang].before.items():
        match = _ends(before, rf"{_EDGE[lang]}(?:{pattern}){_FILLER[lang]}", lang)
        if match:
            found |= _bounds(match[0].lower(), token, qualifier)
            before = before[: match.start()]
            break
    after = re.sub(r"\s+", _BLANK[lang], behind)
    if after:
        found |= {word for pattern, word in CUES[lang].behind.items() if re.match(pattern, after)}
    if len(found) > 1:
        raise NumeralError(f"two qualifiers: {' and '.join(sorted(found))}")
    return found.pop() if found else Qualifier.EXACTLY, before


def _bounds(word: str, token: Token, qualifier: Qualifier) -> set[Qualifier]:
    """Return the qualifier of a word, none for "within" a place. Raises NumeralError for 近三年."""
    if word == "近" and token.unit in _OF_TIME:
        raise NumeralError('either "nearly" or "the last" so many')
    inside = word == "within" and token.unit not in _OF_TIME | _RATES
    return set() if inside else {qualifier}
