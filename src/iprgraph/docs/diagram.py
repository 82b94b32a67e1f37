"""Diagram: classes or concepts as boxes in columns, with arrows to what is above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from iprgraph.docs.wording import Ref, Text
from iprgraph.draw.card import METRICS, card
from iprgraph.draw.layout.blocks import blocks
from iprgraph.draw.layout.columns import BLOCK_PAD, arrange
from iprgraph.draw.view import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from iprgraph.docs.places import Places
    from iprgraph.docs.terms import Term
    from iprgraph.draw.card import Card
    from iprgraph.draw.layout.columns import Bend, Layout
    from iprgraph.draw.layout.packing import Packing

Kind = Literal["class", "property", "far"]

WIDEST = 880  # of a figure in pixels, where one column of blocks is not wider
_MOST_NAMED = 4  # classes at one end of a relation; more are counted
_BASE = 12  # from the top of a line to its base
_SMALL_BASE = 11


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a box: where it begins, and whether it is small."""

    x: int
    y: int
    text: str
    small: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box: where it stands, its lines, what it links to, and how it is drawn."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    ref: Ref
    kind: Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: its size, boxes, lines between them, arrowheads, and what it says in words."""

    title: Text
    words: Text
    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[str, ...]
    heads: tuple[str, ...]
    head: Literal["above", "ahead"]


@dataclass(frozen=True, slots=True)
class _Node:
    ref: Ref
    kind: Kind


def tree_figure(
    title: Text, parents: Mapping[str, Sequence[str]], places: Places, page: str
) -> Figure | None:
    """Return the drawing of what is below what, None where nothing is.

    Whatever is described on another page is drawn as far away.
    """
    iris = list(dict.fromkeys([*parents, *(up for many in parents.values() for up in many)]))
    if len(iris) == len(parents) and not any(parents.values()):
        return None
    nodes = [
        _Node(places.ref(one), "class" if places.entries[one].page == page else "far")
        for one in iris
    ]
    links = [(iris.index(up), iris.index(one)) for one, many in parents.items() for up in many]
    return _figure(title, nodes, links, ("是一种", "is a kind of"), up=True)


def relation_figure(
    title: Text,
    terms: Iterable[Term],
    places: Places,
    page: str,
    up: Callable[[str], Iterable[str]],
) -> Figure | None:
    """Return the drawing of the properties that lead from class to class, None without any.

    Properties of the same classes stand together; each group has boxes of its own. Of classes
    one below the other (`up` gives all those above one) only the uppermost is drawn.
    """
    nodes: list[_Node] = []
    links: list[tuple[int, int]] = []
    at: dict[tuple[str, ...], int] = {}

    def place(key: tuple[str, ...], node: _Node) -> int:
        if key not in at:
            at[key] = len(nodes)
            nodes.append(node)
        return at[key]

    for term in terms:
        left, right = (_few(places.refs(_uppermost(one, up))) for one in _ends(term, places))
        group = ",".join(one.curie for one in left)
        if not left or not right:
            continue
        middle = place(("", term.entry.iri), _Node(term.entry.ref, "property"))
        for one in left:
            links.append((place((group, "<", one.curie), _class_node(one, page)), middle))
        for one in right:
            links.append((middle, place((group, ">", one.curie), _class_node(one, page))))
    if not nodes:
        return None
    return _figure(title, nodes, links, ("→", "→"), up=False)


def _ends(term: Term, places: Places) -> tuple[list[str], list[str]]:
    """Return the classes, by IRI, that a property leads from and to."""
    left = [iri for one in term.duties for iri in one.classes]
    right = [iri for one in term.duties for iri in one.shape.values]
    for fact in term.facts:
        ends = [one for one in fact.items if isinstance(one, Ref) and not one.outside]
        if fact.name.en == "range":
            right += _iris(ends, places)
        if fact.name.en == "domain":
            left += _iris(ends, places)
    return left, right


def _uppermost(classes: Iterable[str], up: Callable[[str], Iterable[str]]) -> list[str]:
    every = set(classes)
    return [one for one in sorted(every) if every.isdisjoint(up(one))]


def _iris(refs: Iterable[Ref], places: Places) -> list[str]:
    wanted = {one.href for one in refs}
    return [iri for iri, one in places.entries.items() if one.href in wanted]


def _few(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Return the ends of a relation; many are counted, not named."""
    if len(refs) <= _MOST_NAMED:
        return refs
    return (Ref(Text(f"{len(refs)} 个类", f"{len(refs)} classes"), f"{len(refs)}", ""),)


