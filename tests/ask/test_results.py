from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from iprgraph.errors import ResultError
from iprgraph.query import Solutions, Statements, Verdict
from iprgraph.results import FORMATS, checked_format, fitting_format, write_result

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph

COURT = ox.NamedNode("https://w3id.org/iprgraph/id/agency/harbour-ip-court")
ROWS = Solutions(
    ("thing", "value"),
    (
        (COURT, ox.Literal(5)),
        (ox.BlankNode("b"), ox.Literal('a "quoted", two\nlines', language="en")),
        (
            None,
            ox.Literal(
                "2031-01-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
            ),
        ),
    ),
)
TRIPLES = Statements((ox.Triple(COURT, ox.NamedNode("urn:p"), ox.Literal("x")),))


def test_json_is_the_w3c_format() -> None:
    found = json.loads(write_result(ROWS, "json"))
    assert found["head"]["vars"] == ["thing", "value"]
    first, second, third = found["results"]["bindings"]
    assert first["thing"] == {"type": "uri", "value": COURT.value}
    assert first["value"]["datatype"].endswith("#integer")
    assert second["thing"]["type"] == "bnode"
    assert second["value"] == {
        "type": "literal",
        "value": 'a "quoted", two\nlines',
        "xml:lang": "en",
    }
    assert "thing" not in third


def test_what_is_written_is_read_back_by_the_engine() -> None:
    for form, kind in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)):
        read = ox.parse_query_results(write_result(ROWS, form).encode(), format=kind)
        assert isinstance(read, ox.QuerySolutions)
        rows = [tuple(row[name] for name in ("thing", "value")) for row in read]
        assert rows == list(ROWS.rows)


def test_csv_has_bare_addresses_and_tsv_terms() -> None:
    rows = list(csv.reader(io.StringIO(write_result(ROWS, "csv"))))
    assert rows[0] == ["thing", "value"]
    assert rows[1] == [COURT.value, "5"]
    assert rows[2][1] == 'a "quoted", two\nlines'
    lines = write_result(ROWS, "tsv").splitlines()
    assert lines[:2] == ["?thing\t?value", f"<{COURT.value}>\t5"]
    assert lines[2].endswith('"a \\"quoted\\", two\\nlines"@en')


def test_yes_and_no() -> None:
    assert json.loads(write_result(Verdict(True), "json"))["boolean"] is True
    assert ElementTree.fromstring(write_result(Verdict(False), "xml"))[1].text == "false"
    assert write_result(Verdict(False), "csv") == "false\n"


def test_triples_in_every_format() -> None:
    for form, start in (("turtle", "@prefix"), ("ntriples", "<https:"), ("rdfxml", "<?xml")):
        assert write_result(TRIPLES, form).startswith(start)
    for form in ("trig", "nquads", "jsonld"):
        assert COURT.value.rpartition("/")[2] in write_result(TRIPLES, form)


def test_labels_are_columns_of_their_own(harbour: KnowledgeGraph) -> None:
    found = json.loads(write_result(ROWS, "json", labels=harbour.labels))
    assert found["head"]["vars"] == ["thing", "thing_label", "value"]
    label = found["results"]["bindings"][0]["thing_label"]["value"]
    assert label == "Harbour Intellectual Property Court"


def test_the_format_fits_the_answer_and_the_place() -> None:
    assert fitting_format(ROWS, "", terminal=True) == "table"
    assert fitting_format(ROWS, "", terminal=False) == "json"
    assert fitting_format(TRIPLES, "", terminal=True) == "turtle"
    assert fitting_format(TRIPLES, "ttl", terminal=False) == "turtle"
    assert fitting_format(TRIPLES, "json", terminal=False) == "jsonld"
    with pytest.raises(ResultError, match="the answer is rows, which turtle cannot hold"):
        fitting_format(ROWS, "turtle", terminal=False)
    with pytest.raises(ResultError, match="the answer is triples, which csv cannot hold"):
        fitting_format(TRIPLES, "csv", terminal=False)


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(ResultError, match='no format "xlsx"') as caught:
        checked_format("xlsx")
    assert all(form in caught.value.remedy for form in FORMATS)
