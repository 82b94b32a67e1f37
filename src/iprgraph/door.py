"""The door: one object with the verbs of the command line, typed, for programs and notebooks."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from iprgraph.folders import home
from iprgraph.picturing import Picturer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from iprgraph.anchors import Grounding
    from iprgraph.build import BuildSummary
    from iprgraph.checks import CheckReport
    from iprgraph.datasets.adding import Addition
    from iprgraph.datasets.listing import DatasetRow
    from iprgraph.docs import DocsSummary
    from iprgraph.labels import Labels
    from iprgraph.ledger import Ledger
    from iprgraph.linking.link import LinkSummary
    from iprgraph.page import Page
    from iprgraph.query import Result, Solutions, Term
    from iprgraph.remote.graph import RemoteGraph
    from iprgraph.search import Hit, NameIndex
    from iprgraph.show import Shower
    from iprgraph.sources import SourceRow
    from iprgraph.store import Store
    from iprgraph.text import Paragraph


class KnowledgeGraph(Picturer):
    """The graph of a home: ask, find, show, compare, check, draw, export, build, publish and so on.

    It opens the current build when first needed; after `build` it sees the new one.
    """

    def __init__(self, path: str | Path | None = None, *, language: str = "") -> None:
        super().__init__(language)
        self.home = home() if path is None else Path(path)

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

    def run(
        self, text: str, *, bindings: Mapping[str, Term] | None = None, file: str = ""
    ) -> Result:
        """Return the result of a query of the build. Raises QueryError."""
        from iprgraph.query import run_query

        return run_query(self.store.graph, text, bindings=bindings, file=file)

    def labels_for(self, solutions: Solutions) -> Labels:
        """Return the labels of the build."""
        return self.labels

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
        self,
        files: Iterable[str | Path] = (),
        *,
        unsaved: Mapping[str, bytes] | None = None,
        reference: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> CheckReport:
        """Return what all checks find in the authored files, or in `files`; nothing is written.

        A file is named by its path or as the project names it; `unsaved` gives the content of some
        as an editor holds it. With `reference`, pySHACL validates instead of the fast validator.
        Raises LayoutError for a file that no check looks at.
        """
        from iprgraph.checking import check, with_unsaved

        folders = with_unsaved(self.folders, unsaved or {})
        return check(folders, self.home, files=files, reference=reference, progress=progress)

    def ledgers(self) -> tuple[Ledger, ...]:
        """Return the ledger of each report: its numerals as they stand. Raises SourceError."""
        from iprgraph.graphs import read_graphs
        from iprgraph.ledger import ledgers

        return ledgers(read_graphs(self.folders), self.home)

    def link(
        self,
        path: str | Path,
        output: str | Path | None = None,
        *,
        columns: Iterable[str] = (),
        kinds: Iterable[str] = (),
        kind_column: str = "",
        place_column: str = "",
        code_column: str = "",
        form: str = "",
        encoding: str = "",
        threshold: float = 0.9,
        engine: str = "duckdb",
        force: bool = False,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> LinkSummary:
        """Write the rows of a CSV, JSON or RDF file with the things that they name.

        The folder gets a table, SSSOM and RDF; by default it is named after the file. Raises
        LinkError, and UseError where Splink or the engine is not installed.
        """
        from iprgraph.linking.columns import Columns
        from iprgraph.linking.link import Options, link
        from iprgraph.matching.gazetteer import gazetteer

        options = Options(
            columns=Columns(tuple(columns), kind_column, place_column, code_column),
            kinds=tuple(kinds),
            form=form,
            encoding=encoding,
            threshold=threshold,
            engine=engine,
            language=self.language,
            force=force,
        )
        folder = None if output is None else Path(output)
        return link(gazetteer(self.store.graph), Path(path), folder, options, progress)

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

    def datasets(self) -> list[DatasetRow]:
        """Return the datasets of others: name, title, how many figures, whether it was added."""
        from iprgraph.datasets.listing import dataset_rows

        return dataset_rows(self.folders, self.home, self.language)

    def add_dataset(
        self,
        file: str | Path,
        mapping: str | Path,
        *,
        name: str = "",
        encoding: str = "",
        force: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Addition:
        """Map a table to figures of ours and keep it for the next build; return what was done.

        Rows that are no figures are listed in a file. Raises DatasetError.
        """
        from iprgraph.datasets.adding import add_dataset

        place = (self.folders, self.home, Path(file), Path(mapping))
        return add_dataset(
            *place,
            name=name,
            encoding=encoding,
            language=self.language,
            force=force,
            progress=progress,
        )

    def remove_dataset(self, name: str) -> None:
        """Remove a dataset that was added. Raises DatasetError where there is none."""
        from iprgraph.datasets.shelving import remove_dataset

        remove_dataset(self.home, name)

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


@overload
def open(  # noqa: A001
    path: str | Path | None = None, *, language: str = ""
) -> KnowledgeGraph: ...


@overload
def open(  # noqa: A001
    *, language: str = "", endpoint: str, user: str = ""
) -> RemoteGraph: ...


def open(  # noqa: A001
    path: str | Path | None = None, *, language: str = "", endpoint: str = "", user: str = ""
) -> KnowledgeGraph | RemoteGraph:
    """Return the graph of a home, by default this machine's, or the one behind an endpoint.

    Nothing is read until it is needed. Raises RemoteError for an address that cannot be asked.
    """
    if not endpoint:
        return KnowledgeGraph(path, language=language)
    from iprgraph.remote.graph import RemoteGraph

    return RemoteGraph(endpoint, language=language, user=user)
