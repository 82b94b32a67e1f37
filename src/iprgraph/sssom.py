"""SSSOM: the links of a build as one table of mappings, after the Simple Standard for Sharing them.

A code that has no address is a literal object (SSSOM 1.1): its text stands as the object's label.
A website is no entry of a register: it has no compact form, and is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph import identifiers as record
from iprgraph.errors import ResultError
from iprgraph.identifiers import short_identifier
from iprgraph.labels import Labels
from iprgraph.prefixes import prefix_table, shorten
from iprgraph.vocabulary import LINKS, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "object_type",
    "mapping_justification",
    "confidence",
    "object_source",
    "comment",
)
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ABOUT = (
    "What outside registers call the things of this graph. Confidence 0.95: the register's own "
    "file says so or two sources agree; 0.7: one secondary source does."
)
_BLANKS = str.maketrans("\t\r\n", "   ")


def sssom_bytes(whole: Iterable[ox.Quad], part: Iterable[ox.Quad]) -> bytes:
    """Return the mappings in a part of a build as a table with its header.

    The names of things are looked up in the whole. Raises ResultError where there is no mapping.
    """
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in whole)
    rows = sorted(_rows(store, part))
    if not rows:
        raise ResultError(
            "no link in this graph",
            remedy=f"links are in {shorten(LINKS)}wikidata and its like; or leave --graph out",
        )
    lines = [*_header(store, rows), *map(table_line, (COLUMNS, *rows))]
    return ("\n".join(lines) + "\n").encode()


def table_line(cells: Iterable[str]) -> str:
    """Return cells as a line of a table of mappings, without a sign that would part them."""
    return "\t".join(cell.translate(_BLANKS) for cell in cells)


def header_lines(spaces: Mapping[str, str], about: Mapping[str, str]) -> Iterator[str]:
    """Yield the header of a table of mappings: its prefixes, and what is said of the whole."""
    yield "#curie_map:"
    for prefix, space in sorted(spaces.items()):
        yield f"#  {prefix}: {_quoted(space)}"
    for key, value in about.items():
        yield f"#{key}: {_quoted(value)}"


def _quoted(text: str) -> str:
    """Return a text as YAML writes it in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _rows(store: ox.Store, part: Iterable[ox.Quad]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each mapping."""
    labels = Labels(store, "en")
    for quad in part:
        is_mapping = quad.predicate == RDF_TYPE and quad.object == record.MAPPING
        if is_mapping and isinstance(quad.subject, ox.NamedNode):
            row = _row(store, labels, quad.subject)
            if "://" not in row[COLUMNS.index("object_id")]:
                yield row


def _row(store: ox.Store, labels: Labels, mapping: ox.NamedNode) -> tuple[str, ...]:
    said = {quad.predicate: quad.object for quad in store.quads_for_pattern(mapping, None, None)}
    text = {key: getattr(value, "value", "") for key, value in said.items()}
    target = said[record.TARGET]
    short = short_identifier(store, said.get(record.REGISTER), target)
    code = not isinstance(target, ox.NamedNode)
    notes = (text.get(record.EVIDENCE, ""), labels.best(labels.all_of(mapping.value, record.NOTE)))
    return (
        shorten(text[record.SOURCE]),
        labels.of(text[record.SOURCE]),
        shorten(text[record.PROPERTY]),
        "" if code else short,
        short if code else text.get(record.LABEL, ""),
        "rdfs literal" if code else "",
        shorten(text[record.JUSTIFICATION]),
        text[record.CONFIDENCE],
        shorten(text[record.REGISTER]),
        ". ".join(note.rstrip(".") for note in notes if note),
    )


def _header(store: ox.Store, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the header: the prefixes that the cells use, the set's address, title and licence."""
    known = {**prefix_table(), **dict(_register_prefixes(store))}
    used = {cell.partition(":")[0] for row in rows for cell in _entities(row) if ":" in cell}
    yield from header_lines({each: known[each] for each in used & known.keys()}, _about())


def _about() -> Mapping[str, str]:
    return {
        "mapping_set_id": LINKS.rstrip("/"),
        "mapping_set_title": "Links of iprgraph to outside registers",
        "mapping_set_description": _ABOUT,
        "license": _LICENCE,
        "sssom_version": "1.1",
    }


def _entities(row: tuple[str, ...]) -> Iterator[str]:
    """Yield the cells of a row that are references."""
    named = ("subject_id", "predicate_id", "object_id", "mapping_justification", "object_source")
    yield from (row[COLUMNS.index(name)] for name in named)


def _register_prefixes(store: ox.Store) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, record.PREFIX, None, None):
        for space in store.quads_for_pattern(quad.subject, record.NAMESPACE, None, None):
            if isinstance(quad.object, ox.Literal) and isinstance(space.object, ox.Literal):
                yield quad.object.value, space.object.value
