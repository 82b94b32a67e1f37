"""Spelling: names that look like a slip of the hand on a word that other texts have.

An English word that only one thing's name has, and that is a frequent word with a letter left out,
doubled or exchanged with the next one; in Chinese, two characters exchanged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.finding import Finding
from iprgraph.prefixes import shorten
from iprgraph.reports import str_of
from iprgraph.vocabulary import RDFS_LABEL, SKOS_ALT_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.graphs import Graphs

CHECK = "meaning"
RULE = "spelling"

_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NAMES = (RDFS_LABEL, SKOS_ALT_LABEL)
_SHORTEST = 4  # letters: of a shorter word too many are a slip from another
_STRETCH = 4  # Han characters that are compared at a time
_FREQUENT = {"en": 2, "zh": 3}  # things whose texts have a word, for it to be taken as right
_TEXTS = 'SELECT ?thing ?property ?text {{ ?thing ?property ?text FILTER(LANG(?text) = "{}") }}'
_MESSAGE = {
    "zh": "{} 的名称有“{}”，似为“{}”之误",
    "en": '{} has "{}" in a name, which looks like a slip for "{}"',
}
_REMEDY = {"zh": "更正名称", "en": "correct the name"}

Texts = dict[str, set[str]]


def spelling_findings(graphs: Graphs, language: str = "en") -> list[Finding]:
    """Return a warning for each word of a name that looks like a slip for another word."""
    findings = []
    for lang in _FREQUENT:
        users, named = _words(graphs, lang)
        frequent = [word for word, things in users.items() if len(things) >= _FREQUENT[lang]]
        slips = _slips(sorted(frequent), lang)
        for word in sorted(named):
            if word in slips and len(users[word]) == 1:
                (thing,) = users[word]
                findings.append(_finding(graphs, thing, word, slips[word], language))
    return findings


def _words(graphs: Graphs, lang: str) -> tuple[Texts, set[str]]:
    """Return the things whose texts in a language have each word, and the words of names."""
    users: Texts = defaultdict(set)
    named: set[str] = set()
    for thing, predicate, text in _texts(graphs, lang):
        for word in _parts(text, lang):
            users[word].add(thing)
            if predicate in _NAMES:
                named.add(word)
    return users, named


def _texts(graphs: Graphs, lang: str) -> Iterator[tuple[str, object, str]]:
    """Yield subject, predicate and text of all statements whose object is in a language."""
    answer = graphs.store.query(_TEXTS.format(lang))
    if isinstance(answer, ox.QuerySolutions):
        for subject, predicate, literal in answer:
            if isinstance(literal, ox.Literal):
                yield str_of(subject), predicate, literal.value


def _parts(text: str, lang: str) -> Iterable[str]:
    """Return the words of a text, in Chinese every few characters that follow each other."""
    if lang == "en":
        return _WORD.findall(text.lower())
    return [
        run[at : at + _STRETCH]
        for run in _HAN.findall(text)
        for at in range(len(run) - _STRETCH + 1)
    ]


def _slips(words: Iterable[str], lang: str) -> Mapping[str, str]:
    """Return what a slip makes of some words, with the first word that it can stand for."""
    found: dict[str, str] = {}
    for word in words:
        if len(word) >= _SHORTEST:
            for slip in _slips_of(word, exchanged_only=lang == "zh"):
                found.setdefault(slip, word)
    return found


def _slips_of(word: str, *, exchanged_only: bool) -> set[str]:
    """Return a word with two letters exchanged, else also with one left out or doubled."""
    pairs = range(len(word) - 1)
    slips = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs}
    if not exchanged_only:
        slips |= {word[:at] + word[at + 1 :] for at in range(1, len(word) - 1)}
        slips |= {word[: at + 1] + word[at:] for at in range(len(word))}
    return slips - {word}


def _finding(graphs: Graphs, thing: str, word: str, meant: str, language: str) -> Finding:
    file, line = graphs.place_of(thing)
    name = shorten(thing, graphs.prefixes)
    return Finding(
        CHECK,
        "warning",
        _MESSAGE[language].format(name, word, meant),
        file=file,
        line=line,
        remedy=_REMEDY[language],
        rule=RULE,
    )
