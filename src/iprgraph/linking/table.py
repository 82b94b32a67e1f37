"""Table: the rows of a CSV, JSON or RDF file, one at a time, never all at once."""

from __future__ import annotations

import csv
import io
import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from iprgraph.datasets.encoding import undecodable
from iprgraph.errors import LinkError
from iprgraph.linking.encoding import encoding_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from io import BufferedReader
    from pathlib import Path

FORMS = ("csv", "json", "rdf")
_BY_ENDING = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".tab"), "csv"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".geojson"), "json"),
    **dict.fromkeys((".ttl", ".nt", ".nq", ".trig", ".rdf", ".xml", ".jsonld", ".n3"), "rdf"),
}
_DELIMITERS = ",\t;|"
Row = tuple[str, ...]


class _Reader(Protocol):
    """What reads the rows of a CSV file, and the line that it has come to."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


class Table(Protocol):
    """A file as rows of cells."""

    @property
    def path(self) -> Path:
        """Return the file."""
        ...

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the cells of a row."""
        ...

    @property
    def encoding(self) -> str:
        """Return how its bytes are read."""
        ...

    def rows(self, heard: list[int] | None = None) -> Iterator[Row]:
        """Yield the rows; `heard` is told how many bytes have been read. Raises LinkError."""
        ...


def table(path: Path, form: str, encoding: str, signs: AbstractSet[str]) -> Table:
    """Return a file as a table, by the form stated or by its ending. Raises LinkError."""
    from iprgraph.linking.json_table import JsonTable
    from iprgraph.linking.rdf_table import RdfTable

    if form and form not in FORMS:
        raise LinkError(f'no form "{form}"', remedy=f"say one of: {', '.join(FORMS)}")
    kind = form or _BY_ENDING.get(path.suffix.lower(), "")
    if not kind:
        raise LinkError(
            f'the ending "{path.suffix}" does not tell what the file is',
            remedy=f"say --format {', '.join(FORMS)}",
            file=path,
        )
    read_as = encoding_of(path, encoding, signs)
    if kind == "rdf":
        return RdfTable(path)
    return JsonTable(path, read_as) if kind == "json" else CsvTable.of(path, read_as)


@dataclass(frozen=True)
class CsvTable:
    """A CSV or TSV file with a header."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    delimiter: str

    @classmethod
    def of(cls, path: Path, encoding: str) -> CsvTable:
        """Return a file with the columns of its header. Raises LinkError."""
        with path.open("rb") as file, closing(decoded(file, path, encoding)) as lines:
            header = next((line for line in lines if line.strip()), "")
        delimiter = max(_DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])
        return cls(path, _distinct(names), encoding, delimiter)

    def rows(self, heard: list[int] | None = None) -> Iterator[Row]:
        """Yield the rows below the header. Raises LinkError for a row with too many cells."""
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        wide = len(self.columns)
        with ExitStack() as stack:
            file = stack.enter_context(self.path.open("rb"))
            lines = stack.enter_context(closing(decoded(file, self.path, self.encoding)))
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            below = False
            for cells in self._read(reader):
                if not any(cells):
                    continue
                if not below:
                    below = True
                    continue
                if len(cells) > wide:
                    raise LinkError(
                        f"a row has {len(cells)} cells, the header {wide}",
                        remedy="quote cells that hold the delimiter",
                        file=self.path,
                        line=reader.line_num,
                    )
                if heard is not None:
                    heard[0] = file.tell()
                yield tuple(cells) + ("",) * (wide - len(cells))

    def _read(self, reader: _Reader) -> Iterator[list[str]]:
        """Yield the rows. Raises LinkError with the line that a row which cannot be read begins."""
        begun = 1
        try:
            for cells in reader:
                yield cells
                begun = reader.line_num + 1
        except csv.Error as error:
            unclosed = "unexpected end" in str(error)
            raise LinkError(
                "a quotation mark is not closed" if unclosed else f"no CSV: {error}",
                remedy="mend the quotation marks of this row, or export the table again",
                file=self.path,
                line=begun,
            ) from error


def decoded(file: BufferedReader, path: Path, encoding: str) -> Generator[str]:
    """Yield the lines of a file as text. Raises LinkError where it is in another encoding."""
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        for line in text:
            yield line.replace("\0", "")
    except UnicodeDecodeError as error:
        raise undecodable(path, encoding) from error
    finally:
        text.detach()


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, none of them empty or twice."""
    found: list[str] = []
    for place, name in enumerate(names, 1):
        own = name.strip() or f"column {place}"
        tries = chain([own], (f"{own} ({again})" for again in range(2, len(names) + 2)))
        found.append(next(one for one in tries if one not in found))
    return tuple(found)
