"""Writing: a table as CSV, Parquet or a workbook; the same table gives the same bytes.

A spreadsheet takes a text that begins with = + - @ for a formula. So such a text gets an
apostrophe before it in CSV; in a workbook it is a text by its type.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from iprgraph.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from iprgraph.tables.columns import Column
    from iprgraph.tables.rows import Cell, Table

FORMATS = ("csv", "parquet", "xlsx")
BETWEEN = " | "  # the values of a list in one cell

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # of a workbook, which must say when it was made
_MOST_ROWS = 1_048_575  # of a worksheet, below its heading
_LONGEST = 32_767  # characters of a cell of a worksheet


def table_bytes(table: Table, form: str) -> bytes:
    """Return a table in a format.

    Raises ResultError for an unknown format, a package that is not installed, and a table that a
    worksheet cannot hold.
    """
    writers: dict[str, Callable[[Table], bytes]] = {
        "csv": _csv,
        "parquet": _parquet,
        "xlsx": _xlsx,
    }
    if form not in writers:
        raise ResultError(f'no table format "{form}"', remedy=f"say {', '.join(FORMATS)}")
    return writers[form](table)


def _csv(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180 with LF): UTF-8, numbers as they were written."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    columns = table.layout.columns
    writer.writerow([one.name for one in columns])
    for row in table.rows:
        writer.writerow([_text(one, cell) for one, cell in zip(columns, row, strict=True)])
    return written.getvalue().encode()


def _text(column: Column, cell: Cell) -> str:
    """Return a cell as CSV holds it, a text never as a formula."""
    text = cell if isinstance(cell, str) else BETWEEN.join(cell)
    return f"'{text}" if column.type == "text" and text.startswith(_FORMULAS) else text


def _parquet(table: Table) -> bytes:
    """Return a table as Parquet: numbers as doubles, lists as lists, empty cells as nulls."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise _missing("pyarrow", "parquet") from error
    types = {
        "number": pa.float64(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    columns = table.layout.columns
    arrays, fields = [], []
    for place, one in enumerate(columns):
        kind = types.get(one.type, pa.string())
        values = [_value(one, row[place]) for row in table.rows]
        arrays.append(pa.array(values, pa.list_(kind) if one.many else kind))
        told = {"zh": one.zh, "en": one.en, **({"property": one.property} if one.property else {})}
        fields.append(pa.field(one.name, arrays[-1].type, metadata=told))
    title = {f"title_{key}": text for key, text in table.layout.title.items()}
    sink = pa.BufferOutputStream()
    whole = pa.table(arrays, schema=pa.schema(fields, metadata=title))
    pq.write_table(whole, sink, compression="zstd", version="2.6")
    return bytes(sink.getvalue().to_pybytes())


def _value(column: Column, cell: Cell) -> Any:
    """Return a cell as a Python value, None where it is empty."""
    if isinstance(cell, list):
        return cell
    if not cell:
        return None
    match column.type:
        case "number":
            return float(cell)
        case "integer":
            return int(cell)
        case "boolean":
            return cell in ("true", "1")
        case "date":
            return date.fromisoformat(cell)
    return cell


def _xlsx(table: Table) -> bytes:
    """Return a table as a workbook without formulas, its columns explained on a second sheet."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise _missing("XlsxWriter", "xlsx") from error
    if len(table.rows) > _MOST_ROWS:
        raise ResultError(
            f"{len(table.rows):,} rows are more than a worksheet holds ({_MOST_ROWS:,})",
            remedy="say csv or parquet",
        )
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(written, options)
    book.set_properties({"title": table.layout.title["en"], "created": _EPOCH.replace(tzinfo=None)})
    sheet = book.add_worksheet(table.layout.name)
    _fill(sheet, table, book)
    _explain(book.add_worksheet("columns"), table)
    book.close()
    return written.getvalue()


def _fill(sheet: Any, table: Table, book: Any) -> None:
    head = book.add_format({"bold": True})
    safe = book.add_format({"quote_prefix": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    columns = table.layout.columns
    for place, one in enumerate(columns):
        sheet.write_string(0, place, one.name, head)
    for line, row in enumerate(table.rows, 1):
        for place, (one, cell) in enumerate(zip(columns, row, strict=True)):
            value = _value(one, cell)
            if one.type in ("number", "integer") and value is not None:
                sheet.write_number(line, place, value)
            elif one.type == "date" and value is not None:
                sheet.write_datetime(line, place, value, day)
            elif value not in (None, []):
                text = _short(cell if isinstance(cell, str) else BETWEEN.join(cell), one)
                sheet.write_string(line, place, text, safe if text.startswith(_FORMULAS) else None)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(columns) - 1)
    sheet.set_column(0, len(columns) - 1, 22)


def _short(text: str, column: Column) -> str:
    """Return a text that a cell can hold. Raises ResultError for a longer one."""
    if len(text) > _LONGEST:
        raise ResultError(
            f'a text of column "{column.name}" is longer than a cell of a worksheet holds '
            f"({_LONGEST:,} characters)",
            remedy="say csv or parquet",
        )
    return text


def _explain(sheet: Any, table: Table) -> None:
    """Write what each column holds, in both languages, on a sheet of its own."""
    rows = [("column", "zh", "en", "property")]
    rows += [(one.name, one.zh, one.en, one.property) for one in table.layout.columns]
    for line, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(line, place, text)
    sheet.set_column(0, 3, 40)


def _missing(package: str, form: str) -> ResultError:
    return ResultError(
        f"{package} is not installed, and {form} needs it",
        remedy="pip install 'iprgraph[tables]', or say csv, which needs nothing",
    )
