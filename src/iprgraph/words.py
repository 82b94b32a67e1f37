"""Words: the text of a stretch of an edition, on a machine that has the report's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import DCTERMS_LANGUAGE, ipr, kind_and_slug

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULT = ox.DefaultGraph()


class Words:
    """The texts of the reports of a store; each file is looked for, and checked, once."""

    def __init__(self, store: ox.Store, home: Path) -> None:
        self._store = store
        self._home = home
        self._texts: dict[str, str] = {}
        self._languages: dict[str, str] = {}

    def between(self, edition: str, start: int, end: int) -> str:
        """Return the healed text between two offsets of an edition's file, "" without the file.

        Raises SourceError where the file that is there is not the one that the graph was made from.
        """
        if edition not in self._texts:
            self._texts[edition] = self._text(edition)
            self._languages[edition] = self._value(edition, DCTERMS_LANGUAGE)
        text = self._texts[edition]
        if not text or end > len(text):
            return ""
        from iprgraph.text.blocks import is_page_number, is_stray_stop
        from iprgraph.text.healing import Healer

        spans, place = [], start
        for line in text[start:end].splitlines(keepends=True):
            bare = line.strip()
            if bare and not is_page_number(bare) and not is_stray_stop(bare):
                spans.append((place, place + len(line.rstrip("\r\n"))))
            place += len(line)
        return Healer(text, self._languages[edition]).heal(spans).text.strip()

    def _text(self, edition: str) -> str:
        """Return the whole text that an edition's offsets count in, "" without the file."""
        from iprgraph.text.source import find_source

        digest = self._value(edition, ipr("sha256"))
        report = kind_and_slug(self._value(edition, ipr("ofReport")))[1]
        path = find_source(report, digest, self._home) if digest and report else None
        return path.read_bytes().decode("utf-8") if path is not None else ""

    def _value(self, edition: str, predicate: ox.NamedNode) -> str:
        """Return the value of an edition's property, empty where it has none."""
        found = self._store.quads_for_pattern(ox.NamedNode(edition), predicate, None, _DEFAULT)
        for quad in found:
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                return quad.object.value
        return ""
