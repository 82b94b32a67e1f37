"""Site: the pages of the documentation as bytes, the same for the same files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from iprgraph.docs.alignments import read_alignments
from iprgraph.docs.contents import read_contents
from iprgraph.docs.diagram import relation_figure, tree_figure
from iprgraph.docs.hierarchy import above
from iprgraph.docs.index import read_index
from iprgraph.docs.modules import Module, read_modules
from iprgraph.docs.places import SHAPES_PAGE, read_places
from iprgraph.docs.queries import read_audits, read_derivations, read_themes
from iprgraph.docs.rendering import Renderer
from iprgraph.docs.shapes import all_duties, read_shapes
from iprgraph.docs.statements import Statements
from iprgraph.docs.terms import TermReader
from iprgraph.docs.usage import read_usage
from iprgraph.docs.wording import Text
from iprgraph.vocabulary import ONTOLOGY_GRAPH, SHAPES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.docs.contents import Contents
    from iprgraph.docs.diagram import Figure
    from iprgraph.docs.places import Places
    from iprgraph.docs.shapes import Shape
    from iprgraph.docs.usage import Usage
    from iprgraph.graphs import Graphs

_CLASSES = Text("类的层次", "Classes")
_RELATIONS = Text("主要关系", "Main relations")
_CONCEPTS = Text("概念的层次", "Concepts")
_DERIVATIONS = "rules"
_OWN_PAGES = (SHAPES_PAGE, "audits", "questions", "alignments", _DERIVATIONS)


@dataclass(frozen=True)
class Site:
    """The pages by file name, and how many terms and shapes they describe."""

    pages: Mapping[str, bytes]
    terms: int
    shapes: int


@dataclass(frozen=True)
class _Book:
    """All that the pages are made of."""

    graphs: Graphs
    ontology: Statements
    places: Places
    usage: Usage
    shapes: tuple[Shape, ...]
    modules: Mapping[str, Module]
    contents: Contents


def make_site(graphs: Graphs) -> Site:
    """Return the documentation of an ontology. Raises DocsError, AuditError or QuestionError."""
    book = _read(graphs)
    render = Renderer(graphs.folders.viz, book.contents, book.places, book.usage.labels)
    pages = {"index.html": _index(render, book)}
    for name in book.contents.titles:
        pages[f"{name}.html"] = _page(render, book, name)
    terms = sum(len(one.terms) for one in book.modules.values())
    return Site(pages, terms, len(book.shapes))


def _read(graphs: Graphs) -> _Book:
    ontology = Statements(graphs.store, ONTOLOGY_GRAPH, graphs.prefixes)
    rules = Statements(graphs.store, SHAPES_GRAPH, graphs.prefixes)
    places = read_places(graphs, ontology, rules)
    shapes = read_shapes(rules, ontology, places)
    usage = read_usage(graphs.store)
    reader = TermReader(ontology, places, all_duties(shapes), usage)
    pages = {one.page for one in places.entries.values()} - {SHAPES_PAGE}
    modules = {one.page: one for one in read_modules(reader, pages)}
    contents = read_contents(graphs.folders.viz, (*modules, *_OWN_PAGES))
    return _Book(graphs, ontology, places, usage, shapes, modules, contents)


def _index(render: Renderer, book: _Book) -> bytes:
    index = read_index(book.ontology, book.places, book.modules)
    return render.page("index.html", index=index, page="index")


def _page(render: Renderer, book: _Book, name: str) -> bytes:
    folders = book.graphs.folders
    if name == SHAPES_PAGE:
        return render.page(
            "shapes.html", page=name, files=_by_file(book.shapes), places=book.places
        )
    if name == "audits":
        found = read_audits(folders, book.contents)
        return render.page("queries.html", page=name, folders=found)
    if name == "questions":
        return render.page("questions.html", page=name, themes=read_themes(folders))
    if name == "alignments":
        found_here = read_alignments(book.ontology, book.places)
        return render.page("alignments.html", page=name, vocabularies=found_here)
    derivations = name == _DERIVATIONS
    queries = read_derivations(folders, book.contents, book.places) if derivations else ()
    module = book.modules.get(name, Module(name, "", ()))
    return render.page(
        "module.html",
        page=name,
        module=module,
        figures=_figures(book, module),
        folders=queries,
        places=book.places,
    )


def _figures(book: _Book, module: Module) -> tuple[Figure, ...]:
    """Return the drawings of a page: its classes or concepts, and its main relations."""
    figures = []
    for section, title, parent in (
        ("_section-classes", _CLASSES, "rdfs:subClassOf"),
        ("_section-concepts", _CONCEPTS, "skos:broader"),
    ):
        terms = [one for part in module.sections if part.anchor == section for one in part.terms]
        parents = {one.entry.iri: _parents(book, one.entry.iri, parent) for one in terms}
        figures.append(tree_figure(title, parents, book.places, module.page))
    properties = [
        one
        for part in module.sections
        if part.anchor == "_section-properties"
        for one in part.terms
    ]
    up = partial(above, book.ontology)
    figures.append(relation_figure(_RELATIONS, properties, book.places, module.page, up))
    return tuple(one for one in figures if one is not None)


def _parents(book: _Book, iri: str, predicate: str) -> list[str]:
    found = book.ontology.nodes(iri, predicate)
    return [one for one in found if one in book.places.entries]


def _by_file(shapes: tuple[Shape, ...]) -> tuple[tuple[str, str, tuple[Shape, ...]], ...]:
    """Return the shapes of each file, with an anchor for it."""
    found: dict[str, list[Shape]] = {}
    for one in shapes:
        found.setdefault(one.file, []).append(one)
    return tuple(
        (f"_file-{file.rpartition('/')[2].removesuffix('.ttl')}", file, tuple(many))
        for file, many in found.items()
    )
