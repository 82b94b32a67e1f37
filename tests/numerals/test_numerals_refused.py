"""What is no single readable numeral is refused, with the stretch and the reason named."""

import pytest

from iprgraph.errors import NumeralError
from iprgraph.numerals import read

REFUSED = [
    ("zh", "3988宗和327宗", 'two numerals: "3988宗" and "327宗" in "3988宗和327宗"'),
    ("zh", "连续10年位居第一", 'two numerals: "10年" and "第一" in "连续10年位居第一"'),
    ("zh", "3亿5000万元", 'two numerals: "3亿" and "5000万元" in "3亿5000万元"'),
    ("zh", "案件", 'no numeral in "案件"'),
    ("zh", "", 'no numeral in ""'),
    ("zh", "统一", 'no numeral in "统一"'),
    ("zh", "一体化", 'no numeral in "一体化"'),
    ("zh", "专一", 'no numeral in "专一"'),
    ("zh", "第三方", 'no numeral in "第三方" ("第三方" is part of a word)'),
    ("zh", "廿", 'no numeral in "廿"'),
    ("zh", "2022年", 'no numeral in "2022年" ("2022年" is a date)'),
    ("zh", "5月1 日", 'no numeral in "5月1 日" ("5月1 日" is a date)'),
    ("zh", "十四五", 'no numeral in "十四五" ("十四五" is part of a name)'),
    ("zh", "“龙腾2022”", 'no numeral in "“龙腾2022”" ("2022" is part of a name)'),
    ("zh", "DB44/T1-2022", 'no numeral in "DB44/T1-2022" ("DB44/T1-2022" is part of a name)'),
    ("zh", "3.5G", 'no numeral in "3.5G" ("3.5G" is part of a name)'),
    ("zh", "每万户", 'no numeral in "每万户" ("每万" is the base of a rate)'),
    ("zh", "一、", 'no numeral in "一、" ("一、" numbers a heading)'),
    ("zh", "12万万件", 'malformed number "12万万" in "12万万件"'),
    ("zh", "1,23,4件", 'malformed number "1,23,4" in "1,23,4件"'),
    ("zh", "1.2.3", 'malformed number "1.2.3" in "1.2.3"'),
    ("zh", "007件", 'malformed number "007" in "007件"'),
    ("zh", "一百五件", 'malformed number "一百五" in "一百五件"'),
    ("zh", "二三件", 'malformed number "二三" in "二三件"'),
    ("zh", "龙腾 2022", 'cannot read "2022" in "龙腾 2022": either a year or a count'),
    ("zh", "近3年", 'cannot read "3年" in "近3年": either "nearly" or "the last" so many'),
    ("zh", "三分之一", 'cannot read "三分之一" in "三分之一": a fraction'),
    ("zh", "万分之五", 'cannot read "万分之五" in "万分之五": a fraction'),
    ("zh", "数百件", 'cannot read "数百" in "数百件": a vague amount'),
    ("zh", "第一产业", 'cannot read "第一" in "第一产业": either a rank or part of a word'),
    ("zh", "第一大省", 'cannot read "第一大" in "第一大省": either a rank or part of a word'),
    ("zh", "三者3件", 'cannot read "三" in "三者3件": either a number or part of a word'),
    ("zh", "一部案", 'cannot read "一部" in "一部案": either "one" or "a"'),
    ("zh", "前3名", 'cannot read "前3名" in "前3名": either "the top" or "the first" so many'),
    (
        "zh",
        "超过5件以下",
        'cannot read "5件" in "超过5件以下": two qualifiers: at-most and more-than',
    ),
    (
        "zh",
        "增长5倍",
        'cannot read "5倍" in "增长5倍": the direction or size of the change is not clear',
    ),
    ("en", "5 to 10 cases", 'two numerals: "5" and "10 cases" in "5 to 10 cases"'),
    ("en", "cases", 'no numeral in "cases"'),
    ("en", "one-stop", 'no numeral in "one-stop" ("one" is part of a word)'),
    ("en", "someone", 'no numeral in "someone"'),
    ("en", "Five-Year", 'no numeral in "Five-Year" ("Five" is part of a word)'),
    ("en", "in 2022", 'no numeral in "in 2022" ("2022" is a date)'),
    ("en", "May 1, 2022", 'no numeral in "May 1, 2022" ("May 1, 2022" is a date)'),
    ("en", "5.2m", 'no numeral in "5.2m" ("5.2m" is part of a name)'),
    ("en", "per 10,000", 'no numeral in "per 10,000" ("10,000" is the base of a rate)'),
    ("en", "1,23,4", 'malformed number "1,23,4" in "1,23,4"'),
    ("en", "1.2.3", 'malformed number "1.2.3" in "1.2.3"'),
    ("en", ".5 million", 'malformed number ".5" in ".5 million"'),
    ("en", "twenty eleven cases", 'malformed number "twenty eleven" in "twenty eleven cases"'),
    ("en", "2022", 'cannot read "2022" in "2022": either a year or a count'),
    ("en", "in 2022 cases", 'cannot read "2022" in "in 2022 cases": either a year or a count'),
    ("en", "one of them", 'cannot read "one" in "one of them": either a number or a pronoun'),
    ("en", "two thirds", 'cannot read "two thirds" in "two thirds": a fraction'),
    ("en", "hundreds of cases", 'cannot read "hundreds" in "hundreds of cases": a vague amount'),
    ("en", "a 3-year plan", 'cannot read "3-year" in "a 3-year plan": a compound with a hyphen'),
    (
        "en",
        "among the top ten",
        'cannot read "among the top ten" in "among the top ten": '
        'a "top" list, not a number of things',
    ),
    ("fr", "3 cas", 'no numerals for the language "fr"'),
]


@pytest.mark.parametrize(("lang", "form", "message"), REFUSED, ids=[case[1] for case in REFUSED])
def test_a_form_is_refused_with_its_reason(lang: str, form: str, message: str) -> None:
    with pytest.raises(NumeralError) as caught:
        read(form, lang)
    assert caught.value.message == message
    assert caught.value.remedy
