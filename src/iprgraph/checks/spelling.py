"""Spelling: names that look like a slip of the hand on a word that other texts have.

An English word that only one thing's name has, and that is a frequent word with a letter left out,
doubled or exchanged with the next one; in Chinese, two characters exchanged, one doubled, or one
left out of the middle of what names have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.finding import Finding
from iprgraph.prefixes import shorten
from iprgraph.reports import str_of
from iprgraph.vocabulary import RDFS_LABEL, SKOS_ALT_LABEL, kind_and_slug

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
_SIDE = 3  # Han characters on either side of one that is left out
_FREQUENT = {"en": 2, "zh": 3}  # things whose texts have a word, for it to be taken as right
_MESSAGE = {
    "zh": "{} 的名称有“{}”，似为“{}”之误",
    "en": '{} has "{}" in a name, which looks like a slip for "{}"',
}
_REMEDY = {"zh": "更正名称", "en": "correct the name"}

_QUERY = """SELECT ?thing ?property ?text WHERE {
  ?thing ?property ?text . FILTER(LANG(?text) = "en" || LANG(?text) = "zh")
}"""

Texts = dict[str, set[str]]
Text = tuple[str, bool, str]
Slip = tuple[str, str, str]


def spelling_findings(graphs: Graphs, language: str = "en") -> list[Finding]:
    """Return a warning for each word of a name that looks like a slip for another word."""
    texts = _texts(graphs)
    found: list[Slip] = []
    for lang, own in texts.items():
        users, named = _words(own, lang)
        found += _frequent_slips(users, named, lang)
        found += (_han_slips if lang == "zh" else _own_slips)(graphs, users)
    return [_finding(graphs, *each, language) for each in found]


def _frequent_slips(users: Texts, named: set[str], lang: str) -> Iterator[Slip]:
    """Yield the words that one thing alone has, in a name, and that are slips for frequent ones."""
    frequent = [word for word, things in users.items() if len(things) >= _FREQUENT[lang]]
    slips = _slips(sorted(frequent), lang)
    for word in sorted(named & slips.keys()):
        if len(users[word]) == 1:
            (thing,) = users[word]
            yield thing, word, slips[word]


def _own_slips(graphs: Graphs, users: Texts) -> Iterator[Slip]:
    """Yield the words of names that look like a slip for a word of the thing's own address."""
    for (thing, lang), names in sorted(graphs.names.items()):
        address = _WORD.findall(kind_and_slug(thing)[1]) if lang == "en" else []
        words = {word for name in names for word in _WORD.findall(name.lower())}
        for word in sorted(words.difference(address)) if address else ():
            if users.get(word, {thing}) == {thing}:
                meant = (one for one in address if len(one) >= _SHORTEST)
                near = (one for one in meant if word in _slips_of(one, exchanged_only=False))
                yield from ((thing, word, one) for one in list(near)[:1])


def _han_slips(graphs: Graphs, users: Texts) -> Iterator[Slip]:
    """Yield the stretches of names with a character twice that texts have once, or without one."""
    whole: Texts = defaultdict(set)
    part: Texts = defaultdict(set)
    for (thing, lang), names in sorted(graphs.names.items()):
        for run in _HAN.findall(" ".join(names)) if lang == "zh" else ():
            yield from ((thing, *pair) for pair in _doubled(run, users))
            for stretches, size in ((whole, 2 * _SIDE + 1), (part, 2 * _SIDE)):
                for at in range(len(run) - size + 1):
                    stretches[run[at : at + size]].add(thing)
    for stretch in sorted(whole):
        lacking = stretch[:_SIDE] + stretch[_SIDE + 1 :]
        if len(whole[stretch]) > 1 and len(part.get(lacking, ())) == 1:
            yield from ((thing, lacking, stretch) for thing in part[lacking])


def _doubled(run: str, users: Texts) -> Iterator[tuple[str, str]]:
    """Yield the stretches with a character twice, each with what some text has instead."""
    for at in range(1, len(run) - 2):
        if run[at] == run[at + 1]:
            for start in (at - 1, at - 2):  # with a character before it, or with two
                stretch = run[max(start, 0) : start + _STRETCH + 1]
                once = stretch[: at - start] + stretch[at - start + 1 :]
                if start >= 0 and len(once) == _STRETCH and once in users:
                    yield stretch, once
                    break


def _words(texts: Iterable[Text], lang: str) -> tuple[Texts, set[str]]:
    """Return the things whose texts in a language have each word, and the words of names."""
    users: Texts = defaultdict(set)
    named: set[str] = set()
    for thing, is_name, text in texts:
        for word in _parts(text, lang):
            users[word].add(thing)
            if is_name:
                named.add(word)
    return users, named


def _texts(graphs: Graphs) -> Mapping[str, list[Text]]:
    """Return the texts of all things by language, and whether each is a name."""
    found: dict[str, list[Text]] = {lang: [] for lang in _FREQUENT}
    answer = graphs.store.query(_QUERY)
    for row in answer if isinstance(answer, ox.QuerySolutions) else ():
        literal = row["text"]
        if isinstance(literal, ox.Literal):
            text = str_of(row["thing"]), row["property"] in _NAMES, literal.value
            found[literal.language or ""].append(text)
    return found


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
