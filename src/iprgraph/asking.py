"""Asking: the catalogue, its questions and any query, wherever the graph is that answers."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from iprgraph.errors import QueryError
from iprgraph.folders import folders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.answers import Answer
    from iprgraph.compare import Comparison, RankComparison
    from iprgraph.folders import Folders
    from iprgraph.labels import Labels
    from iprgraph.query import Result, Solutions, Term
    from iprgraph.questions import Question


class Asker(ABC):
    """What can be asked of a graph; a kind of graph says where a query runs and what is there."""

    def __init__(self, language: str) -> None:
        from iprgraph.labels import LANGUAGE_VARIABLE, checked_language, default_language

        self.language = checked_language(language) if language else default_language()
        self._chosen = bool(language or os.environ.get(LANGUAGE_VARIABLE))

    @abstractmethod
    def run(
        self, text: str, *, bindings: Mapping[str, Term] | None = None, file: str = ""
    ) -> Result:
        """Return the result of a query, some of its variables bound to terms. Raises QueryError."""

    @abstractmethod
    def resolve(self, text: str, *, kind: str = "") -> str:
        """Return the address of what a text names: address, compact name, slug, name, paragraph.

        Raises UnknownThingError with the nearest names, and PrefixError.
        """

    @abstractmethod
    def labels_for(self, solutions: Solutions) -> Labels:
        """Return labels in the reader's language, of all that stands in some rows at least."""

    @cached_property
    def folders(self) -> Folders:
        """Return the folders of ontology, data, queries and views. Raises LayoutError."""
        return folders()

    def questions(self) -> tuple[Question, ...]:
        """Return the catalogue of questions, by theme and name. Raises QuestionError."""
        from iprgraph.questions import catalogue

        return catalogue(self.folders.queries / "ask")

    def question(self, name: str) -> Question:
        """Return one question of the catalogue. Raises QuestionError with the nearest one."""
        from iprgraph.questions import named_question

        return named_question(self.folders.queries / "ask", name)

    def ask(self, name: str, /, **values: object) -> Answer:
        """Return the answer to a question of the catalogue, parameters given by name.

        Raises QuestionError for an unknown question, parameter or value.
        """
        result = self.answer(self.question(name), {key: str(one) for key, one in values.items()})
        return self._answer(result)

    def answer(self, question: Question, values: Mapping[str, str]) -> Solutions:
        """Return the rows of terms that answer a question, with the columns that it shows.

        Raises QuestionError, and QueryError where its query cannot be run.
        """
        result = self.result(question, values)
        from iprgraph.query import Solutions

        if isinstance(result, Solutions):
            return result
        raise QueryError("the query gives no rows", remedy="use `query`", file=question.file)

    def result(self, question: Question, values: Mapping[str, str]) -> Result:
        """Return the result of a question of any form, parameters bound as terms.

        A reader who chose a language is answered in it, where the question has a language.
        """
        if self._chosen:
            spoken = (one.name for one in question.parameters if one.type == "language")
            values = {**dict.fromkeys(spoken, self.language), **values}
        from iprgraph.binding import bound
        from iprgraph.questions import chosen, shown_columns

        given = chosen(question, values)
        terms = bound(question, given, lambda text, kind: self.resolve(text, kind=kind))
        result = self.run(question.text, bindings=terms, file=question.file)
        return shown_columns(question, result)

    def compare(
        self, *, metric: str = "", area: str = "", period: str = "", report: str = ""
    ) -> tuple[Comparison, ...]:
        """Return each figure beside what the datasets of others say of it, by verdict.

        Only those of a metric, place or period, if given; of one report, or of all with a place or
        "all". Raises QuestionError and QueryError.
        """
        from iprgraph.compare import FIGURES, comparisons

        return comparisons(self._compared(FIGURES, metric, area, period, report))

    def compare_rankings(
        self, *, metric: str = "", area: str = "", period: str = "", report: str = ""
    ) -> tuple[RankComparison, ...]:
        """Return each claimed rank beside the one that a dataset gives; see compare."""
        from iprgraph.compare import RANKINGS, rank_comparisons

        return rank_comparisons(self._compared(RANKINGS, metric, area, period, report))

    def _compared(self, name: str, metric: str, area: str, period: str, report: str) -> Solutions:
        """Return the rows of a question that compares, with all its variables."""
        given = {"metric": metric, "area": area, "period": period, "report": report}
        given["language"] = self.language
        question = replace(self.question(name), columns={})
        return self.answer(question, {key: text for key, text in given.items() if text})

    def query(self, text: str) -> Answer | bool | str:
        """Return the answer of a SPARQL query: rows, yes or no, or Turtle for CONSTRUCT, DESCRIBE.

        Raises QueryError where it is wrong, refused or too large.
        """
        from iprgraph.query import Solutions, Verdict
        from iprgraph.results import write_result

        result = self.run(text)
        if isinstance(result, Solutions):
            return self._answer(result)
        return result.value if isinstance(result, Verdict) else write_result(result, "turtle")

    def _answer(self, solutions: Solutions) -> Answer:
        """Return rows as an answer with the labels of what is in them."""
        from iprgraph.answers import answer_of
        from iprgraph.query import addresses

        labels = self.labels_for(solutions)
        return answer_of(solutions, {iri: labels.of(iri) for iri in addresses(solutions)})
