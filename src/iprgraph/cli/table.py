"""A table of rows for a reader: labels, paragraphs by number, headings in the language."""

from __future__ import annotations

import io
import re
import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from iprgraph.cli import output
from iprgraph.results import cell_text

if TYPE_CHECKING:
    from iprgraph.labels import Labels
    from iprgraph.query import Solutions, Term
    from iprgraph.questions import Question

# Terms of the schemes: a reader needs their label only.
_PLAIN = ("ipr:", "unit:", "stat:", "qualifier:", "theme:", "difference:", "severity:", "period:")
_PARAGRAPH = re.compile(r".*/graph/[^/]+/(\d+\.\d+)")
_NUMBERS = ("integer", "decimal", "double", "float")


def table_text(solutions: Solutions, question: Question, labels: Labels) -> str:
    """Return the rows as a table as wide as the terminal, and how many they are."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    width = shutil.get_terminal_size((120, 24)).columns
    for place, name in enumerate(solutions.columns):
        heading = question.heading(name, labels.language)
        numeric = all(_is_number(row[place]) for row in solutions.rows)
        right = numeric and bool(solutions.rows)
        table.add_column(
            Text(heading),
            justify="right" if right else "left",
            overflow="fold",
        )
    for row in solutions.rows:
        table.add_row(*(_cell(term, labels, named=place == 0) for place, term in enumerate(row)))
    terminal = output.is_terminal()
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal)
    with console.capture() as written:
        console.print(table)
    count = len(solutions.rows)
    rows = {"zh": f"{count} 行", "en": f"{count} row" if count == 1 else f"{count} rows"}
    lines = [line.rstrip() for line in written.get().splitlines()] if count else []
    return "\n".join([*lines, output.dim(f"({rows[labels.language]})")]) + "\n"


def _cell(term: Term | None, labels: Labels, *, named: bool) -> Text:
    """Return a cell: an address as its label, `named` above its compact name, or its number."""
    text = cell_text(term)
    paragraph = _PARAGRAPH.fullmatch(term.value) if isinstance(term, ox.NamedNode) else None
    if paragraph:
        return Text(paragraph[1])
    label = labels.of(term.value) if isinstance(term, ox.NamedNode) else ""
    if label and named and not text.startswith(_PLAIN):
        return Text.assemble(label, "\n", (text, "dim"))
    return Text(label or (_grouped(text) if _is_number(term) else text))


def _grouped(number: str) -> str:
    """Return a number of four digits or more with its thousands parted."""
    whole, point, rest = number.partition(".")
    bare = whole.lstrip("+-")
    return f"{int(whole):,}{point}{rest}" if bare.isdigit() and len(bare) > 3 else number


def _is_number(term: Term | None) -> bool:
    """Return whether a cell is a number or empty."""
    if term is None:
        return True
    return isinstance(term, ox.Literal) and term.datatype.value.endswith(_NUMBERS)
