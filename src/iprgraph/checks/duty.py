"""Duty: what each kind of thing must have, as SHACL shapes say in `ontology/shapes`.

Validation takes longer than everything else, so it runs in a process of its own, from the moment
that the files are read. It looks at what people write: derived facts and anchors are left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from iprgraph.checks.audit import paragraph_number
from iprgraph.checks.finding import Finding, Severity
from iprgraph.checks.validator import Fault
from iprgraph.errors import AuditError
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import CHECKS_GRAPH, DERIVED_GRAPH, GRAPH

if TYPE_CHECKING:
    from iprgraph.graphs import Graphs

CHECK = "duty"

_EXAMPLE = ox.NamedNode("http://www.w3.org/2004/02/skos/core#example")
_REMEDY = {"zh": "例如写：{}", "en": "write, for example: {}"}
_HAS = {"zh": "（现为 {}）", "en": " (it has {})"}
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class DutyRun:
    """A validation that has begun; `faults` waits for its end."""

    answer: Future[subprocess.CompletedProcess[bytes]]

    def faults(self) -> list[Fault]:
        """Return what the validator found. Raises AuditError if it failed."""
        ended = self.answer.result()
        if ended.returncode:
            lines = ended.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
            raise AuditError(
                f"the SHACL validator failed: {lines[-1]}",
                remedy="mend the shape that it names in ontology/shapes",
            )
        return [Fault(**fault) for fault in json.loads(ended.stdout)]


def start_duty(graphs: Graphs) -> DutyRun:
    """Begin to validate what people wrote against the shapes, in another process."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="duty")
    run = DutyRun(pool.submit(_validate, authored_quads(graphs)))
    pool.shutdown(wait=False)
    return run


def duty_findings(
    graphs: Graphs, run: DutyRun | None = None, language: str = "en"
) -> list[Finding]:
    """Return the duties not fulfilled. Raises AuditError if the validator failed."""
    faults = (run or start_duty(graphs)).faults()
    return [finding_of_fault(fault, graphs, language) for fault in faults]


def authored_quads(graphs: Graphs) -> bytes:
    """Return the authored graphs, the ontology and the shapes as N-Quads."""
    return b"".join(
        f"{triple.subject} {triple.predicate} {triple.object} <{name}> .\n".encode()
        for name, triples in graphs.triples.items()
        if name not in (DERIVED_GRAPH, CHECKS_GRAPH) and not name.startswith(f"{GRAPH}anchors/")
        for triple in triples
    )


def finding_of_fault(fault: Fault, graphs: Graphs, language: str) -> Finding:
    """Return a fault as a finding, at the file and line of the focus node."""
    graph = _graph_of(fault, graphs)
    file, line = graphs.place_of(fault.focus, graph)
    message = fault.messages.get(language) or next(iter(fault.messages.values()), fault.shape)
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
    )


def _validate(quads: bytes) -> subprocess.CompletedProcess[bytes]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [sys.executable, "-m", "iprgraph.checks.validator"],
        input=quads,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _graph_of(fault: Fault, graphs: Graphs) -> str:
    """Return the graph in which the value that is at fault is written, "" where it is a lack."""
    if not fault.path.startswith("http") or not fault.value:
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
    if not fault.shape.startswith("http"):
        return ""
    shape = ox.NamedNode(fault.shape)
    quads = graphs.store.quads_for_pattern(shape, _EXAMPLE, None, ox.DefaultGraph())
    example = next((quad.object for quad in quads), None)
    return _REMEDY[language].format(example.value) if isinstance(example, ox.Literal) else ""
