"""Names: everything in the graph that can be looked for, with all that it is called."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from iprgraph.errors import StoreError
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NAMES_FILE = "names.json"

_OWN = "https://w3id.org/iprgraph/ontology#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SCHEME = ox.NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_OTHER_NAMES = (
    ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
    ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel"),
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_QUOTES = str.maketrans(dict.fromkeys("“”‘’\"'《》〈〉「」『』", " "))
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Thing:
    """A thing or term that has a name: address, kind, labels, and every name and its pinyin.

    `pinyin` holds, for each Chinese name, its syllables parted by blanks and without tones.
    """

    iri: str
    curie: str
    kind: str
    labels: Mapping[str, str]
    names: tuple[str, ...]
    pinyin: tuple[str, ...]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Return the names as they are compared."""
        return tuple(dict.fromkeys(fold(name) for name in self.names))

    @property
    def slug(self) -> str:
        """Return the last part of the address."""
        return self.curie.partition(":")[2] or self.curie


def has_han(text: str) -> bool:
    """Return whether a text has a Chinese character."""
    return _HAN.search(text) is not None


def fold(text: str) -> str:
    """Return a text as names are compared: width, case, quotes and blanks evened out.

    Blanks beside a Chinese character go; elsewhere one is left.
    """
    even = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    parts = even.split()
    joined = "".join(
        part if not before or has_han(before[-1] + part[0]) else f" {part}"
        for before, part in zip(["", *parts], parts, strict=False)
    )
    return joined


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a folded text, without its signs."""
    return tuple(_WORD.findall(text))


def read_names(build: Path) -> tuple[Thing, ...]:
    """Return the names that a build holds. Raises StoreError where they cannot be read."""
    path = build / NAMES_FILE
    try:
        return tuple(_thing(row) for row in json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"the build has no readable list of names: {error!r}",
            remedy="make it again: iprgraph build",
            file=path,
        ) from error


def names_text(store: ox.Store) -> str:
    """Return the list of names of a store as the build writes it: JSON, one thing on a line."""
    rows = [json.dumps(_row(thing), ensure_ascii=False) for thing in named_things(store)]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def named_things(store: ox.Store) -> Iterator[Thing]:
    """Yield every thing and term of the default graph that has a label, by address."""
    found: dict[str, dict[str, list[ox.Literal]]] = {}
    for predicate in (_LABEL, *_OTHER_NAMES):
        for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                names = found.setdefault(quad.subject.value, {})
                names.setdefault(predicate.value, []).append(quad.object)
    for iri in sorted(found):
        if _LABEL.value in found[iri]:
            yield _named_thing(store, iri, found[iri])


def _named_thing(store: ox.Store, iri: str, texts: Mapping[str, list[ox.Literal]]) -> Thing:
    """Return one thing with its kind, labels, names and their pinyin."""
    ordered = [
        text
        for predicate in (_LABEL, *_OTHER_NAMES)
        for text in sorted(texts.get(predicate.value, ()), key=lambda one: one.value)
    ]
    labels = {(text.language or "").lower(): text.value for text in texts[_LABEL.value]}
    names = tuple(dict.fromkeys(text.value for text in ordered))
    pinyin = tuple(dict.fromkeys(syllables(name) for name in names if has_han(name)))
    kinds = [*_values(store, iri, _TYPE), *_values(store, iri, _SCHEME)]
    kind = min(kinds, key=_kind_rank, default="")
    return Thing(iri, shorten(iri), shorten(kind), dict(sorted(labels.items())), names, pinyin)


def _values(store: ox.Store, iri: str, predicate: ox.NamedNode) -> list[str]:
    """Return the addresses that a property of a thing has."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), predicate, None, ox.DefaultGraph())
    return [quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)]


def syllables(name: str) -> str:
    """Return the pinyin of a name without tones, its syllables parted by blanks."""
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)
    return " ".join(word for one in read for word in words_of(one.casefold()))


def _kind_rank(iri: str) -> tuple[bool, str]:
    """Return what kinds are sorted by: the project's own first, then by address.

    A plain concept has no class of ours; its scheme says better what it is.
    """
    return (not iri.startswith(_OWN), iri)


def _row(thing: Thing) -> dict[str, object]:
    """Return one thing as its row in the file."""
    return {
        "iri": thing.iri,
        "curie": thing.curie,
        "kind": thing.kind,
        "labels": dict(thing.labels),
        "names": list(thing.names),
        "pinyin": list(thing.pinyin),
    }


def _thing(row: Mapping[str, Any]) -> Thing:
    """Return one thing from its row in the file."""
    return Thing(
        iri=row["iri"],
        curie=row["curie"],
        kind=row["kind"],
        labels=row["labels"],
        names=tuple(row["names"]),
        pinyin=tuple(row["pinyin"]),
    )
