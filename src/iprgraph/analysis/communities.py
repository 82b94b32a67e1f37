"""Communities: institutions that work more with each other than with the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from iprgraph.analysis.network import paragraphs_of, things_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iprgraph.analysis.network import Network


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its theme, members by position, the most linked first, and what is inside.

    `theme` is that of most figures in the paragraphs behind its links, empty where they print none;
    `figures` is how many of theirs are of it, `of_all` how many there are.
    """

    theme: str
    figures: int
    of_all: int
    members: tuple[int, ...]
    links: int
    things: tuple[str, ...]
    paragraphs: tuple[str, ...]


def communities(network: Network) -> tuple[Community, ...]:
    """Return the communities of two or more by greedy modularity, the largest first.

    Then those of most links, then by the address of the first member.
    """
    if not network.ties:
        return ()
    parts = nx.community.greedy_modularity_communities(network.graph)
    found = [_community(network, frozenset(part)) for part in parts if len(part) > 1]
    return tuple(sorted(found, key=lambda one: (-len(one.members), -one.links, one.members)))


def _community(network: Network, part: frozenset[int]) -> Community:
    inside = [tie for tie in network.ties if tie.one in part and tie.other in part]
    linked = Counter(end for tie in inside for end in (tie.one, tie.other))
    paragraphs = paragraphs_of(inside)
    theme, figures, of_all = _theme(network, paragraphs)
    return Community(
        theme=theme,
        figures=figures,
        of_all=of_all,
        members=tuple(sorted(part, key=lambda place: (-linked[place], place))),
        links=len(inside),
        things=things_of(inside),
        paragraphs=paragraphs,
    )


def _theme(network: Network, paragraphs: Iterable[str]) -> tuple[str, int, int]:
    """Return the theme of most figures of some paragraphs; by address where several have most."""
    counts: Counter[str] = Counter()
    for one in paragraphs:
        counts.update(network.themes.get(one, {}))
    if not counts:
        return "", 0, 0
    theme = min(counts, key=lambda one: (-counts[one], one))
    return theme, counts[theme], counts.total()
