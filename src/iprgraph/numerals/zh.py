"""The numerals of a Chinese text: digits, Chinese numerals, ordinals, ranks and dates.

A Chinese numeral character is taken as a number only where a unit, 第 or a place word (十百千)
shows it: 两年, 第一, 二十, or where it is the whole form. In a word that is listed here (统一) it
is no number at all, in a fixed expression (第三方) it is a word, and anywhere else it is a doubt,
which a reader refuses. Four digits before 年 are a year; 近三年 is a doubt, since it may be "the
last three years". Blanks inside a numeral and before its unit, one line break among them, come from
text extraction: ignored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iprgraph.errors import NumeralError
from iprgraph.numerals.digits import BLANK, ZH_NUMBER, ZH_SCALES, chinese, printed, scaled
from iprgraph.numerals.grammar import Grammar, covers, doubt, one_of
from iprgraph.numerals.numeral import Kind, Qualifier
from iprgraph.numerals.tokens import ONE, Magnitude, Role, Token
from iprgraph.numerals.units import NOT_AFTER_ONE, zh_pattern

if TYPE_CHECKING:
    from iprgraph.numerals.grammar import Reader

# One character for one character, so that every offset stays true.
_SAME = str.maketrans(
    "０１２３４５６７８９％．－−萬億兩個屆單戶種項條張雙對級輪門約過佔縮續連於內達兆餘近滿間開頭隻組層時類減漲幾長",
    "0123456789%.--万亿两个届单户种项条张双对级轮门约过占缩续连于内达兆余近满间开头只组层时类减涨几长",
)
_B = rf"{BLANK}*\n?{BLANK}*"
_DIGITS = (
    rf"(?:[0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+(?![0-9.,]*[0-9])"
    rf"|[0-9]+{BLANK}?\.{BLANK}?[0-9]+(?![0-9.,]*[0-9])|[0-9]+(?:[.,][0-9]+)*|(?<![0-9.])\.[0-9]+)"
)
_HAN = f"[{ZH_NUMBER}]+"
_SMALL = "[一二三四五六七八九十]{1,3}"
_SCALE = "[十百千万亿]"
_MORE = rf"[余多](?={_B}(?:{_SCALE}|{zh_pattern()}|[^\w]|$))"
_FRESH = r"(?<![0-9])(?<![0-9][.,])"
_YEAR = "[12][0-9]{3}"
_PART = "(?:年度|年底|年末|年初|年?上半年|年?下半年|年)"
# Words whose numeral character counts nothing, most of them adverbs and place names.
_WORDS = """
进一步 一体 一般 一定 一系列 一大批 一批 一些 一流 一步 一直 一致 一旦 一切 一样 一同 一贯
一线 一手 一心 一方面 一律 一并 一时 一度 一代 一道 一如 一目了然 一言 一共 一把手
三角 三亚 三明 三水 三峡 四川 四会 五华 五指山 九江 九龙 九寨 百姓 百货 百科 百度
千方百计 亿万 万宁 万科 万众 万物 十分 十足
"""
# Fixed expressions whose numeral character does count or order something, though not as a figure.
_IDIOMS = """
一站 一网 一窗 一件事 一对一 一带一路 一门式 一盘棋 一揽子 一次性 一公开 双随机 双区 双创
双一流 双循环 双碳 双减 三农 百强 十佳 两会 两岸 两高 两法 两办 第三方 第三人 第一时间 第一线
第一责任人 第一梯队 第一方阵 第一资源 第二课堂
"""
_ENDING_IN_ONE = "统专唯单同划合万逐之归某每不"
_RANKED = r"(?=名次|位次|[的并且，。,.;；、)）]|[^\u4e00-\u9fff0-9]|$)"

_PATTERN = one_of(
    {
        "heading": rf"(?m:^){_SMALL}、|[(（]{_SMALL}[)）]",
        "date": rf"{_FRESH}{_YEAR}{_B}{_PART}(?:{_B}[0-9]{{1,2}}{_B}月(?:{_B}[0-9]{{1,2}}"
        rf"{_B}日|底|初|末|份)?)?(?:底|末|初)?"
        rf"|{_FRESH}{_YEAR}(?={_B}[-—–~至到]{_B}{_YEAR}{_B}{_PART})"
        rf"|{_FRESH}[0-9]{{1,2}}{_B}月(?:{_B}[0-9]{{1,2}}{_B}日)?"
        rf"|[一二][〇零一二三四五六七八九]{{3}}年|{_SMALL}月(?:{_HAN}日)?"
        r"|第[一二三四1-4]季度",
        "identifier": r"[A-Z]+[0-9]*(?:/[A-Z]+)?[ ]?[0-9]+(?:\.[0-9]+)?-(?:19|20)[0-9]{2}"
        r"|[A-Za-z][A-Za-z/-]*[0-9](?:[0-9A-Za-z/-]|[.,](?=[0-9]))*|[0-9]+(?:[.,][0-9]+)*[A-Za-z][0-9A-Za-z]*"
        "|十[一二三四五六]五|十[七八九]大|二十大",
        "percent": rf"百分之{_B}(?:(?P<percent_digits>{_DIGITS})|(?P<percent_han>{_HAN}))",
        "fraction": rf"(?:{_HAN}|[0-9]+)分之(?:{_HAN}|[0-9]+)|[0-9]+/[0-9]+|{_DIGITS}[‰‱]",
        "base": rf"每{_B}(?:{_DIGITS}{_B}{_SCALE}*|[百千万亿]+)",
        "vague": f"[数几]{_SCALE}+|十几|(?<!以)[上成][百千万亿]+(?!分之)|成千上万",
        "idiom": "|".join(_IDIOMS.split()),
        "word": f"{'|'.join(_WORDS.split())}|[{_ENDING_IN_ONE}]一(?!{_SCALE})",
        "top": f"(?:榜|居|之)?首{_B}位|(?:榜|居|之)首(?!{_B}(?:{zh_pattern()}))",
        "first": rf"首{_B}(?P<first_unit>{zh_pattern()})",
        "nth": rf"第{_B}(?:(?P<nth_digits>{_DIGITS})|(?P<nth_han>{_HAN}))"
        rf"(?:{_B}(?P<nth_unit>{zh_pattern()})|(?P<nth_rank>{_RANKED}))?",
        "leading": rf"前{_B}(?:{_DIGITS}|{_HAN})(?:{_B}(?:{zh_pattern()}))?",
        "number": r"(?P<sign>(?<![0-9A-Za-z)）%年月日])[+-])?"
        rf"(?P<digits>{_DIGITS})(?:{_B}(?P<more>{_MORE}))?"
        rf"(?:{_B}(?P<scale>{_SCALE}+))?(?:{_B}(?P<more_after>{_MORE}))?"
        rf"(?:{_B}(?P<unit>{zh_pattern()}))?",
        "han": rf"(?P<han_digits>{_HAN}){_B}(?P<han_more>{_MORE})?{_B}"
        rf"(?P<han_scale>{_SCALE})?(?:{_B}(?P<han_unit>{zh_pattern()}))?",
        "stray": "[0-9]+",
    }
)
_PLAIN_ROLES = {
    "date": Role.DATE,
    "heading": Role.HEADING,
    "identifier": Role.NAME,
    "base": Role.BASE,
    "idiom": Role.WORD,
}
_TROUBLES = {
    "fraction": "a fraction",
    "vague": "a vague amount",
    "stray": "digits cut off from their number",
    "leading": 'either "the top" or "the first" so many',
}


def _counted(match: re.Match[str], kind: Kind, unit: str, number: Magnitude) -> Token:
    return Token(*match.span(), Role.NUMERAL, number, unit, kind)


def _percent(match: re.Match[str]) -> Token:
    digits, han = match["percent_digits"], match["percent_han"]
    return _counted(match, Kind.LEVEL, "%", printed(digits) if digits else chinese(han))


def _top(match: re.Match[str]) -> Token:
    return _counted(match, Kind.RANK, "", Magnitude(ONE))


def _first(match: re.Match[str]) -> Token:
    return _counted(match, Kind.ORDINAL, match["first_unit"], Magnitude(ONE))


def _nth(match: re.Match[str]) -> Token:
    """Return an ordinal (第五届) or a rank (第二); what else 第 begins is a doubt."""
    unit = match["nth_unit"] or ""
    if unit in ("大", "人") or (not unit and match["nth_rank"] is None):
        return doubt(match, "either a rank or part of a word")
    number = printed(match["nth_digits"]) if match["nth_digits"] else chinese(match["nth_han"])
    return _counted(
        match, Kind.ORDINAL if unit not in ("", "名", "位") else Kind.RANK, unit, number
    )


def _number(match: re.Match[str]) -> Token:
    """Return the numeral of Arabic digits with sign, 万 or 亿, 余 or 多, and unit."""
    scale = match["scale"] or ""
    if scale not in ZH_SCALES:
        raise NumeralError(f'malformed number "{match["digits"]}{scale}"')
    number = scaled(printed(match["digits"]), ZH_SCALES[scale])
    if match["sign"] == "-":
        number = Magnitude(-number.value, number.precision)
    more = match["more"] or match["more_after"]
    if re.fullmatch("(?:19|20)[0-9]{2}", match[0]):
        return doubt(match, "either a year or a count")
    return Token(
        *match.span(),
        Role.NUMERAL,
        number,
        match["unit"] or "",
        qualifier=Qualifier.MORE_THAN if more else Qualifier.EXACTLY,
    )


def _han(match: re.Match[str]) -> Token:
    """Return the numeral of Chinese characters, a doubt, or a word for 百 千 万 亿 in one."""
    digits, unit, more = match["han_digits"], match["han_unit"] or "", match["han_more"]
    if digits in tuple("百千万亿") and not more:
        return Token(*match.span(), Role.WORD)
    if digits == "一" and unit in NOT_AFTER_ONE:
        return doubt(match, 'either "one" or "a"')
    if len(digits) == 1 and not unit and not more and not covers(match):
        return doubt(match, "either a number or part of a word")
    scale = ZH_SCALES.get(match["han_scale"] or "", 1)
    number = scaled(chinese("一" + digits if more and digits[0] in "百千万亿" else digits), scale)
    qualifier = Qualifier.MORE_THAN if more else Qualifier.EXACTLY
    return Token(*match.span(), Role.NUMERAL, number, unit, qualifier=qualifier)


_READERS: dict[str, Reader] = {
    "percent": _percent,
    "top": _top,
    "first": _first,
    "nth": _nth,
    "number": _number,
    "han": _han,
}
GRAMMAR = Grammar(_PATTERN, _SAME, _PLAIN_ROLES, _TROUBLES, _READERS)
