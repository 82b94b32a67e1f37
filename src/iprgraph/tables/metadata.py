"""Metadata: what tables hold, as CSVW (W3C) and as a Frictionless data package.

By the CSVW metadata a table becomes the same statements again: a column with a property is one, and
one without is left out of the RDF. Numbers are decimals there; the table of statements keeps each
literal's own type.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iprgraph.tables.writing import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iprgraph.record.about import About
    from iprgraph.record.file import File
    from iprgraph.tables.columns import Column, Layout

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DATATYPES = {"number": "decimal", "iri": "anyURI", "text": "string"}
# The names that CSVW has for datatypes of XML Schema.
_BUILT_IN = frozenset(
    {"anyURI", "boolean", "byte", "date", "dateTime", "decimal", "double", "duration", "float"}
    | {"gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "hexBinary", "int", "integer", "long"}
    | {"nonNegativeInteger", "positiveInteger", "short", "string", "time"}
)
_FIELDS = {"number": "number", "integer": "integer", "boolean": "boolean", "date": "date"}


def csvw_metadata(layouts: Iterable[Layout], told: About) -> bytes:
    """Return the CSVW metadata of tables in one folder, for `csv-metadata.json` there."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": _languages(told.title),
            "dc:license": {"@id": told.licence},
            "dc:publisher": _languages(told.publisher),
            "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"]},
            "tables": [_csvw_table(one) for one in layouts],
        }
    )


def _csvw_table(plan: Layout) -> dict[str, object]:
    repeated = {one.repeats for one in plan.columns}
    columns = [_csvw_column(one, said=one.name not in repeated) for one in plan.columns]
    for number, iri in enumerate(plan.classes, 1):
        one = {"name": f"class_{number}", "virtual": True, "propertyUrl": _TYPE, "valueUrl": iri}
        columns.append(one)
    schema: dict[str, object] = {"aboutUrl": f"{{+{plan.about}}}", "columns": columns}
    if plan.key:
        schema["primaryKey"] = list(plan.key)
    return {
        "url": f"{plan.name}.csv",
        "dc:title": _languages(plan.title),
        "tableSchema": schema,
    }


def _csvw_column(one: Column, *, said: bool) -> dict[str, object]:
    """Return a column; `said` is false where other columns make its statements."""
    told: dict[str, object] = {
        "name": one.name,
        "titles": {"und": one.name, "en": one.en, "zh": one.zh},
        "datatype": _csvw_datatype(one),
    }
    if one.required:
        told["required"] = True
    if one.many:
        told["separator"] = BETWEEN
    if one.language:
        told["lang"] = one.language
    if not one.property or not said:
        return {**told, "suppressOutput": True}
    told["propertyUrl"] = one.property
    if one.type == "iri":
        told["valueUrl"] = f"{{+{one.name}}}"
    return told


def _csvw_datatype(one: Column) -> object:
    """Return the datatype of a column: one of CSVW's own, or a text with a datatype's address."""
    if not one.datatype:
        return _DATATYPES.get(one.type, one.type)
    name = one.datatype.removeprefix(_XSD)
    return name if name in _BUILT_IN else {"@id": one.datatype, "base": "string"}


def data_package(layouts: Iterable[Layout], files: Mapping[str, File], told: About) -> bytes:
    """Return the descriptor of a tabular data package: each table's CSV, its digest and fields."""
    return _json(
        {
            "profile": "tabular-data-package",
            "name": "iprgraph",
            "id": "https://w3id.org/iprgraph/",
            "title": told.title["en"],
            "description": told.description["en"],
            "version": told.version,
            "created": f"{told.date}T00:00:00Z",
            "keywords": [word for words in told.keywords.values() for word in words],
            "licenses": [{"name": told.licence_name, "path": told.licence}],
            "contributors": [{"title": told.publisher["en"], "role": "publisher"}],
            "resources": [_resource(one, files[one.name]) for one in layouts],
        }
    )


def _resource(plan: Layout, file: File) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(one) for one in plan.columns],
        "missingValues": [""],
    }
    if plan.key:
        schema["primaryKey"] = list(plan.key)
    return {
        "name": plan.name,
        "profile": "tabular-data-resource",
        "path": f"{plan.name}.csv",
        "title": plan.title["en"],
        "description": plan.title["zh"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def _field(one: Column) -> dict[str, object]:
    said = f"{one.en} / {one.zh}" + (f'; values parted by "{BETWEEN}"' if one.many else "")
    told: dict[str, object] = {
        "name": one.name,
        "type": "string" if one.many else _FIELDS.get(one.type, "string"),
        "title": one.en,
        "description": said,
    }
    if one.type == "iri" and not one.many:
        told["format"] = "uri"
    if one.required:
        told["constraints"] = {"required": True}
    if one.property and "{" not in one.property:
        told["rdfType"] = one.property
    return told


def _languages(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": key} for key, text in sorted(texts.items())]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
