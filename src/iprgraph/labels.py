"""Labels: the name of a thing in a language, looked up after a query and never inside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("zh", "en")
LANGUAGE_VARIABLE = "IPRGRAPH_LANG"

_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_DEFINITION = ox.NamedNode("http://www.w3.org/2004/02/skos/core#definition")


def default_language() -> str:
    """Return the reader's language: $IPRGRAPH_LANG, else zh in a Chinese locale, else en."""
    named = os.environ.get(LANGUAGE_VARIABLE, "").strip()
    if named:
        return checked_language(named)
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"


def checked_language(language: str) -> str:
    """Return the language if it is one of the graph's, in lower case. Raises SettingError."""
    if language.lower() in LANGUAGES:
        return language.lower()
    raise SettingError(
        f'no language "{language}"', remedy=f"the languages are {' and '.join(LANGUAGES)}"
    )


def language_order(language: str) -> tuple[str, ...]:
    """Return the languages to try: the asked one, then the others, then traditional script."""
    others = (one for one in LANGUAGES if one != language)
    return (language, *others, "zh-hant")


class Labels:
    """Labels from a store in a stated order of languages, each looked up once."""

    def __init__(self, store: ox.Store, language: str) -> None:
        self.language = language
        self._store = store
        self._order = language_order(language)
        self._known: dict[str, str] = {}

    def of(self, iri: str) -> str:
        """Return the label of a thing, empty where it has none."""
        if iri not in self._known:
            self._known[iri] = self.best(self.all_of(iri, _LABEL))
        return self._known[iri]

    def definition(self, iri: str) -> str:
        """Return the definition of a term, empty where it has none."""
        return self.best(self.all_of(iri, _DEFINITION))

    def all_of(self, iri: str, predicate: ox.NamedNode = _LABEL) -> dict[str, str]:
        """Return the texts of a property by language; the first in order of text where several."""
        found: dict[str, str] = {}
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), predicate, None, ox.DefaultGraph())
        for text in sorted(_texts(quads), key=lambda one: one.value):
            found.setdefault((text.language or "").lower(), text.value)
        return found

    def best(self, texts: dict[str, str]) -> str:
        """Return the text whose language comes first, else any, else nothing."""
        for language in self._order:
            if language in texts:
                return texts[language]
        return next(iter(texts.values()), "")


def _texts(quads: Iterable[ox.Quad]) -> list[ox.Literal]:
    """Return the literals among the objects."""
    return [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
