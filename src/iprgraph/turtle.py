"""Turtle: authored files as triples, with mistakes told by file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from typing import TYPE_CHECKING
from zlib import crc32

import pyoxigraph as ox

from iprgraph.errors import TurtleError
from iprgraph.prefixes import nearest_prefix, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_UNDECLARED = re.compile(r"[Pp]refix ([^\s:]*): has not been declared")
_DECLARATION = re.compile(r"^\s*@?prefix\s+([^\s:]*):", re.IGNORECASE | re.MULTILINE)
_PLAIN_DECLARATION = re.compile(r"^@prefix ([^\s:]*): <([^>\\]*)> \.$", re.MULTILINE)
_HEADS = 512  # ways to begin a file that are kept
_PLACE = re.compile(r"^Parser error (?:at|between) line .*?: ", re.DOTALL)


@dataclass(frozen=True)
class TurtleFile:
    """An authored file: where it is, its name for readers, and its bytes, which are Turtle."""

    path: Path
    name: str
    data: bytes

    @cached_property
    def text(self) -> str:
        """Return the file as text."""
        return self.data.decode()

    @cached_property
    def triples(self) -> tuple[ox.Triple, ...]:
        """Return the triples in order, blank nodes named after the file and their order in it."""
        quads = list(ox.parse(self.data, format=ox.RdfFormat.TURTLE))
        return _relabelled(quads, self.name)

    def line_of(self, iri: str, table: Mapping[str, str]) -> int:
        """Return the line where the block about an IRI begins, else where the IRI first stands.

        Returns 0 where the file does not have it.
        """
        written = (shorten(iri, table), f"<{iri}>")
        lines = [self.blocks.get(word, 0) or self.words.get(word, 0) for word in written]
        return next((line for line in lines if line), 0)

    @cached_property
    def blocks(self) -> dict[str, int]:
        """Return the line of the first word of each statement: what stands at the margin."""
        lines: dict[str, int] = {}
        for number, line in enumerate(self.text.split("\n"), start=1):
            if line and not line[0].isspace() and line[0] not in "@#":
                lines.setdefault(line.split(maxsplit=1)[0].replace("\\", ""), number)
        return lines

    @cached_property
    def words(self) -> dict[str, int]:
        """Return the line of the first place of each word."""
        lines: dict[str, int] = {}
        for number, line in enumerate(self.text.split("\n"), start=1):
            for word in line.split():
                lines.setdefault(word.replace("\\", "").rstrip(";,."), number)
        return lines


def read_turtle(path: Path, name: str) -> TurtleFile:
    """Return a file as it is on the disk. Raises TurtleError for one that cannot be read."""
    try:
        return TurtleFile(path, name, path.read_bytes())
    except OSError as error:
        raise TurtleError(
            f"cannot read it: {error.strerror or error}", remedy="check the file", file=name
        ) from error


def load_turtle(file: TurtleFile, table: Mapping[str, str], store: ox.Store, graph: str) -> None:
    """Add the triples of a file to a graph of a store.

    Raises TurtleError with file and line for what is no Turtle, an unknown prefix, or a prefix
    that the file declares otherwise than the table.
    """
    try:
        store.load(file.data, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
        file.text  # noqa: B018  (the engine reads over what comments hold)
    except SyntaxError as error:
        raise _syntax_error(error, file.name, table) from error
    except UnicodeDecodeError as error:
        raise TurtleError(
            f"not UTF-8: byte {error.start} is 0x{file.data[error.start]:02x}",
            remedy="save it as UTF-8",
            file=file.name,
            line=file.data.count(b"\n", 0, error.start) + 1,
        ) from error
    _compare_prefixes(_declared(file.data), file.data, file.name, table)


def _declared(data: bytes) -> Mapping[str, str]:
    """Return the prefixes that a file declares.

    Where each stands in the usual way on a line of its own they are read off; else the parser
    is asked, which takes longer.
    """
    words = data.lower()
    plain = _plain_declarations(data[: data.find(b"\n", words.rfind(b"prefix")) + 1])
    if words.count(b"prefix") == len(plain):
        return dict(plain)
    parser = ox.parse(data, format=ox.RdfFormat.TURTLE)
    for _ in parser:
        pass
    return parser.prefixes


@lru_cache(_HEADS)  # the files of all reports begin much alike
def _plain_declarations(head: bytes) -> tuple[tuple[str, str], ...]:
    """Return each prefix that is declared in the usual way on a line of its own, in order."""
    return tuple(_PLAIN_DECLARATION.findall(head.decode(errors="replace")))


def _syntax_error(error: SyntaxError, name: str, table: Mapping[str, str]) -> TurtleError:
    what = _PLACE.sub("", str(error.args[0]))
    unknown = _UNDECLARED.search(what)
    if unknown is None:
        remedy = "mend the file; the mistake is at this line or just before it"
    elif unknown.group(1) in table:
        prefix = unknown.group(1)
        remedy = f"add to the top of the file: @prefix {prefix}: <{table[prefix]}> ."
    else:
        what = f'unknown prefix "{unknown.group(1)}:"'
        remedy = nearest_prefix(unknown.group(1), table)
    return TurtleError(what, remedy=remedy, file=name, line=error.lineno or 0)


def _compare_prefixes(
    declared: Mapping[str, str], data: bytes, name: str, table: Mapping[str, str]
) -> None:
    for prefix, namespace in declared.items():
        if table.get(prefix) == namespace:
            continue
        known = prefix in table
        raise TurtleError(
            f'the prefix "{prefix}:" is not <{namespace}>'
            if known
            else f'unknown prefix "{prefix}:"',
            remedy=f"write: @prefix {prefix}: <{table[prefix]}> ."
            if known
            else nearest_prefix(prefix, table),
            file=name,
            line=_declaration_line(prefix, data),
        )


def _declaration_line(prefix: str, data: bytes) -> int:
    text = data.decode("utf-8", errors="replace")
    for match in _DECLARATION.finditer(text):
        if match.group(1) == prefix:
            return text.count("\n", 0, match.start(1)) + 1
    return 0


def _relabelled(quads: Sequence[ox.Quad], name: str) -> tuple[ox.Triple, ...]:
    """Return the triples with blank nodes numbered in order of appearance.

    A parser's own labels are random, and exports must be the same bytes each time.
    """
    if not any(isinstance(node, ox.BlankNode) for q in quads for node in (q.subject, q.object)):
        return tuple(quad.triple for quad in quads)
    stem = f"b{crc32(name.encode()):08x}"
    numbers = count(1)
    nodes: dict[ox.BlankNode, ox.BlankNode] = {}

    def renamed(node: ox.BlankNode) -> ox.BlankNode:
        if node not in nodes:
            nodes[node] = ox.BlankNode(f"{stem}n{next(numbers)}")
        return nodes[node]

    return tuple(
        ox.Triple(
            renamed(quad.subject) if isinstance(quad.subject, ox.BlankNode) else quad.subject,
            quad.predicate,
            renamed(quad.object) if isinstance(quad.object, ox.BlankNode) else quad.object,
        )
        for quad in quads
    )
