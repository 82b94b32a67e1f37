"""The door: one object with the verbs of the command line, typed, for programs and notebooks."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.errors import QueryError
from iprgraph.folders import folders, home

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iprgraph.anchors import Grounding
    from iprgraph.answers import Answer
    from iprgraph.build import BuildSummary
    from iprgraph.checks import CheckReport
    from iprgraph.docs import DocsSummary
    from iprgraph.draw import View
    from iprgraph.folders import Folders
    from iprgraph.labels import Labels
    from iprgraph.ledger import Ledger
    from iprgraph.page import Page
    from iprgraph.query import Result, Solutions
    from iprgraph.questions import Question
    from iprgraph.search import Hit, NameIndex
    from iprgraph.show import Shower
    from iprgraph.sources import SourceRow
    from iprgraph.store import Store
    from iprgraph.text import Paragraph


class KnowledgeGraph:
    """The graph of a home: ask, query, find, show, check, draw, docs, export, build, source.

    It opens the current build when first needed; after `build` it sees the new one.
    """

    def __init__(self, path: str | Path | None = None, *, language: str = "") -> None:
        from iprgraph.labels import LANGUAGE_VARIABLE, checked_language, default_language

        self.home = home() if path is None else Path(path)
        self.language = checked_language(language) if language else default_language()
        self._chosen = bool(language or os.environ.get(LANGUAGE_VARIABLE))

    @cached_property
    def folders(self) -> Folders:
        """Return the folders of ontology, data, queries and views. Raises LayoutError."""
        return folders()

    @cached_property
    def store(self) -> Store:
        """Return the current build, open for reading. Raises StoreError where there is none."""
        from iprgraph.store import open_store

        return open_store(self.home)

    @cached_property
    def names(self) -> NameIndex:
        """Return the names of everything in the build. Raises StoreError."""
        from iprgraph.names import read_names
        from iprgraph.search import NameIndex

        return NameIndex(read_names(self.store.path))

    @cached_property
    def labels(self) -> Labels:
        """Return the labels of the build in the reader's language."""
        from iprgraph.labels import Labels

        return Labels(self.store.graph, self.language)

    @cached_property
    def pages(self) -> Shower:
        """Return what makes the pages of things."""
        from iprgraph.show import Shower
        from iprgraph.words import Words

        return Shower(self.store.graph, self.labels, Words(self.store.graph, self.home))

    @property
    def paragraphs(self) -> Mapping[str, str]:
        """Return the number of each paragraph by its address."""
        return self.pages.evidence.paragraphs

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
        from iprgraph.query import run_query
        from iprgraph.questions import chosen, shown_columns

        given = chosen(question, values)
        terms = bound(question, given, lambda text, kind: self.resolve(text, kind=kind))
        result = run_query(self.store.graph, question.text, bindings=terms, file=question.file)
        return shown_columns(question, result)

    def query(self, text: str) -> Answer | bool | str:
        """Return the answer of a SPARQL query: rows, yes or no, or Turtle for CONSTRUCT, DESCRIBE.

        Raises QueryError where it is wrong, refused or too large.
        """
        from iprgraph.query import Solutions, Verdict, run_query
        from iprgraph.results import write_result

        result = run_query(self.store.graph, text)
        if isinstance(result, Solutions):
            return self._answer(result)
        return result.value if isinstance(result, Verdict) else write_result(result, "turtle")

    def find(self, text: str, *, limit: int | None = None, kind: str = "") -> tuple[Hit, ...]:
        """Return the things that a name, alias, abbreviation or pinyin means, best first."""
        from iprgraph import settings

        most = settings.limit("find-results") if limit is None else limit
        return self.names.find(text, most=most, kind=kind)

    def show(self, thing: str) -> Page:
        """Return the page of a thing, figure or paragraph, given in any way that names one.

        Raises UnknownThingError with the nearest names.
        """
        return self.pages.page(self.resolve(thing))

    def resolve(self, text: str, *, kind: str = "") -> str:
        """Return the address of what a text names: address, compact name, slug, name, paragraph.

        Raises UnknownThingError with the nearest names, and PrefixError.
        """
        from iprgraph.binding import is_paragraph_number, paragraph_iri, thing_iri

        if kind == "paragraph" or (not kind and is_paragraph_number(text)):
            return paragraph_iri(text, self.paragraphs)
        return thing_iri(text, self.names, self._knows, kind=kind)

    def build(
        self, *, force: bool = False, progress: Callable[[str], None] | None = None
    ) -> BuildSummary:
        """Build the graph from the authored files and return what was done. Raises BuildError."""
        from iprgraph.build import build

        summary = build(self.folders, self.home, force=force, progress=progress)
        for name in ("store", "names", "labels", "pages"):
            self.__dict__.pop(name, None)
        return summary

    def check(
        self, *, reference: bool = False, progress: Callable[[str], None] | None = None
    ) -> CheckReport:
        """Return what all checks find in the authored files; nothing is written.

        With `reference`, pySHACL validates instead of the fast validator.
        """
        from iprgraph.build import check

        return check(self.folders, self.home, reference=reference, progress=progress)

    def ledgers(self) -> tuple[Ledger, ...]:
        """Return the ledger of each report: its numerals as they stand. Raises SourceError."""
        from iprgraph.graphs import read_graphs
        from iprgraph.ledger import ledgers

        return ledgers(read_graphs(self.folders), self.home)

    def export(self, form: str, *, graph: str = "") -> bytes:
        """Return the graph, or one named graph, as trig, nquads, ntriples, turtle or jsonld."""
        from iprgraph.export import export_bytes, graph_iri

        address = graph_iri(graph, self.paragraphs) if graph else ""
        return export_bytes(self.store.path, form, graph=address)

    def views(self) -> list[View]:
        """Return the views that can be drawn. Raises DrawError."""
        from iprgraph.draw import views

        return views(self.folders)

    def draw(self, name: str, output: str | Path | None = None, *, language: str = "") -> Path:
        """Write a view as one offline page and return its path. Raises DrawError."""
        from iprgraph.draw import draw

        target = None if output is None else Path(output)
        return draw(
            self.store.graph,
            name,
            target,
            lang=language or self.language,
            folders=self.folders,
        )

    def docs(self, output: str | Path | None = None) -> DocsSummary:
        """Write the documentation of the ontology, by default into `docs` of the home.

        It is made from the authored files; no build is needed. Raises DocsError.
        """
        from iprgraph.docs import write_docs

        return write_docs(self.folders, self.home / "docs" if output is None else Path(output))

    def sources(self) -> list[SourceRow]:
        """Return the reports of the data, their languages, and where their texts are, if here."""
        from iprgraph.sources import source_rows

        return source_rows(self.folders, self.home)

    def source(self, paragraph: str, *, report: str = "", language: str = "") -> Paragraph:
        """Return a paragraph of a report's text. Raises SourceError where the text is not here."""
        from iprgraph.sources import source_paragraph

        place = (self.folders, self.home)
        return source_paragraph(*place, report, paragraph, language or self.language)

    def add_source(self, file: str | Path) -> str:
        """Copy a report's text into the home; return the report. Raises SourceError."""
        from iprgraph.sources import add

        return add(self.folders, self.home, file)

    def write_anchors(self) -> list[Grounding]:
        """Write the tables of anchors anew from the texts. Raises SourceError, AnchorError."""
        from iprgraph.anchors import write_anchors
        from iprgraph.graphs import read_graphs

        return write_anchors(read_graphs(self.folders), self.home)

    def _knows(self, iri: str) -> bool:
        """Return whether the graph says anything of an address."""
        import pyoxigraph as ox

        quads = self.store.graph.quads_for_pattern(ox.NamedNode(iri), None, None)
        return next(iter(quads), None) is not None

    def _answer(self, solutions: Solutions) -> Answer:
        """Return rows as an answer with the labels of what is in them."""
        import pyoxigraph as ox

        from iprgraph.answers import answer_of

        cells = {cell for row in solutions.rows for cell in row if isinstance(cell, ox.NamedNode)}
        labels = {cell.value: self.labels.of(cell.value) for cell in cells}
        return answer_of(solutions, labels)


def open(path: str | Path | None = None, *, language: str = "") -> KnowledgeGraph:  # noqa: A001
    """Return the graph of a home, by default this machine's; nothing is read until it is needed."""
    return KnowledgeGraph(path, language=language)
