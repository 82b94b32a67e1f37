"""The anchors of a report as a canonical table, `anchors.csv`, without any text of the report."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from iprgraph.errors import AnchorError, PrefixError
from iprgraph.files import replace_file
from iprgraph.prefixes import expand, shorten
from iprgraph.reports import number_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from iprgraph.text import Span

COLUMNS = ("paragraph", "edition", "thing", "form", "runs", "sentence", "digest")

_RUNS = re.compile(r"\d+-\d+(?: \d+-\d+)*")
_DIGESTS = re.compile(r"[0-9a-f]{64}(?: [0-9a-f]{64})*")


class AnchorRow(NamedTuple):
    """One mention: a thing in a paragraph and edition, its form, and where that stands.

    `runs` are code-point offsets in the edition's file, more than one where a footnote or a page
    cuts the form; `digests` has one SHA-256 per run. `sentence` is 0 for a heading.
    """

    paragraph: str
    edition: str
    thing: str
    form: str
    runs: tuple[Span, ...]
    sentence: int
    digests: tuple[str, ...]

    @property
    def order(self) -> tuple[tuple[int, ...], str, tuple[Span, ...], str, str]:
        """Return the key that the table is sorted by."""
        return number_order(self.paragraph), self.edition, self.runs, self.thing, self.form


def write_rows(path: Path, rows: Iterable[AnchorRow], table: Mapping[str, str]) -> None:
    """Write the table, whole or not at all, always the same bytes. Raises AnchorError."""
    cells = [
        (
            row.paragraph,
            row.edition,
            shorten(row.thing, table),
            row.form,
            " ".join(f"{start}-{end}" for start, end in row.runs),
            str(row.sentence or ""),
            " ".join(row.digests),
        )
        for row in sorted(rows, key=lambda row: row.order)
    ]
    write_cells(path, COLUMNS, cells)


def read_rows(path: Path, name: str, table: Mapping[str, str]) -> tuple[AnchorRow, ...]:
    """Return the rows of a table, none where there is no file. Raises AnchorError by line."""
    iri_of = cache(lambda thing: intern(expand(thing, table)))
    return tuple(_row(cells, name, line, iri_of) for line, cells in read_cells(path, name, COLUMNS))


def write_cells(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a CSV file, whole or not at all. Raises AnchorError."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    try:
        replace_file(path, buffer.getvalue().encode())
    except OSError as error:
        raise AnchorError(
            f"cannot write it: {error.strerror or error}",
            remedy="see that the folder can be written and the disk has space",
            file=path,
        ) from error


def read_cells(path: Path, name: str, columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """Return (line, cells) of a CSV file with these columns, [] without the file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(number, cells) for number, cells in enumerate(csv.reader(file), start=1)]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(str(error), name, 0) from error
    if not rows or tuple(rows[0][1]) != columns:
        raise _unreadable(f"its first line is not {','.join(columns)}", name, 1)
    for line, cells in rows[1:]:
        if len(cells) != len(columns):
            raise _unreadable(f"{len(cells)} cells, not {len(columns)}", name, line)
    return rows[1:]


def _row(cells: list[str], name: str, line: int, iri_of: Callable[[str], str]) -> AnchorRow:
    paragraph, edition, thing, form, runs, sentence, digests = cells
    spans = _spans(runs)
    if not spans or not _DIGESTS.fullmatch(digests):
        raise _unreadable("no offsets or no digest", name, line)
    if sentence and not sentence.isdecimal():
        raise _unreadable(f'"{sentence}" is no sentence number', name, line)
    try:
        iri = iri_of(thing)
    except PrefixError as error:
        raise _unreadable(error.message, name, line) from error
    return AnchorRow(
        paragraph=intern(paragraph),
        edition=intern(edition),
        thing=iri,
        form=form,
        runs=spans,
        sentence=int(sentence or 0),
        digests=tuple(digests.split()),
    )


def _spans(runs: str) -> tuple[Span, ...]:
    """Return the offsets of some runs, none where they cannot be read."""
    if not _RUNS.fullmatch(runs):
        return ()
    ends = [run.split("-") for run in runs.split(" ")]
    return tuple([(int(start), int(end)) for start, end in ends])


def _unreadable(what: str, name: str, line: int) -> AnchorError:
    return AnchorError(
        f"cannot be read: {what}",
        remedy="make it anew: iprgraph source anchors",
        file=name,
        line=line,
    )
