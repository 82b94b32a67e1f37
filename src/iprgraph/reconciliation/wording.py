"""Wording: what the features of a match, and the reasons for its score, are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.matching.features import Comparison

FEATURES: Mapping[str, Mapping[str, str]] = {
    "exact": {"zh": "名称完全相同", "en": "the same name"},
    "equal": {
        "zh": "字体、大小写、空格和通用写法统一后相同",
        "en": "the same once script, case, blanks and standing equivalents are evened out",
    },
    "same-words": {"zh": "词相同，不论次序", "en": "the same words in any order"},
    "same-sound": {"zh": "拼音相同", "en": "the same in pinyin"},
    "misspelt": {"zh": "词相同，有拼写错误", "en": "the same words, some of them misspelt"},
    "code": {"zh": "代码或标识符相同", "en": "the same code or identifier"},
    "abbreviation": {"zh": "可能是简称或首字母缩写", "en": "possibly a short form or its initials"},
    "similarity": {"zh": "相似度（0至100）", "en": "how alike the names are, 0 to 100"},
    "no-contradiction": {
        "zh": "地名、层级、机关、法院审级、权利种类和数字均不矛盾",
        "en": "no other place, tier, organ, court level, kind of right or number",
    },
    "silences": {
        "zh": "只在一个名称中出现的区别要素的个数",
        "en": "how many distinguishing parts only one of the names has",
    },
}

_AGREEMENTS: Mapping[str, Mapping[str, str]] = {
    "exact": {"zh": "名称相同", "en": "the same name"},
    "equal": {"zh": "规范化后相同", "en": "the same once evened out"},
    "same words": {"zh": "词相同，次序不同", "en": "the same words in another order"},
    "same sound": {"zh": "拼音相同", "en": "the same sound"},
    "pinyin": {"zh": "与拼音相同", "en": "the same as its pinyin"},
    "misspelt": {"zh": "词相同，有拼写错误", "en": "the same words, misspelt"},
    "abbreviation": {"zh": "像是其简称", "en": "like a short form of it"},
    "acronym": {"zh": "与其首字母缩写相同", "en": "the same as its initials"},
    "similar": {"zh": "名称相似", "en": "a similar name"},
    "code": {"zh": "代码或标识符相同", "en": "the same code or identifier"},
    "properties": {"zh": "属性相符", "en": "its properties fit"},
    "none": {"zh": "无相同之处", "en": "nothing in common"},
}
_FACETS: Mapping[str, str] = {
    "place": "地名",
    "within": "上级地名",
    "ending": "行政区划类型",
    "tier": "层级",
    "court level": "法院审级",
    "organ": "机关",
    "task": "职能",
    "right": "权利种类",
    "kind of patent": "专利类型",
    "stage": "环节",
    "measure": "计量方式",
    "form": "文件类型",
    "games": "赛事",
    "direction": "方位",
    "number": "数字",
    "one or many": "单个或全体",
}
_NAMES = {
    "one or many": "number of bodies",
    "within": "place around it",
    "ending": "kind of division",
}


def told(comparison: Comparison, name: str, language: str) -> list[str]:
    """Return why a candidate has its score, in a language, with the name that it is known by."""
    first = f"{_AGREEMENTS[comparison.agreement][language]}: {name}"
    if language == "zh":
        first = first.replace(": ", "：")
        return [
            first,
            *(f"{_FACETS[facet]}不同" for facet in comparison.conflicts),
            *(f"{_FACETS[facet]}只见于其一" for facet in comparison.silences),
        ]
    return [
        first,
        *(f"another {_NAMES.get(facet, facet)}" for facet in comparison.conflicts),
        *(f"{_NAMES.get(facet, facet)} in one name only" for facet in comparison.silences),
    ]
