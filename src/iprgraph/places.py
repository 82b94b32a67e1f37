"""Places: the file and line where a graph's files speak about a thing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iprgraph.turtle import TurtleFile

Place = tuple[str, int]


class Places:
    """Where each word of the files of each graph stands; a graph is indexed when first asked."""

    def __init__(
        self, files: Mapping[str, Sequence[TurtleFile]], prefixes: Mapping[str, str]
    ) -> None:
        self._files = files
        self._prefixes = prefixes
        self._blocks = cache(lambda graph: self._index(graph, [f.blocks for f in files[graph]]))
        self._words = cache(lambda graph: self._index(graph, [f.words for f in files[graph]]))

    def find(self, iri: str, graph: str) -> Place | None:
        """Return where the block about a thing begins, else where it is first named, or None."""
        written = (shorten(iri, self._prefixes), f"<{iri}>")
        indices = (self._blocks, self._words) if graph in self._files else ()
        found = (index(graph).get(word) for index in indices for word in written)
        return next((place for place in found if place), None)

    def _index(self, graph: str, lines: Sequence[Mapping[str, int]]) -> dict[str, Place]:
        """Return the place of each word; the first of the files that have it counts."""
        places: dict[str, Place] = {}
        for file, known in zip(self._files[graph], lines, strict=True):
            for word, line in known.items():
                places.setdefault(word, (file.name, line))
        return places
