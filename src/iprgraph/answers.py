"""Answers: the rows of a question as Python values, for notebooks and programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import ResultError
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd  # type: ignore[import-untyped]

    from iprgraph.query import Solutions, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {
    f"{_XSD}{name}"
    for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
}


class IRI(str):
    """An address; `curie` is its compact name."""

    __slots__ = ()

    @property
    def curie(self) -> str:
        """Return the compact name, the address itself where it has none."""
        return shorten(str(self))


class Text(str):
    """A text with the language that it is in, empty where it has none."""

    __slots__ = ("lang",)
    lang: str

    def __new__(cls, value: str, lang: str = "") -> Text:
        """Return a text in a language."""
        text = super().__new__(cls, value)
        text.lang = lang
        return text


Value = IRI | Text | str | int | Decimal | float | bool | date | datetime | None


@dataclass(frozen=True)
class Answer:
    """The answer to a question: columns and rows of Python values, None where there is none.

    Iterating gives a dictionary for each row. `labels` gives the label of each address in it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    labels: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield each row as a dictionary by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def column(self, name: str) -> tuple[Value, ...]:
        """Return the values of one column. Raises ResultError for an unknown one."""
        if name not in self.columns:
            raise ResultError(
                f'the answer has no column "{name}"',
                remedy=f"its columns are: {', '.join(self.columns)}",
            )
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas table. Raises ResultError where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise ResultError(
                "pandas is not installed", remedy="pip install 'iprgraph[pandas]'"
            ) from error
        return pd.DataFrame(list(self.rows), columns=list(self.columns))


def answer_of(solutions: Solutions, labels: Mapping[str, str]) -> Answer:
    """Return rows of terms as an answer."""
    rows = tuple(tuple(python_value(cell) for cell in row) for row in solutions.rows)
    return Answer(solutions.columns, rows, labels)


def python_value(term: Term | None) -> Value:
    """Return a term as the nearest Python value; a literal that does not fit its type as text."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return IRI(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    if term.language:
        return Text(term.value, term.language)
    try:
        return _typed(term.value, term.datatype.value)
    except (ValueError, ArithmeticError):
        return Text(term.value)


def _typed(text: str, datatype: str) -> Value:
    """Return a literal's text as the value of its type. Raises ValueError, ArithmeticError."""
    if datatype in _INTEGERS:
        return int(text)
    if datatype == f"{_XSD}decimal":
        return Decimal(text)
    if datatype in (f"{_XSD}double", f"{_XSD}float"):
        return float(text)
    if datatype == f"{_XSD}boolean":
        return text in ("true", "1")
    if datatype == f"{_XSD}date":
        return date.fromisoformat(text)
    if datatype == f"{_XSD}dateTime":
        return datetime.fromisoformat(text)
    return Text(text)
