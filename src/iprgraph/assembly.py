"""The assembly: the authored graphs with all that follows from them, ready to be checked."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from iprgraph.datasets.dataset import datasets_of
from iprgraph.datasets.statements import descriptions
from iprgraph.derive import derive
from iprgraph.graphs import read_graphs
from iprgraph.vocabulary import DATASETS_GRAPH, anchors_graph

if TYPE_CHECKING:
    from collections.abc import Container
    from concurrent.futures import Future

    from iprgraph.anchors import Anchors
    from iprgraph.checks.finding import Finding
    from iprgraph.datasets import Dataset
    from iprgraph.folders import Folders
    from iprgraph.graphs import Graphs, Triples

Progress = Callable[[str], None]

# Modules that what follows the reading needs: they are loaded while the engine reads.
_NEEDED_NEXT = ("iprgraph.figures", "iprgraph.checks.grounding", "iprgraph.ledger")


@dataclass(frozen=True)
class Assembly:
    """Graphs with bounds and derived facts, the committed anchors, and the double entry's findings.

    The rules may still be running: `authored` is what they start from, in the store to which they
    add. The anchors are no part of that store: no rule and no audit asks for them. Neither are the
    figures of datasets; what the datasets are is.
    """

    authored: Graphs
    deriving: Future[Graphs]
    anchors: tuple[Anchors, ...]
    findings: tuple[Finding, ...]
    datasets: tuple[Dataset, ...] = ()

    @property
    def graphs(self) -> Graphs:
        """Return the graphs with all that the rules make, when they are done. Raises RuleError."""
        return self.deriving.result()

    @property
    def triples(self) -> Triples:
        """Return the triples of all graphs, those of the anchors too."""
        triples = self.graphs.triples
        for anchors in self.anchors:
            triples = triples.adding(anchors_graph(anchors.report.slug), anchors.triples)
        return triples


def read_assembly(
    folders: Folders,
    progress: Progress | None = None,
    *,
    reports: Container[str] | None = None,
    datasets: tuple[Dataset, ...] | None = None,
) -> Assembly:
    """Return the assembly of all authored files, or of some reports and what all share.

    Its datasets are those of the project unless others are given.

    Raises TurtleError, DatasetError and what `assemble` raises.
    """
    tell = progress or _silent
    tell("read")
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_graphs, folders, reports)
        for module in _NEEDED_NEXT:
            import_module(module)
    graphs = reading.result()
    held = datasets_of(folders) if datasets is None else datasets
    if held:
        graphs = graphs.with_graph(DATASETS_GRAPH, descriptions(held, graphs))
    return replace(assemble(graphs, tell), datasets=held)


def assemble(graphs: Graphs, progress: Progress | None = None) -> Assembly:
    """Return the assembly of authored graphs; the rules run on beside what is done with it.

    Raises LayoutError or AnchorError for what cannot be read.
    """
    from iprgraph.anchors import read_anchors
    from iprgraph.figures import read_figures
    from iprgraph.reports import reports_of

    tell = progress or _silent
    tell("figures")
    reports = reports_of(graphs)
    pool = ThreadPoolExecutor(2)  # the rules run in the engine, outside the interpreter
    reading = pool.submit(read_figures, graphs, reports)
    deriving = pool.submit(derive, graphs, reading)
    pool.shutdown(wait=False)
    findings = reading.result().findings
    tell("derive")
    anchors = tuple(read_anchors(graphs, report) for report in reports)
    return Assembly(graphs, deriving, anchors, findings)


def _silent(step: str) -> None:
    """Tell nobody that a step begins."""
