"""Resolving: a row of somebody's table as a figure of ours, or why it is none."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from iprgraph.datasets.tidy import Figure
from iprgraph.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from iprgraph.datasets.codes import Codes
    from iprgraph.datasets.mapping import Part, TableMapping

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_VARIABLE = re.compile(r"\{([^{}]+)\}")
_DELIMITERS = (";", "\t", "|", ",")
_SHOWN = 5  # columns that a message names
_KEPT = 100_000  # texts that are remembered with what they stand for
OWN_UNIT = "ipr:unit"  # as a code: the unit that the metric has

REASONS: Mapping[str, Mapping[str, str]] = {
    "cells": {"zh": "单元格数与表头不符", "en": "the row has not as many cells as the head"},
    "metric": {"zh": "没有这个指标", "en": "no such metric"},
    "area": {"zh": "没有这个地方", "en": "no such place"},
    "period": {"zh": "不是年份或日期", "en": "no year or day"},
    "unit": {"zh": "不是该指标的单位", "en": "not the unit of the metric"},
    "multiplier": {"zh": "该单位不能用这个倍数", "en": "the unit does not take this multiplier"},
    "empty": {"zh": "没有数值", "en": "no value"},
    "value": {"zh": "不是数字", "en": "no number"},
    "whole": {"zh": "该单位计完整的个体，数值应为整数", "en": "the unit counts whole things"},
    "twice": {
        "zh": "前面已有一行给出同一指标、地域与时期",
        "en": "an earlier row gives this metric, area and period",
    },
}
_NONE = {"metric": "no metric of ours", "area": "no place of ours", "period": "no period"}
REMEDIES: Mapping[str, Mapping[str, str]] = {
    "code": {
        "zh": "在映射中为该列写 ipr:codes；不要的行写 null",
        "en": "give the column ipr:codes in the mapping, null for rows that are not wanted",
    },
    "nearest": {"zh": "是否指 {}？", "en": "did you mean {}?"},
    "unit": {"zh": "该指标以 {} 计", "en": "the metric is counted in {}"},
    "number": {
        "zh": '有分位符时在映射中写 "datatype": {"base": "decimal", "format": "#,##0"}',
        "en": 'for separators write "datatype": {"base": "decimal", "format": "#,##0"}',
    },
    "row": {"zh": "核对该行", "en": "see whether the row is right"},
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is no figure: its column, the text there, the reason and remedy by name."""

    column: str
    text: str
    reason: str
    remedy: str = "row"
    hint: str = ""


class LeftOut(Exception):  # noqa: N818  (it is no error: the mapping says so)
    """A row that the mapping leaves out."""


