"""A table of rows for a reader: labels with the compact name below, headings in the language."""

from __future__ import annotations

import io
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
_NUMBERS = ("integer", "decimal", "double", "float")


def table_text(solutions: Solutions, question: Question, labels: Labels) -> str:
    """Return the rows as a table as wide as the terminal, and how many they are."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, name in enumerate(solutions.columns):
        heading = question.heading(name, labels.language)
        numeric = all(_is_number(row[place]) for row in solutions.rows)
        right = numeric and bool(solutions.rows)
        table.add_column(Text(heading), justify="right" if right else "left", overflow="fold")
    for row in solutions.rows:
        table.add_row(*(_cell(term, labels) for term in row))
    width = shutil.get_terminal_size((120, 24)).columns
    terminal = output.is_terminal()
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal)
    with console.capture() as written:
        console.print(table)
    count = len(solutions.rows)
    rows = {"zh": f"{count} 行", "en": f"{count} row" if count == 1 else f"{count} rows"}
    lines = [line.rstrip() for line in written.get().splitlines()] if count else []
    return "\n".join([*lines, output.dim(f"({rows[labels.language]})")]) + "\n"


def _cell(term: Term | None, labels: Labels) -> Text:
    """Return a cell: an address as its label above its compact name, all else as its words."""
    text = cell_text(term)
    label = labels.of(term.value) if isinstance(term, ox.NamedNode) else ""
    if label and text.startswith(_PLAIN):
        return Text(label)
    if label:
        return Text.assemble(label, "\n", (text, "dim"))
    return Text(_grouped(text) if _is_number(term) else text)


def _grouped(number: str) -> str:
    """Return a number of five digits or more with its thousands parted."""
    whole, point, rest = number.partition(".")
    bare = whole.lstrip("+-")
    return f"{int(whole):,}{point}{rest}" if bare.isdigit() and len(bare) > 4 else number


def _is_number(term: Term | None) -> bool:
    """Return whether a cell is a number or empty."""
    if term is None:
        return True
    return isinstance(term, ox.Literal) and term.datatype.value.endswith(_NUMBERS)
