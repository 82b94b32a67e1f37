"""Digests: statements compared by value, because stores write numbers and languages their way.

`12.30` comes back as `12.3` from most stores, `true` as `1` from some, `@zh-Hant` as `@zh-hant`; a
large integer comes back as the decimal that, in XML Schema, it is. Virtuoso keeps a point in single
precision and gives it a datatype of its own.
Blank nodes are named after their place in the graph (RDF Dataset Canonicalization 1.0).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from struct import pack, unpack
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import XSD_DECIMAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.query import Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DECIMALS = frozenset(
    f"{_XSD}{name}"
    for name in (
        *("decimal", "integer", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
_WKT = ox.NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
_GEOMETRIES = frozenset({_WKT.value, "http://www.openlinksw.com/schemas/virtrdf#Geometry"})
_POINT = re.compile(r"POINT ?\(([-+.0-9]+) ([-+.0-9]+)\)")
_TRUTH = {"1": "true", "0": "false"}


@dataclass(frozen=True, slots=True)
class Digest:
    """How many statements there are, by value, and the SHA-256 of them in canonical order."""

    count: int
    sha256: str


def digest_of(triples: Iterable[ox.Triple]) -> Digest:
    """Return the digest of a graph; equal for graphs that say the same, however written."""
    lines = canonical_lines(triples)
    return Digest(len(lines), sha256("".join(lines).encode()).hexdigest())


def canonical_lines(triples: Iterable[ox.Triple]) -> list[str]:
    """Return a graph as sorted N-Triples lines with canonical values and names of blank nodes."""
    quads = [ox.Quad(one.subject, one.predicate, canonical_term(one.object)) for one in triples]
    if any(isinstance(node, ox.BlankNode) for one in quads for node in (one.subject, one.object)):
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    return sorted({f"{quad.triple} .\n" for quad in quads})


def canonical_term(term: Term) -> Term:
    """Return a literal in the one form of its value; other terms, and ill-formed ones, as is."""
    if not isinstance(term, ox.Literal):
        return term
    if term.language:
        return ox.Literal(term.value, language=term.language.lower())
    try:
        value = _canonical_text(term.value, term.datatype.value)
    except (ValueError, InvalidOperation):
        return term
    return ox.Literal(value, datatype=_canonical_datatype(term.datatype))


def _canonical_datatype(datatype: ox.NamedNode) -> ox.NamedNode:
    if datatype.value in _DECIMALS:
        return XSD_DECIMAL
    return _WKT if datatype.value in _GEOMETRIES else datatype


def _canonical_text(text: str, datatype: str) -> str:
    """Return the text of a literal in the one form of its value. Raises ValueError."""
    if datatype in _DECIMALS:
        written = format(Decimal(text), "f")
        short = written.rstrip("0").rstrip(".") if "." in written else written
        return "0" if short == "-0" else short
    if datatype in (f"{_XSD}double", f"{_XSD}float"):
        return repr(float(text))
    if datatype == f"{_XSD}boolean":
        return _TRUTH.get(text, text)
    if datatype in _GEOMETRIES and (point := _POINT.fullmatch(text)):
        longitude, latitude = (unpack("f", pack("f", float(one)))[0] for one in point.groups())
        return f"POINT({longitude!r} {latitude!r})"
    if datatype == f"{_XSD}dateTime":
        return datetime.fromisoformat(text).isoformat()
    return text
