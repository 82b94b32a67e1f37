"""Prefixes: the one table that turns `agency:cnipa` into an IRI and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rapidfuzz.process import extractOne

from iprgraph.errors import PrefixError, TurtleError
from iprgraph.folders import folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SH = "http://www.w3.org/ns/shacl#"
_PREFIX = ox.NamedNode(f"{_SH}prefix")
_NAMESPACE = ox.NamedNode(f"{_SH}namespace")


def read_prefixes(path: Path, data: bytes | None = None) -> dict[str, str]:
    """Return the table that a file of `sh:declare` blocks, or its data, holds.

    Raises TurtleError.
    """
    names: dict[str, str] = {}
    namespaces: dict[str, str] = {}
    try:
        text = path.read_bytes() if data is None else data
        for triple in ox.parse(text, format=ox.RdfFormat.TURTLE):
            table = {_PREFIX: names, _NAMESPACE: namespaces}.get(triple.predicate)
            if table is not None and isinstance(triple.object, ox.Literal):
                table[str(triple.subject)] = triple.object.value
    except (SyntaxError, OSError) as error:
        raise TurtleError(
            f"the prefix table cannot be read: {error}",
            remedy="restore it",
            file=path,
            line=getattr(error, "lineno", None) or 0,
        ) from error
    return {names[node]: namespaces[node] for node in names if node in namespaces}


@cache
def prefix_table() -> dict[str, str]:
    """Return the project's prefix table, read once."""
    return read_prefixes(folders().ontology / "prefixes.ttl")


def __getattr__(name: str) -> dict[str, str]:
    """Return the table as `PREFIXES`, so that importing this module reads no file."""
    if name == "PREFIXES":
        return prefix_table()
    raise AttributeError(name)


def expand(curie: str, table: Mapping[str, str] | None = None) -> str:
    """Return the IRI of a compact name; an IRI, bare or in <>, is returned as it is.

    Raises PrefixError for an unknown prefix, with the nearest one as remedy.
    """
    prefixes = prefix_table() if table is None else table
    bare = curie[1:-1] if curie.startswith("<") and curie.endswith(">") else curie
    prefix, colon, local = bare.partition(":")
    if colon and local.startswith("//"):
        return bare
    if not colon or prefix not in prefixes:
        raise PrefixError(
            f'unknown prefix "{prefix}:" in "{curie}"' if colon else f'"{curie}" has no prefix',
            remedy=nearest_prefix(prefix, prefixes),
        )
    return prefixes[prefix] + local


def shorten(iri: str, table: Mapping[str, str] | None = None) -> str:
    """Return the compact name of an IRI that `expand` reads back; the IRI itself if it has none."""
    prefixes = prefix_table() if table is None else table
    fitting = [(len(space), name) for name, space in prefixes.items() if iri.startswith(space)]
    if not fitting:
        return iri
    size, name = max(fitting)
    return f"{name}:{iri[size:]}" if iri[size:] else iri


def nearest_prefix(prefix: str, table: Mapping[str, str]) -> str:
    """Return the remedy for an unknown prefix: the nearest known one, and the table's file."""
    found = extractOne(prefix, list(table), score_cutoff=50)
    guess = f'did you mean "{found[0]}:"? ' if found else ""
    return f"{guess}the known prefixes are in ontology/prefixes.ttl"
