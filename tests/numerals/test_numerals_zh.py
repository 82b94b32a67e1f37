"""Every Chinese form: value, unit, precision, qualifier, kind and the interval it stands for."""

from decimal import Decimal

import pytest

from iprgraph.numerals import read

# form | value | unit | precision | qualifier | kind | interval
FORMS = """
11.71万件 | 117100 | 件 | 100 | exactly | level | [117050, 117150)
1.40万件 | 14000 | 件 | 100 | exactly | level | [13950, 14050)
2.95亿元 | 295000000 | 元 | 1000000 | exactly | level | [294500000, 295500000)
4525.42亿元 | 452542000000 | 元 | 1000000 | exactly | level | [452541500000, 452542500000)
50.1 万元 | 501000 | 元 | 1000 | exactly | level | [500500, 501500)
5000万元 | 50000000 | 元 | 10000 | exactly | level | [49995000, 50005000)
1.5万亿元 | 1500000000000 | 元 | 100000000000 | exactly | level | [1450000000000, 1550000000000)
501000元 | 501000 | 元 | 1 | exactly | level | [1001999/2, 1002001/2)
3千万美元 | 30000000 | 美元 | 10000000 | exactly | level | [25000000, 35000000)
500余件 | 500 | 件 | 1 | more-than | level | (500, oo)
2600余起 | 2600 | 起 | 1 | more-than | level | (2600, oo)
80多家 | 80 | 家 | 1 | more-than | level | (80, oo)
10多万件 | 100000 | 件 | 10000 | more-than | level | (100000, oo)
三万多件 | 30000 | 件 | 10000 | more-than | level | (30000, oo)
百余件 | 100 | 件 | 1 | more-than | level | (100, oo)
3年多 | 3 | 年 | 1 | more-than | level | (3, oo)
超过500余件 | 500 | 件 | 1 | more-than | level | (500, oo)
近600名 | 600 | 名 | 1 | nearly | level | (-oo, 600)
将近3年 | 3 | 年 | 1 | nearly | level | (-oo, 3)
约6亿元 | 600000000 | 元 | 100000000 | about | level | [500000000, 700000000]
600家左右 | 600 | 家 | 1 | about | level | [599, 601]
节约3亿元 | 300000000 | 元 | 100000000 | exactly | level | [250000000, 350000000)
人民币约3亿元 | 300000000 | 元 | 100000000 | about | level | [200000000, 400000000]
超过3亿元 | 300000000 | 元 | 100000000 | more-than | level | (300000000, oo)
超过1万件次 | 10000 | 件次 | 10000 | more-than | level | (10000, oo)
突破 100 家 | 100 | 家 | 1 | more-than | level | (100, oo)
3年以上 | 3 | 年 | 1 | at-least | level | [3, oo)
三年以上 | 3 | 年 | 1 | at-least | level | [3, oo)
不少于3个 | 3 | 个 | 1 | at-least | level | [3, oo)
不足100家 | 100 | 家 | 1 | less-than | level | (-oo, 100)
不超过100家 | 100 | 家 | 1 | at-most | level | (-oo, 100]
1年以内 | 1 | 年 | 1 | at-most | level | (-oo, 1]
5%以下 | 5 | % | 1 | at-most | level | (-oo, 5]
缩短至1年以内 | 1 | 年 | 1 | at-most | level | (-oo, 1]
增至105个 | 105 | 个 | 1 | exactly | level | [105, 105]
新增25家 | 25 | 家 | 1 | exactly | level | [25, 25]
最近3年 | 3 | 年 | 1 | exactly | level | [3, 3]
同比增长11.89% | 11.89 | % | 0.01 | exactly | growth | [2377/200, 2379/200)
同比增长 119.25% | 119.25 | % | 0.01 | exactly | growth | [23849/200, 23851/200)
增长率为5% | 5 | % | 1 | exactly | growth | [9/2, 11/2)
11.89%的增长 | 11.89 | % | 0.01 | exactly | growth | [2377/200, 2379/200)
增长-2.78% | -2.78 | % | 0.01 | exactly | growth | [-557/200, -111/40)
同比下降2.78% | -2.78 | % | 0.01 | exactly | growth | [-557/200, -111/40)
同比下降超过10% | -10 | % | 1 | more-than | growth | (-oo, -10)
同比下降10%以上 | -10 | % | 1 | at-least | growth | (-oo, -10]
同比下降近10% | -10 | % | 1 | nearly | growth | (-10, oo)
同比下降约10% | -10 | % | 1 | about | growth | [-11, -9]
提高2.08分 | 2.08 | 分 | 0.01 | exactly | change | [83/40, 417/200)
提高了2.72分 | 2.72 | 分 | 0.01 | exactly | change | [543/200, 109/40)
提高1个百分点 | 1 | 个百分点 | 1 | exactly | change | [1/2, 3/2)
缩短2年 | -2 | 年 | 1 | exactly | change | [-2, -2]
82.36分 | 82.36 | 分 | 0.01 | exactly | level | [16471/200, 16473/200)
82分 | 82 | 分 | 1 | exactly | level | [163/2, 165/2)
占全国19.71% | 19.71 | % | 0.01 | exactly | share | [3941/200, 3943/200)
占全国总量的 46.71% | 46.71 | % | 0.01 | exactly | share | [9341/200, 9343/200)
达成百分之五 | 5 | % | 1 | exactly | level | [9/2, 11/2)
百分之二十 | 20 | % | 1 | exactly | level | [39/2, 41/2)
连续10年 | 10 | 年 | 1 | exactly | streak | [10, 10]
连续 5 年 | 5 | 年 | 1 | exactly | streak | [5, 5]
连续两年 | 2 | 年 | 1 | exactly | streak | [2, 2]
连续第十年 | 10 | 年 | 1 | exactly | streak | [10, 10]
第一 | 1 |  | 1 | exactly | rank | [1, 1]
全国第一 | 1 |  | 1 | exactly | rank | [1, 1]
位居全球第二 | 2 |  | 1 | exactly | rank | [2, 2]
第3位 | 3 | 位 | 1 | exactly | rank | [3, 3]
首位 | 1 |  | 1 | exactly | rank | [1, 1]
位居榜首 | 1 |  | 1 | exactly | rank | [1, 1]
首部 | 1 | 部 | 1 | exactly | ordinal | [1, 1]
首 部 | 1 | 部 | 1 | exactly | ordinal | [1, 1]
首宗 | 1 | 宗 | 1 | exactly | ordinal | [1, 1]
首个 | 1 | 个 | 1 | exactly | ordinal | [1, 1]
首批 | 1 | 批 | 1 | exactly | ordinal | [1, 1]
第一批 | 1 | 批 | 1 | exactly | ordinal | [1, 1]
第五届 | 5 | 届 | 1 | exactly | ordinal | [5, 5]
第二十三届 | 23 | 届 | 1 | exactly | ordinal | [23, 23]
第131届 | 131 | 届 | 1 | exactly | ordinal | [131, 131]
第 131 届 | 131 | 届 | 1 | exactly | ordinal | [131, 131]
两年 | 2 | 年 | 1 | exactly | level | [2, 2]
两支 | 2 | 支 | 1 | exactly | level | [2, 2]
三大平台 | 3 | 大 | 1 | exactly | level | [3, 3]
十大案件 | 10 | 大 | 1 | exactly | level | [10, 10]
1 日 | 1 | 日 | 1 | exactly | level | [1, 1]
21736批次 | 21736 | 批次 | 1 | exactly | level | [21736, 21736]
21,736批次 | 21736 | 批次 | 1 | exactly | level | [21736, 21736]
117 100件 | 117100 | 件 | 1 | exactly | level | [117100, 117100]
2881万件 | 28810000 | 件 | 10000 | exactly | level | [28805000, 28815000)
15863人次 | 15863 | 人次 | 1 | exactly | level | [15863, 15863]
18620 家次 | 18620 | 家次 | 1 | exactly | level | [18620, 18620]
110 万次 | 1100000 | 次 | 10000 | exactly | level | [1095000, 1105000)
1633.88 万户 | 16338800 | 户 | 100 | exactly | level | [16338750, 16338850)
4家次 | 4 | 家次 | 1 | exactly | level | [4, 4]
4项举措 | 4 | 项 | 1 | exactly | level | [4, 4]
8个强国建设试点示范园区 | 8 | 个 | 1 | exactly | level | [8, 8]
商标案件3988宗 | 3988 | 宗 | 1 | exactly | level | [3988, 3988]
2022年3988宗 | 3988 | 宗 | 1 | exactly | level | [3988, 3988]
案件,2022年2宗 | 2 | 宗 | 1 | exactly | level | [2, 2]
2021年度2宗案件 | 2 | 宗 | 1 | exactly | level | [2, 2]
2021-2022年2宗 | 2 | 宗 | 1 | exactly | level | [2, 2]
“龙腾2022”5批次 | 5 | 批次 | 1 | exactly | level | [5, 5]
《2022年报告》3件 | 3 | 件 | 1 | exactly | level | [3, 3]
每万户拥有4771件 | 4771 | 件 | 1 | exactly | level | [4771, 4771]
第三方查办3件 | 3 | 件 | 1 | exactly | level | [3, 3]
统一办理12件 | 12 | 件 | 1 | exactly | level | [12, 12]
11家单位 | 11 | 家 | 1 | exactly | level | [11, 11]
起诉5人民 | 5 |  | 1 | exactly | level | [5, 5]
3部门 | 3 |  | 1 | exactly | level | [3, 3]
１１．７１万件 | 117100 | 件 | 100 | exactly | level | [117050, 117150)
11.71萬件 | 117100 | 件 | 100 | exactly | level | [117050, 117150)
約2.95億元 | 295000000 | 元 | 1000000 | about | level | [294000000, 296000000]
同比增長２.51％ | 2.51 | % | 0.01 | exactly | growth | [501/200, 503/200)
一千二百三十四 | 1234 |  | 1 | exactly | level | [1234, 1234]
一千二百三十四件 | 1234 | 件 | 1 | exactly | level | [1234, 1234]
一千零五件 | 1005 | 件 | 1 | exactly | level | [1005, 1005]
两万三千人 | 23000 | 人 | 1 | exactly | level | [23000, 23000]
两万件 | 20000 | 件 | 10000 | exactly | level | [15000, 25000)
二十 | 20 |  | 1 | exactly | level | [20, 20]
两 | 2 |  | 1 | exactly | level | [2, 2]
〇 | 0 |  | 1 | exactly | level | [0, 0]
"""
CASES = [tuple(cell.strip() for cell in line.split("|")) for line in FORMS.strip().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_chinese_form_is_read(case: tuple[str, ...]) -> None:
    form, value, unit, precision, qualifier, kind, interval = case
    numeral = read(form, "zh")
    assert (numeral.form, numeral.lang) == (form, "zh")
    assert numeral.value == Decimal(value)
    assert numeral.unit == unit
    assert numeral.precision == Decimal(precision)
    assert str(numeral.qualifier) == qualifier
    assert str(numeral.kind) == kind
    assert str(numeral.interval) == interval


def test_a_numeral_broken_by_a_line_is_healed() -> None:
    assert read("11.71\n万件", "zh").value == 117100
