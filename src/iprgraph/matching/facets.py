"""Facets: the words that tell one thing from its neighbours, in Chinese and in English.

Each facet has values that exclude one another; a value has the pattern that finds it in the
normal form of a Chinese name and of an English one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.matching.normal import Script

_Words = tuple[str, str]

FACETS: Mapping[str, Mapping[str, _Words]] = {
    "tier": {
        "national": (
            "国家|全国|中央|总局|最高|国务院|党中央|^中国",
            "national|state|supreme|central|^china|in china|general administration",
        ),
        "provincial": ("省级|全省|^省|省内", "provincial"),
        "municipal": ("市级|地市|^市(?!场)", "municipal|prefecture"),
        "county": ("县级|区级|市县|^区", "county|district"),
    },
    "court level": {
        "supreme": ("最高(?=法院|检察院)|最高法$|最高检$", "supreme"),
        "high": ("高级法院", "high court"),
        "intermediate": ("中级法院", "intermediate"),
        "basic": ("基层法院", "basic court|primary court"),
        "intellectual property": ("知识产权法[院庭]|广知院", "ip court|ip tribunal"),
        "internet": ("互联网法院", "internet court"),
        "maritime": ("海事法院", "maritime court"),
    },
    "organ": {
        "court": ("法院|法庭|高法", "court|tribunal"),
        "procuratorate": ("检察|最高检", "procuratorate|procuratorial|procurator"),
        "police": ("公安|警察", "police|public security"),
        "customs": ("海关", "custom"),
        "market regulation": ("市场监管", "market regulation|market regulator|amr|samr"),
        "intellectual property office": (
            "知识产权[局署]|国知局|知识产权管理部门",
            "ip administration|cnipa|sipo|ipd|ipo",
        ),
        "copyright office": (
            "版权局|版权行政",
            "copyright administration|copyright administrative|ncac",
        ),
        "justice": (
            "司法[部厅局]",
            "ministry justice|administration justice|justice administration",
        ),
        "education": ("教育[部厅局]", "education"),
        "culture": ("文旅|文化[部厅局]", "culture"),
        "health": ("卫健委|卫生", "health"),
        "science": ("科技[部厅局]|科学技术", "ministry st|administration st"),
        "commerce": ("商务[部厅局]", "ministry commerce|administration commerce"),
        "government": ("政府", "government"),
        "party": ("中共|[省市]委(?!员)|党委|党中央", "cpc|communist"),
        "congress": ("人大|代表大会", "congress"),
        "association": ("协会|学会|商会|贸促会", "association|society|chamber|ccpit"),
        "centre": ("中心", "center|centers"),
        "arbitration": ("仲裁", "arbitration"),
        "notary": ("公证", "notary|notarization"),
        "fund": ("基金", "fund"),
        "university": ("大学|高校", "university"),
        "enterprise": ("企业|公司", "enterprise|company|entity"),
    },
    "task": {
        "protection": ("保护", "protection"),
        "aid": ("维权援助|援助", "aid|assistance"),
        "mediation": ("调解", "mediation|dispute resolution"),
        "operation": ("运营", "operation|operating|commercialization"),
        "trade": ("交易", "trade|trading"),
        "training": ("培训", "training"),
        "cultivation": ("培育", "cultivation"),
    },
    "right": {
        "patent": ("专利", "patent"),
        "trademark": ("商标", "trademark"),
        "copyright": ("版权", "copyright"),
        "geographical indication": ("地理标志", "gi"),
        "plant variety": ("植物新品种|植物品种", "plant variety"),
        "trade secret": ("商业秘密", "trade secret"),
        "layout design": ("布图设计", "layout design"),
        "intellectual property": ("知识产权", "ip"),
    },
    "kind of patent": {
        "invention": ("发明", "invention"),
        "utility model": ("实用新型", "utility model"),
        "design": ("外观设计", "industrial design|design patent|patent design"),
    },
    "stage": {
        "filed": ("申请", "application|filed|filing"),
        "granted": ("授权", "granted|grant"),
        "in force": ("有效|拥有量", "in force|valid|force"),
        "registered": ("注册|登记", "registered|registration"),
        "accepted": ("受理|新收|收案", "accepted|received"),
        "concluded": ("审结|结案|办结", "concluded|closed"),
        "pledged": ("质押", "pledge|pledged"),
    },
    "measure": {
        "amount": ("金额|总额|数额|资金|价值|案值", "amount|value"),
        "number": ("数量|件数|数$|量$", "number"),
        "rate": ("[率比]$|比例|增长", "rate|growth|share|ratio"),
    },
    "form": {
        "law": ("法$", "law|act"),
        "regulations": ("条例", "regulation(?! (?:administration|administrative))"),
        "measures": ("办法", "measure"),
        "rules": ("规定|细则", "rule|provision"),
        "opinions": ("意见", "opinion"),
        "plan": ("规划|计划", "plan|program"),
        "guideline": ("指南|指引", "guideline|guide"),
        "standard": ("规范|标准", "specification|standard"),
        "list": ("清单", "list"),
        "white paper": ("白皮书", "white paper"),
        "blue book": ("蓝皮书", "blue book"),
    },
    "games": {
        "winter": ("冬奥会", "olympic winter game|winter olympic"),
        "winter paralympic": ("冬残奥会", "paralympic"),
        "summer": ("夏奥会|夏季奥", "summer olympic"),
    },
    "direction": {
        "east": ("粤东|东部", "eastern"),
        "west": ("粤西|西部", "western"),
        "north": ("粤北|北部", "northern"),
        "south": ("粤南|南部", "southern"),
    },
}


@cache
def facet_pattern(script: Script) -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return, by facet, the values and their patterns for names in a script."""
    place = 0 if script == "zh" else 1
    return {
        facet: tuple((value, _compiled(words[place], script)) for value, words in values.items())
        for facet, values in FACETS.items()
    }


def _compiled(words: str, script: Script) -> re.Pattern[str]:
    return re.compile(words if script == "zh" else rf"\b(?:{words})\b")
