"""The tidy table: one figure a row, in base units, with codes of ours for all that it names."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TextIO

from iprgraph.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = ("metric", "area", "period", "value", "unit", "precision", "source")

_cells = attrgetter(*COLUMNS)
_SLUG = r"[a-z0-9]+(?:--?[a-z0-9]+)*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (_SLUG, _SLUG, _SLUG, r"-?\d+(?:\.\d+)?", _SLUG, r"(?:\d+(?:\.\d+)?)?", r".+")
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A row: slugs of metric, area, period and unit, numbers as written, where it comes from.

    `precision` is the size of the last digit in base units, empty for an exact count.
    """

    metric: str
    area: str
    period: str
    value: str
    unit: str
    precision: str
    source: str


def read_figures(path: Path, file: str) -> Iterator[tuple[int, Figure]]:
    """Yield the figures of a tidy table with the number of their row, the head being row 1.

    Raises DatasetError with the line of what has another form.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        try:
            _check_head(next(rows, []), file)
            for number, row in enumerate(rows, start=2):
                _check_row(row, file, number)
                yield number, Figure(*row)
        except (csv.Error, UnicodeDecodeError) as error:
            raise DatasetError(
                f"the table cannot be read: {error}",
                remedy="write it as CSV in UTF-8",
                file=file,
                line=rows.line_num,
            ) from error


class FigureWriter:
    """Writes figures to a stream as a tidy table."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream, lineterminator="\n")

    def head(self) -> None:
        """Write the row of names."""
        self._rows.writerow(COLUMNS)

    def add(self, figure: Figure) -> None:
        """Write one row."""
        self._rows.writerow(_cells(figure))


def _check_head(head: list[str], file: str) -> None:
    if tuple(head) != COLUMNS:
        raise DatasetError(
            f"the columns are {', '.join(head) or 'none'}",
            remedy=f"a tidy table has the columns {','.join(COLUMNS)}",
            file=file,
            line=1,
        )


def _check_row(row: list[str], file: str, number: int) -> None:
    if len(row) != len(COLUMNS):
        raise DatasetError(
            f"the row has {len(row)} cells, not {len(COLUMNS)}",
            remedy="mend its commas and quotes",
            file=file,
            line=number,
        )
    for name, text, pattern in zip(COLUMNS, row, _PATTERNS, strict=True):
        if not pattern.fullmatch(text):
            raise DatasetError(
                f'the {name} "{text}" has the wrong form',
                remedy="write slugs such as patents-granted, and numbers without separators",
                file=file,
                line=number,
            )
