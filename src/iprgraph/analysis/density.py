"""Density: how many of the possible links there are, by level of government."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

from iprgraph.analysis.network import LEVELS, paragraphs_of

if TYPE_CHECKING:
    from iprgraph.analysis.network import Network

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Density:
    """Two levels, or one twice: institutions of each, links, pairs that could be linked, share.

    A level is the class of place in which the institutions have their powers, empty where that is
    not known.
    """

    level: str
    other: str
    institutions: int
    others: int
    links: int
    pairs: int
    density: float
    paragraphs: tuple[str, ...]


def densities(network: Network) -> tuple[Density, ...]:
    """Return the density within and between all levels of which there are institutions.

    The widest level first, the unknown one last; where no pair is possible nothing is given.
    """
    count = Counter(network.levels)
    levels = [one for one in (*LEVELS, "") if count[one]]
    found = (
        _density(network, level, other, count)
        for level, other in combinations_with_replacement(levels, 2)
    )
    return tuple(one for one in found if one.pairs)


def _density(network: Network, level: str, other: str, count: Counter[str]) -> Density:
    wanted = sorted((level, other))
    ties = [
        tie
        for tie in network.ties
        if sorted((network.levels[tie.one], network.levels[tie.other])) == wanted
    ]
    same = level == other
    pairs = count[level] * (count[level] - 1) // 2 if same else count[level] * count[other]
    return Density(
        level=level,
        other=other,
        institutions=count[level],
        others=count[other],
        links=len(ties),
        pairs=pairs,
        density=round(len(ties) / pairs, _DIGITS) if pairs else 0.0,
        paragraphs=paragraphs_of(ties),
    )
