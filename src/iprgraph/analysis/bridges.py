"""Bridges: links without which some institutions would not be connected with others at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.analysis.network import Network, Tie


@dataclass(frozen=True, slots=True)
class Bridge:
    """A link that is the only way between those on either side: how many stand on each."""

    tie: Tie
    one_side: int
    other_side: int


def bridges(network: Network) -> tuple[Bridge, ...]:
    """Return the bridges, first those with most on the smaller side, then by address."""
    # The stubs of networkx call these numbers; they are pairs.
    pairs = cast("Iterable[tuple[int, int]]", nx.bridges(network.graph))
    found = [_bridge(network, min(pair), max(pair)) for pair in pairs]
    return tuple(
        sorted(
            found,
            key=lambda one: (-min(one.one_side, one.other_side), one.tie.one, one.tie.other),
        )
    )


def _bridge(network: Network, one: int, other: int) -> Bridge:
    cut = network.graph.copy()
    cut.remove_edge(one, other)
    sides = (len(nx.node_connected_component(cut, end)) for end in (one, other))
    return Bridge(network.tie_of[one, other], *sides)
