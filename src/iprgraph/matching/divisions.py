"""Divisions: the provinces and prefectures of China by name, so that no two are taken for one."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from iprgraph.errors import LayoutError
from iprgraph.folders import folders

if TYPE_CHECKING:
    from collections.abc import Collection

FILE = "divisions.csv"
PROVINCIAL = ("省", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区")
_LETTERS = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True)
class Division:
    """A province or prefecture: its code (GB/T 2260), and its name without and with its ending.

    `former` are the words that it was called by in English before pinyin, or is in pinyin now.
    """

    code: str
    stem: str
    ending: str
    english: str
    former: tuple[str, ...] = ()

    @property
    def tier(self) -> str:
        """Return its place in the order of government: provincial or municipal."""
        return "provincial" if self.code.endswith("0000") else "municipal"


@cache
def divisions() -> tuple[Division, ...]:
    """Return the divisions of the project's table, by code. Raises LayoutError."""
    path = folders().data / FILE
    try:
        text = path.read_text("utf-8")
        rows = csv.DictReader(io.StringIO(text))
        return tuple(
            Division(
                row["code"],
                row["name_zh"],
                row["ending_zh"],
                row["name_en"],
                tuple(row["former_en"].split()),
            )
            for row in rows
        )
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise LayoutError(
            f"the table of divisions cannot be read: {error!r}", remedy="restore it", file=path
        ) from error


@cache
def by_stem() -> dict[str, tuple[Division, ...]]:
    """Return the divisions by Chinese name without its ending; Jilin is a province and a city."""
    found: dict[str, list[Division]] = {}
    for one in divisions():
        found.setdefault(one.stem, []).append(one)
    return {stem: tuple(ones) for stem, ones in found.items()}


@cache
def by_letters() -> dict[str, tuple[Division, ...]]:
    """Return the divisions by English name in small letters only; some share one, as Suzhou."""
    found: dict[str, list[Division]] = {}
    for one in divisions():
        found.setdefault(letters(one.english), []).append(one)
    return {name: tuple(ones) for name, ones in found.items()}


@cache
def by_former() -> dict[str, str]:
    """Return the English name of a division, in small letters, by each word it was called by."""
    return {word: letters(one.english) for one in divisions() for word in one.former}


def letters(name: str) -> str:
    """Return an English name in small letters only: Xi'an is xian."""
    return _LETTERS.sub("", name.lower())


def fits(one: Division, ending: str) -> bool:
    """Return whether a division may be written with an ending; without any it always may.

    A region is called a province by many, as 广西省.
    """
    if ending in PROVINCIAL:
        return one.ending in PROVINCIAL
    return ending in ("", one.ending)


def encloses(one: Division, codes: Collection[str]) -> bool:
    """Return whether a division is the province of one of some prefectures, given by code."""
    return one.code.endswith("0000") and any(
        code != one.code and code.startswith(one.code[:2]) for code in codes
    )


@cache
def stem_pattern() -> re.Pattern[str]:
    """Return what finds a division in Chinese text: its name, and its ending if it has one.

    A following 区 or 县 makes it another place of the same name: 中山区 is not 中山市.
    """
    stems = "|".join(sorted(map(re.escape, by_stem()), key=len, reverse=True))
    endings = sorted({one.ending for one in divisions()}, key=len, reverse=True)
    # 市场 is a market, 市级 a tier, 区域 a region: none is the ending of a name.
    ended = "|".join(rf"{one}(?![场县级])" if one == "市" else one for one in endings)
    return re.compile(rf"(?P<stem>{stems})(?P<ending>{ended}|区(?!域)|县(?!域))?")
