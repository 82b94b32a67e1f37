"""Binding: what a reader gives for a parameter, turned into the term that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import PrefixError, QuestionError, UnknownThingError
from iprgraph.labels import LANGUAGES
from iprgraph.prefixes import expand, prefix_table, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from iprgraph.parameters import Parameter
    from iprgraph.questions import Question
    from iprgraph.search import NameIndex

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,12})?")
_YEAR = re.compile(r"[12][0-9]{3}")
_NUMBER = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
_IRI = re.compile(r"""[a-z][a-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*""")
_LONGEST = 300
PLAIN_TYPES = ("string", "integer", "decimal", "year", "language", "paragraph", "thing")


def bound(
    question: Question, chosen: Iterable[tuple[Parameter, str]], resolve: Callable[[str, str], str]
) -> dict[str, ox.NamedNode | ox.Literal]:
    """Return the term of each chosen value. Raises QuestionError with the nearest value.

    `resolve` gives the address of what a text names, of a kind ("" for any, "paragraph").
    """
    terms: dict[str, ox.NamedNode | ox.Literal] = {}
    for parameter, value in chosen:
        try:
            terms[parameter.name] = _term(parameter.type, value.strip(), resolve)
        except (QuestionError, UnknownThingError, PrefixError) as error:
            raise QuestionError(
                f'{parameter.name}="{_shown(value)}": {error.message}',
                remedy=error.remedy,
                file=question.file,
            ) from error
    return terms


def _term(kind: str, text: str, resolve: Callable[[str, str], str]) -> ox.NamedNode | ox.Literal:
    """Return the term of one value by the parameter's type. Raises one of our errors."""
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise QuestionError(
            "this is no usable value", remedy=f"give 1 to {_LONGEST} printable characters"
        )
    if kind in _LITERALS:
        return _literal(kind, text)
    if kind not in (*PLAIN_TYPES, *prefix_table()):
        raise QuestionError(
            f'the parameter has the unknown type "{kind}"',
            remedy=f"a type is a kind of thing (place, agency …) or {', '.join(PLAIN_TYPES)}",
        )
    return ox.NamedNode(resolve(text, "" if kind == "thing" else kind))


def thing_iri(text: str, names: NameIndex, known: Callable[[str], bool], *, kind: str = "") -> str:
    """Return the address of a thing given by address, compact name, slug or name.

    `known` says whether the graph speaks of an address, for what has no name of its own, such as a
    figure. Raises UnknownThingError with the nearest things, and PrefixError.
    """
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, _ = bare.partition(":")
    if "://" not in bare and not (colon and prefix in prefix_table()):
        return names.only(bare, kind=kind).iri
    iri = expand(bare)
    if not _IRI.fullmatch(iri) or not (iri in names.by_iri or known(iri)):
        raise UnknownThingError(
            f'no {kind or "thing"} "{_shown(bare)}"', remedy=names.suggestion(bare, kind=kind)
        )
    if kind and not shorten(iri).startswith(f"{kind}:"):
        raise UnknownThingError(
            f'"{bare}" is no {kind}', remedy=f"find one with: iprgraph find --kind {kind} …"
        )
    return iri


def is_paragraph_number(text: str) -> bool:
    """Return whether a text is written like the number of a paragraph: 2.1."""
    return _NUMBER.fullmatch(text) is not None


def paragraph_iri(text: str, paragraphs: Mapping[str, str]) -> str:
    """Return the address of a paragraph given by number ("2.1"), report and number, or address.

    Raises UnknownThingError where there is none, or several reports have it.
    """
    named = text.strip("<>").removeprefix("graph:")
    found = [
        iri
        for iri, number in sorted(paragraphs.items())
        if named in (number, iri) or iri.endswith(f"/graph/{named}")
    ]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(iri.partition("/graph/")[2] for iri in found)
        raise UnknownThingError(
            f'several reports have a paragraph "{text}"', remedy=f"say one of: {listed}"
        )
    numbers = ", ".join(dict.fromkeys(paragraphs[iri] for iri in sorted(paragraphs)))
    raise UnknownThingError(f'no paragraph "{text}"', remedy=f"there are: {numbers}")


def _literal(kind: str, text: str) -> ox.Literal:
    """Return a value of a plain type as a literal. Raises QuestionError where it does not fit."""
    pattern, datatype, example = _LITERALS[kind]
    if pattern is not None and not pattern.fullmatch(text):
        raise QuestionError(f"this is no {kind}", remedy=f"write it like {example}")
    if kind == "language" and text not in LANGUAGES:
        raise QuestionError("no such language", remedy=f"say one of: {', '.join(LANGUAGES)}")
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + datatype))


_LITERALS: dict[str, tuple[re.Pattern[str] | None, str, str]] = {
    "string": (None, "string", "any words"),
    "integer": (_INTEGER, "integer", "2022"),
    "decimal": (_DECIMAL, "decimal", "11.71"),
    "year": (_YEAR, "integer", "2022"),
    "language": (None, "string", "zh"),
}


def _shown(value: str) -> str:
    """Return a value short and on one line, for a message."""
    line = "".join(one if one.isprintable() else "?" for one in value)
    return line if len(line) <= 60 else f"{line[:57]}…"
