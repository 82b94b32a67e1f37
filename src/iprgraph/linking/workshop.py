"""Workshop: what is asked and what is decided, in a database on disk, so that work is resumed."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from iprgraph.errors import LinkError
from iprgraph.linking.deciding import Decision
from iprgraph.linking.engine import OFFLINE
from iprgraph.linking.records import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

FILE = "work.duckdb"
_TABLES = """
CREATE TABLE held (name VARCHAR, kind VARCHAR, place VARCHAR, code VARCHAR, subject VARCHAR);
CREATE TABLE decided (
  asked INTEGER, status VARCHAR, best INTEGER, score DOUBLE, levels INTEGER[],
  second INTEGER, second_score DOUBLE
);
CREATE TABLE state (task VARCHAR, read BOOLEAN, done INTEGER, rows BIGINT);
"""
_KEY = "name, kind, place, code"
_MEMORY = "1GB"

Held = tuple[str, str, str, str, str]


class Workshop:
    """The database of one task; what another task left there is thrown away."""

    def __init__(self, folder: Path, task: Mapping[str, object]) -> None:
        import duckdb

        self._path = folder / FILE
        self._task = json.dumps(task, sort_keys=True, ensure_ascii=False)
        try:
            self._database = duckdb.connect(str(self._path), config=OFFLINE)
            if not self._is_same():
                self._database.close()
                self.discard()
                self._database = duckdb.connect(str(self._path), config=OFFLINE)
                self._database.execute(_TABLES)
                self._database.execute("INSERT INTO state VALUES (?, false, 0, 0)", [self._task])
        except duckdb.Error as error:
            raise LinkError(
                f"the folder of the work cannot be used: {error}".splitlines()[0],
                remedy="end the other run, or remove the folder",
                file=folder,
            ) from error
        self._database.execute(f"SET memory_limit = '{_MEMORY}'")

    def _is_same(self) -> bool:
        """Return whether the database is of this task."""
        import duckdb

        with suppress(duckdb.Error):
            return self._one("SELECT task FROM state") == self._task
        return False

    def discard(self) -> None:
        """Remove the database."""
        for path in self._path.parent.glob(f"{FILE}*"):
            path.unlink()

    def close(self) -> None:
        """Close the database; what is in it is kept."""
        self._database.close()

    @property
    def is_read(self) -> bool:
        """Return whether all rows have been read."""
        return bool(self._one("SELECT read FROM state"))

    @property
    def rows(self) -> int:
        """Return how many rows the file has."""
        return int(str(self._one("SELECT rows FROM state")))

    @property
    def names(self) -> int:
        """Return how many distinct names are asked about."""
        return int(str(self._one("SELECT count(*) FROM asked")))

    @property
    def done(self) -> int:
        """Return how many of them are decided: those of the lowest numbers."""
        return int(str(self._one("SELECT done FROM state")))

    def begin(self) -> None:
        """Forget what was read by a run that broke off while reading."""
        self._database.execute("DELETE FROM held")

    def hold(self, asked: Iterable[Held]) -> None:
        """Keep what a part of the rows asks about; the subject is that of RDF, else empty."""
        columns = ["name", "kind", "place", "code", "subject"]
        frame = _frame(list(dict.fromkeys(asked)), columns=columns)
        self._database.register("incoming", frame)
        self._database.execute(
            "INSERT INTO held SELECT CAST(name AS VARCHAR), CAST(kind AS VARCHAR),"
            " CAST(place AS VARCHAR), CAST(code AS VARCHAR), CAST(subject AS VARCHAR) FROM incoming"
        )
        self._database.unregister("incoming")

    def number(self, rows: int) -> None:
        """Give each distinct name its number, in the order of names."""
        self._database.execute("BEGIN")
        self._database.execute(
            f"CREATE TABLE asked AS SELECT CAST(row_number() OVER (ORDER BY {_KEY}) - 1 AS INTEGER)"
            f" AS number, {_KEY} FROM (SELECT DISTINCT {_KEY} FROM held)"
        )
        self._database.execute(
            "CREATE TABLE subjects AS SELECT DISTINCT subject, number FROM held"
            f" JOIN asked USING ({_KEY}) WHERE subject <> ''"
        )
        self._database.execute("DROP TABLE held")
        self._database.execute("UPDATE state SET read = true, rows = ?", [rows])
        self._database.execute("COMMIT")

    def asked(self, first: int, most: int) -> list[tuple[int, Asked]]:
        """Return what is asked, from a number on."""
        found = self._database.execute(
            f"SELECT number, {_KEY} FROM asked WHERE number >= ? AND number < ? ORDER BY number",
            [first, first + most],
        ).fetchall()
        return [(int(number), Asked(*texts)) for number, *texts in found]

    def decide(self, made: Sequence[Decision]) -> None:
        """Keep what is decided of the next names, all of it or nothing."""
        rows = [
            (one.asked, one.status, one.best, one.score, list(one.levels), one.second,
             one.second_score)
            for one in made
        ]  # fmt: skip
        columns = ["asked", "status", "best", "score", "levels", "second", "second_score"]
        self._database.register("incoming", _frame(rows, columns=columns))
        self._database.execute("BEGIN")
        self._database.execute(
            "INSERT INTO decided SELECT asked, status, best, score, CAST(levels AS INTEGER[]),"
            " second, second_score FROM incoming"
        )
        self._database.execute("UPDATE state SET done = done + ?", [len(rows)])
        self._database.execute("COMMIT")
        self._database.unregister("incoming")

    def decided(self, first: int, most: int) -> list[tuple[Asked, Decision]]:
        """Return what is decided, from a number on."""
        found = self._database.execute(
            f"SELECT {_KEY}, decided.* FROM decided JOIN asked ON asked.number = decided.asked"
            " WHERE asked.number >= ? AND asked.number < ? ORDER BY asked.number",
            [first, first + most],
        ).fetchall()
        return [(Asked(*row[:4]), _decision(row[4:])) for row in found]

    def decisions_of(self, asked: Iterable[Asked]) -> dict[Asked, Decision]:
        """Return what is decided of some names."""
        keys = [(one.name, one.kind, one.place, one.code) for one in dict.fromkeys(asked)]
        frame = _frame(keys, columns=["name", "kind", "place", "code"])
        self._database.register("incoming", frame)
        found = self._database.execute(
            f"SELECT asked.name, asked.kind, asked.place, asked.code, decided.* FROM incoming"
            f" JOIN asked USING ({_KEY}) JOIN decided ON asked.number = decided.asked"
        ).fetchall()
        self._database.unregister("incoming")
        return {Asked(*row[:4]): _decision(row[4:]) for row in found}

    def subjects(self) -> Iterator[tuple[str, list[tuple[Asked, Decision]]]]:
        """Yield the things that an RDF file names, each with what is decided of its names."""
        reader = self._database.cursor()
        reader.execute(
            f"SELECT subject, {_KEY}, decided.* FROM subjects JOIN asked USING (number)"
            " JOIN decided ON asked.number = decided.asked ORDER BY subject, asked.number"
        )
        held: list[tuple[Asked, Decision]] = []
        before = ""
        while rows := reader.fetchmany(10_000):
            for subject, *row in rows:
                if subject != before and held:
                    yield before, held
                    held = []
                before = subject
                held.append((Asked(*row[:4]), _decision(tuple(row[4:]))))
        if held:
            yield before, held

    def counts(self) -> dict[str, int]:
        """Return how many names have each status."""
        found = self._database.execute(
            "SELECT status, count(*) FROM decided GROUP BY status ORDER BY status"
        ).fetchall()
        return {str(status): int(count) for status, count in found}

    def _one(self, query: str) -> object:
        found = self._database.execute(query).fetchall()
        return found[0][0] if found else ""


def _frame(rows: Sequence[object], columns: list[str]) -> object:
    """Return rows as DuckDB takes them in: a data frame."""
    import pandas  # type: ignore[import-untyped]

    return pandas.DataFrame(rows, columns=columns)


def _decision(row: tuple[object, ...]) -> Decision:
    asked, status, best, score, levels, second, second_score = row
    return Decision(asked, status, best, score, tuple(levels or ()), second, second_score)  # type: ignore[arg-type]
