"""Layout: where cards stand, in ways that suit a wide page and a narrow one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.draw.card import MOST_NARROW_LINES, NARROW, WIDEST, Card, Look, card
from iprgraph.draw.layout.blocks import blocks
from iprgraph.draw.layout.clusters import NARROW_ACROSS, NARROW_DOWN, clusters, is_large
from iprgraph.draw.layout.columns import Layout, arrange
from iprgraph.draw.layout.graph import Graph, graph_of
from iprgraph.draw.layout.line import line
from iprgraph.draw.layout.sides import sides
from iprgraph.draw.layout.tree import hung, parents, ringed, tree_blocks
from iprgraph.draw.view import Names
from iprgraph.prefixes import expand

if TYPE_CHECKING:
    from iprgraph.draw.layout.blocks import Block
    from iprgraph.draw.layout.packing import Packing
    from iprgraph.draw.scene import Scene, Thing
    from iprgraph.draw.view import Mode, View


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way to lay the things on a page: which cards, its size, the middles of the cards.

    Whether links are curves from column to column, the blocks behind the cards, and where links
    pass columns, by their position, go with it.
    """

    cards: int
    width: int
    height: int
    curved: bool
    places: tuple[tuple[int, int], ...]
    blocks: tuple[tuple[int, int, int, int], ...]
    bends: tuple[tuple[int, tuple[tuple[int, int, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """All cards in one language, wide and narrow, and the ways to arrange them.

    The main links carry the arrangement; those that lead out of a block, or back, do not.
    """

    cards: tuple[tuple[Card, ...], ...]
    arrangements: tuple[Arrangement, ...]
    main: tuple[bool, ...]


def lay(scene: Scene, mode: Mode) -> Arranged:
    """Return where the things of a scene stand in a language; the same each time.

    A large graph is seen as a whole, so that it needs no narrow cards.
    """
    graph = graph_of(scene)
    unbroken = scene.view.unbroken
    wide = _cards(scene, mode, Look(WIDEST[mode], unbroken))
    layouts = [_wide(scene, graph, wide, mode)]
    if scene.view.layout in {"line", "sides"}:
        layouts.append(_narrow(scene, graph, wide, mode))
    if not is_large(graph):
        narrow = _cards(scene, mode, Look(NARROW[mode], unbroken, MOST_NARROW_LINES))
        layouts.append(_narrow(scene, graph, narrow, mode))
    return Arranged(
        tuple(layout.cards for layout in layouts),
        tuple(
            _arrangement(number, layout, packing, graph)
            for number, layout in enumerate(layouts)
            for packing in layout.packings
        ),
        _main(scene, graph, layouts[0]),
    )


def _main(scene: Scene, graph: Graph, layout: Layout) -> tuple[bool, ...]:
    match scene.view.layout:
        case "tree":
            parent = parents(graph)
            return tuple(parent.get(right) == left for left, right in graph.pairs)
        case "sides":
            hanging = hung(graph, scene.centre or 0)
            return tuple(
                right in hanging[left] or left in hanging[right] for left, right in graph.pairs
            )
        case _:
            block = [place.block for place in layout.places]
            return tuple(block[left] == block[right] for left, right in graph.pairs)


def _wide(scene: Scene, graph: Graph, cards: list[Card], mode: Mode) -> Layout:
    match scene.view.layout:
        case "clusters":
            return clusters(graph, cards)
        case "sides":
            return sides(graph, cards, scene.centre or 0)
        case "line":
            return line(scene, graph, cards, mode)
        case _:
            return arrange(_blocks(scene, graph), cards)


def _narrow(scene: Scene, graph: Graph, cards: list[Card], mode: Mode) -> Layout:
    """Return the layout for a phone: a line goes down, and both sides become one."""
    match scene.view.layout:
        case "clusters":
            return clusters(graph, cards, (NARROW_ACROSS, NARROW_DOWN))
        case "line":
            return line(scene, graph, cards, mode, down=True)
        case _:
            return arrange(_blocks(scene, graph), cards, gap=34)


def _blocks(scene: Scene, graph: Graph) -> list[Block]:
    match scene.view.layout:
        case "tree":
            return tree_blocks(graph)
        case "sides":
            return [ringed(graph, scene.centre or 0)]
        case _:
            return blocks(graph.count, graph.pairs, graph.ranks)


def _cards(scene: Scene, mode: Mode, look: Look) -> list[Card]:
    """Return all things' cards in a language."""
    return [
        card(
            one.names,
            mode,
            look,
            bold=scene.view.styles[one.style].solid,
            below=_on_card(one, scene.view),
            scale=one.scale,
        )
        for one in scene.things
    ]


def _on_card(thing: Thing, view: View) -> tuple[Names, ...]:
    """Return the figures that stand on a card, each with what it is of, or of when."""
    if (
        view.figures is None
        or expand(view.styles[thing.style].term or "ipr:all") not in view.figures.kinds
    ):
        return ()
    chosen = thing.figures[: view.figures.most]
    if view.figures.says == "metric":
        return tuple(
            Names(f"{one.metric.zh}：{one.value.zh}", f"{one.metric.en}: {one.value.en}")
            for one in chosen
        )
    return tuple(
        Names(f"{one.value.zh} · {one.period.zh}", f"{one.value.en} · {one.period.en}")
        for one in chosen
    )


def _arrangement(number: int, layout: Layout, packing: Packing, graph: Graph) -> Arrangement:
    corners = packing.corners
    return Arrangement(
        number,
        packing.width,
        packing.height,
        layout.curved,
        tuple(
            (corners[one.block][0] + one.x, corners[one.block][1] + one.y) for one in layout.places
        ),
        tuple((*corner, *size) for corner, size in zip(corners, layout.sizes, strict=True))
        if layout.framed
        else (),
        tuple(
            (link, bends)
            for link, pair in enumerate(graph.pairs)
            if (bends := _bends(pair, layout, packing))
        ),
    )


def _bends(
    pair: tuple[int, int], layout: Layout, packing: Packing
) -> tuple[tuple[int, int, int], ...]:
    """Return where a link passes columns on the page, from its left end to its right one."""
    left, top = packing.corners[layout.places[pair[0]].block]
    if pair in layout.bends:
        return tuple((left + x1, left + x2, top + y) for x1, x2, y in layout.bends[pair])
    back = layout.bends.get((pair[1], pair[0]), ())
    return tuple((left + x2, left + x1, top + y) for x1, x2, y in reversed(back))
