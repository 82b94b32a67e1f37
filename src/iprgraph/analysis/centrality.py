"""Centrality: how much each institution works with others, and how much it stands between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from iprgraph.analysis.network import paragraphs_of, things_of
from iprgraph.errors import AnalysisError

if TYPE_CHECKING:
    from iprgraph.analysis.network import Network

_DIGITS = 4
_STEPS = 100_000
_TOLERANCE = (
    1e-9  # of the power iteration, for each institution: far below the digits that are kept
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An institution by position: partners, things done together, and its place among the others.

    `betweenness` is the number of pairs of others whose shortest way goes through it, a pair with
    several ways counting in part. `eigenvector` is 1 for the best connected of its component and
    compares within `component` only, which are numbered from the largest.
    """

    institution: int
    partners: int
    things: int
    betweenness: float
    eigenvector: float
    component: int
    paragraphs: tuple[str, ...]


def standings(network: Network) -> tuple[Standing, ...]:
    """Return the standing of each institution that has a link. Raises AnalysisError.

    Most partners first, then most things, then betweenness, then by address.
    """
    between = nx.betweenness_centrality(network.graph, normalized=False)
    found = [
        Standing(
            institution=place,
            partners=len(network.ties_at[place]),
            things=len(things_of(network.ties_at[place])),
            betweenness=round(between[place], _DIGITS),
            eigenvector=weight,
            component=number,
            paragraphs=paragraphs_of(network.ties_at[place]),
        )
        for number, component in enumerate(components(network), 1)
        for place, weight in _eigenvector(network, component).items()
    ]
    return tuple(
        sorted(
            found, key=lambda one: (-one.partners, -one.things, -one.betweenness, one.institution)
        )
    )


def components(network: Network) -> list[tuple[int, ...]]:
    """Return the connected parts of the network with two or more, the largest first."""
    parts = [tuple(sorted(part)) for part in nx.connected_components(network.graph)]
    return sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), part))


def _eigenvector(network: Network, component: tuple[int, ...]) -> dict[int, float]:
    """Return eigenvector centrality in a component, 1 for the greatest. Raises AnalysisError."""
    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(component)
    part.add_edges_from(
        (tie.one, tie.other) for tie in network.ties if tie.one in part and tie.other in part
    )
    try:
        weights = nx.eigenvector_centrality(part, max_iter=_STEPS, tol=_TOLERANCE)
    except nx.PowerIterationFailedConvergence as error:
        raise AnalysisError(
            f"eigenvector centrality does not settle in {_STEPS:,} steps",
            remedy="report it with the data: iprgraph export graphml --view cooperation",
        ) from error
    most = max(weights.values())
    return {place: round(weight / most, _DIGITS) for place, weight in weights.items()}
