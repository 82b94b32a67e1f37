"""Sentences: where in its paragraph a statement stands, and what is printed there if asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.evidence import Evidence
from iprgraph.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from iprgraph.evidence import Place


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its paragraph by address, its language and number there, words if asked for."""

    paragraph: str
    language: str
    number: str
    words: str


class NoWords(Words):
    """No words: a page names sentences, and reads no text for that."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__(store, Path())

    def between(self, edition: str, start: int, end: int) -> str:
        """Return nothing."""
        del edition, start, end
        return ""


class Sentences:
    """The sentences that a page points to, each once, in the order in which they are asked for."""

    def __init__(self, store: ox.Store, words: Words | None = None) -> None:
        self._evidence = Evidence(store, words or NoWords(store))
        self._positions: dict[tuple[str, str, str], int] = {}
        self._found: list[Sentence] = []

    @property
    def found(self) -> tuple[Sentence, ...]:
        """Return the sentences asked for so far."""
        return tuple(self._found)

    def of_fact(self, paragraph: str, subject: str, value: str) -> tuple[int, ...]:
        """Return the sentences of a paragraph that say a fact; the value is empty for a literal."""
        return self._of(self._evidence.of_fact(paragraph, subject, value))

    def of_thing(self, iri: str) -> tuple[int, ...]:
        """Return the sentences that print a thing, such as a figure."""
        return self._of(one for one in self._evidence.mentions(iri) if one.sentence)

    def _of(self, places: Iterable[Place]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(map(self._position, places)))

    def _position(self, place: Place) -> int:
        key = (place.paragraph, place.language, place.sentence)
        if key not in self._positions:
            self._positions[key] = len(self._found)
            self._found.append(Sentence(*key, place.words))
        return self._positions[key]
