"""Spelling: names that look like a slip of the hand on a word that other texts have.

An English word that only one thing's name has, and that is a frequent word with a letter left out,
doubled or exchanged with the next one; in Chinese, two characters exchanged, one doubled, or one
left out of the middle of what names have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from iprgraph.checks.finding import Finding
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.graphs import Graphs

CHECK = "meaning"
RULE = "spelling"

_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_TWICE = re.compile(r"(.)\1")
_SHORTEST = 4  # letters: of a shorter word too many are a slip from another
_STRETCH = 4  # Han characters that are compared at a time
_SIDE = 3  # Han characters on either side of one that is left out
_FREQUENT = {"en": 2, "zh": 3}  # things whose texts have a word, for it to be taken as right
_MESSAGE = {
    "zh": "{} 的名称有“{}”，似为“{}”之误",
    "en": '{} has "{}" in a name, which looks like a slip for "{}"',
}
_REMEDY = {"zh": "更正名称", "en": "correct the name"}

Texts = dict[str, set[str]]
Slip = tuple[str, str, str]


def spelling_findings(graphs: Graphs, language: str = "en") -> list[Finding]:
    """Return a warning for each word of a name that looks like a slip for another word."""
    found: list[Slip] = []
    for lang, texts in _texts(graphs).items():
        users, named = _users(texts, lang), _named(graphs, lang)
        found += _frequent_slips(users, named, lang)
        found += _han_slips(graphs, users) if lang == "zh" else _own_slips(users, named)
    return [_finding(graphs, *each, language) for each in found]


def _frequent_slips(users: Texts, named: set[str], lang: str) -> Iterator[Slip]:
    """Yield the words that one thing alone has, in a name, and that are slips for frequent ones."""
    frequent = [word for word, things in users.items() if len(things) >= _FREQUENT[lang]]
    slips = _slips(sorted(frequent), lang)
    for word in sorted(named & slips.keys()):
        if len(users[word]) == 1:
            (thing,) = users[word]
            yield thing, word, slips[word]


def _own_slips(users: Texts, named: set[str]) -> Iterator[Slip]:
    """Yield the words of one thing's name that look like a slip for a word of its address."""
    alone = ((word, users[word]) for word in named if len(users[word]) == 1)
    for thing, word in sorted((thing, word) for word, (thing,) in alone):
        address = _WORD.findall(kind_and_slug(thing)[1])
        if word not in address:
            meant = (one for one in address if len(one) >= _SHORTEST)
            near = (one for one in meant if word in _slips_of(one, exchanged_only=False))
            yield from ((thing, word, one) for one in list(near)[:1])


def _han_slips(graphs: Graphs, users: Texts) -> Iterator[Slip]:
    """Yield the stretches of names with a character twice that texts have once, or without one."""
    things = sorted(thing for thing, lang in graphs.names if lang == "zh")
    named = ((thing, " ".join(graphs.names[thing, "zh"])) for thing in things)
    runs = [(thing, run) for thing, names in named for run in _HAN.findall(names)]
    for thing, run in runs:
        if _TWICE.search(run):
            yield from ((thing, *pair) for pair in _doubled(run, users))
    _, shared = _stretches(runs, 2 * _SIDE + 1)
    first, several = _stretches(runs, 2 * _SIDE)
    for stretch in sorted(shared):
        lacking = stretch[:_SIDE] + stretch[_SIDE + 1 :]
        if lacking in first and lacking not in several:
            yield first[lacking], lacking, stretch


def _stretches(runs: Iterable[tuple[str, str]], size: int) -> tuple[dict[str, str], set[str]]:
    """Return the first thing that has each stretch of a size, and the stretches of several."""
    first: dict[str, str] = {}
    several: set[str] = set()
    for thing, run in runs:
        for at in range(len(run) - size + 1):
            stretch = run[at : at + size]
            if first.setdefault(stretch, thing) != thing:
                several.add(stretch)
    return first, several


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


def _users(texts: Texts, lang: str) -> Texts:
    """Return the things whose texts in a language have each word."""
    users: Texts = defaultdict(set)
    for text, things in texts.items():
        for word in _parts(text, lang):
            users[word] |= things
    return users


def _named(graphs: Graphs, lang: str) -> set[str]:
    """Return the words of names in a language."""
    return {
        word
        for (_, language), names in graphs.names.items()
        if language == lang
        for name in names
        for word in _parts(name, lang)
    }


def _texts(graphs: Graphs) -> Mapping[str, Texts]:
    """Return by language the texts of all things, each once with the things that have it."""
    found: dict[str, Texts] = {lang: defaultdict(set) for lang in _FREQUENT}
    for each in chain.from_iterable(graphs.facts(graph).texts for graph in graphs.triples):
        if each.language in found:
            found[each.language][each.value].add(each.subject)
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
