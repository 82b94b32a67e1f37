"""Writing: the enriched table, and the mappings as SSSOM and as RDF, each whole or not at all."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import LinkError
from iprgraph.linking import sssom
from iprgraph.prefixes import expand, prefix_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from iprgraph.linking.answers import Answer

    # A subject (empty where the name is the subject), its name, and what is said of it.
    Mapping = tuple[str, str, Answer]

TABLE, MAPPINGS, GRAPH = "linked.csv", "links.sssom.tsv", "links.ttl"
FILES = (TABLE, MAPPINGS, GRAPH)
ADDED = ("status", "thing", "label", "score", "reasons", "candidates")

_SSSOM = sssom.SPACES["sssom"]
_A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_MAPPING = ox.NamedNode(f"{_SSSOM}Mapping")
_COMMENT = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_EXACT = ox.NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def added(column: str) -> tuple[str, ...]:
    """Return the columns that are added for a column of names."""
    return tuple(f"{column} → {name}" for name in ADDED)


def cells(answer: Answer) -> tuple[str, ...]:
    """Return the cells that are added for a name."""
    return (
        answer.status,
        answer.thing,
        answer.label,
        f"{answer.score:.4f}",
        "; ".join(answer.reasons),
        "; ".join(f"{iri} ({score:.4f})" for iri, _, score in answer.candidates),
    )


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to; it takes its place when all is written. Raises LinkError."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise LinkError(
            f"the file cannot be written: {error.strerror}",
            remedy="see that the disk has room and the folder is yours",
            file=path,
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write_table(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a CSV file with the mark by which spreadsheets know UTF-8. Raises LinkError."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.write("\ufeff")
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def write_mappings(
    path: Path, title: str, spaces: dict[str, str], mappings: Iterable[Mapping]
) -> None:
    """Write mappings as SSSOM; `spaces` are the prefixes of their subjects. Raises LinkError."""
    short = {space: prefix for prefix, space in spaces.items()}
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in sssom.header(title, spaces))
        for subject, name, answer in mappings:
            space = sssom.namespace(subject)
            compact = f"{short[space]}:{subject[len(space) :]}" if subject else ""
            file.write(f"{sssom.line(compact, name, answer)}\n")


def write_graph(path: Path, mappings: Iterable[Mapping]) -> None:
    """Write mappings as Turtle. Raises LinkError."""
    prefixes = {**prefix_table(), **sssom.SPACES}
    with replacing(path) as part:
        triples = (triple for number, one in enumerate(mappings) for triple in _said(number, *one))
        ox.serialize(triples, str(part), format=ox.RdfFormat.TURTLE, prefixes=prefixes)


def _said(number: int, subject: str, name: str, answer: Answer) -> Iterator[ox.Triple]:
    """Yield the triples of a mapping, and the link itself where the subject has an address."""
    node = ox.BlankNode(f"m{number}")
    thing, label = sssom.target(answer)
    target = ox.NamedNode(thing or expand(sssom.NO_TERM, sssom.SPACES))
    confidence = answer.score if thing else 1 - answer.score
    if subject and answer.status == "match":
        yield ox.Triple(ox.NamedNode(subject), _EXACT, target)
    yield ox.Triple(node, _A, _MAPPING)
    if subject:
        yield ox.Triple(node, _of("subject_id"), ox.NamedNode(subject))
    else:
        yield ox.Triple(node, _of("subject_type"), ox.Literal(sssom.LITERAL))
    yield ox.Triple(node, _of("subject_label"), ox.Literal(name))
    yield ox.Triple(node, _of("predicate_id"), _node(sssom.PREDICATES[answer.status]))
    yield ox.Triple(node, _of("object_id"), target)
    if label:
        yield ox.Triple(node, _of("object_label"), ox.Literal(label))
    yield ox.Triple(node, _of("mapping_justification"), _node(sssom.justification(answer)))
    yield ox.Triple(node, _of("confidence"), ox.Literal(f"{confidence:.4f}", datatype=_DECIMAL))
    yield ox.Triple(node, _COMMENT, ox.Literal(". ".join((answer.status, *answer.reasons))))


def _of(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SSSOM + name)


def _node(curie: str) -> ox.NamedNode:
    return ox.NamedNode(expand(curie, sssom.SPACES))
