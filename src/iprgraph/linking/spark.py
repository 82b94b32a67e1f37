"""Spark: Splink on a Spark session, this machine's or the cluster that Spark is configured for."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import redirect_stdout, suppress
from dataclasses import astuple
from typing import TYPE_CHECKING

from iprgraph.errors import UseError
from iprgraph.linking.engine import Pair, fields_of_pair, pair, predicted, require
from iprgraph.linking.model import functions
from iprgraph.linking.records import COLUMNS, JOINT, LISTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from iprgraph.linking.records import Names, Record

_ASKED, _OURS = "asked", "ours"


class SparkEngine:
    """Splink on Spark."""

    batch = 200_000

    def __init__(self, names: Names) -> None:
        require("splink", "duckdb", extra="link")
        require("pyspark", extra="spark")
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise UseError(
                "Spark needs Java, which is not here",
                remedy="install Java 17, for example openjdk-17-jre-headless",
            )
        self._session = _session()
        from pyspark.sql.types import IntegerType

        for name, function in functions(names.words, stored=False).items():
            self._session.udf.register(name, _guarded(function), IntegerType())
        self._ours = self._frame(names.records)

    def pairs(self, records: Sequence[Record]) -> list[Pair]:
        """Return the pairs worth a look."""
        from splink import SparkAPI

        interface = SparkAPI(  # type: ignore[no-untyped-call]
            spark_session=self._session,
            break_lineage_method="persist",
            register_udfs_automatically=False,
        )
        made = predicted(interface, [self._frame(records), self._ours], "spark")
        rows = self._session.table(made).select(*fields_of_pair()).collect()
        self._session.catalog.clearCache()
        return [pair(tuple(row)) for row in rows]

    def close(self) -> None:
        """End the session."""
        with suppress(Exception):
            self._session.stop()

    def _frame(self, records: Sequence[Record]) -> DataFrame:
        """Return records as a table; what is empty is null, what is a list is one."""
        from pyspark.sql.types import (
            ArrayType,
            DataType,
            IntegerType,
            StringType,
            StructField,
            StructType,
        )

        def kind(name: str) -> DataType:
            if name == "unique_id":
                return IntegerType()
            return ArrayType(StringType()) if name in LISTS else StringType()

        schema = StructType([StructField(name, kind(name)) for name in COLUMNS])
        rows = [tuple(map(_cell, COLUMNS, astuple(record))) for record in records]
        return self._session.createDataFrame(rows, schema)


def _cell(name: str, value: str | int) -> object:
    if isinstance(value, int) or not value:
        return value if isinstance(value, int) else None
    return value.split(JOINT) if name in LISTS else value


def _guarded(
    function: Callable[[str, str], int],
) -> Callable[[str | None, str | None], int | None]:
    """Return a function that leaves pairs without a name alone: Spark asks about all pairs."""

    def guarded(left: str | None, right: str | None) -> int | None:
        return function(left, right) if left and right else None

    return guarded


def _session() -> SparkSession:
    """Return the session that there is, or one of this machine alone, quiet and not reachable."""
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.app.name": "iprgraph link",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "8",
        "spark.default.parallelism": "8",
    }
    if not SparkConf().contains("spark.master"):
        settings |= {
            "spark.master": "local[*]",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
        }
    builder = SparkSession.builder
    for key, value in settings.items():
        builder = builder.config(key, value)
    with redirect_stdout(sys.stderr):
        session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
