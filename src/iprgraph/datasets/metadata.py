"""Metadata of a tidy table: CSVW that any processor can turn into the statements of the build."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iprgraph.datasets.dataset import TABLE
from iprgraph.vocabulary import ID, IPR, ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iprgraph.datasets.dataset import Value

_SLUG = "[a-z0-9]+(--?[a-z0-9]+)*"
_CODED = {
    "metric": f"{ID}metric/{{metric}}",
    "area": f"{ID}place/{{area}}",
    "period": f"{ID}period/{{period}}",
    "value": "",
    "unit": f"{ONTOLOGY}unit/{{unit}}",
}


def tidy_metadata(name: str, about: Mapping[str, Sequence[Value]], *, origin: str = "") -> str:
    """Return the CSVW metadata of the tidy table of a dataset, with what is known about it.

    `origin` is the file from which a user added it.
    """
    noted: dict[str, object] = {key: _joined(values) for key, values in about.items()}
    if origin and "dc:source" not in noted:
        noted["dc:source"] = origin
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": TABLE,
        **noted,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"]},
        "tableSchema": tidy_schema(name),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def tidy_schema(name: str) -> dict[str, object]:
    """Return the schema of the tidy table of a dataset: what each column and each row is."""
    return {
        "aboutUrl": f"{ID}datapoint/{name}--{{metric}}--{{area}}--{{period}}",
        "primaryKey": ["metric", "area", "period"],
        "columns": [
            *(_column(one, template) for one, template in _CODED.items()),
            {
                "name": "precision",
                "titles": "precision",
                "datatype": "decimal",
                "propertyUrl": f"{IPR}precision",
            },
            {
                "name": "source",
                "titles": "source",
                "required": True,
                "datatype": "string",
                "suppressOutput": True,
            },
            _virtual("type", "rdf:type", f"{IPR}ExternalObservation"),
            _virtual("kind", "rdf:type", "http://purl.org/linked-data/cube#Observation"),
            _virtual("dataset", "qb:dataSet", f"{ID}dataset/{name}"),
            _virtual("statistic", f"{IPR}statistic", f"{ONTOLOGY}stat/level"),
            _virtual("row", "prov:wasDerivedFrom", f"{ID}dataset/{name}#row={{_sourceRow}}"),
        ],
    }


def _column(name: str, template: str) -> dict[str, object]:
    column: dict[str, object] = {"name": name, "titles": name, "required": True}
    column["datatype"] = {"base": "string", "format": _SLUG} if template else "decimal"
    column["propertyUrl"] = f"{IPR}{name}"
    return {**column, "valueUrl": template} if template else column


def _virtual(name: str, term: str, value: str) -> dict[str, object]:
    return {"name": name, "virtual": True, "propertyUrl": term, "valueUrl": value}


def _joined(values: Sequence[Value]) -> object:
    """Return JSON-LD values as people write them: one by itself, a plain text as a string."""
    plain: list[object] = [one["@value"] if set(one) == {"@value"} else dict(one) for one in values]
    return plain[0] if len(plain) == 1 else plain
