"""Writing: the tables of an analysis as CSV and as plain objects for JSON, in both languages."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from iprgraph.analysis.tables import Item
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iprgraph.analysis.tables import Analysis, Cell, Table
    from iprgraph.analysis.wording import Wording

_PARAGRAPHS = "paragraphs"
_LANGUAGES = ("zh", "en")
# What a spreadsheet would take for a formula at the start of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def analysis_object(
    analysis: Analysis,
    wording: Wording,
    labels: Callable[[str], Mapping[str, str]],
    *,
    only: str = "",
) -> dict[str, object]:
    """Return an analysis, or one table of it, as plain objects with definitions and labels."""
    return {
        "institutions": analysis.institutions,
        "linked": analysis.linked,
        "links": analysis.links,
        "components": analysis.components,
        "definition": dict(wording.network),
        "caveat": dict(wording.caveat),
        "tables": {
            table.name: {
                "title": dict(wording.titles[table.name]),
                "definition": dict(wording.definitions[table.name]),
                "columns": {name: dict(wording.columns[name]) for name in table.columns},
                "rows": [
                    {
                        name: _value(name, cell, labels)
                        for name, cell in zip(table.columns, row, strict=True)
                    }
                    for row in table.rows
                ],
            }
            for table in analysis.tables
            if only in ("", table.name)
        },
    }


def csv_text(table: Table, labels: Callable[[str], Mapping[str, str]]) -> str:
    """Return a table as CSV: compact names, each column of things with both labels behind it.

    Several things in a cell are parted by "; ".
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    kinds = [_is_item(table, place) for place in range(len(table.columns))]
    lines.writerow(
        heading
        for name, item in zip(table.columns, kinds, strict=True)
        for heading in _headings(name, named=item)
    )
    for row in table.rows:
        cells = zip(table.columns, row, kinds, strict=True)
        lines.writerow(
            _safe(text)
            for name, cell, item in cells
            for text in _texts(name, cell, labels, named=item)
        )
    return written.getvalue()


def paragraph_name(iri: str) -> str:
    """Return a paragraph as report and number, as in guangdong-2022/3.3."""
    return iri.removeprefix(GRAPH)


def _headings(name: str, *, named: bool) -> Iterator[str]:
    yield name
    if named and name != _PARAGRAPHS:
        yield from (f"{name}_{language}" for language in _LANGUAGES)


def _is_item(table: Table, place: int) -> bool:
    return any(isinstance(row[place], Item | tuple) for row in table.rows)


def _texts(
    name: str, cell: Cell, labels: Callable[[str], Mapping[str, str]], *, named: bool
) -> Iterator[str]:
    """Yield a cell as text, and the labels of what is in it."""
    if not isinstance(cell, Item | tuple):
        yield str(cell)
        return
    items = [one for one in (cell if isinstance(cell, tuple) else (cell,)) if one.iri]
    if name == _PARAGRAPHS:
        yield "; ".join(paragraph_name(one.iri) for one in items)
        return
    yield "; ".join(shorten(one.iri) for one in items)
    if named:
        for language in _LANGUAGES:
            yield "; ".join(labels(one.iri).get(language, "") for one in items)


def _value(name: str, cell: Cell, labels: Callable[[str], Mapping[str, str]]) -> object:
    if isinstance(cell, tuple):
        return [_value(name, one, labels) for one in cell]
    if not isinstance(cell, Item):
        return cell
    if not cell.iri:
        return None
    if name == _PARAGRAPHS:
        return {"iri": cell.iri, "paragraph": paragraph_name(cell.iri)}
    found = labels(cell.iri)
    return {
        "iri": cell.iri,
        "curie": shorten(cell.iri),
        "labels": {language: found.get(language, "") for language in _LANGUAGES},
    }


def _safe(text: str) -> str:
    """Return a text that a spreadsheet does not run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
