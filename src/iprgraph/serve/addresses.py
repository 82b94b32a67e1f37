"""Addresses: from the graph's permanent addresses to where it is hosted, and back."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from iprgraph.serve.media import HTML, JSON, TRIPLES
from iprgraph.vocabulary import GRAPH, PERMANENT

ONTOLOGY = f"{PERMANENT}ontology"
SHAPES = f"{PERMANENT}shapes"

# What may stand in an address of ours; all else names nothing here.
_PATH = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/-]{1,400}")
_OUTSIDE = re.compile(r"https?://[^\s<>\"{}|^`\\]+")


def href(iri: str, root: str) -> str:
    """Return where a page links to for an address: our own host, the web, or nowhere ("")."""
    if iri.startswith(PERMANENT):
        return root + iri.removeprefix(PERMANENT)
    return iri if _OUTSIDE.fullmatch(iri) else ""


def permanent(path: str) -> str:
    """Return the permanent address of a path of the service, "" where it can have none."""
    return PERMANENT + path if _PATH.fullmatch(path) and ".." not in path else ""


def is_document(iri: str) -> bool:
    """Return whether an address is that of a document and not of a thing that one is about."""
    return iri.startswith(GRAPH) or iri in (ONTOLOGY, SHAPES)


def document_path(iri: str) -> str:
    """Return the path, from the root, of the document about an address."""
    path = iri.removeprefix(PERMANENT)
    return path if is_document(iri) else f"doc/{path}"


def alternates(iri: str, site: str) -> list[dict[str, str]]:
    """Return the other forms of a document: name, media type, and where."""
    path = urlsplit(site).path + document_path(iri)
    return [
        {"name": one.name, "type": one.types[0], "href": f"{path}.{extension(one.name)}"}
        for one in (*TRIPLES, JSON)
    ]


def extension(form: str) -> str:
    """Return how the address of a format's variant ends."""
    return {"turtle": "ttl", "rdfxml": "rdf", "ntriples": "nt", "nquads": "nq"}.get(form, form)


ENDINGS = {extension(one.name): one for one in (*TRIPLES, JSON, HTML)}
