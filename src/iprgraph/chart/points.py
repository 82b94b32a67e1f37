"""Points: the figures of a store as they are drawn, each with its bounds and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.draw.reader import Reader
from iprgraph.errors import DrawError
from iprgraph.query import Solutions, run_query
from iprgraph.vocabulary import ipr

if TYPE_CHECKING:
    from iprgraph.draw.reader import Number
    from iprgraph.folders import Folders
    from iprgraph.query import Term

_FILE = "queries/charts/figures.rq"
_PART = ipr("partOfMetric")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure: addresses of what it is of, its value and bounds (the value where none is known).

    `wholes` are the metrics that its metric is a part of.
    """

    figure: str
    metric: str
    statistic: str
    unit: str
    area: str
    period: str
    agent: str
    activity: str
    value: float
    lower: float
    upper: float
    wholes: tuple[str, ...]

    @property
    def setting(self) -> tuple[str, str, str, str]:
        """Return what must be the same for a part and its total."""
        return self.area, self.period, self.agent, self.activity


class Points:
    """The figures of a store, or those about one thing, read once, and what reads their names."""

    def __init__(self, store: ox.Store, folders: Folders, about: str = "") -> None:
        self._store = store
        self._folders = folders
        self._about = about
        self.reader = Reader(store)

    @cached_property
    def all(self) -> tuple[Point, ...]:
        """Return every figure by address. Raises DrawError where the query cannot be read."""
        found: dict[str, Point] = {}
        for row in self._rows():
            known = found.get(row["figure"])
            whole = (row["whole"],) if row["whole"] else ()
            wholes = (*(known.wholes if known else ()), *whole)
            found[row["figure"]] = _point(row, tuple(dict.fromkeys(wholes)))
        return tuple(found[one] for one in sorted(found))

    def number(self, point: Point) -> Number:
        """Return a figure as a reader sees it."""
        return self.reader.number(point.figure)

    def _rows(self) -> list[dict[str, str]]:
        try:
            text = (self._folders.queries / "charts" / "figures.rq").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DrawError(
                f"it cannot be read: {error}",
                remedy="restore it, or install the package again",
                file=_FILE,
            ) from error
        rows = []
        for bound in self._bindings():
            answer = run_query(self._store, text, bindings=bound, file=_FILE)
            if not isinstance(answer, Solutions):
                raise DrawError("the query must be a SELECT", remedy="restore it", file=_FILE)
            rows += [
                {name: _text(term) for name, term in zip(answer.columns, row, strict=True)}
                for row in answer.rows
            ]
        return rows

    def _bindings(self) -> list[dict[str, Term]]:
        """Return what to fix in the query: of a thing, every place that it can have in a figure."""
        if not self._about:
            return [{}]
        thing = ox.NamedNode(self._about)
        parts = self._store.quads_for_pattern(None, _PART, thing, ox.DefaultGraph())
        metrics = [thing, *(one.subject for one in parts if isinstance(one.subject, ox.NamedNode))]
        pairs = [("metric", one) for one in metrics]
        pairs += [(name, thing) for name in ("agent", "activity", "area")]
        return [{name: term} for name, term in pairs]


def _point(row: dict[str, str], wholes: tuple[str, ...]) -> Point:
    value = float(row["value"])
    return Point(
        figure=row["figure"],
        metric=row["metric"],
        statistic=row["statistic"],
        unit=row["unit"],
        area=row["area"],
        period=row["period"],
        agent=row["agent"],
        activity=row["activity"],
        value=value,
        lower=float(row["lower"] or value),
        upper=float(row["upper"] or value),
        wholes=wholes,
    )


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
