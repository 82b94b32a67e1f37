"""Naming: a name that stands inside the name of a thing, and no statement that ties the two.

What is written or run under a name is about what its name speaks of: "opinions on the protection
centres" cover them, "rules of the court" are issued by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.finding import Finding
from iprgraph.prefixes import shorten
from iprgraph.reports import str_of
from iprgraph.vocabulary import ID, RDF_TYPE, ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.graphs import Graphs

CHECK = "meaning"
RULE = "named-in-name"

_LANG = "zh"  # in Chinese a name is a stretch of characters, in English its words are bent
_LONG = 4  # characters of an alias that is looked for
_TITLED = ("list", "publication", "mechanism", "instrument")
_SPOKEN_OF = ("concept", "agency", "place", "right")
_EVERYWHERE = f"{ID}right/intellectual-property"
_MESSAGE = {
    "zh": "{} 的名称里有 {} 的名称“{}”，却没有陈述把两者连起来",
    "en": 'the Chinese name of {} has that of {}, "{}", in it, but no statement ties the two',
}
_REMEDY = {
    "zh": "陈述两者的关系（如 ipr:covers、ipr:issuedBy、ipr:appliesIn），或更正名称",
    "en": "state how they are related (ipr:covers, ipr:issuedBy, ipr:appliesIn …), or correct "
    "the name",
}


def naming_findings(graphs: Graphs, language: str = "en") -> list[Finding]:
    """Return a warning for each thing whose name speaks of another one that it is not tied to."""
    typed = graphs.store.quads_for_pattern(None, RDF_TYPE, ipr("Paragraph"), ox.DefaultGraph())
    return [
        _finding(graphs, paragraph, thing, other, name, language)
        for paragraph in sorted(str_of(quad.subject) for quad in typed)
        for thing, other, name in _untied(graphs, graphs.facts(paragraph).nodes)
    ]


def _untied(graphs: Graphs, nodes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each titled thing of a paragraph with what its name speaks of and is not tied to."""
    titled, spoken_of = _things(nodes)
    for thing in sorted(titled):
        own = " ".join(graphs.names.get((thing, _LANG), ())[:1])
        for other in sorted(spoken_of):
            name = _spoken(graphs, other, own)
            if name and not (
                _may_be_apart(thing, other) or _is_tied(graphs, thing, other, name, own)
            ):
                yield thing, other, name


def _spoken(graphs: Graphs, thing: str, name: str) -> str:
    """Return the name of a thing that stands in another name, "" for none; short aliases aside."""
    names = graphs.names.get((thing, _LANG), ())
    long = (one for at, one in enumerate(names) if not at or len(one) >= _LONG)
    return next((one for one in long if one in name), "")


def _things(nodes: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the titled things of some nodes, and those that a title can speak of."""
    kinds = {node: kind_and_slug(node)[0] for node in nodes}
    titled = {node for node, kind in kinds.items() if kind in _TITLED}
    return titled, {n for n, kind in kinds.items() if kind in _SPOKEN_OF and n != _EVERYWHERE}


def _may_be_apart(thing: str, other: str) -> bool:
    """Return whether a publication or list is named after a place, which need not be stated."""
    return kind_and_slug(thing)[0] in ("publication", "list") and kind_and_slug(other)[0] == "place"


def _is_tied(graphs: Graphs, thing: str, other: str, name: str, own_name: str) -> bool:
    """Return whether a statement joins two things, or the first and what a longer name there is."""
    subject, value = ox.NamedNode(thing), ox.NamedNode(other)
    own = list(graphs.store.quads_for_pattern(subject, None, None, ox.DefaultGraph()))
    if any(quad.object == value for quad in own):
        return True
    if any(graphs.store.quads_for_pattern(value, None, subject, ox.DefaultGraph())):
        return True
    return any(
        name in longer and longer in own_name
        for quad in own
        if quad.object != subject
        for longer in graphs.names.get((str_of(quad.object), _LANG), ())
    )


def _finding(
    graphs: Graphs, graph: str, thing: str, other: str, name: str, language: str
) -> Finding:
    shown = (shorten(one, graphs.prefixes) for one in (thing, other))
    file, line = graphs.place_of(thing, graph)
    return Finding(
        CHECK,
        "warning",
        _MESSAGE[language].format(*shown, name),
        file=file,
        line=line,
        remedy=_REMEDY[language],
        paragraph=graph.rpartition("/")[2],
        rule=RULE,
    )
