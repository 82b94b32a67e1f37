"""Kinds: what the kinds of things are called by users and in their tables."""

from __future__ import annotations

from iprgraph.errors import UseError
from iprgraph.matching.gazetteer import LINKABLE

_CALLED = {
    "place": "area region province city country location 地名 地区 地点 行政区划 省份 城市",
    "agency": "organisation organization institution office court body 机构 机关 单位 部门 组织",
    "instrument": "law regulation policy statute act 法律 法规 法律法规 政策 文件 规章",
    "right": "ip-right iptype ip-type 权利 知识产权类型 权利类型",
    "metric": "indicator measure 指标",
    "concept": "topic 概念",
    "event": "fair conference 活动 会议",
    "platform": "system 平台",
    "period": "year time 时期 年份",
}
_KINDS = {word: kind for kind, words in _CALLED.items() for word in words.split()}


def kind_of(text: str) -> str:
    """Return the kind that a text names, empty where it names none of ours."""
    own = text.strip().casefold().replace(" ", "-")
    if own in LINKABLE:
        return own
    return _KINDS.get(own) or (own[:-1] if own[:-1] in LINKABLE else _KINDS.get(own[:-1], ""))


def kinds_of(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the kinds that texts name. Raises UseError for one that is none."""
    for text in texts:
        if not kind_of(text):
            raise UseError(f'no kind "{text}"', remedy=f"say one of: {', '.join(sorted(LINKABLE))}")
    return frozenset(map(kind_of, texts))
