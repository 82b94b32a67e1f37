"""Comparing names: ways of writing that mean the same, and neighbours that must stay apart."""

from __future__ import annotations

import pytest

from iprgraph.matching.features import compare
from iprgraph.matching.matcher import MATCH
from iprgraph.matching.normal import normal
from iprgraph.matching.parts import parts_of

SAME = [
    ("廣東省知識產權局", "广东省知识产权局"),
    ("廣東省智慧財產權局", "广东省知识产权局"),
    ("广东知识产权局", "广东省知识产权局"),
    ("廣東省　知識產權局", "广东省知识产权局"),
    ("广东省高院", "广东省高级人民法院"),
    ("最高检", "最高人民检察院"),
    ("广东省广州知识产权法院", "广州知识产权法院"),
    ("中华人民共和国海关总署", "海关总署"),
    ("中国国家知识产权局", "国家知识产权局"),
    ("中华人民共和国著作权法", "中华人民共和国版权法"),
    ("第一百三十一届广交会", "第131届中国进出口商品交易会"),
    ("广州经济技术开发区", "广州开发区"),
    ("广东省卫健委", "广东省卫生健康委员会"),
    ("广洲知识产权法院", "广州知识产权法院"),
    ("广西省高级人民法院", "广西壮族自治区高级人民法院"),
    ("内蒙古自治区", "内蒙古"),
    ("粤知识产权局", "广东省知识产权局"),
    ("粤", "广东省"),
    ("香港", "港"),
    ("Canton Fair 131", "131st Canton Fair"),
    ("Guangdong Helath Commission", "Guangdong Health Commission"),
    ("Gunagdong Health Commission", "Guangdong Health Commission"),
    ("Guang dong Health Commission", "Guangdong Health Commission"),
    ("PRC", "People's Republic of China"),
    ("CHINA", "Ｃｈｉｎａ"),
    ("Guangdong Provincial High People's Court", "High People's Court of Guangdong Province"),
    ("Higher People’s Court of Guangdong", "Guangdong High People's Court"),
    ("Guangzhou IP Court", "Guangzhou Intellectual Property Court"),
    ("Guangdong IP Office", "Guangdong Intellectual Property Administration"),
    ("Xi'an City", "Xi’an"),
    ("Shenzhen, Guangdong Province", "Shenzhen"),
    ("intellectual property rights protection", "IPR Protection"),
    ("patent open licence pilot programme", "patent open license pilot program"),
    ("guangdongshengzhishichanquanju", "广东省知识产权局"),
    ("guangzhou zhishichanquan fayuan", "广州知识产权法院"),
    ("中华人民共和国广州海关", "广州海关"),
    ("北京2022冬奥会", "北京2022年冬奥会"),
    ("广东省深圳市福田区", "深圳市福田区"),
    ("Guangdong Province, China", "Guangdong"),
    ("专利授权数", "专利授权量"),
    ("Ministry of Justice of the P.R. China", "Ministry of Justice"),
    ("司法部（中华人民共和国）", "司法部"),
    ("China (Guangzhou) IP Protection Center", "Guangzhou IP Protection Center"),
    ("中国（广州）知识产权保护中心", "广州知识产权保护中心"),
    ("Huangpu Customs, Guangzhou, P.R. China", "Huangpu Customs, Guangzhou"),
    ("Swatow Customs", "Shantou Customs"),
    ("Kwangsi High Court", "Guangxi High People's Court"),
    ("Nei Mongol", "Inner Mongolia"),
    ("Aomen", "Macao"),
    ("梅州巿", "梅州市"),
    ("广州市，广东省", "广州市"),
    ("广东省某局（广东省某某局）", "广东省某局（某某局）"),
    ("商标专用权", "商标权"),
    ("集成电路布图设计专有权", "集成电路布图设计"),
    ("软著", "计算机软件著作权"),
    ("发明授权量", "发明专利授权量"),
    ("发明专利拥有量", "有效发明专利量"),
    ("PCT专利申请量", "PCT国际专利申请量"),
    ("PCT（专利合作条约）申请量", "PCT国际专利申请量"),
    ("Pearl River Delta (PRD) region", "Pearl River Delta"),
    ("粤东区域", "粤东地区"),
    ("valid design patents", "design patents in force"),
    ("Beijing 2022 Winter Olympics", "Beijing 2022 Olympic Winter Games"),
    ("二十大", "中国共产党第二十次全国代表大会"),
    ("香港特区政府知识产权署", "香港特别行政区政府知识产权署"),
    ("广东省各级法院", "广东省法院"),
    ("IC layout designs", "layout designs of integrated circuits"),
]
OTHER = [
    ("广东省知识产权局", "国家知识产权局"),
    ("江苏省知识产权局", "广东省知识产权局"),
    ("桂知识产权局", "广东省知识产权局"),
    ("苏高院", "粤高院"),
    ("广西壮族自治区知识产权局", "广东省知识产权局"),
    ("深圳市知识产权局", "广州市知识产权局"),
    ("深圳市知识产权局", "广东省知识产权局"),
    ("广东省中级人民法院", "广东省高级人民法院"),
    ("最高人民法院", "广东省高级人民法院"),
    ("最高人民法院", "最高人民检察院"),
    ("广东省人民检察院", "广东省高级人民法院"),
    ("广州互联网法院", "广州知识产权法院"),
    ("广州海关", "广州知识产权法院"),
    ("广东省市场监督管理局", "广东省公安厅"),
    ("中山区", "中山市"),
    ("广东省深圳市福田区", "广州市福田区"),
    ("吉林省", "吉林市"),
    ("朝阳市", "朝阳区"),
    ("宿州市", "苏州市"),
    ("山西省知识产权局", "陕西省知识产权局"),
    ("广州市福田区", "深圳市福田区"),
    ("粤东地区", "粤西地区"),
    ("第132届广交会", "第131届广交会"),
    ("2021年地市工作要点", "2022年地市工作要点"),
    ("商标质押", "专利质押"),
    ("实用新型专利授权量", "发明专利授权量"),
    ("发明专利申请量", "发明专利授权量"),
    ("冬残奥会", "冬奥会"),
    ("广东省版权条例", "广东省地理标志条例"),
    ("中华人民共和国商标法", "中华人民共和国专利法"),
    ("Guangxi High People's Court", "Guangdong High People's Court"),
    ("Guangdong Intermediate People's Court", "Guangdong High People's Court"),
    ("Supreme People's Court", "Supreme People's Procuratorate"),
    ("Shaanxi", "Shanxi"),
    ("Hangzhou Intellectual Property Court", "Guangzhou Intellectual Property Court"),
    ("Suzhou Customs", "Guangzhou Customs"),
    ("Zhongshan District", "Zhongshan City"),
    ("Jilin City", "Jilin Province"),
    ("Guangdong Patent Agency Association", "Guangdong Trademark Agency Association"),
    ("Guangdong Intellectual Property Administration",
     "China National Intellectual Property Administration"),
    ("132nd Canton Fair", "131st Canton Fair"),
    ("number of patents granted", "number of patent applications"),
    ("eastern region of Guangdong", "western region of Guangdong"),
    ("Winter Paralympic Games", "Winter Olympic Games"),
    ("粤澳知识产权合作计划", "粤港知识产权合作计划"),
    ("Guangdong/Macao IP Cooperation Plan", "Guangdong/Hong Kong IP Cooperation Plan"),
    ("Kwangsi High Court", "Guangdong High People's Court"),
    ("Swabue", "Swatow"),
    ("十九大", "二十大"),
    ("深圳经济特区", "深圳市福田区"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "name"), SAME)
