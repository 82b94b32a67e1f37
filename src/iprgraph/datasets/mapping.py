"""The mapping: CSVW metadata that say which columns of a table are metric, area, period and value.

A column means what its `propertyUrl` says: ipr:metric, ipr:area, ipr:period, ipr:value, ipr:unit;
a virtual column gives all rows the same. Its cells are addresses by `valueUrl`, or codes by the
annotation `ipr:codes`, or names of ours. `ipr:multiplier` says what the values are multiplied by.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from iprgraph.datasets.dataset import common_properties
from iprgraph.errors import DatasetError, PrefixError
from iprgraph.prefixes import expand
from iprgraph.vocabulary import IPR, STATISTIC

if TYPE_CHECKING:
    from pathlib import Path

    from csvw.metadata import Column, Dialect, Table

    from iprgraph.datasets.dataset import Value

ROLES = ("metric", "area", "period", "value", "unit")
_NEEDED = ROLES[:4]
_CODES, _MULTIPLIER = "ipr:codes", "ipr:multiplier"
_DESCRIBED = {
    "dc:publisher": '"dc:publisher": "Bureau of Statistics"',
    "dc:license": '"dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"}',
}


@dataclass(frozen=True)
class Code:
    """What a cell stands for, and what its row's value is multiplied by.

    The empty target means that the mapping leaves such rows out.
    """

    target: str
    multiplier: Decimal = Decimal(1)


@dataclass(frozen=True)
class Part:
    """A role and its column; one without a title is virtual, the same in all rows."""

    role: str
    title: str
    column: Column
    template: str
    codes: Mapping[str, Code]
    multiplier: Decimal


@dataclass(frozen=True)
class TableMapping:
    """A mapping: its parts by role, the titles of all columns, its dialect and what it is about."""

    parts: Mapping[str, Part]
    titles: tuple[tuple[str, str], ...]
    dialect: Dialect
    encoding: str
    about: Mapping[str, list[Value]]
    content: bytes


def read_mapping(path: Path) -> TableMapping:
    """Return the mapping in a file of CSVW metadata.

    Raises DatasetError for what is no CSVW, or leaves open what a figure must have.
    """
    try:
        content = path.read_bytes()
        found = json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise DatasetError(
            f"the mapping cannot be read: {error.strerror}", remedy="check its name", file=path
        ) from error
    except ValueError as error:
        raise DatasetError(
            f"the mapping is no JSON: {error}", remedy="write CSVW metadata", file=path
        ) from error
    metadata = _single(found, path)
    table = _table(metadata, path)
    stated = metadata.get("dialect")
    encoding = str(stated.get("encoding", "")) if isinstance(stated, dict) else ""
    about = common_properties(metadata)
    for name, example in _DESCRIBED.items():
        if name not in about:
            raise DatasetError(f"the mapping has no {name}", remedy=f"add {example}", file=path)
    real = [one for one in table.tableSchema.columns if not one.virtual]
    titles = tuple((_title(one), str(one.name or "")) for one in real)
    parts = _parts(table, path)
    return TableMapping(parts, titles, _dialect(table), encoding, about, content)


def _single(found: object, path: Path) -> dict[str, Any]:
    """Return the description of the one table of some metadata."""
    if isinstance(found, dict) and isinstance(tables := found.get("tables"), list):
        if len(tables) == 1 and isinstance(tables[0], dict):
            return {**{key: one for key, one in found.items() if key != "tables"}, **tables[0]}
        raise DatasetError(
            f"the mapping describes {len(tables)} tables",
            remedy="write one for each table, and add them one by one",
            file=path,
        )
    if isinstance(found, dict):
        return found
    raise DatasetError("the mapping is no object", remedy="write CSVW metadata", file=path)


def _table(metadata: dict[str, Any], path: Path) -> Table:
    from csvw.metadata import Table

    schema = metadata.get("tableSchema")
    if not isinstance(schema, dict) or not isinstance(schema.get("columns"), list):
        raise DatasetError(
            "the mapping has no tableSchema with columns written out",
            remedy='add "tableSchema": {"columns": [{"titles": "…", "propertyUrl": …}]}',
            file=path,
        )
    try:
        return cast("Table", Table.fromvalue({"url": "table.csv", **metadata}))
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError) as error:
        raise DatasetError(
            f"the mapping is no CSVW metadata: {error}",
            remedy="see https://www.w3.org/TR/tabular-data-primer/",
            file=path,
        ) from error


def _dialect(table: Table) -> Dialect:
    from csvw.metadata import Dialect

    return table.dialect or Dialect()


def _parts(table: Table, path: Path) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for column in table.tableSchema.columns:
        role = _role(column, path)
        if role in parts:
            raise DatasetError(
                f"two columns are ipr:{role}: {parts[role].title} and {_title(column)}",
                remedy="a row of a tidy table is one figure: reshape the table first",
                file=path,
            )
        if role:
            parts[role] = _part(role, column, path)
    for role in _NEEDED:
        if role not in parts:
            raise DatasetError(
                f"no column is ipr:{role}",
                remedy=f'give one "propertyUrl": "ipr:{role}"; where all rows have the same, add '
                f'{{"virtual": true, "propertyUrl": "ipr:{role}", "valueUrl": …}}',
                file=path,
            )
    return parts


def _role(column: Column, path: Path) -> str:
    """Return the role of a column, "" where it has none. Raises DatasetError."""
    template = column.inherit("propertyUrl")
    if template is None:
        return ""
    iri = _expanded(str(template.uri))
    role = iri.removeprefix(IPR) if iri.startswith(IPR) else ""
    if role == "statistic":
        level = _value_url(column)
        if _expanded(level) != f"{STATISTIC}level":
            raise DatasetError(
                f"the statistic is {level or 'not given'}, not stat:level",
                remedy="add a table of levels: growth, shares and ranks are worked out from them",
                file=path,
            )
        return ""
    if role and role not in ROLES:
        known = ", ".join(f"ipr:{one}" for one in ROLES)
        raise DatasetError(
            f'the column "{_title(column)}" is ipr:{role}, which no mapping can give',
            remedy=f"a mapping gives {known}",
            file=path,
        )
    return role


def _part(role: str, column: Column, path: Path) -> Part:
    title = "" if column.virtual else _title(column)
    template = _value_url(column)
    if column.virtual and not template:
        raise DatasetError(
            f"the virtual column of ipr:{role} has no valueUrl",
            remedy='say which one: "valueUrl": "metric:patents-granted"',
            file=path,
        )
    noted = column.common_props
    codes = noted.get(_CODES, {})
    if not isinstance(codes, dict):
        raise DatasetError(
            f"ipr:codes of ipr:{role} is no object",
            remedy='write {"text of a cell": "metric:patents-granted", …}',
            file=path,
        )
    table = {str(key): _code(one, path) for key, one in codes.items()}
    return Part(role, title, column, template, table, _multiplier(noted, path))


def _code(value: object, path: Path) -> Code:
    if value is None:
        return Code("")
    if isinstance(value, Mapping):
        return Code(str(value.get("@id", "")), _multiplier(value, path))
    return Code(str(value))


def _multiplier(noted: Mapping[str, object], path: Path) -> Decimal:
    text = str(noted.get(_MULTIPLIER, 1))
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(0)
    if number.is_finite() and number > 0:
        return number
    raise DatasetError(
        f'ipr:multiplier is "{text}"', remedy="write a number above zero, such as 10000", file=path
    )


def _title(column: Column) -> str:
    titles = column.titles
    first = titles.getfirst() if titles is not None else None
    return str(first or column.name or "")


def _value_url(column: Column) -> str:
    template = column.inherit("valueUrl")
    return "" if template is None else str(template.uri)


def _expanded(text: str) -> str:
    try:
        return expand(text)
    except PrefixError:
        return text
