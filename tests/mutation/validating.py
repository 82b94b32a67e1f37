"""Validating: the duty of a mutant, in this process and with shapes that are compiled once."""

from __future__ import annotations

import json
from concurrent.futures import Future
from functools import cache
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import shacl

from iprgraph.checks.duty import DutyRun
from iprgraph.vocabulary import SHAPES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from iprgraph.graphs import Graphs


def validated(graphs: Graphs) -> DutyRun:
    """Return the ended validation of graphs that nothing was derived in yet."""
    data = _lines(each for name, each in _parts(graphs) if name != SHAPES_GRAPH)
    results = _shapes(_lines([graphs.triples[SHAPES_GRAPH]])).validate_text(data, "ntriples")
    faults = [
        {
            "focus": _plain(result.focus_node),
            "path": _plain(result.path or ""),
            "value": result.value_plain or "",
            "shape": _plain(result.root_shape or result.source_shape or ""),
            "severity": result.severity.lower(),
            "messages": {"en": result.message or ""},
        }
        for result in results.results
    ]
    answer: Future[CompletedProcess[bytes]] = Future()
    answer.set_result(CompletedProcess([], 0, json.dumps(faults).encode(), b""))
    return DutyRun(answer)


@cache
def _shapes(lines: str) -> shacl.Shapes:
    return shacl.Shapes.from_text(lines, "ntriples")


def _parts(graphs: Graphs) -> Iterable[tuple[str, tuple[ox.Triple, ...]]]:
    return graphs.triples.items()


def _lines(graphs: Iterable[tuple[ox.Triple, ...]]) -> str:
    return "".join(f"{triple} .\n" for graph in graphs for triple in graph)


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term
