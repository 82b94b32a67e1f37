"""A running text gives up every number in it, in order, each with its role."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.numerals import NumeralSpan, Role, read, scan

TEXTS = [
    (
        "zh",
        "一、总数。2021年，收案3.5万件,办结 12 家次；全国首 部，第 2 届，统一、三者",
        [
            ("一、", "heading"),
            ("2021年", "date"),
            ("3.5万件", "numeral"),
            ("12 家次", "numeral"),
            ("首 部", "numeral"),
            ("第 2 届", "numeral"),
            ("三", "doubt"),
        ],
    ),
    (
        "zh",
        "《十年2020年规划》(GB/T 12-2020)，每万户7件，1,2件",
        [
            ("十年", "name"),
            ("2020年", "name"),
            ("GB/T 12-2020", "name"),
            ("每万", "base"),
            ("7件", "numeral"),
            ("1,2件", "malformed"),
        ],
    ),
    (
        "en",
        "By May 3, 2021, more than 3.5 million yuan; the 2nd batch, up 5%, ranked first, 2020,4",
        [
            ("May 3, 2021", "date"),
            ("3.5 million yuan", "numeral"),
            ("2nd batch", "numeral"),
            ("5%", "numeral"),
            ("first", "numeral"),
            ("2020,4", "malformed"),
        ],
    ),
    (
        "en",
        'Five-Year, "Plan 2025" (T/AB 7-2021): two cities, one of 12 per 1,000',
        [
            ("Five", "word"),
            ("2025", "name"),
            ("T/AB 7-2021", "name"),
            ("two cities", "numeral"),
            ("one", "doubt"),
            ("12", "numeral"),
            ("1,000", "base"),
        ],
    ),
    (
        "zh",
        "第三方评估，双随机检查，统一进一步，百年老店",
        [("第三方", "word"), ("双随机", "word"), ("百年", "word")],
    ),
    (
        "en",
        "IV. A third-party survey, half the Thousand, twenty-one-day leave",
        [
            ("IV.", "heading"),
            ("third", "word"),
            ("half", "word"),
            ("Thousand", "word"),
            ("twenty", "word"),
        ],
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), TEXTS)
def test_every_number_of_a_text_is_found(
    lang: str, text: str, expected: list[tuple[str, str]]
) -> None:
    spans = scan(text, lang)
    found = [(span.form, str(span.role)) for span in spans]
    assert found == expected
    assert all(text[span.start : span.end] == span.form for span in spans)


def test_offsets_stay_true_beside_variant_characters() -> None:
    text = "約３萬餘件"
    assert scan(text, "zh") == [NumeralSpan(1, 5, "３萬餘件", Role.NUMERAL)]


@given(st.sampled_from(["zh", "en"]), st.text('0123456789.,年件万 %ab一十第-\n"约', max_size=40))
def test_spans_are_in_order_apart_and_hold_every_digit(lang: str, text: str) -> None:
    spans = scan(text, lang)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert {place for place, sign in enumerate(text) if sign in "0123456789"} <= covered


@pytest.mark.parametrize(
    ("lang", "text", "cores"),
    [
        ("zh", "约80多家，第131届，首批，全国首位，每万户，5000万元",
         ["80", "131", "首", "首", "万", "5000万"]),
        ("en", "RMB 50 million, 2,092 people, ranked at the top, the top position, two years",
         ["50 million", "2,092", "top", "top", "two"]),
    ],
)  # fmt: skip
def test_the_core_of_a_numeral_is_the_number_alone(lang: str, text: str, cores: list[str]) -> None:
    assert [text[slice(*span.core)] for span in scan(text, lang)] == cores


def test_a_numeral_says_whether_it_counts_or_orders() -> None:
    kinds = [str(span.kind) for span in scan("3件，第2届，首部，位居第二", "zh")]
    assert kinds == ["level", "ordinal", "ordinal", "rank"]


def test_each_found_numeral_reads_by_itself() -> None:
    text = "收案3.5万件，办结12家次，首部，第2届，同比增长5%"
    values = [int(read(span.form, "zh").value) for span in scan(text, "zh")]
    assert values == [35000, 12, 1, 2, 5]
