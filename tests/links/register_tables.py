"""The tables of outside identifiers in the shared folder, and the things of ours that rows name."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from iprgraph.folders import folders, shared
from iprgraph.graphs import Graphs, read_graphs
from iprgraph.prefixes import shorten

KINDS = {
    "places": "place",
    "organisations": "agency",
    "laws": "instrument",
    "concepts": "right",
    "vocabularies": "unit",
}
_MATCH = re.compile(r"(close|broad|narrow|related)Match")


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    table: str
    en: str
    zh: str
    scheme: str
    identifier: str
    iri: str
    evidence: str
    confidence: str

    @property
    def match(self) -> str:
        """Return the bracketed word of the scheme, "" where the row means the same thing."""
        found = _MATCH.search(self.scheme)
        return found[0] if found else ""

    @property
    def thing(self) -> str:
        """Return the thing of ours that has the Chinese name of the row, "" if there is none."""
        return things().get((KINDS[self.table], self.zh), "")


def missing() -> str:
    """Return why the tables cannot be read, "" where they can."""
    folder = shared()
    there = folder is not None and (folder / "links").is_dir()
    return "" if there else "the tables of links are not here (IPRGRAPH_SHARED)"


@cache
def rows() -> tuple[Row, ...]:
    folder = shared()
    assert folder is not None
    return tuple(
        Row(
            table,
            row["local_name_en"],
            row["local_name_zh"],
            row["scheme"],
            row["identifier"],
            row["iri"],
            row["evidence"],
            row["confidence"],
        )
        for table in KINDS
        for row in csv.DictReader((folder / "links" / f"{table}.csv").open(encoding="utf-8"))
    )


@cache
def project() -> Graphs:
    return read_graphs(folders())


@cache
def things() -> dict[tuple[str, str], str]:
    """Return the things of ours by kind and Chinese name."""
    found = {}
    for (iri, language), names in project().names.items():
        kind, _, slug = shorten(iri).partition(":")
        if language == "zh" and slug:
            found.update({(kind, name): shorten(iri) for name in reversed(names)})
    found["right", "著作权(版权)"] = found["right", "著作权"]
    return found
