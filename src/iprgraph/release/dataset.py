"""Dataset: the VoID description of a release: its statistics, link sets and dumps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from iprgraph.prefixes import prefix_table
from iprgraph.record.dcat import release_iri
from iprgraph.serve.holding import Holding
from iprgraph.serve.void import void_description
from iprgraph.vocabulary import PERMANENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.record import About, File
    from iprgraph.store import Store

_VOID = "http://rdfs.org/ns/void#"
_DUMP = ox.NamedNode(f"{_VOID}dataDump")
_RDF_TYPES = ("application/n-quads", "application/trig", "text/turtle", "application/rdf+xml")


@dataclass(frozen=True)
class _Held:
    """A build, held as the description wants it."""

    holding: Holding


def void_bytes(store: Store, told: About, files: Sequence[File], base: str) -> bytes:
    """Return the description that a server of this build gives, with the release's dumps."""
    named = frozenset(
        one.value for one in store.graph.named_graphs() if isinstance(one, ox.NamedNode)
    )
    held = _Held(Holding(store, named, in_memory=False))
    place = (base or release_iri(told.version)).rstrip("/") + "/"
    dumps = [
        ox.Triple(ox.NamedNode(PERMANENT), _DUMP, ox.NamedNode(place + quote(one.path)))
        for one in files
        if one.media_type in _RDF_TYPES and not one.part and one.path.startswith("rdf/")
    ]
    triples = sorted({*void_description(held, PERMANENT), *dumps}, key=str)
    prefixes = {**prefix_table(), "void": _VOID}
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