def test_ways_of_writing_are_one_name(written: str, name: str) -> None:
    found = compare(written, name)
    assert found.score >= MATCH, found
    assert not found.conflicts
    if found.agreement not in ("pinyin", "misspelt"):  # these ask which of the two is the name
        assert compare(name, written).score >= MATCH


@pytest.mark.parametrize(("written", "name"), OTHER)
def test_neighbours_are_not_one_name(written: str, name: str) -> None:
    found = compare(written, name)
    assert found.score < 60, found
    assert compare(name, written).score < 60
    assert found.conflicts, "the reason is told"


@pytest.mark.parametrize(
    ("left", "right", "facet"),
    [
        ("广东省知识产权局", "国家知识产权局", "tier"),
        ("深圳海关", "广州海关", "place"),
        ("广东省高级人民法院", "广东省中级人民法院", "court level"),
        ("第131届广交会", "第132届广交会", "number"),
        ("商标质押", "专利质押", "right"),
        ("广州市福田区", "深圳市福田区", "within"),
    ],
)
def test_the_reason_is_what_differs(left: str, right: str, facet: str) -> None:
    assert facet in compare(left, right).conflicts
    assert f"another {facet}" in compare(left, right).reasons


def test_a_name_that_says_less_is_a_candidate_and_no_match() -> None:
    for less, more in [
        ("知识产权保护中心", "广东省知识产权保护中心"),
        ("专利授权量", "发明专利授权量"),
        ("Canton Fair", "131st Canton Fair"),
    ]:
        found = compare(less, more)
        assert 30 < found.score < MATCH and found.silences and not found.conflicts, found


@pytest.mark.parametrize(
    "text", ["", " ", "、。", "!!!", "\u0301", "́", "’s", "of the", "中国", "市"]
)
def test_odd_names_are_compared_too(text: str) -> None:
    assert normal(text).script in ("zh", "en")
    assert parts_of(text).values is not None
    assert 0 <= compare(text, "广东省").score <= 100
    assert 0 <= compare(text, text).score <= 100
