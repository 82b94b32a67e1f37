"""The SHACL validators: a fast one, and pySHACL, which is the reference.

Both read N-Triples files and return the same faults. The fast one (`shacl`, written in Rust) is
used where it is installed; it has no wheel for every machine, and there pySHACL stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import AuditError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, order=True)
class Fault:
    """One validation result: focus node, shape, path and value, and severity.

    `path` is the property where the path is one, else ""; `value` is an IRI or the text of a
    literal, "" where there is none; `shape` is the property shape, or the node shape.
    """

    focus: str
    shape: str
    path: str
    value: str
    severity: str


Validator = "Callable[[Path, Path], list[Fault]]"


def validate(shapes: Path, data: Path) -> list[Fault]:
    """Return the faults of an N-Triples file by the shapes of another, sorted.

    Raises AuditError for shapes that cannot be used.
    """
    try:
        import shacl
    except ImportError:
        return reference(shapes, data)
    try:
        report = shacl.Shapes.from_file(str(shapes)).validate_file(str(data), inference="none")
    except Exception as error:
        raise _unusable(error) from error
    return _sorted(
        Fault(
            focus=_plain(result.focus_node),
            shape=_plain(result.source_shape),
            path=_property(result.path),
            value=_plain(result.value),
            severity=result.severity.lower(),
        )
        for result in report.results
    )


def reference(shapes: Path, data: Path) -> list[Fault]:
    """Return the same by pySHACL, which takes much longer. Raises AuditError."""
    import pyshacl
    from rdflib import Graph

    try:
        wanted = Graph(bind_namespaces="none").parse(shapes, format="nt")
        given = Graph(bind_namespaces="none").parse(data, format="nt")
        _, report, _ = pyshacl.validate(
            given, shacl_graph=wanted, inference="none", meta_shacl=False, inplace=True
        )
    except Exception as error:
        raise _unusable(error) from error
    return _sorted(_faults(report))


def _faults(report: Graph) -> Iterable[Fault]:
    from rdflib import RDF, URIRef

    def one(result: Node, name: str) -> Node | None:
        return report.value(result, URIRef(_SH + name))

    for result in report.subjects(RDF.type, URIRef(f"{_SH}ValidationResult")):
        path = one(result, "resultPath")
        yield Fault(
            focus=_text(one(result, "focusNode")),
            shape=_text(one(result, "sourceShape")),
            path=_text(path) if isinstance(path, URIRef) else "",
            value=_text(one(result, "value")),
            severity=_text(one(result, "resultSeverity")).removeprefix(_SH).lower(),
        )


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults in order, each once: several parts of one shape may find the same."""
    return sorted(set(faults))


def _plain(term: str | None) -> str:
    """Return the IRI, label or text of a term that is written as in N-Triples."""
    if not term:
        return ""
    if term.startswith("<"):
        return term[1:-1]
    if term.startswith('"'):
        (quad,) = ox.parse(f"<urn:s> <urn:p> {term} .", format=ox.RdfFormat.N_TRIPLES)
        return str(getattr(quad.object, "value", ""))
    return term


def _property(path: str | None) -> str:
    """Return the property of a path that is one, "" for any other path."""
    return path[1:-1] if path and path.startswith("<") and path.count("<") == 1 else ""


def _text(term: Node | None) -> str:
    return "" if term is None else str(term)


def _unusable(error: Exception) -> AuditError:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return AuditError(
        f"the SHACL validator failed: {lines[-1]}",
        remedy="mend the shape that it names in ontology/shapes",
    )
