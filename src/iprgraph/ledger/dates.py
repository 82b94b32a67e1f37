"""Dates: whether a printed date is a day, month or year at an end of a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

_HAN_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年)")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_ZH_MONTH = re.compile(r"(\d{1,2})月(?:(\d{1,2})日)?")
_EN_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_EN_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class PrintedDate:
    """The years of a printed date, and its month and day, 0 where it has none."""

    years: tuple[int, ...]
    month: int
    day: int

    def bounds(self, days: Collection[date]) -> bool:
        """Return whether each year printed, with month and day if any, is that of one of days."""
        if not self.years and not self.month:
            return False
        return all(any(self._fits(year, day) for day in days) for year in self.years or (0,))

    def _fits(self, year: int, day: date) -> bool:
        return year in (0, day.year) and self.month in (0, day.month) and self.day in (0, day.day)


def read_date(form: str, lang: str) -> PrintedDate:
    """Return what a printed date says of year, month and day."""
    text = _HAN_YEAR.sub(lambda match: match[0].translate(_HAN_DIGITS), form)
    if lang.startswith("zh"):
        text = "".join(text.split())
        found = _ZH_MONTH.search(text)
        month, day = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    else:
        named = _EN_MONTH.search(text)
        month = _MONTHS.index(named[1]) + 1 if named else 0
        numbered = _EN_DAY.search(text) if named else None
        day = int(numbered[0]) if numbered else 0
    return PrintedDate(tuple(int(year) for year in _YEAR.findall(text)), month, day)
