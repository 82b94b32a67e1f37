"""Duty: what each kind of thing must have, as SHACL shapes say in `ontology/shapes`.

The whole graph is validated: what people write, what the rules derive, and the anchors.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from iprgraph.checks import validator
from iprgraph.checks.audit import paragraph_number
from iprgraph.checks.finding import Finding, Severity
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import SHAPES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.checks.validator import Fault
    from iprgraph.graphs import Graphs

CHECK = "duty"

_BUFFER = 1 << 20  # bytes written at a time
_EXAMPLE = ox.NamedNode("http://www.w3.org/2004/02/skos/core#example")
_MESSAGE = ox.NamedNode("http://www.w3.org/ns/shacl#message")
_REMEDY = {"zh": "例如写：{}", "en": "write, for example: {}"}
_HAS = {"zh": "（现为 {}）", "en": " (it has {})"}


def duty_findings(
    graphs: Graphs,
    language: str = "en",
    *,
    more: Iterable[str] = (),
    reference: bool = False,
) -> list[Finding]:
    """Return the duties not fulfilled in graphs and in more N-Triples: anchors, datasets.

    By the fast validator, or by pySHACL as the `reference`. Raises AuditError if it failed.
    """
    faults = duty_faults(graphs, more, reference=reference)
    return [finding_of_fault(fault, graphs, language) for fault in faults]


def duty_faults(
    graphs: Graphs, more: Iterable[str] = (), *, reference: bool = False
) -> list[Fault]:
    """Return what a validator finds; see duty_findings. Raises AuditError if it failed."""
    check = validator.reference if reference else validator.validate
    with tempfile.TemporaryDirectory(prefix="iprgraph-") as folder:
        shapes, data = Path(folder, "shapes.nt"), Path(folder, "data.nt")
        write_validated(graphs, shapes, data, more)
        return check(shapes, data)


def write_validated(graphs: Graphs, shapes: Path, data: Path, more: Iterable[str] = ()) -> None:
    """Write the shapes and the data to be validated as files of N-Triples."""
    form = ox.RdfFormat.N_TRIPLES
    graphs.store.dump(shapes, format=form, from_graph=ox.NamedNode(SHAPES_GRAPH))
    graphs.store.dump(data, format=form, from_graph=ox.DefaultGraph())
    with data.open("a", _BUFFER, encoding="utf-8", newline="") as file:
        file.writelines(more)


def finding_of_fault(fault: Fault, graphs: Graphs, language: str) -> Finding:
    """Return a fault as a finding, at the file and line of the focus node."""
    graph = _graph_of(fault, graphs)
    file, line = graphs.place_of(fault.focus, graph)
    messages = _texts(graphs, fault.shape, _MESSAGE)
    message = messages.get(language) or next(iter(messages.values()), fault.shape)
    value = fault.value if fault.path else ""
    has = _HAS[language].format(shorten(value, graphs.prefixes)) if value else ""
    return Finding(
        check=CHECK,
        severity=cast("Severity", fault.severity),
        message=f"{shorten(fault.focus, graphs.prefixes)}: {message}{has}",
        file=file,
        line=line,
        remedy=_remedy(fault, graphs, language),
        paragraph=paragraph_number(graph),
        rule=shorten(fault.shape, graphs.prefixes),
    )


def _graph_of(fault: Fault, graphs: Graphs) -> str:
    """Return the graph in which the value that is at fault is written, "" where it is a lack."""
    if not fault.path or not fault.value or not fault.focus.startswith("http"):
        return ""
    quads = graphs.store.quads_for_pattern(
        ox.NamedNode(fault.focus), ox.NamedNode(fault.path), None, None
    )
    names = {
        quad.graph_name.value
        for quad in quads
        if isinstance(quad.graph_name, ox.NamedNode)
        and str(getattr(quad.object, "value", "")) == fault.value
    }
    return min(names, default="")


def _remedy(fault: Fault, graphs: Graphs, language: str) -> str:
    """Return the example of the shape as something to write."""
    example = next(iter(_texts(graphs, fault.shape, _EXAMPLE).values()), "")
    return _REMEDY[language].format(example) if example else ""


def _texts(graphs: Graphs, shape: str, predicate: ox.NamedNode) -> dict[str, str]:
    """Return the texts of a shape by language."""
    if not shape.startswith("http"):
        return {}
    quads = graphs.store.quads_for_pattern(ox.NamedNode(shape), predicate, None, ox.DefaultGraph())
    literals = (quad.object for quad in quads if isinstance(quad.object, ox.Literal))
    return {literal.language or "": literal.value for literal in literals}
