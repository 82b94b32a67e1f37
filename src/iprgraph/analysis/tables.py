"""Tables: what an analysis found, as rows of things, numbers and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.process import extractOne

from iprgraph.analysis.bridges import Bridge, bridges
from iprgraph.analysis.centrality import Standing, components, standings
from iprgraph.analysis.communities import Community, communities
from iprgraph.analysis.density import Density, densities
from iprgraph.analysis.missing import Missing, missing_links
from iprgraph.errors import AnalysisError

if TYPE_CHECKING:
    from iprgraph.analysis.network import Network

NAMES = ("centrality", "communities", "bridges", "density", "missing-links")


@dataclass(frozen=True, slots=True)
class Item:
    """A thing, term or paragraph in a cell, by address; empty where there is none."""

    iri: str


Cell = Item | tuple[Item, ...] | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an analysis: its name, its columns, and its rows in their stated order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was analysed (institutions, those with a link, links, components), and its tables."""

    institutions: int
    linked: int
    links: int
    components: int
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """Return the table of that name. Raises AnalysisError with the nearest name."""
        known = chosen(name)
        return next(one for one in self.tables if one.name == known)


def chosen(name: str) -> str:
    """Return the name of a table if it is one. Raises AnalysisError with the nearest name."""
    if name in NAMES:
        return name
    near = extractOne(name, NAMES, score_cutoff=50)
    raise AnalysisError(
        f'no analysis "{name}"' + (f', did you mean "{near[0]}"?' if near else ""),
        remedy=f"the analyses are {', '.join(NAMES)}",
    )


def tables(network: Network) -> Analysis:
    """Return all tables of a network. Raises AnalysisError."""
    return Analysis(
        institutions=len(network.institutions),
        linked=len(network.ties_at),
        links=len(network.ties),
        components=len(components(network)),
        tables=(
            _centrality(network, standings(network)),
            _communities(network, communities(network)),
            _bridges(network, bridges(network)),
            _density(densities(network)),
            _missing(network, missing_links(network)),
        ),
    )


def _centrality(network: Network, found: tuple[Standing, ...]) -> Table:
    return Table(
        "centrality",
        (
            "institution",
            "partners",
            "things",
            "betweenness",
            "eigenvector",
            "component",
            "paragraphs",
        ),
        tuple(
            (
                _at(network, one.institution),
                one.partners,
                one.things,
                one.betweenness,
                one.eigenvector,
                one.component,
                _items(one.paragraphs),
            )
            for one in found
        ),
    )


def _communities(network: Network, found: tuple[Community, ...]) -> Table:
    return Table(
        "communities",
        ("number", "theme", "figures", "ofAll", "members", "links", "things", "paragraphs"),
        tuple(
            (
                number,
                Item(one.theme),
                one.figures,
                one.of_all,
                tuple(_at(network, place) for place in one.members),
                one.links,
                _items(one.things),
                _items(one.paragraphs),
            )
            for number, one in enumerate(found, 1)
        ),
    )


def _bridges(network: Network, found: tuple[Bridge, ...]) -> Table:
    return Table(
        "bridges",
        ("one", "other", "oneSide", "otherSide", "things", "paragraphs"),
        tuple(
            (
                _at(network, bridge.tie.one),
                _at(network, bridge.tie.other),
                bridge.one_side,
                bridge.other_side,
                _items(bridge.tie.things),
                _items(bridge.tie.paragraphs),
            )
            for bridge in found
        ),
    )


def _density(found: tuple[Density, ...]) -> Table:
    return Table(
        "density",
        (
            "level",
            "other",
            "institutions",
            "others",
            "links",
            "pairs",
            "density",
            "paragraphs",
        ),
        tuple(
            (
                Item(one.level),
                Item(one.other),
                one.institutions,
                one.others,
                one.links,
                one.pairs,
                one.density,
                _items(one.paragraphs),
            )
            for one in found
        ),
    )


def _missing(network: Network, found: tuple[Missing, ...]) -> Table:
    return Table(
        "missing-links",
        ("one", "other", "common", "adamicAdar", "jaccard", "paragraphs"),
        tuple(
            (
                _at(network, pair.one),
                _at(network, pair.other),
                tuple(_at(network, place) for place in pair.common),
                pair.adamic_adar,
                pair.jaccard,
                _items(pair.paragraphs),
            )
            for pair in found
        ),
    )


def _at(network: Network, place: int) -> Item:
    return Item(network.institutions[place])


def _items(addresses: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(map(Item, addresses))
