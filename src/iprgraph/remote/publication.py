"""Publication: a build put into a store of somebody else, graph by graph, and checked there.

A graph that is there already, by count and digest of its values, is not sent again; so a run that
broke off goes on where it stopped. The record of the publication is taken away first and written
last: a store without one holds no whole publication.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import PublishError, QueryError, RemoteError, StoreError
from iprgraph.remote.address import parse_address
from iprgraph.remote.dataset import record_of, recorded_graphs
from iprgraph.remote.digest import Digest, digest_of
from iprgraph.remote.endpoint import Endpoint, number
from iprgraph.remote.fetching import fetch
from iprgraph.remote.target import GraphStore, UpdateService
from iprgraph.shelf import NQUADS
from iprgraph.vocabulary import GRAPH, MERGED_GRAPH, PUBLICATION_GRAPH, is_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from iprgraph.remote.target import Target

Progress = Callable[[str, int, int], None]

_AGAIN = "run the same command again: what is there is not sent twice"


@dataclass(frozen=True, slots=True)
class Part:
    """One graph of a publication: its address, its triples and their digest."""

    graph: str
    triples: tuple[ox.Triple, ...]
    digest: Digest


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publication has to do: graphs to send, those there already, and those too many."""

    send: tuple[Part, ...]
    same: tuple[Part, ...]
    surplus: tuple[str, ...]
    recorded: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return all graphs of the publication."""
        return tuple(sorted((*self.send, *self.same), key=lambda part: part.graph))


@dataclass(frozen=True, slots=True)
class Publication:
    """What was done, or would be: graphs sent, there already, dropped, and left though too many."""

    url: str
    sent: tuple[str, ...]
    same: tuple[str, ...]
    dropped: tuple[str, ...]
    surplus: tuple[str, ...]
    statements: int
    dry_run: bool


def parts_of(build: Path) -> tuple[Part, ...]:
    """Return the graphs of a build, then all of it merged. Raises StoreError."""
    graphs: dict[str, list[ox.Triple]] = {}
    path = build / NQUADS
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS):
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    except (OSError, SyntaxError) as error:
        raise StoreError(
            f"the build's graph cannot be read: {error}",
            remedy="make it again: iprgraph build",
            file=path,
        ) from error
    joined = (name for name in sorted(graphs) if not is_apart(name))
    merged = dict.fromkeys(triple for name in joined for triple in graphs[name])
    named = {name: tuple(graphs[name]) for name in sorted(graphs)}
    both = {**named, MERGED_GRAPH: tuple(merged)}
    return tuple(Part(name, held, digest_of(held)) for name, held in both.items())


def publish_build(
    build: Path,
    url: str,
    *,
    store: str = "",
    update: str = "",
    user: str = "",
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Publication:
    """Publish a build to the endpoint at an address and return what was done; see publish.

    It is written to a graph store or by updates at an address of its own, else to a graph store
    at the same address.
    """
    if store and update:
        raise RemoteError(
            "a store is written by one protocol", remedy="give --store URL or --update URL"
        )
    endpoint = Endpoint(parse_address(url, user=user))
    address = parse_address(update or store or url, user=user)
    target = UpdateService(address) if update else GraphStore(address)
    try:
        parts = parts_of(build)
        return publish(parts, endpoint, target, prune=prune, dry_run=dry_run, progress=progress)
    finally:
        endpoint.close()
        target.close()


def publish(
    parts: Iterable[Part],
    endpoint: Endpoint,
    target: Target,
    *,
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Publication:
    """Put the graphs into a store and return what was done, once all of it is seen to be there.

    Only graphs of ours are touched. Raises PublishError with what is missing, and RemoteError
    where the store cannot be read before anything was done.
    """
    tell = progress or _silent
    plan = plan_of(tuple(parts), endpoint, tell)
    if not dry_run:
        _carry_out(plan, endpoint, target, prune=prune, tell=tell)
    dropped = plan.surplus if prune else ()
    return Publication(
        url=endpoint.address.shown,
        sent=tuple(part.graph for part in plan.send),
        same=tuple(part.graph for part in plan.same),
        dropped=dropped,
        surplus=() if prune else plan.surplus,
        statements=sum(part.digest.count for part in plan.parts if part.graph != MERGED_GRAPH),
        dry_run=dry_run,
    )


def plan_of(parts: tuple[Part, ...], endpoint: Endpoint, tell: Progress) -> Plan:
    """Return what has to be done for a store to hold exactly these graphs. Raises RemoteError."""
    counts = counts_of(endpoint)
    send: list[Part] = []
    same: list[Part] = []
    for place, part in enumerate(parts, 1):
        tell("compare", place, len(parts))
        (same if _is_there(part, endpoint, counts) else send).append(part)
    ours = {part.graph for part in parts} | {PUBLICATION_GRAPH}
    recorded = set(recorded_graphs(endpoint))
    surplus = tuple(sorted(set(counts) - ours))
    whole = recorded == {part.graph for part in parts}
    return Plan(tuple(send), tuple(same), surplus, whole)


def counts_of(endpoint: Endpoint) -> dict[str, int]:
    """Return how many statements each graph of ours has in a store. Raises RemoteError."""
    rows = endpoint.select(
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
        f'FILTER(STRSTARTS(STR(?g), "{GRAPH}")) }} GROUP BY ?g'
    ).rows
    return {graph.value: number(count) for graph, count in rows if isinstance(graph, ox.NamedNode)}


def _carry_out(
    plan: Plan, endpoint: Endpoint, target: Target, *, prune: bool, tell: Progress
) -> None:
    """Send, drop, check and record. Raises PublishError with what is missing."""
    drop = plan.surplus if prune else ()
    if plan.recorded and not plan.send and not drop:
        return
    there = len(plan.same)
    try:
        target.drop(PUBLICATION_GRAPH)
        for place, part in enumerate(plan.send, 1):
            tell("send", place, len(plan.send))
            target.put(part.graph, part.triples)
            there += 1
        for graph in drop:
            target.drop(graph)
        _check(plan, endpoint, drop, tell)
        record = {part.graph: (part.digest.count, part.digest.sha256) for part in plan.parts}
        target.put(PUBLICATION_GRAPH, record_of(record))
        if set(recorded_graphs(endpoint)) != set(record):
            raise PublishError("the record of the publication is not there", remedy=_AGAIN)
    except (RemoteError, QueryError) as error:
        raise PublishError(
            f"the publication broke off; {there} of {len(plan.parts)} graphs are there: "
            f"{error.message}",
            remedy=f"{error.remedy}; then {_AGAIN}" if error.remedy else _AGAIN,
        ) from error


def _check(plan: Plan, endpoint: Endpoint, dropped: Iterable[str], tell: Progress) -> None:
    """Raise PublishError unless everything sent is there by value, and what was dropped is gone."""
    counts = counts_of(endpoint)
    faults = [f"<{graph}> was not dropped" for graph in dropped if graph in counts]
    for place, part in enumerate(plan.send, 1):
        tell("check", place, len(plan.send))
        if not _is_there(part, endpoint, counts):
            there, wanted = counts.get(part.graph, 0), part.digest.count
            how = f"{there:,} of {wanted:,} statements" if there != wanted else "other statements"
            faults.append(f"<{part.graph}> has {how}")
    faults += [f"<{part.graph}> is gone" for part in plan.same if part.graph not in counts]
    if faults:
        raise PublishError(
            f"{len(faults)} of {len(plan.parts)} graphs are not as they should be: "
            + "; ".join(faults[:5])
            + ("; …" if len(faults) > 5 else ""),
            remedy=_AGAIN,
        )


def _is_there(part: Part, endpoint: Endpoint, counts: Mapping[str, int]) -> bool:
    """Return whether a store has a graph as it is here, compared by the value of each statement."""
    count = counts.get(part.graph, 0)
    if count not in (part.digest.count, len(part.triples)):
        return False
    where = f"GRAPH {ox.NamedNode(part.graph)} {{ ?s ?p ?o }}"
    return digest_of(fetch(endpoint, where, count=count)) == part.digest


def _silent(step: str, place: int, of: int) -> None:
    """Tell nobody how far it is."""