class Faulty(Exception):  # noqa: N818  (caught by whoever lists the rows)
    """A row that is no figure."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def check_targets(mapping: TableMapping, codes: Codes, path: Path) -> None:
    """Raise DatasetError for a mapping whose codes stand for things that we do not have."""
    for role in ("metric", "area", "period"):
        for text, code in mapping.parts[role].codes.items():
            if code.target and not codes.find(role, code.target):
                near = codes.nearest(role, code.target)
                raise DatasetError(
                    f'"{text}" stands for "{code.target}", and {_NONE[role]} is called so',
                    remedy=f'did you mean "{near}"?' if near else "see iprgraph find NAME",
                    file=path,
                )


class Resolver:
    """Turns the rows of one table into figures; it remembers what texts stand for."""

    def __init__(
        self, mapping: TableMapping, codes: Codes, head: Sequence[str], file: Path
    ) -> None:
        self._mapping, self._codes, self._size = mapping, codes, len(head)
        self._places = _places(mapping, head, file)
        self._known: dict[tuple[str, ...], tuple[str, Decimal]] = {}
        self._indices = {role: self._read_from(part) for role, part in mapping.parts.items()}

    def figure(self, row: Sequence[str], source: str) -> Figure:
        """Return the figure of a row. Raises Faulty, and LeftOut."""
        if len(row) != self._size:
            raise Faulty(Fault("", ",".join(row)[:80], "cells"))
        metric, _ = self._slug("metric", row)
        area, _ = self._slug("area", row)
        period, _ = self._slug("period", row)
        unit = self._codes.units[metric]
        times = self._times(row, unit)
        value, precision = self._number(row, times, unit)
        return Figure(metric, area, period, value, unit, precision, source)

    def _slug(self, role: str, row: Sequence[str]) -> tuple[str, Decimal]:
        """Return the slug of a role in a row, and its code's multiplier."""
        key = (role, *(row[place] for place in self._indices[role]))
        found = self._known.get(key)
        if found is None:
            found = self._resolved(self._mapping.parts[role], row)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = found
        return found

    def _resolved(self, part: Part, row: Sequence[str]) -> tuple[str, Decimal]:
        text = self._text(part, row)
        code = part.codes.get(text.strip())
        if code is not None and not code.target:
            raise LeftOut
        target = code.target if code else self._addressed(part, row) or text
        slug = self._codes.find(part.role, target)
        if not slug:
            near = self._codes.nearest(part.role, target)
            remedy, hint = ("nearest", near) if near else ("code", "")
            raise Faulty(Fault(part.title, text or target, part.role, remedy, hint))
        return slug, code.multiplier if code else Decimal(1)

    def _times(self, row: Sequence[str], unit: str) -> Decimal:
        """Return what the value of a row is multiplied by. Raises Faulty for another unit."""
        times = self._mapping.parts["value"].multiplier
        part = self._mapping.parts.get("unit")
        if part is None:
            return self._checked(times, unit, "", "")
        text = self._text(part, row)
        code = part.codes.get(text.strip())
        if code is not None and not code.target:
            raise LeftOut
        target = code.target if code else self._addressed(part, row) or text
        more = Decimal(1) if target == OWN_UNIT else self._codes.multiplier(target, unit)
        if more is None:
            raise Faulty(Fault(part.title, text or target, "unit", "unit", f"unit:{unit}"))
        own = code.multiplier if code else Decimal(1)
        return self._checked(times * part.multiplier * more * own, unit, part.title, text)

    def _checked(self, times: Decimal, unit: str, title: str, text: str) -> Decimal:
        """Return a multiplier that a unit takes: a ratio's is its own, or none. Raises Faulty."""
        scale = self._codes.scaled.get(unit)
        if scale is not None and times not in (1, scale):
            raise Faulty(Fault(title, text or str(times), "multiplier", "unit", f"unit:{unit}"))
        return times

    def _number(self, row: Sequence[str], times: Decimal, unit: str) -> tuple[str, str]:
        """Return the value in base units, and the size of its last digit where it is not one."""
        part = self._mapping.parts["value"]
        text = self._text(part, row).strip()
        if text in (part.column.inherit("null") or [""]) or not text:
            raise Faulty(Fault(part.title, text, "empty"))
        number = _read_number(part, text)
        if number is None:
            raise Faulty(Fault(part.title, text, "value", "number"))
        digits = max(0, -int(number.as_tuple().exponent))
        value = number * times
        if unit in self._codes.whole and value != value.to_integral_value():
            raise Faulty(Fault(part.title, text, "whole"))
        step = times.scaleb(-digits)
        return _plain(value), "" if step == 1 else _plain(step)

    def _text(self, part: Part, row: Sequence[str]) -> str:
        """Return what a row says of a part, "" for a virtual one."""
        return row[self._places[part.title]] if part.title else ""

    def _addressed(self, part: Part, row: Sequence[str]) -> str:
        """Return the address that a part's template makes of a row, "" without one."""
        if not part.template:
            return ""
        return _VARIABLE.sub(lambda found: self._variable(found[1], row), part.template)

    def _variable(self, name: str, row: Sequence[str]) -> str:
        place = self._places.get(name)
        return row[place].strip() if place is not None else ""

    def _read_from(self, part: Part) -> tuple[int, ...]:
        """Return the places of the cells that a part depends on."""
        names = [part.title] if part.title else []
        names += _VARIABLE.findall(part.template)
        return tuple(self._places[name] for name in names if name in self._places)


def _places(mapping: TableMapping, head: Sequence[str], file: Path) -> dict[str, int]:
    """Return the place of each column by its title and its name. Raises DatasetError."""
    bare = [title.strip() for title in head]
    other = next((sign for sign in _DELIMITERS if len(bare) == 1 and sign in bare[0]), "")
    if other and len(mapping.titles) > 1:
        shown = json.dumps(other)
        raise DatasetError(
            f"the head is one cell and holds {shown}, which seems to be the delimiter",
            remedy=f'say so in the mapping: "dialect": {{"delimiter": {shown}}}',
            file=file,
            line=1,
        )
    known = {title for title, _ in mapping.titles} | {name for _, name in mapping.titles}
    unknown = [title for title in bare if title not in known]
    if unknown:
        raise DatasetError(
            f"the mapping says nothing of the column {_listed(unknown)}",
            remedy=f'add to its columns: {{"titles": "{unknown[0]}", "suppressOutput": true}}',
            file=file,
            line=1,
        )
    places: dict[str, int] = {}
    for title, name in mapping.titles:
        place = next((bare.index(one) for one in (title, name) if one in bare), None)
        if place is None:
            raise DatasetError(
                f'there is no column "{title}"; there are {_listed(bare)}',
                remedy="correct titles in the mapping, or say which delimiter the table has: "
                '"dialect": {"delimiter": ";"}',
                file=file,
                line=1,
            )
        places[title] = place
        if name:
            places[name] = place
    return places


def _listed(titles: Sequence[str]) -> str:
    """Return the titles of columns, of many the first and how many more there are."""
    shown = ", ".join(map(repr, titles[:_SHOWN]))
    more = len(titles) - _SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown


def _read_number(part: Part, text: str) -> Decimal | None:
    """Return the number of a cell as its datatype reads it, None where it is none."""
    datatype = part.column.inherit("datatype")
    try:
        if datatype is not None and datatype.format:
            return Decimal(str(datatype.parse(text)))
        return Decimal(text) if _PLAIN.fullmatch(text) else None
    except (ValueError, InvalidOperation, ArithmeticError):
        return None


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
