"""Tables and their CSVW metadata as RDF again, after csv2rdf in minimal mode.

Of https://www.w3.org/TR/csv2rdf/ what our metadata use: URI templates with `{+name}`, separators,
languages, datatypes, virtual columns and suppressed ones. Cells keep their lexical forms.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NAME = re.compile(r"\{\+(\w+)\}")


def triples_of(folder: Path, tables: tuple[str, ...] = ()) -> set[ox.Triple]:
    """Return what the tables of a folder say, or some of them, by `csv-metadata.json`."""
    group = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    chosen = [one for one in group["tables"] if not tables or one["url"][:-4] in tables]
    return {triple for one in chosen for triple in _table(folder, one)}


def _table(folder: Path, table: dict[str, Any]) -> Iterator[ox.Triple]:
    schema = table["tableSchema"]
    with (folder / table["url"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            assert list(row) == [c["name"] for c in schema["columns"] if not c.get("virtual")]
            about = ox.NamedNode(_expanded(schema["aboutUrl"], row))
            for column in schema["columns"]:
                yield from _cell(about, column, row)


def _cell(about: ox.NamedNode, column: dict[str, Any], row: dict[str, str]) -> Iterator[ox.Triple]:
    text = row.get(column["name"], "")
    if column.get("suppressOutput") or (not column.get("virtual") and not text):
        return
    predicate = ox.NamedNode(_expanded(column["propertyUrl"], row))
    if "valueUrl" in column:
        yield ox.Triple(about, predicate, ox.NamedNode(_expanded(column["valueUrl"], row)))
        return
    parts = text.split(column["separator"]) if "separator" in column else [text]
    for part in parts:
        yield ox.Triple(about, predicate, _literal(part, column))


def _literal(text: str, column: dict[str, Any]) -> ox.Literal:
    if "lang" in column:
        return ox.Literal(text, language=column["lang"])
    datatype = column["datatype"]
    iri = datatype["@id"] if isinstance(datatype, dict) else _XSD + datatype
    return ox.Literal(text, datatype=ox.NamedNode(iri))


def _expanded(template: str, row: dict[str, str]) -> str:
    return _NAME.sub(lambda found: row[found[1]], template)
