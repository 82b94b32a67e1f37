"""Pages: HTML filled from the templates in `viz/serve`, every value escaped."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph as ox

from iprgraph.folders import folders
from iprgraph.frame import environment
from iprgraph.labels import LANGUAGES
from iprgraph.prefixes import shorten
from iprgraph.results import cell_text
from iprgraph.serve.addresses import href
from iprgraph.vocabulary import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Environment

    from iprgraph.labels import Labels
    from iprgraph.query import Term
    from iprgraph.serve.jobs import Job, QueryJob

_SHOWN_ROWS = 1_000
_NUMBERS = ("integer", "decimal", "double", "float")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, where it leads, and how it is set."""

    text: str
    href: str = ""
    number: bool = False
    language: str = ""


@cache
def templates() -> Environment:
    """Return the templates, ready to be filled."""
    return environment(folders().viz, "serve")


@cache
def wording(language: str) -> dict[str, str]:
    """Return the words of the pages in a language."""
    text = (folders().viz / "serve" / "words.toml").read_text("utf-8")
    return {key: each[language] for key, each in tomllib.loads(text).items()}


def warm() -> None:
    """Read what the endpoint's page is made of, for a process that may open no file later."""
    for name in ("frame", "base", "table", "sparql"):
        templates().get_template(f"{name}.html")
    for language in LANGUAGES:
        wording(language)


def filled(name: str, job: Job, **values: object) -> bytes:
    """Return a template filled for a reader."""
    root = urlsplit(job.site).path
    return page(name, job.language, root, link=lambda iri: href(iri, root), **values)


def page(name: str, language: str, root: str, **values: object) -> bytes:
    """Return a template filled in a language, for a service at a root path."""
    words = wording(language)
    other = "en" if language == "zh" else "zh"
    text = templates().get_template(f"{name}.html")
    filled_in = text.render(language=language, other=other, root=root, w=words, **values)
    return filled_in.strip().encode()


def cells(row: Sequence[Term | None], root: str, labels: Labels | None = None) -> list[Cell]:
    """Return a row for a table: labels that lead to their things, where there are labels."""
    return [_cell(term, root, labels) for term in row]


def rows_page(
    job: QueryJob, columns: Sequence[str], rows: Iterable[Sequence[Term | None]]
) -> bytes:
    """Return the page of a SELECT's answer, its first rows."""
    root = urlsplit(job.site).path
    given = iter(rows)
    shown = [cells(row, root) for row in islice(given, _SHOWN_ROWS)]
    more = next(given, None) is not None
    return sparql_page(job, columns=columns, rows=shown, more=more)


def verdict_page(job: QueryJob, *, value: bool) -> bytes:
    """Return the page of an ASK's answer."""
    return sparql_page(job, verdict=value)


def sparql_page(job: QueryJob, **values: object) -> bytes:
    """Return the page of the endpoint with a query and its answer."""
    return filled("sparql", job, query=job.text, endpoint=f"{job.site}sparql", **values)


def _cell(term: Term | None, root: str, labels: Labels | None) -> Cell:
    if isinstance(term, ox.NamedNode):
        label = labels.of(term.value) if labels else ""
        if label and term.value.startswith(GRAPH):  # a paragraph is known by its number
            label = f"§ {term.value.rpartition('/')[2]} {label}"
        return Cell(label or shorten(term.value), href(term.value, root))
    if isinstance(term, ox.Literal):
        number = term.datatype.value.endswith(_NUMBERS)
        return Cell(term.value, number=number, language=term.language or "")
    return Cell(cell_text(term))
