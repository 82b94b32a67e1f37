"""Tree: blocks of what hangs together below one root, and distances from a thing."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from iprgraph.draw.layout.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iprgraph.draw.layout.graph import Graph


def tree_blocks(graph: Graph) -> list[Block]:
    """Return a block for each root, its things by depth, in an order without crossing branches.

    Where several links lead to a thing, it hangs on the one whose relation the view puts first,
    then on the one of most statements.
    """
    parent = parents(graph)
    children: dict[int, list[int]] = {one: [] for one in range(graph.count)}
    for one in range(graph.count):
        if one in parent:
            children[parent[one]].append(one)
    return [branch(root, children) for root in range(graph.count) if root not in parent]


def distances(graph: Graph, start: int) -> tuple[int, ...]:
    """Return how many links each thing is away from the start, from which all can be reached."""
    far = {start: 0}
    todo = deque([start])
    while todo:
        one = todo.popleft()
        for other in graph.near[one]:
            if other not in far:
                far[other] = far[one] + 1
                todo.append(other)
    return tuple(far[one] for one in range(graph.count))


def ringed(graph: Graph, start: int) -> Block:
    """Return one block of columns by the distance from a thing, each hanging on a nearer one."""
    return branch(start, hung(graph, start))


def hung(graph: Graph, start: int) -> dict[int, list[int]]:
    """Return what hangs on each thing: what is one link farther from the start.

    Where several are nearer, it hangs on the one by the relation that the view puts first. What
    hangs there by the same relation stands together.
    """
    far = distances(graph, start)
    found: dict[int, tuple[int, int, int]] = {}
    for pair, relation, weight in zip(graph.pairs, graph.relations, graph.weights, strict=True):
        near, one = sorted(pair, key=lambda end: far[end])
        if far[near] < far[one]:
            found[one] = min(found.get(one, (relation, -weight, near)), (relation, -weight, near))
    children: dict[int, list[int]] = {one: [] for one in range(graph.count)}
    for one in sorted(found, key=lambda one: (found[one][0], one)):
        children[found[one][2]].append(one)
    return children


def parents(graph: Graph) -> dict[int, int]:
    """Return what each thing hangs on, without a cycle."""
    parent: dict[int, int] = {}
    found = sorted(
        (relation, -weight, right, left)
        for (left, right), relation, weight in zip(
            graph.pairs, graph.relations, graph.weights, strict=True
        )
    )
    for _, _, right, left in found:
        if right not in parent and right not in _line_of(left, parent):
            parent[right] = left
    return parent


def _line_of(one: int, parent: dict[int, int]) -> set[int]:
    """Return a thing and all that it hangs on."""
    line = {one}
    while one in parent:
        one = parent[one]
        line.add(one)
    return line


def branch(root: int, children: Mapping[int, Sequence[int]]) -> Block:
    """Return a block of what hangs on a thing, its columns by depth."""
    columns: list[list[int]] = []
    near: dict[int, list[int]] = {}
    todo = [(root, 0, -1)]
    while todo:
        one, depth, above = todo.pop()
        if depth == len(columns):
            columns.append([])
        columns[depth].append(one)
        near[one] = [*children[one], *([above] if above >= 0 else [])]
        todo.extend((child, depth + 1, one) for child in reversed(children[one]))
    return Block(
        tuple(map(tuple, columns)), {one: tuple(sorted(found)) for one, found in near.items()}
    )
