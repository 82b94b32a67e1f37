"""Desk: where a worker takes each job to the module that answers it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iprgraph.door import KnowledgeGraph
from iprgraph.labels import LANGUAGES, Labels
from iprgraph.prefixes import prefix_table
from iprgraph.serve.jobs import (
    AskJob,
    ChartJob,
    DocumentJob,
    FindJob,
    Job,
    LookUpJob,
    PageJob,
    PictureJob,
    QueryJob,
    ReconcileJob,
    Reply,
)
from iprgraph.serve.problems import Problem
from iprgraph.show import Shower
from iprgraph.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.questions import Question
    from iprgraph.reconciliation.reconciler import Reconciler
    from iprgraph.record import About
    from iprgraph.serve.holding import Holding
    from iprgraph.serve.limits import Limits


class _NoWords(Words):
    """The words of reports, kept back: not every machine that has a text may publish it."""

    def between(self, edition: str, start: int, end: int) -> str:
        """Return nothing."""
        return ""


class Desk:
    """One build, its limits, and what is read of it once: names, labels and questions."""

    def __init__(self, holding: Holding, limits: Limits, home: Path, *, words: bool) -> None:
        self.holding = holding
        self.limits = limits
        self._home = home
        self._words = words

    @property
    def build(self) -> str:
        """Return the name of the build."""
        return self.holding.store.name

    @cached_property
    def doors(self) -> dict[str, KnowledgeGraph]:
        """Return the graph as a reader of each language meets it, all on this one build."""
        found = {language: self._door(language) for language in LANGUAGES}
        for door in found.values():
            door.__dict__["names"] = found[LANGUAGES[0]].names
        return found

    @cached_property
    def about(self) -> About:
        """Return what is said of the graph as a whole."""
        from iprgraph.record import about

        return about(self.holding.graph)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return the questions of the catalogue by name, in its order."""
        return {one.name: one for one in self.doors["en"].questions()}

    @cached_property
    def reconciler(self) -> Reconciler:
        """Return what matches names with things; made when it is first asked for."""
        from iprgraph.reconciliation.reconciler import Reconciler

        return Reconciler(self.holding.graph)

    def warm(self, lane: str) -> None:
        """Read now what the first job would have to wait for, or may not open any more."""
        from iprgraph.serve import pages as html
        from iprgraph.serve import sparql

        _ = (sparql, prefix_table())
        if lane == "queries":
            html.warm()
        elif lane == "pages":
            from iprgraph.serve import catalogue, description, documents, finding

            _ = (catalogue, description, documents, finding, self.doors, self.questions)
        else:
            from iprgraph.serve import pictures

            _ = (pictures, self.doors)

    def answer(self, job: Job) -> Reply:
        """Return the answer of a job. Raises Problem."""
        match job:
            case QueryJob():
                from iprgraph.serve import sparql

                return sparql.run(self.holding, job, self.limits)
            case AskJob():
                from iprgraph.serve import catalogue

                return catalogue.answer(self, job)
            case DocumentJob():
                from iprgraph.serve import documents

                return documents.document(self, job)
            case LookUpJob():
                from iprgraph.serve import documents

                return documents.look_up(self, job)
            case FindJob():
                from iprgraph.serve import finding

                return finding.find(self, job)
            case ReconcileJob():
                from iprgraph.serve import reconciling

                return reconciling.answer(self, job)
            case PictureJob():
                from iprgraph.serve import pictures

                return pictures.picture(self, job)
            case ChartJob():
                from iprgraph.serve import pictures

                return pictures.chart(self, job)
            case PageJob():
                from iprgraph.serve import description

                return description.page(self, job)
        raise Problem("fault", "a job of no kind")

    def _door(self, language: str) -> KnowledgeGraph:
        door = KnowledgeGraph(self._home, language=language)
        door.__dict__["store"] = self.holding.store
        if not self._words:
            graph = self.holding.graph
            labels = Labels(graph, language)
            door.__dict__["labels"] = labels
            door.__dict__["pages"] = Shower(graph, labels, _NoWords(graph, self._home))
        return door
