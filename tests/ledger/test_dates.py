"""Dates: what a printed one says, and whether it is an end of a period."""

from __future__ import annotations

from datetime import date

import pytest

from iprgraph.ledger.dates import read_date

YEAR = {date(2031, 1, 1), date(2031, 12, 31)}


@pytest.mark.parametrize(
    ("form", "lang", "expected"),
    [
        ("2031年", "zh", ((2031,), 0, 0)),
        ("2031 年 12 月底", "zh", ((2031,), 12, 0)),
        ("2031年5月1日", "zh", ((2031,), 5, 1)),
        ("二〇三一年", "zh", ((2031,), 0, 0)),
        ("5月1日", "zh", ((), 5, 1)),
        ("December 2031", "en", ((2031,), 12, 0)),
        ("May 1, 2031", "en", ((2031,), 5, 1)),
        ("3rd of May 2031", "en", ((2031,), 5, 3)),
        ("2031 to 2032", "en", ((2031, 2032), 0, 0)),
        ("第一季度", "zh", ((), 0, 0)),
    ],
)
def test_a_printed_date_is_read(
    form: str, lang: str, expected: tuple[tuple[int, ...], int, int]
) -> None:
    found = read_date(form, lang)
    assert (found.years, found.month, found.day) == expected


@pytest.mark.parametrize(
    ("form", "lang", "fits"),
    [
        ("2031年", "zh", True),
        ("2031年度", "zh", True),
        ("2031年12月底", "zh", True),
        ("2031年6月", "zh", False),
        ("2032年", "zh", False),
        ("第一季度", "zh", False),
        ("January 1, 2031", "en", True),
        ("January 2, 2031", "en", False),
        ("2031 to 2032", "en", False),
    ],
)
def test_a_date_is_an_end_or_the_year_of_a_period(form: str, lang: str, fits: bool) -> None:
    assert read_date(form, lang).bounds(YEAR) is fits
