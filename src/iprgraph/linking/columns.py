"""Columns: which of a table hold names of our things, told by their content."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from iprgraph.errors import LinkError
from iprgraph.linking.rdf_table import NAME, RdfTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.linking.records import Names
    from iprgraph.linking.table import Table

_LOOKED_AT = 2_000
_DISTINCT = 200
# A column is one of names where this share of its distinct cells is known to us.
_LEAST_KNOWN = 0.1
# What the head of a column of names says, where none of its cells is known.
_HEADS = frozenset(
    ["name", "label", "title", "agency", "place", "region", "province", "city", "law", "court",
     "institution", "organisation", "organization", "area", "metric", "indicator", "right",
     "名称", "名字", "机构", "单位", "部门", "地区", "地名", "省份", "城市", "法规", "法院", "指标"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hold names, and those that hold kinds, places and codes, where stated."""

    names: tuple[str, ...]
    kind: str = ""
    place: str = ""
    code: str = ""
    guessed: bool = False

    @property
    def stated(self) -> tuple[str, ...]:
        """Return all columns that are named."""
        return tuple(one for one in (*self.names, self.kind, self.place, self.code) if one)


def columns_of(table: Table, wanted: Columns, names: Names) -> Columns:
    """Return the columns to link, guessed where none is stated. Raises LinkError."""
    for one in wanted.stated:
        _checked(table, one)
    if wanted.names:
        return wanted
    if isinstance(table, RdfTable):
        return replace(wanted, names=(NAME,))
    found = tuple(one for one in _guessed(table, names) if one not in wanted.stated)
    if not found:
        raise LinkError(
            "no column seems to hold names of things in the graph",
            remedy=f"say which: --column NAME, one of: {', '.join(table.columns)}",
            file=table.path,
        )
    return replace(wanted, names=found, guessed=True)


def _checked(table: Table, column: str) -> None:
    if column not in table.columns:
        raise LinkError(
            f'no column "{column}"',
            remedy=f"the file has: {', '.join(table.columns)}",
            file=table.path,
        )


def _guessed(table: Table, names: Names) -> Iterable[str]:
    """Return the columns whose cells are known to us, else those whose head says so."""
    cells: dict[str, dict[str, None]] = defaultdict(dict)
    for row in islice(table.rows(), _LOOKED_AT):
        for column, cell in zip(table.columns, row, strict=True):
            if cell.strip() and len(cells[column]) < _DISTINCT:
                cells[column][cell] = None
    shares = {
        column: sum(names.knows(cell) for cell in found) / len(found)
        for column, found in cells.items()
    }
    known = [column for column in table.columns if shares.get(column, 0.0) >= _LEAST_KNOWN]
    return known or [column for column in table.columns if _says_name(column)]


def _says_name(column: str) -> bool:
    words = column.casefold().replace("_", " ").replace("-", " ").split()
    return any(head in words or (not head.isascii() and head in column) for head in _HEADS)
