"""Picturing: the verbs that make pages to look at, and the analysis that they show."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.sharing import Sharer

if TYPE_CHECKING:
    from iprgraph.analysis import Analysis
    from iprgraph.draw import View
    from iprgraph.words import Words


class Picturer(Sharer):
    """Something with a build whose things and figures can be drawn."""

    home: Path

    @abstractmethod
    def resolve(self, text: str, *, kind: str = "") -> str:
        """Return the address of a thing by what it is called. Raises UnknownThingError."""

    def analyse(self) -> Analysis:
        """Return how institutions work together: centrality, communities, bridges, density, gaps.

        Raises AnalysisError.
        """
        from iprgraph.analysis import analyse

        return analyse(self.store.graph, self.folders)

    def views(self) -> list[View]:
        """Return the views that can be drawn. Raises DrawError."""
        from iprgraph.draw import views

        return views(self.folders)

    def draw(
        self,
        name: str,
        output: str | Path | None = None,
        *,
        language: str = "",
        renderer: str = "",
        size: str = "",
        with_text: bool = False,
    ) -> Path:
        """Write a view as one offline page and return its path. Raises DrawError.

        The renderer is vis or webgl, by default what suits how much there is; the size of cards may
        show a measure of the analysis: partners, betweenness or eigenvector.

        With text, the page holds the sentences that it points to; SourceError if they are not here.
        """
        from iprgraph.draw import draw

        target, lang = self._page(output, language)
        words = self._words(with_text=with_text)
        look = {"lang": lang, "renderer": renderer, "size": size}
        return draw(self.store.graph, name, target, **look, folders=self.folders, words=words)

    def chart(
        self, metric: str = "", output: str | Path | None = None, *, language: str = ""
    ) -> Path:
        """Write the charts of a metric, or of the reports, as one offline page; return its path.

        Raises UnknownThingError with the nearest names, and DrawError.
        """
        from iprgraph.chart import chart

        target, lang = self._page(output, language)
        iri = self.resolve(metric, kind="metric") if metric else ""
        return chart(self.store.graph, self.folders, iri, target, language=lang)

    def draw_around(
        self,
        thing: str,
        output: str | Path | None = None,
        *,
        hops: int = 2,
        language: str = "",
        renderer: str = "",
        size: str = "",
        with_text: bool = False,
    ) -> Path:
        """Write what is near a thing as one offline page and return its path.

        Raises UnknownThingError with the nearest names, and DrawError.
        """
        from iprgraph.draw import draw_around

        target, lang = self._page(output, language)
        iri = self.resolve(thing)
        return draw_around(
            self.store.graph,
            iri,
            target,
            hops=hops,
            lang=lang,
            renderer=renderer,
            size=size,
            folders=self.folders,
            words=self._words(with_text=with_text),
        )

    def draw_path(
        self,
        start: str,
        end: str,
        output: str | Path | None = None,
        *,
        language: str = "",
        renderer: str = "",
        size: str = "",
        with_text: bool = False,
    ) -> Path:
        """Write how two things are connected as one offline page and return its path.

        Raises UnknownThingError with the nearest names, and DrawError where nothing connects them.
        """
        from iprgraph.draw import draw_path

        target, lang = self._page(output, language)
        ends = (self.resolve(start), self.resolve(end))
        words = self._words(with_text=with_text)
        look = {"lang": lang, "renderer": renderer, "size": size}
        return draw_path(self.store.graph, ends, target, **look, folders=self.folders, words=words)

    def _page(self, output: str | Path | None, language: str) -> tuple[Path | None, str]:
        """Return where a page is to be written, and the language that it opens in."""
        return (None if output is None else Path(output)), language or self.language

    def _words(self, *, with_text: bool) -> Words | None:
        """Return where the words of the reports come from, None where none are asked for."""
        from iprgraph.words import Words

        return Words(self.store.graph, self.home) if with_text else None
