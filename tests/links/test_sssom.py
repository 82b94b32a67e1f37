"""The export as SSSOM is what the standard's own library reads and finds valid."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from iprgraph.errors import ResultError
from iprgraph.sssom import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph


def cells(data: bytes) -> list[dict[str, str]]:
    lines = [line for line in data.decode().splitlines() if not line.startswith("#")]
    return list(
        csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def test_the_table_is_valid(real: KnowledgeGraph, tmp_path: Path) -> None:
    pytest.importorskip("sssom", reason="sssom, which validates SSSOM, is not installed")
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    data = real.export("sssom")
    file = tmp_path / "links.sssom.tsv"
    file.write_bytes(data)
    read = parse_sssom_table(str(file))
    assert len(read.df) == len(cells(data)) > 300
    assert read.metadata["mapping_set_id"] == "https://w3id.org/iprgraph/graph/links"
    reports = validate(read, fail_on_error=False)
    assert {str(kind): report.results for kind, report in reports.items() if report.results} == {}


def test_the_library_finds_a_fault(real: KnowledgeGraph, tmp_path: Path) -> None:
    pytest.importorskip("sssom", reason="sssom, which validates SSSOM, is not installed")
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    file = tmp_path / "links.sssom.tsv"
    file.write_bytes(real.export("sssom").replace(b"\twd:Q", b"\tnowhere:Q"))
    reports = validate(parse_sssom_table(str(file)), fail_on_error=False)
    assert any(report.results for report in reports.values())


def test_a_row_says_how_and_how_surely(real: KnowledgeGraph) -> None:
    rows = {(row["subject_id"], row["object_source"]): row for row in cells(real.export("sssom"))}
    row = rows["place:guangzhou", "register:wikidata"]
    assert tuple(row) == COLUMNS
    assert (row["predicate_id"], row["object_id"]) == ("schema:sameAs", "wd:Q16572")
    assert (row["mapping_justification"], row["confidence"]) == ("semapv:LexicalMatching", "0.95")
    assert row["subject_label"] == "Guangzhou"
    code = rows["place:beijing", "register:iso-3166-2"]
    assert (code["object_id"], code["object_label"]) == ("", "CN-BJ")
    assert code["object_type"] == "rdfs literal"


def test_one_link_set_alone_and_the_same_bytes_each_time(real: KnowledgeGraph) -> None:
    data = real.export("sssom", graph="links/eurovoc")
    assert {row["object_source"] for row in cells(data)} == {"register:eurovoc"}
    assert all(row["subject_label"] for row in cells(data))
    assert data == real.export("SSSOM", graph="links/eurovoc")


def test_a_graph_without_links_is_told(real: KnowledgeGraph) -> None:
    with pytest.raises(ResultError, match="no link") as caught:
        real.export("sssom", graph="2.1")
    assert "links/" in str(caught.value.remedy)
