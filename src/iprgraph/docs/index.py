"""Index: the first page: the ontology's header, its prefixes, its classes, and all its terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from iprgraph.docs.modules import Branch
from iprgraph.docs.wording import Code, Ref, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from iprgraph.docs.modules import Module
    from iprgraph.docs.places import Places
    from iprgraph.docs.statements import Statements
    from iprgraph.docs.terms import Term
    from iprgraph.docs.wording import Item

_OPENING = re.compile(r"^[\W_]+")
_HEADER = (
    ("owl:versionInfo", Text("版本", "version")),
    ("owl:versionIRI", Text("版本地址", "version address")),
    ("dcterms:license", Text("许可", "licence")),
    ("dcterms:created", Text("创建日期", "created")),
    ("dcterms:modified", Text("修改日期", "modified")),
    ("owl:imports", Text("引入", "imports")),
    ("vann:preferredNamespacePrefix", Text("前缀", "prefix")),
    ("vann:preferredNamespaceUri", Text("命名空间", "namespace")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A term in the alphabetical index, with all that a search looks at."""

    ref: Ref
    kind: Text
    anchor: str
    sought: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms whose names begin with a letter; a Chinese name with that of its pinyin."""

    letter: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All that the first page shows besides the list of pages."""

    iri: str
    title: Text
    description: Text
    facts: tuple[tuple[Text, tuple[Item, ...]], ...]
    prefixes: tuple[tuple[str, str], ...]
    classes: tuple[Branch, ...]
    zh: tuple[Letter, ...]
    en: tuple[Letter, ...]


def read_index(ontology: Statements, places: Places, modules: Mapping[str, Module]) -> Index:
    """Return the first page's content: header, prefixes, tree of classes, index of terms."""
    iri = next(iter(ontology.are(ontology.subjects, "owl:Ontology")), "")
    facts = ((name, _items(ontology, places, iri, predicate)) for predicate, name in _HEADER)
    terms = [term for module in modules.values() for term in module.terms]
    rows = [_row(term, places) for term in terms]
    return Index(
        iri=iri,
        title=ontology.text(iri, "dcterms:title"),
        description=ontology.text(iri, "dcterms:description"),
        facts=tuple(one for one in facts if one[1]),
        prefixes=tuple(sorted(places.prefixes.items())),
        classes=_class_tree(ontology, places),
        zh=_letters(rows, _pinyin),
        en=_letters(rows, lambda row: _sortable(row.ref.label.en or row.ref.curie)),
    )


def _items(ontology: Statements, places: Places, iri: str, predicate: str) -> tuple[Item, ...]:
    links = [places.ref(one) for one in ontology.nodes(iri, predicate)]
    return (*links, *(Code(one.value) for one in ontology.literals(iri, predicate)))


def _row(term: Term, places: Places) -> Row:
    entry = term.entry
    kind = next((one for one in term.kinds if isinstance(one, Text)), Text())
    own = next((one.label for one in term.kinds if isinstance(one, Ref) and one.label), kind)
    names = [entry.label, *term.others]
    sought = " ".join([entry.curie, *(f"{one.zh} {one.en}" for one in names)])
    plain = entry.curie.startswith("ipr:")
    return Row(entry.ref, own or kind, entry.anchor if plain else "", _folded(sought))


def _class_tree(ontology: Statements, places: Places) -> tuple[Branch, ...]:
    classes = {
        one.iri: one for one in places.entries.values() if ontology.are([one.iri], "owl:Class")
    }

    def branch(iri: str, path: tuple[str, ...]) -> Branch:
        below = [one for one in ontology.having("rdfs:subClassOf", iri) if one in classes]
        deeper = sorted((one for one in below if one not in path), key=order)
        return Branch(classes[iri].ref, tuple(branch(one, (*path, one)) for one in deeper))

    def order(iri: str) -> tuple[str, int, str]:
        return classes[iri].file, classes[iri].line, iri

    roots = [
        one
        for one in classes
        if not any(up in classes for up in ontology.nodes(one, "rdfs:subClassOf"))
    ]
    return tuple(branch(one, (one,)) for one in sorted(roots, key=order))


def _letters(rows: Iterable[Row], key: Callable[[Row], str]) -> tuple[Letter, ...]:
    keyed = sorted(((key(row), row) for row in rows), key=lambda one: _order(*one))
    groups = groupby(keyed, lambda one: _initial(one[0]))
    return tuple(Letter(letter, tuple(row for _, row in many)) for letter, many in groups)


def _order(name: str, row: Row) -> tuple[str, str, str]:
    """Return what rows are sorted by; names that begin with no letter come first, together."""
    return _initial(name), name, row.ref.curie


def _initial(name: str) -> str:
    first = name[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _pinyin(row: Row) -> str:
    from pypinyin import lazy_pinyin

    return _sortable(" ".join(lazy_pinyin(row.ref.label.zh or row.ref.curie)))


def _sortable(name: str) -> str:
    """Return a name as the index sorts it: in lower case, from its first letter or digit on."""
    return _OPENING.sub("", name).casefold()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
