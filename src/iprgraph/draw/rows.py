"""Rows: the edges that the query of a view gives, each with the paragraph it comes from.

A query is SELECT ?source ?target ?relation ?paragraph, and may add ?through (what the two have to
do with each other in, such as an action), ?weight (a whole number, 1 where unbound) and ?said
(false where the paragraph only names the source, and the editors know the relation).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import DrawError
from iprgraph.prefixes import expand, shorten
from iprgraph.query import Solutions, run_query

if TYPE_CHECKING:
    from iprgraph.draw.view import View
    from iprgraph.query import Term

_NEEDED = ("source", "target", "relation", "paragraph")
_FURTHER = frozenset({"through", "weight", "said"})
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Row:
    """An edge: its ends as drawn, its relation by position in the view, and what is known of it.

    `turned` says that the left end is the object; `said` that the paragraph states the relation.
    """

    left: str
    right: str
    relation: int
    turned: bool
    paragraph: str
    through: str
    weight: int
    said: bool

    @property
    def ends(self) -> tuple[str, str]:
        """Return both ends, left first."""
        return self.left, self.right


def read_rows(store: ox.Store, view: View) -> list[Row]:
    """Return the edges of a view in the order of the paragraphs. Raises DrawError, QueryError."""
    file = f"queries/views/{view.query.name}"
    try:
        text = view.query.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DrawError(f"it cannot be read: {error}", remedy="restore it", file=file) from error
    answer = run_query(store, text, file=file)
    if not isinstance(answer, Solutions) or not _fits(answer.columns):
        raise DrawError(
            "the query of a view must be SELECT ?source ?target ?relation ?paragraph, "
            "with ?through, ?weight and ?said where they help",
            remedy="write it as in queries/views/agencies.rq",
            file=file,
        )
    order = {expand(one.term): position for position, one in enumerate(view.relations)}
    rows = [
        _row(dict(zip(answer.columns, row, strict=True)), view, order, file) for row in answer.rows
    ]
    return sorted(rows, key=_row_key)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts 2.9 before 2.10."""
    parts = (part for part in _DIGITS.split(text) if part)
    return tuple((0, int(one), "") if one.isdigit() else (1, 0, one) for one in parts)


def _fits(columns: tuple[str, ...]) -> bool:
    return columns[:4] == _NEEDED and set(columns[4:]) <= _FURTHER


def _row(row: dict[str, Term | None], view: View, order: dict[str, int], file: str) -> Row:
    """Return one edge. Raises DrawError for a relation that the view does not define."""
    names = [term.value for name in _NEEDED if isinstance(term := row[name], ox.NamedNode)]
    if len(names) != len(_NEEDED):
        raise DrawError("a row of the query holds something else than four IRIs", file=file)
    source, target, relation, paragraph = names
    if relation not in order:
        raise DrawError(
            f"{shorten(relation)} is none of the view's relations",
            remedy=f"add it to viz/views/{view.name}.toml, or leave it out",
            file=file,
        )
    turned = view.relations[order[relation]].object_left
    through, said, weight = row.get("through"), row.get("said"), row.get("weight")
    return Row(
        *((target, source) if turned else (source, target)),
        relation=order[relation],
        turned=turned,
        paragraph=paragraph,
        through=through.value if isinstance(through, ox.NamedNode) else "",
        weight=int(weight.value) if isinstance(weight, ox.Literal) else 1,
        said=not (isinstance(said, ox.Literal) and said.value == "false"),
    )


def _row_key(row: Row) -> tuple[object, ...]:
    return (natural(row.paragraph), row.relation, row.left, row.right, row.through)
