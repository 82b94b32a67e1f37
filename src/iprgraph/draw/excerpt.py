"""Excerpt: a part of the whole graph around one thing, or between two."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from iprgraph.draw.reader import Reader
from iprgraph.draw.rows import read_rows
from iprgraph.draw.scene import Scene, scene_of
from iprgraph.draw.selection import Selection
from iprgraph.draw.view import WHOLE, Names, names_of, read_view, sentences
from iprgraph.draw.ways import ways, ways_graph
from iprgraph.errors import DrawError
from iprgraph.prefixes import expand, shorten
from iprgraph.settings import limit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import pyoxigraph as ox

    from iprgraph.draw.rows import Row
    from iprgraph.draw.view import View
    from iprgraph.folders import Folders
    from iprgraph.words import Words

FARTHEST = 4  # hops
_NAMED = 4
_HUBS = frozenset(expand(term) for term in ("ipr:Country", "ipr:Province", "ipr:Period"))


class Excerpts:
    """The excerpts of one store: neighbourhoods and paths in its whole graph."""

    def __init__(self, store: ox.Store, folders: Folders, words: Words | None = None) -> None:
        self._reader = Reader(store, words)
        self._view = read_view(WHOLE, folders)
        self._said = sentences(folders)
        self._rows = read_rows(store, self._view)
        self._near: dict[str, set[str]] = defaultdict(set)
        for row in self._rows:
            if row.left != row.right:
                self._near[row.left].add(row.right)
                self._near[row.right].add(row.left)
        self._most = limit("hub-links")

    def around(self, thing: str, hops: int) -> Scene:
        """Return what is at most so many steps away from a thing. Raises DrawError.

        A hub on the way is drawn and not followed further, unless it is the thing itself.
        """
        if not 1 <= hops <= FARTHEST:
            raise DrawError(f"{hops} is no number of hops", remedy=f"give 1 to {FARTHEST}")
        self._require(thing)
        far, hubs = self._reached(thing, hops)
        inside = [row for row in self._rows if row.left in far and row.right in far]
        chosen = self._nearest(inside, far)
        said = self._said["around"]
        notes = [*self._view.notes]
        if hubs:
            told = names_of(said["hubs"]).filled(most=self._most, hubs=self._listed(hubs))
            notes.append(told)
        values = {"thing": self._reader.names(thing), "hops": hops}
        view = replace(
            self._titled(said, values, f"around-{_slug(thing)}"),
            layout="sides",
            notes=tuple(notes),
            choice=replace(self._view.choice, told=names_of(said["choice"])),
        )
        return replace(scene_of(self._reader, view, chosen, order=(thing,)), centre=0)

    def between(self, start: str, end: str) -> Scene:
        """Return the ways from one thing to another that explain most, as `ways` weighs them.

        Raises DrawError where nothing connects them, with what is nearest to each.
        """
        for one in (start, end):
            self._require(one)
        if start == end:
            raise DrawError(f"{shorten(start)} is both ends of the path", remedy="give two things")
        graph = ways_graph(self._rows, self._view.relations, self._near, self._is_hub)
        found = ways(graph, start, end)
        if found is None:
            raise self._unconnected(graph, start, end)
        paths, length = found.drawn, len(found.drawn[0]) - 1
        steps = {frozenset(step) for path in paths for step in pairwise(path)}
        rows = tuple(row for row in self._rows if frozenset(row.ends) in steps)
        said = self._said["path"]
        values = {
            "start": self._reader.names(start),
            "end": self._reader.names(end),
            "steps": length,
        }
        notes = [names_of(said["rule"]).filled(most=self._most)]
        hubs = [one for one in dict.fromkeys(sum(paths, ())) if self._is_hub(one)]
        between = [one for one in hubs if one not in (start, end)]
        if between:
            notes.append(names_of(said["through"]).filled(hubs=self._listed(between)))
        if found.fewest < length:
            notes.append(names_of(said["fewest"]).filled(fewest=found.fewest))
        view = replace(
            self._titled(said, values, f"path-{_slug(start)}-{_slug(end)}"),
            layout="line",
            labelled=True,
            measure=None,
            notes=tuple(notes),
        )
        order = list(
            dict.fromkeys(
                one for place in range(length + 1) for path in paths for one in [path[place]]
            )
        )
        drawn = Selection(_forward(rows, order), (), len(order), len(order))
        return replace(scene_of(self._reader, view, drawn, order=order), centre=0)

    def _titled(self, said: Mapping[str, Any], values: Mapping[str, object], name: str) -> View:
        return replace(
            self._view,
            name=name,
            title=names_of(said["title"]).filled(**values),
            description=names_of(said["description"]).filled(**values),
        )

    def _require(self, thing: str) -> None:
        """Raise DrawError where the graph links a thing with nothing."""
        if thing not in self._near:
            raise DrawError(
                f"the graph links {shorten(thing)} with nothing",
                remedy=f"see what is said of it: iprgraph show {shorten(thing)}",
            )

    def _is_hub(self, thing: str) -> bool:
        """Return whether being linked with a thing says little: a country, or linked with much."""
        return len(self._near[thing]) > self._most or bool(self._reader.classes(thing) & _HUBS)

    def _reached(self, thing: str, hops: int) -> tuple[dict[str, int], list[str]]:
        """Return how far what can be reached is, and the hubs that were not followed."""
        far, hubs, edge = {thing: 0}, [], [thing]
        for step in range(1, hops + 1):
            following = [one for one in edge if one == thing or not self._is_hub(one)]
            hubs += [one for one in edge if one != thing and self._is_hub(one)]
            edge = sorted({o for one in following for o in self._near[one]} - far.keys())
            far.update(dict.fromkeys(edge, step))
        return far, hubs

    def _nearest(self, rows: Sequence[Row], far: Mapping[str, int]) -> Selection:
        """Return the nearest things, then the most spoken of, as many as a view may have."""
        weight: Counter[str] = Counter(end for row in rows for end in row.ends)
        ordered = sorted(far, key=lambda one: (far[one], -weight[one], one))
        kept = set(ordered[: limit("theme-nodes")])
        drawn = tuple(row for row in rows if row.left in kept and row.right in kept)
        seen = frozenset(drawn)
        left_out = tuple(row for row in rows if row not in seen)
        return Selection(drawn, left_out, len(kept), len(far))

    def _unconnected(self, graph: nx.Graph[str], start: str, end: str) -> DrawError:
        """Return the error for two things that no way connects, naming what is nearest to each."""
        near = []
        for one in (start, end):
            far = nx.single_source_shortest_path_length(graph, one)
            reached = sorted((other for other in far if other != one), key=lambda o: (far[o], o))
            names = ", ".join(shorten(other) for other in reached[:_NAMED])
            near.append(f"from {shorten(one)} {len(reached)} can be reached, nearest {names}")
        return DrawError(
            f"nothing connects {shorten(start)} with {shorten(end)}", remedy="; ".join(near)
        )

    def _listed(self, hubs: Sequence[str]) -> Names:
        """Return the first of some things in words."""
        names = [self._reader.names(one) for one in hubs[:_NAMED]]
        more = "…" if len(hubs) > _NAMED else ""
        return Names(
            "、".join(one.zh for one in names) + more,
            ", ".join(one.en for one in names) + (", …" if more else ""),
        )


def _forward(rows: Sequence[Row], order: Sequence[str]) -> tuple[Row, ...]:
    """Return edges with the end that comes first on the left."""
    place = {one: number for number, one in enumerate(order)}
    return tuple(
        row
        if place[row.left] < place[row.right]
        else replace(row, left=row.right, right=row.left, turned=not row.turned)
        for row in rows
    )


def _slug(iri: str) -> str:
    """Return the last part of an address, fit for a file's name."""
    kept = "".join(one if one.isalnum() or one in "-_." else "-" for one in iri.rpartition("/")[2])
    return kept.strip(".-") or "thing"
