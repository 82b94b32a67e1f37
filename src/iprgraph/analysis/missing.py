"""Missing links: pairs with partners in common that no paragraph shows at work together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from iprgraph.analysis.network import paragraphs_of

if TYPE_CHECKING:
    from iprgraph.analysis.network import Network

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Missing:
    """Two institutions by position that are not linked, their common partners, and two measures.

    `adamic_adar` is the sum over the common partners of 1 / ln(number of their partners);
    `jaccard` the share of common partners among all partners of the two.
    """

    one: int
    other: int
    common: tuple[int, ...]
    adamic_adar: float
    jaccard: float
    paragraphs: tuple[str, ...]


def missing_links(network: Network) -> tuple[Missing, ...]:
    """Return the pairs that similar ones would make one expect, the likeliest first.

    Adamic-Adar decides, then Jaccard, then the addresses. A body and one above it are no pair.
    """
    pairs = _pairs(network)
    adamic = {
        (one, other): value for one, other, value in nx.adamic_adar_index(network.graph, pairs)
    }
    jaccard = {
        (one, other): value for one, other, value in nx.jaccard_coefficient(network.graph, pairs)
    }
    found = [
        _missing(network, pair, round(adamic[pair], _DIGITS), round(jaccard[pair], _DIGITS))
        for pair in pairs
    ]
    return tuple(
        sorted(found, key=lambda one: (-one.adamic_adar, -one.jaccard, one.one, one.other))
    )


def _pairs(network: Network) -> list[tuple[int, int]]:
    """Return the pairs that are two links apart and of which neither stands above the other."""
    graph = network.graph
    apart = {
        (one, other)
        for place in graph
        for one in graph[place]
        for other in graph[place]
        if one < other and not graph.has_edge(one, other)
    }
    return sorted(
        (one, other)
        for one, other in apart
        if one not in network.above[other] and other not in network.above[one]
    )


def _missing(network: Network, pair: tuple[int, int], adamic: float, jaccard: float) -> Missing:
    common = tuple(sorted(nx.common_neighbors(network.graph, *pair)))
    ties = (network.tie_of[min(end, place), max(end, place)] for end in pair for place in common)
    return Missing(*pair, common, adamic, jaccard, paragraphs_of(ties))
