"""What is written is read back: value, precision, unit and qualifier, in every style."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.errors import NumeralError
from iprgraph.intervals import Interval, contains
from iprgraph.numerals import Qualifier, Style, read, styles, write
from iprgraph.numerals.digits import chinese, english, in_chinese, in_english, power

UNITS = {
    "zh": ["件", "宗", "家次", "人", "年", "元", "%", "分", "个百分点", "批次"],
    "en": ["case", "batch", "people", "city", "year", "yuan", "%", "percentage-point", ""],
}
langs = st.sampled_from(["zh", "en"])


def closure(interval: Interval) -> Interval:
    """Return the interval with its ends."""
    return Interval(interval.lower, interval.upper, True, True)


@given(langs, st.integers(0, 10**9), st.integers(-4, 9), st.sampled_from(Qualifier), st.data())
def test_what_is_written_is_read_back(
    lang: str, count: int, exponent: int, qualifier: Qualifier, data: st.DataObject
) -> None:
    precision = power(exponent)
    value = count * precision
    unit = data.draw(st.sampled_from(UNITS[lang]))
    possible = styles(value, precision, lang, unit)
    if not possible:
        with pytest.raises(NumeralError):
            write(value, precision, lang, unit, qualifier)
        return
    form = write(value, precision, lang, unit, qualifier, data.draw(st.sampled_from(possible)))
    numeral = read(form, lang)
    assert (numeral.value, numeral.precision) == (value, precision), form
    assert (numeral.unit, numeral.qualifier, numeral.kind) == (unit, qualifier, "level"), form
    assert contains(closure(numeral.interval), value), form


@given(langs, st.integers(1, 10**6), st.integers(-3, 0), st.sampled_from(["", "约", "超过"]))
def test_a_fall_is_read_below_zero(lang: str, count: int, exponent: int, before: str) -> None:
    precision = power(exponent)
    size = write(count * precision, precision, lang, "%")
    english_before = {"": "", "约": "about ", "超过": "more than "}[before]
    form = f"同比下降{before}{size}" if lang == "zh" else f"down {english_before}{size} YoY"
    numeral = read(form, lang)
    assert numeral.value == -count * precision
    assert numeral.kind == "growth"
    assert contains(closure(numeral.interval), numeral.value)
    assert not contains(numeral.interval, count * precision)


@given(st.integers(0, 10**12 - 1))
def test_a_chinese_numeral_is_read_back(number: int) -> None:
    assert chinese(in_chinese(number)).value == number


@given(st.integers(0, 10**15 - 1))
def test_english_number_words_are_read_back(number: int) -> None:
    assert english(in_english(number)).value == number


@given(langs, st.text("0123456789.,-%万亿年件约近超余一十百第首 upsthcasemillion", max_size=20))
def test_any_text_is_read_or_refused(lang: str, text: str) -> None:
    try:
        numeral = read(text, lang)
    except NumeralError as error:
        assert error.remedy
    else:
        assert contains(closure(numeral.interval), numeral.value)


@given(langs, st.integers(1, 10**7), st.integers(-4, 0))
def test_a_rounded_numeral_holds_all_that_rounds_to_it(lang: str, count: int, step: int) -> None:
    precision = power(step)
    interval = read(write(count * precision, precision, lang, "%"), lang).interval
    half, middle = Fraction(precision) / 2, Fraction(count * precision)
    assert contains(interval, middle - half)
    assert not contains(interval, middle + half)


@pytest.mark.parametrize(
    ("style", "form"),
    [
        (Style("万"), "11.71万件"),
        (Style("亿"), "0.001171亿件"),
        (Style("万", grouped=True), "11.71万件"),
    ],
)
def test_a_style_prints_its_scale(style: Style, form: str) -> None:
    assert write(Decimal(117100), Decimal(100), "zh", "件", style=style) == form


def test_the_usual_style_of_each_language() -> None:
    assert write(Decimal(117100), Decimal(1), "en", "case") == "117,100 cases"
    assert write(Decimal(117100), Decimal(1), "zh", "件") == "117100件"
    assert write(Decimal(50_000_000), Decimal(10**6), "en", "yuan") == "50 million yuan"
    assert write(Decimal(3), Decimal(1), "zh", "年", Qualifier.AT_LEAST) == "3年以上"
    assert write(Decimal(2), Decimal(1), "zh", "年", style=Style(words=True)) == "两年"


@pytest.mark.parametrize(("value", "precision"), [("117150", "100"), ("5", "2"), ("5", "5")])
def test_what_no_form_prints_is_refused(value: str, precision: str) -> None:
    with pytest.raises(NumeralError, match="cannot print"):
        write(Decimal(value), Decimal(precision), "zh", "件")


def test_a_form_that_reads_as_a_year_is_not_offered() -> None:
    assert Style() not in styles(Decimal(2022), Decimal(1), "en", "case")
    assert Style() not in styles(Decimal(2022), Decimal(1), "zh", "年")
    assert Style() in styles(Decimal(2122), Decimal(1), "zh", "件")
