from __future__ import annotations

import pytest

from iprgraph.text.headings import (
    chinese_number,
    is_run_in_heading,
    roman_number,
    section_heading,
)


@pytest.mark.parametrize(
    ("numeral", "number"), [("一", 1), ("九", 9), ("十", 10), ("十二", 12), ("二十三", 23)]
)
def test_chinese_numbers(numeral: str, number: int) -> None:
    assert chinese_number(numeral) == number


@pytest.mark.parametrize(
    ("numeral", "number"), [("I", 1), ("IV", 4), ("VIII", 8), ("IX", 9), ("XIII", 13), ("XL", 40)]
)
def test_roman_numbers(numeral: str, number: int) -> None:
    assert roman_number(numeral) == number


@pytest.mark.parametrize(
    ("line", "lang", "title"),
    [
        ("三、灯火与镜片", "zh", "灯火与镜片"),
        ("IV. Lamps and Lenses", "en", "Lamps and Lenses"),
        ("三、灯火亮了。", "zh", None),
        ("一、二号塔亮着,", "zh", None),
        ("I. Smith lit the lamp.", "en", None),
        ("Lamps and Lenses", "en", None),
    ],
)
def test_section_headings(line: str, lang: str, title: str | None) -> None:
    heading = section_heading(line, lang)
    assert (heading.title if heading else None) == title


@pytest.mark.parametrize(
    ("sentence", "lang", "expected"),
    [
        ("坚持昼夜值守。", "zh", True),
        ("坚持昼夜值守", "zh", False),
        ("修好9间。", "zh", False),
        ("修好了,亮了。", "zh", False),
        ("Improved the lodgings.", "en", True),
        ("improved the lodgings.", "en", False),
        ("Improved 9 lodgings.", "en", False),
        ("Improved, at last.", "en", False),
        ("Done.", "en", False),
        (" ".join(["Word"] * 20) + ".", "en", False),
        ("", "en", False),
    ],
)
def test_run_in_headings(sentence: str, lang: str, expected: bool) -> None:
    assert is_run_in_heading(sentence, lang) is expected
