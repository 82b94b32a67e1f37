"""Engine: Splink over a batch of names, on DuckDB in this process or on Spark."""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

from iprgraph.errors import UseError
from iprgraph.linking.model import (
    COMPARISONS,
    DIFFERENCE,
    FLOOR,
    LIKENESS,
    functions,
    settings,
)
from iprgraph.linking.records import COLUMNS, JOINT, LISTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from iprgraph.linking.model import Dialect
    from iprgraph.linking.records import Names, Record

ENGINES = ("duckdb", "spark")
# DuckDB would fetch an extension from its host where it misses one.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_ASKED, _OURS = "asked", "ours"
_cells = attrgetter(*COLUMNS)  # astuple would copy each text
_GAMMAS = tuple(f"gamma_{name}" for name in COMPARISONS)
_WANTED = ("unique_id_l", "unique_id_r", "match_weight", "match_probability", *_GAMMAS)


@dataclass(frozen=True, slots=True)
class Pair:
    """A name that is asked about and one of ours, as Splink weighs them.

    `weight` is in bits, `levels` the number of the level of each comparison of the model, -1 where
    it is not known.
    """

    asked: int
    name: int
    weight: float
    probability: float
    levels: tuple[int, ...]


class Engine(Protocol):
    """What weighs the names of a batch against ours."""

    batch: int

    def pairs(self, records: Sequence[Record]) -> list[Pair]:
        """Return the pairs worth a look."""
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...


def known_engine(name: str) -> str:
    """Return the name of an engine that there is. Raises UseError."""
    if name not in ENGINES:
        raise UseError(f'no engine "{name}"', remedy=f"say one of: {', '.join(ENGINES)}")
    return name


def engine(name: str, names: Names) -> Engine:
    """Return the engine of a name. Raises UseError where it is unknown or not installed."""
    if known_engine(name) == "spark":
        from iprgraph.linking.spark import SparkEngine

        return SparkEngine(names)
    require("splink", "duckdb", extra="link")
    return DuckdbEngine(names)


def require(*modules: str, extra: str) -> None:
    """Raise UseError with the command to install an extra, where one of its modules is absent."""
    from importlib.util import find_spec

    absent = [one for one in modules if find_spec(one) is None]
    if absent:
        raise UseError(
            f"linking needs {' and '.join(absent)}, which is not installed",
            remedy=f"pip install 'iprgraph[{extra}]'",
        )


class DuckdbEngine:
    """Splink on DuckDB, in memory."""

    batch = 20_000

    def __init__(self, names: Names) -> None:
        import duckdb

        self._database = duckdb.connect(":memory:", config=OFFLINE)
        for name, function in functions(names.words, stored=True).items():
            self._database.create_function(name, function, ["VARCHAR", "VARCHAR"], "INTEGER")
        _fill(self._database, _OURS, names.records)

    def pairs(self, records: Sequence[Record]) -> list[Pair]:
        """Return the pairs worth a look."""
        from splink import DuckDBAPI

        _fill(self._database, _ASKED, records)
        made = predicted(DuckDBAPI(self._database), [_ASKED, _OURS], "duckdb")
        wanted = ", ".join(_WANTED)
        rows = self._database.execute(f"SELECT {wanted} FROM {made}").fetchall()
        self._forget()
        return [pair(row) for row in rows]

    def _forget(self) -> None:
        """Drop the tables that Splink has made."""
        made = self._database.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        for (table,) in made:
            if table not in (_ASKED, _OURS):
                self._database.execute(f'DROP TABLE "{table}"')

    def close(self) -> None:
        """Close the database."""
        for name in (LIKENESS, DIFFERENCE):
            self._database.remove_function(name)
        self._database.close()


def predicted(interface: Any, tables: list[Any], dialect: Dialect) -> str:
    """Return the name of the table of pairs that Splink makes of two tables."""
    from splink import Linker

    for name in ("splink", "splink.internals"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        linker = Linker(
            tables,
            settings(dialect),
            interface,
            set_up_basic_logging=False,
            input_table_aliases=["asked", "ours"],
        )
        return str(linker.inference.predict(threshold_match_weight=FLOOR).physical_name)


def pair(row: tuple[object, ...]) -> Pair:
    """Return a row of Splink's table as a pair."""
    asked, name, weight, probability, *levels = row
    return Pair(int(asked), int(name), float(weight), float(probability), tuple(map(int, levels)))  # type: ignore[call-overload,arg-type]


def fields_of_pair() -> tuple[str, ...]:
    """Return the columns of Splink's table that make a pair."""
    return _WANTED


def _fill(database: duckdb.DuckDBPyConnection, table: str, records: Sequence[Record]) -> None:
    """Make a table of records; what is empty is NULL, what is a list is one."""
    import pandas  # type: ignore[import-untyped]

    frame = pandas.DataFrame([_cells(one) for one in records], columns=list(COLUMNS))
    database.register("incoming", frame)
    columns = ", ".join(_column(name) for name in COLUMNS)
    database.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {columns} FROM incoming")
    database.unregister("incoming")


def _column(name: str) -> str:
    if name == "unique_id":
        return name
    bare = f"NULLIF(CAST({name} AS VARCHAR), '')"
    made = f"string_split({bare}, chr({ord(JOINT)}))" if name in LISTS else bare
    return f"{made} AS {name}"
