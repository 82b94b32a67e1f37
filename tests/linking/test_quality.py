"""How well names are linked: the labelled names, by part, kind and script, on either engine."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from labelled import Judged, by, judged, labelled, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from labelled import Labelled

    from iprgraph.door import KnowledgeGraph


for needed in ("splink", "duckdb"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install 'iprgraph[link]'")


@pytest.fixture
def spark_here() -> None:
    """Skip by name what needs Spark where pyspark or Java is absent."""
    if find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install 'iprgraph[spark]'")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("Java is not here: Spark needs it")


@pytest.fixture(scope="module")
def found(real: KnowledgeGraph) -> list[Judged]:
    return judged(real)


def test_the_labelled_names_are_enough_and_hard(real: KnowledgeGraph) -> None:
    rows = labelled()
    assert len(rows) >= 400 and len({(row.name, row.kind) for row in rows}) == len(rows)
    assert sum(not row.expected for row in rows) >= 0.35 * len(rows)
    assert {row.script for row in rows} == {"hans", "hant", "latin", "pinyin", "code"}
    assert min(Counter(row.part for row in rows).values()) >= 100
    for expected in {row.expected for row in rows if row.expected}:
        real.show(expected)


def test_names_are_linked_rightly(found: list[Judged]) -> None:
    whole = score(found)
    assert whole.precision >= 0.98 and whole.recall >= 0.95, whole
    for part, own in by(found, lambda one: one.part).items():
        least = 0.8 if part == "harvested" else 0.95  # what is easy is left out of it
        assert own.precision >= 0.98 and own.recall >= least, (part, own)


@pytest.mark.parametrize(
    "key", [lambda one: one.kind, lambda one: one.script], ids=["kind", "script"]
)
def test_no_kind_and_no_script_falls_behind(
    key: Callable[[Labelled], str], found: list[Judged]
) -> None:
    for group, own in by(found, key).items():
        assert own.precision >= 0.98, (group, own)
        assert own.recall >= 0.9 or own.expected < 10, (group, own)


def test_what_is_not_linked_is_said_to_be_uncertain_or_no_match(found: list[Judged]) -> None:
    for one in found:
        assert (one.status == "match") == bool(one.found)
        assert one.status != "match" or one.score >= 0.9


@pytest.mark.spark
def test_spark_decides_as_duckdb_does(
    found: list[Judged], real: KnowledgeGraph, spark_here: None
) -> None:
    assert judged(real, "spark") == found