def _class_node(ref: Ref, page: str) -> _Node:
    return _Node(ref, "class" if ref.href.startswith(f"{page}.html#") else "far")


def _figure(
    title: Text,
    nodes: list[_Node],
    links: list[tuple[int, int]],
    verb: tuple[str, str],
    *,
    up: bool,
) -> Figure:
    cards = [card(_names(one.ref), "both") for one in nodes]
    layout = arrange(blocks(len(nodes), links), cards)
    fitting = [one for one in layout.packings if one.width <= WIDEST]
    packing = fitting[-1] if fitting else layout.packings[0]
    boxes = []
    for node, sized, place in zip(nodes, layout.cards, layout.places, strict=True):
        left, top = packing.corners[place.block]
        x, y = left + place.x - sized.width // 2, top + place.y - sized.height // 2
        boxes.append(Box(x, y, sized.width, sized.height, _lines(sized, x, y), node.ref, node.kind))
    return Figure(
        title=title,
        words=_words(nodes, links, verb, up=up),
        width=packing.width + BLOCK_PAD,
        height=packing.height + BLOCK_PAD,
        boxes=tuple(boxes),
        curves=tuple(
            _curve(boxes[one], boxes[other], _bends((one, other), layout, packing), up=up)
            for one, other in links
        ),
        heads=tuple(_head(boxes[one], boxes[other], up=up) for one, other in links),
        head="above" if up else "ahead",
    )


def _names(ref: Ref) -> Names:
    return Names(ref.label.zh or ref.curie, ref.label.en or ref.curie)


def _lines(sized: Card, x: int, y: int) -> tuple[Line, ...]:
    left, top = x + (METRICS["icon"] + METRICS["pad"]) / 2, y + METRICS["top"]
    large = [
        Line(int(left), int(top + _BASE + number * METRICS["leading"]), text, small=False)
        for number, text in enumerate(sized.lines)
    ]
    below = top + len(sized.lines) * METRICS["leading"] + _SMALL_BASE
    small = [
        Line(int(left), int(below + number * METRICS["tight"]), text, small=True)
        for number, text in enumerate(sized.small)
    ]
    return (*large, *small)


def _bends(link: tuple[int, int], layout: Layout, packing: Packing) -> list[Bend]:
    """Return where a line passes columns, on the page."""
    left, top = packing.corners[layout.places[link[0]].block]
    return [(left + x1, left + x2, top + y) for x1, x2, y in layout.bends.get(link, ())]


def _curve(left: Box, right: Box, bends: Iterable[Bend], *, up: bool) -> str:
    """Return the line from a box to one on its right, short of the arrowhead."""
    x, end = left.x + left.width + (9 if up else 0), right.x - (0 if up else 8)
    y, other = left.y + left.height // 2, right.y + right.height // 2
    line = f"M{x} {y}"
    for start, until, height in (*bends, (end, end, other)):
        half = (start - x) // 2
        line += f"C{x + half} {y} {start - half} {height} {start} {height}"
        line += f"H{until}" if until != start else ""
        x, y = until, height
    return line


def _head(left: Box, right: Box, *, up: bool) -> str:
    """Return the arrowhead: at the box above for a subclass, at the far box for a relation."""
    if up:
        return f"M{left.x + left.width} {left.y + left.height // 2}l9 -5v10z"
    return f"M{right.x} {right.y + right.height // 2}l-8 -4v8z"


def _words(
    nodes: Sequence[_Node], links: Iterable[tuple[int, int]], verb: tuple[str, str], *, up: bool
) -> Text:
    """Return a drawing as sentences, for those who do not see it."""
    pairs = [(other, one) if up else (one, other) for one, other in links]
    zh = [f"{_names(nodes[a].ref).zh}{verb[0]}{_names(nodes[b].ref).zh}" for a, b in pairs]
    en = [f"{_names(nodes[a].ref).en} {verb[1]} {_names(nodes[b].ref).en}" for a, b in pairs]
    return Text("；".join(zh), "; ".join(en))
