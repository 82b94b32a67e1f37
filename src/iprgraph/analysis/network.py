"""Network: institutions as nodes, what they do together as links, each with its paragraphs.

A node is an agent that is not a person; a collective body is one node beside its members. Two are
linked where the view "cooperation" links them: they conduct, lead or join one action, sign one
agreement or build one platform, in one paragraph. A body and the collective that it is a member of
are not linked by that, and being somebody's parent is no link.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox

from iprgraph.draw.rows import natural
from iprgraph.errors import AnalysisError
from iprgraph.prefixes import expand
from iprgraph.query import Solutions, run_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from iprgraph.folders import Folders
    from iprgraph.query import Term

# The widest first; an institution with powers in several places has the widest of their levels.
LEVELS = tuple(
    expand(f"ipr:{name}")
    for name in ("Country", "Province", "SpecialAdministrativeRegion", "City", "District")
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two institutions by position: what they do together, and where it is told."""

    one: int
    other: int
    things: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """Institutions in the order of their addresses, with the links between them in order.

    `levels` gives the level of each, empty where none is known; `above` the bodies that it is part
    or member of, at any depth; `themes` how many figures of each theme a paragraph prints.
    """

    institutions: tuple[str, ...]
    levels: tuple[str, ...]
    above: tuple[frozenset[int], ...]
    ties: tuple[Tie, ...]
    themes: Mapping[str, Mapping[str, int]]

    @cached_property
    def graph(self) -> nx.Graph[int]:
        """Return the network for networkx: nodes and edges in order, by position.

        Positions and not addresses, as the order of a set of texts changes from run to run.
        """
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(self.institutions)))
        graph.add_edges_from((tie.one, tie.other) for tie in self.ties)
        return graph

    @cached_property
    def tie_of(self) -> dict[tuple[int, int], Tie]:
        """Return the links by their ends, the smaller position first."""
        return {(tie.one, tie.other): tie for tie in self.ties}

    @cached_property
    def ties_at(self) -> dict[int, tuple[Tie, ...]]:
        """Return the links of each institution that has any."""
        found: dict[int, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.one].append(tie)
            found[tie.other].append(tie)
        return {place: tuple(ties) for place, ties in found.items()}


def paragraphs_of(ties: Iterable[Tie]) -> tuple[str, ...]:
    """Return the paragraphs behind links, each once, in the order of the reports."""
    return tuple(sorted({one for tie in ties for one in tie.paragraphs}, key=natural))


def things_of(ties: Iterable[Tie]) -> tuple[str, ...]:
    """Return what is done together in links, each once, by address."""
    return tuple(sorted({one for tie in ties for one in tie.things}))


def read_network(store: ox.Store, folders: Folders) -> Network:
    """Return the network of a store's institutions. Raises AnalysisError, QueryError."""
    above: dict[str, set[str]] = {}
    own: dict[str, set[str]] = defaultdict(set)
    for agent, upper, level in _rows(store, folders, "analysis/institutions"):
        above.setdefault(agent, set()).update({upper} - {""})
        own[agent].update({level} & set(LEVELS))
    names = tuple(sorted(above))
    place = {iri: position for position, iri in enumerate(names)}
    closed = [_closed(iri, above) for iri in names]
    return Network(
        institutions=names,
        levels=tuple(_level(iri, above, own) for iri in names),
        above=tuple(frozenset(place[one] for one in uppers if one in place) for uppers in closed),
        ties=_ties(_rows(store, folders, "views/cooperation"), place),
        themes=_themes(_rows(store, folders, "analysis/themes")),
    )


def _ties(rows: Iterable[Sequence[str]], place: Mapping[str, int]) -> tuple[Tie, ...]:
    """Return one link for each pair of institutions in order; places that stand for authorities go.

    A row is source, target, relation, paragraph and what is done together.
    """
    things: dict[tuple[int, int], set[str]] = defaultdict(set)
    paragraphs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for source, target, _, paragraph, through in rows:
        if source in place and target in place and source != target:
            one, other = sorted((place[source], place[target]))
            things[one, other].add(through)
            paragraphs[one, other].add(paragraph)
    return tuple(
        Tie(*pair, tuple(sorted(things[pair])), tuple(sorted(paragraphs[pair], key=natural)))
        for pair in sorted(things)
    )


def _themes(rows: Iterable[Sequence[str]]) -> dict[str, dict[str, int]]:
    """Return how many figures of each theme each paragraph prints."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for paragraph, theme, figures in rows:
        found[paragraph][theme] = int(figures)
    return dict(found)


def _closed(iri: str, above: Mapping[str, set[str]]) -> list[str]:
    """Return the bodies above one, the nearest first, each once and never itself."""
    found, near = [iri], sorted(above.get(iri, ()))
    while near:
        new = [one for one in near if one not in found]
        found += new
        near = sorted({upper for one in new for upper in above.get(one, ())})
    return found[1:]


def _level(iri: str, above: Mapping[str, set[str]], own: Mapping[str, set[str]]) -> str:
    """Return the widest level of an institution, else of the nearest body above that has one."""
    for one in (iri, *_closed(iri, above)):
        if found := own.get(one):
            return min(found, key=LEVELS.index)
    return ""


def _rows(store: ox.Store, folders: Folders, name: str) -> list[tuple[str, ...]]:
    """Return the rows of a query as texts, empty where unbound. Raises AnalysisError."""
    file = f"queries/{name}.rq"
    try:
        text = (folders.queries / f"{name}.rq").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AnalysisError(
            f"it cannot be read: {error}",
            remedy="restore it, or install the package again",
            file=file,
        ) from error
    answer = run_query(store, text, file=file)
    if not isinstance(answer, Solutions):
        raise AnalysisError("the query must be a SELECT", remedy="restore it", file=file)
    return [tuple(_text(term) for term in row) for row in answer.rows]


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
