"""Targets: where graphs are written, by Graph Store Protocol or by SPARQL 1.1 Update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import networkx as nx
import pyoxigraph as ox

from iprgraph.remote.client import Client
from iprgraph.remote.prepared import term_text
from iprgraph.settings import limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iprgraph.remote.address import Address
    from iprgraph.remote.client import Reply

_GONE = (404, 410)
_NOT_THIS_TYPE = 415


class Target(Protocol):
    """What can put a graph in the place of an old one, and drop one; each raises RemoteError."""

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Replace a graph, or make it."""

    def drop(self, graph: str) -> None:
        """Drop a graph; one that is not there is no error."""

    def close(self) -> None:
        """Close the connections."""


class GraphStore:
    """A store reached by the SPARQL 1.1 Graph Store HTTP Protocol.

    A graph, named indirectly as in `?graph=…`, is replaced in one step; a very large one is
    replaced by its first part, to which the others are added.
    """

    def __init__(self, address: Address) -> None:
        self._client = Client(address)
        self._content_type = "application/n-triples"

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Replace a graph by PUT, and POST where it goes in parts. Raises RemoteError."""
        parts = batches(triples, limit("publish-part")) if triples else [[]]
        for place, part in enumerate(parts):
            body = ox.serialize(part, format=ox.RdfFormat.N_TRIPLES) or b""
            reply = self._send("POST" if place else "PUT", graph, body)
            if reply.status == _NOT_THIS_TYPE:
                self._content_type = "text/turtle"  # which N-Triples are, too
                reply = self._send("POST" if place else "PUT", graph, body)
            if not reply.ok:
                raise self._client.refusal(reply, f"the graph <{graph}>")

    def drop(self, graph: str) -> None:
        """Drop a graph by DELETE. Raises RemoteError."""
        reply = self._client.send("DELETE", params={"graph": graph}, writes=True)
        if not reply.ok and reply.status not in _GONE:
            raise self._client.refusal(reply, f"to drop the graph <{graph}>")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _send(self, method: str, graph: str, body: bytes) -> Reply:
        return self._client.send(
            method,
            params={"graph": graph},
            content=body,
            content_type=self._content_type,
            writes=True,
        )


class UpdateService:
    """A store reached by SPARQL 1.1 Update: a graph is dropped, then inserted batch by batch."""

    def __init__(self, address: Address) -> None:
        self._client = Client(address)

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Replace a graph; while it is under way the graph holds a part. Raises RemoteError."""
        self.drop(graph)
        name = str(ox.NamedNode(graph))
        for batch in batches(triples, limit("publish-batch")):
            statements = " ".join(_written(triple) for triple in batch)
            # INSERT DATA may have blank nodes, but Virtuoso 7 takes them in a template only.
            linked = any(_blanks(triple) for triple in batch)
            verb, end = ("INSERT", " WHERE { }") if linked else ("INSERT DATA", "")
            self._update(f"{verb} {{ GRAPH {name} {{ {statements} }} }}{end}", f"the graph {name}")

    def drop(self, graph: str) -> None:
        """Drop a graph. Raises RemoteError."""
        name = str(ox.NamedNode(graph))
        self._update(f"DROP SILENT GRAPH {name}", f"to drop the graph {name}")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _update(self, text: str, what: str) -> None:
        reply = self._client.send("POST", form={"update": text}, writes=True)
        if not reply.ok:
            raise self._client.refusal(reply, what)


def batches(triples: Iterable[ox.Triple], size: int) -> Iterator[list[ox.Triple]]:
    """Yield triples in batches; those that share a blank node stay together, whatever the size."""
    plain: list[ox.Triple] = []
    linked: list[ox.Triple] = []
    for triple in triples:
        (linked if _blanks(triple) else plain).append(triple)
    batch: list[ox.Triple] = []
    for group in _components(linked):
        if batch and len(batch) + len(group) > size:
            yield batch
            batch = []
        batch += group
    if batch:
        yield batch
    yield from (plain[start : start + size] for start in range(0, len(plain), size))


def _components(triples: Iterable[ox.Triple]) -> Iterator[list[ox.Triple]]:
    """Yield triples with blank nodes in the smallest groups that share none."""
    graph: nx.Graph[object] = nx.Graph()
    for triple in triples:
        for node in _blanks(triple):
            graph.add_edge(triple, node)
    for found in nx.connected_components(graph):
        yield sorted((one for one in found if isinstance(one, ox.Triple)), key=str)


def _blanks(triple: ox.Triple) -> list[ox.BlankNode]:
    ends = (triple.subject, triple.object)
    return [node for node in ends if isinstance(node, ox.BlankNode)]


def _written(triple: ox.Triple) -> str:
    """Return a triple as SPARQL writes it."""
    terms = (triple.subject, triple.predicate, triple.object)
    return " ".join([*(term_text(one) for one in terms), "."])
