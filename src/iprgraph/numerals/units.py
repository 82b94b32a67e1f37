"""The unit words that stand behind a printed numeral, and which of them are measures.

A unit is the printed word itself: in Chinese the measure word (件, 家次, 个百分点), in English the
noun in the singular (case, piece, yuan), `%` for per cent. What the graph calls that unit is said
elsewhere. Everything that is not money, per cent, points or another measure is counted in whole
units, so that a numeral printed to the unit stands for exactly itself.
"""

from __future__ import annotations

import re

PERCENT = "%"

# Measure word -> what must not follow it, because the two together are another word: 件 is a
# unit, 部 in 部门 is not.
_ZH_GUARDS = {
    "分": "别之钟公支局会校院",
    "人": "民大工才均",
    "元": "素宇旦月",
    "部": "门委署级队督",
    "起": "诉点步草施",
    "单": "位一元",
    "处": "罚理置",
    "场": "所",
    "位": "居于列",
    "条": "例件",
    "期": "间",
    "支": "付持援",
    "大": "会学厅湾陆约于量力幅型众",
    "批": "准复捕",
    "地": "方区市理级点",
    "类": "似别",
    "章": "程",
    "名": "称录单誉牌",
    "号": "召称",
    "代": "表理",
    "级": "别",
    "版": "权",
    "成": "立果员功",
}
# 一 before these is as often the article or part of a word: 一批, 一起, 一部(分).
NOT_AFTER_ONE = frozenset("批起部分种成地大门类级代层间头只对双组期位面届")
_ZH_PLAIN = """
件 宗 起 人 名 家 个 项 次 户 种 届 所 台 套 篇 册 张 幅 款 座 辆 箱 吨 页 岁 天 日 年 倍 枚
辑 轮 门 份 片 艘 头 只 间 组 对 双 层 轮次 场次 件次 人次 家次 批次 户次 项次 宗次 起次 台次
个月 小时 分钟 个工作日 工作日 公里 平方米 平方公里 千克 公斤 亩 公顷
"""
_ZH_MEASURES = """
元 美元 港元 欧元 英镑 日元 % 个百分点 百分点 分 倍 公里 平方米 平方公里 千克 公斤 亩 公顷 吨
小时
"""

_EN_MEASURES = """
yuan dollar euro pound % percentage-point point hour kilometre kilometer ton tonne
"""
# Nouns that reports count. The singular is the unit; irregular plurals are named below.
_EN_NOUNS = """
accreditation action activity agency agent agreement announcement applicant application approval
arrangement article association award batch brand case center centre certificate certification
city client college committee community company complaint contract copy country county
court database day defendant department designation dispute district document edition enterprise
entity event exhibition expert fund goods hearing holder household inspection inspector
infringement initiative institution instance invention item judge judgment language law lawyer
library license licence list market mark measure mediator meeting member model month offence offense
officer official operation organ organization organisation outlet park part participant patent
personnel person piece pilot plan plant platform policy procedure product project
prosecution prosecutor province publication region registration regulation report resident
right rule school sector seizure seller service session shop software standard station
store sub-center sub-centre suspect talent task team term ticket time trademark training transaction
trial undertaking unit university user variety vehicle venue visit volume volunteer website week
window worker workstation year zone cluster branch conference specialist website dataset
"""
_EN_IRREGULAR = {
    "people": "people",
    "person": "persons",
    "personnel": "personnel",
    "software": "software",
    "goods": "goods",
    "yuan": "yuan",
    "%": "%",
}
EN_IDIOMS = {
    "%": PERCENT,
    "percent": PERCENT,
    "per cent": PERCENT,
    "percentage point": "percentage-point",
    "percentage points": "percentage-point",
}


def plural(noun: str) -> str:
    """Return the English plural of a unit word."""
    if noun in _EN_IRREGULAR:
        return _EN_IRREGULAR[noun]
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|ch|sh)$", noun) else "s")


_EN_WORDS = sorted(
    {*_EN_NOUNS.split(), *_EN_MEASURES.split(), *_EN_IRREGULAR} - {PERCENT, "percentage-point"}
)
EN_PLURALS = {plural(noun): noun for noun in _EN_WORDS}
EN_SINGULARS = {noun: noun for noun in _EN_WORDS}
ZH_WORDS = sorted(
    {*_ZH_PLAIN.split(), *_ZH_MEASURES.split(), *_ZH_GUARDS}, key=lambda word: (-len(word), word)
)
_MEASURES = frozenset(_ZH_MEASURES.split()) | frozenset(_EN_MEASURES.split())


def is_measure(unit: str) -> bool:
    """Tell whether the unit is money, per cent, points or another measure, not a whole count."""
    return unit in _MEASURES


def zh_pattern() -> str:
    """Return a pattern of every Chinese unit word, longest first, not inside a longer word."""
    return "|".join(_guarded(word) for word in ZH_WORDS)


def _guarded(word: str) -> str:
    guard = _ZH_GUARDS.get(word, "")
    return re.escape(word) + (f"(?![{guard}])" if guard else "")


def en_unit(word: str, *, one: bool) -> str:
    """Return the unit that an English word names, "" if none: a singular only behind one."""
    key = word.lower()
    if key in EN_PLURALS and (not one or key in EN_SINGULARS):
        return EN_PLURALS[key]
    return EN_SINGULARS.get(key, "") if one else ""


def written(unit: str, lang: str, *, one: bool) -> str:
    """Return the unit as it is printed behind a number, with its blank in English."""
    if not unit or unit == PERCENT or lang == "zh":
        return unit
    if unit == "percentage-point":
        return " percentage point" if one else " percentage points"
    return " " + (unit if one else plural(unit))
