"""Export: the whole graph, or one named graph, as RDF with its lexical forms kept.

Everything is written from the build's `graph.nq`, never from the store, which normalises numbers.
The same graph gives the same bytes.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import ResultError, StoreError
from iprgraph.files import replace_file
from iprgraph.prefixes import prefix_table, shorten
from iprgraph.sssom import sssom_bytes
from iprgraph.tables import FORMATS as TABULAR
from iprgraph.tables import KINDS
from iprgraph.vocabulary import GRAPH, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

GRAPH_FILE = "graph.nq"
FORMATS = ("trig", "nquads", "ntriples", "turtle", "jsonld")
TABLES = ("sssom",)  # of the links: iprgraph.sssom writes it
RECORDS = ("dcat", "cff")  # of the data set: iprgraph.record writes it
NETWORKS = ("graphml", "gexf")  # of things and not of statements: iprgraph.network writes them

_SHORT = {"nq": "nquads", "nt": "ntriples", "ttl": "turtle", "json-ld": "jsonld"}
_LITERAL = "http://www.w3.org/2001/XMLSchema#string"


def export_bytes(build: Path, form: str, *, graph: str = "") -> bytes:
    """Return a build's graph in a format, all of it or one named graph.

    N-Triples and Turtle hold triples, so each triple is written once however many graphs hold it.
    SSSOM holds the links, those of one graph if one is asked for.
    Raises ResultError for an unknown format or graph, and StoreError for a damaged build.
    """
    full = checked_form(form, graph=graph)
    whole = quads = sorted_quads(build)
    if graph:
        quads = [quad for quad in whole if _name(quad) == graph]
        if not quads:
            raise ResultError(
                f'no graph "{shorten(graph)}" in the build',
                remedy="a paragraph's graph is named like guangdong-2022/2.1 or 2.1; "
                "others are entities, ontology, shapes, derived, inferred",
            )
    return sssom_bytes(whole, quads) if full in TABLES else _writer(full)(quads)


def checked_form(form: str, *, graph: str = "", view: str = "", of: str = "") -> str:
    """Return the full name of a format that can hold what is asked for. Raises ResultError."""
    full = _SHORT.get(form.lower(), form.lower())
    known = FORMATS + TABULAR + TABLES + RECORDS + NETWORKS
    if full not in known:
        raise ResultError(
            f'no export format "{form}"', remedy=f"the formats are {', '.join(known)}"
        )
    if of and full not in TABULAR:
        raise ResultError(
            f"{full} holds no table of {of}", remedy=f"a table goes into {', '.join(TABULAR)}"
        )
    if of and of not in KINDS:
        raise ResultError(f'no table of "{of}"', remedy=f"the tables are of {', '.join(KINDS)}")
    if graph and full in TABULAR + RECORDS:
        raise ResultError(
            f"{full} holds no named graph", remedy=f"a graph goes into {', '.join(FORMATS)}"
        )
    if graph and full in NETWORKS:
        raise ResultError(
            f"{full} holds things, not a named graph",
            remedy=f"say --view NAME for a part of them; the graph goes into {', '.join(FORMATS)}",
        )
    if view and full not in NETWORKS:
        raise ResultError(
            f"{full} holds statements, not a view",
            remedy=f"a view goes into {' or '.join(NETWORKS)}",
        )
    return full


def graph_iri(text: str, paragraphs: Mapping[str, str]) -> str:
    """Return the address of a graph given as an address, `graph:…`, a slug or a paragraph number.

    `paragraphs` gives the number of each paragraph by its address. Raises ResultError where
    several reports have a paragraph of that number.
    """
    if "://" in text:
        return text.strip("<>")
    numbered = [iri for iri, number in paragraphs.items() if number == text]
    if len(numbered) > 1:
        listed = ", ".join(sorted(iri.removeprefix(GRAPH) for iri in numbered))
        raise ResultError(f'several reports have a paragraph "{text}"', remedy=f"say one: {listed}")
    return numbered[0] if numbered else GRAPH + text.removeprefix("graph:")


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a device or pipe is written to, a link is followed.

    Raises ResultError with the folder's trouble.
    """
    place = path.resolve()
    try:
        if place.exists() and not place.is_file() and not place.is_dir():
            place.write_bytes(data)
        else:
            replace_file(place, data)
    except OSError as error:
        raise ResultError(
            f"cannot be written: {error.strerror or error}",
            remedy="name a file in a folder that is there, is writable and has room",
            file=path,
        ) from error


def _writer(form: str) -> Callable[[list[ox.Quad]], bytes]:
    """Return the function that writes a format. Raises ResultError."""
    writers: dict[str, Callable[[list[ox.Quad]], bytes]] = {
        "trig": lambda quads: written(quads, ox.RdfFormat.TRIG),
        "nquads": lambda quads: written(quads, ox.RdfFormat.N_QUADS),
        "ntriples": lambda quads: written(triples_of(quads), ox.RdfFormat.N_TRIPLES),
        "turtle": lambda quads: written(triples_of(quads), ox.RdfFormat.TURTLE),
        "jsonld": json_ld,
    }
    full = _SHORT.get(form.lower(), form.lower())
    if full in writers:
        return writers[full]
    raise ResultError(f'no export format "{form}"', remedy=f"the formats are {', '.join(FORMATS)}")


def sorted_quads(build: Path) -> list[ox.Quad]:
    """Return the quads of a build in their canonical order. Raises StoreError."""
    path = build / GRAPH_FILE
    try:
        quads = set(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    except (OSError, SyntaxError) as error:
        raise StoreError(
            f"the build's graph cannot be read: {error}",
            remedy="make it again: iprgraph build",
            file=path,
        ) from error
    return sorted(quads, key=lambda quad: (_name(quad), str(quad)))


def triples_of(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return the triples of all graphs, each once, in order."""
    return sorted({quad.triple for quad in quads}, key=str)


def _name(quad: ox.Quad) -> str:
    """Return the address of a quad's graph, empty for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def written(items: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    """Return quads or triples as a format with the prefixes of the table."""
    return ox.serialize(items, format=form, prefixes=prefix_table()) or b""


def json_ld(quads: list[ox.Quad]) -> bytes:
    """Return quads as JSON-LD 1.1: prefixes as context, an object per graph and per subject."""
    graphs = [
        {"@id": shorten(name), "@graph": _nodes(held)} if name else {"@graph": _nodes(held)}
        for name, held in groupby(quads, key=_name)
    ]
    document = {"@context": dict(sorted(prefix_table().items())), "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _nodes(quads: Iterable[ox.Quad]) -> list[dict[str, object]]:
    """Return the subjects of one graph, each with its properties and their values in a list."""
    nodes: list[dict[str, object]] = []
    for subject, held in groupby(quads, key=lambda quad: str(quad.subject)):
        values: dict[str, list[object]] = {}
        for quad in held:
            key = "@type" if quad.predicate == RDF_TYPE else shorten(quad.predicate.value)
            values.setdefault(key, []).append(_value(quad.object, bare=key == "@type"))
        nodes.append({"@id": _address(subject), **values})
    return nodes


def _address(written: str) -> str:
    """Return a subject, given as N-Triples write it, as JSON-LD writes an address."""
    return shorten(written[1:-1]) if written.startswith("<") else written


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, *, bare: bool) -> object:
    """Return an object as JSON-LD writes it: numbers as typed text, so that 12.30 stays 12.30."""
    if isinstance(term, ox.Literal):
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype.value == _LITERAL:
            return term.value
        return {"@value": term.value, "@type": shorten(term.datatype.value)}
    address = _address(str(term))
    return address if bare else {"@id": address}
