"""The graph in a store of somebody else: the same questions, asked over the SPARQL 1.1 Protocol."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.asking import Asker
from iprgraph.errors import PrefixError, RemoteError
from iprgraph.labels import Labels
from iprgraph.prefixes import expand, prefix_table, shorten
from iprgraph.query import Solutions, addresses
from iprgraph.remote.address import parse_address
from iprgraph.remote.dataset import dataset_of
from iprgraph.remote.endpoint import Dataset, Endpoint, check_syntax, values
from iprgraph.remote.fetching import fetch
from iprgraph.remote.prepared import prepared, written
from iprgraph.vocabulary import RDFS_LABEL, ipr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.query import Result, Term
    from iprgraph.questions import Question
    from iprgraph.search import NameIndex

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LABELS_AT_ONCE = 200
_NAMES = (
    "?s ?p ?o . FILTER EXISTS { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } "
    "FILTER(?p IN (<http://www.w3.org/2000/01/rdf-schema#label>, "
    "<http://www.w3.org/2004/02/skos/core#prefLabel>, "
    "<http://www.w3.org/2004/02/skos/core#altLabel>, "
    "<http://www.w3.org/2004/02/skos/core#inScheme>, "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>))"
)


class RemoteGraph(Asker):
    """The graph behind a SPARQL 1.1 endpoint: questions, queries, labels; nothing is written there.

    Raises RemoteError for an address that cannot be asked.
    """

    def __init__(self, url: str, *, language: str = "", user: str = "") -> None:
        super().__init__(language)
        self.endpoint = Endpoint(parse_address(url, user=user))

    @cached_property
    def dataset(self) -> Dataset | None:
        """Return the graphs to ask, None where the graph is not there. Raises RemoteError."""
        return dataset_of(self.endpoint)

    @cached_property
    def names(self) -> NameIndex:
        """Return the names of everything in the graph there. Raises RemoteError."""
        from iprgraph.names import named_things
        from iprgraph.search import NameIndex

        store = ox.Store()
        for triple in fetch(self.endpoint, _NAMES, dataset=self.dataset):
            store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
        return NameIndex(tuple(named_things(store)))

    @cached_property
    def paragraphs(self) -> Mapping[str, str]:
        """Return the number of each paragraph by its address. Raises RemoteError."""
        where = f"?paragraph a {ipr('Paragraph')} ; {ipr('number')} ?number"
        rows = self._select(f"SELECT ?paragraph ?number WHERE {{ {where} }}")
        return {
            paragraph.value: number.value
            for paragraph, number in rows
            if isinstance(paragraph, ox.NamedNode) and isinstance(number, ox.Literal)
        }

    def result(self, question: Question, values: Mapping[str, str]) -> Result:
        """Return the result of a question there. Raises RemoteError where the graph is not there.

        A query of the reader's own, without a wording, may ask any graph.
        """
        if question.wording and self.dataset is None:
            raise RemoteError(
                f"{self.endpoint.address.shown} does not hold the graph, or not all of it yet",
                remedy="publish it there with: iprgraph publish",
            )
        return super().result(question, values)

    def run(
        self, text: str, *, bindings: Mapping[str, Term] | None = None, file: str = ""
    ) -> Result:
        """Return the result of a query there, checked here. Raises QueryError, RemoteError."""
        table = prefix_table()
        check_syntax(text, table, file=file)
        ready = prepared(text, bindings or {}, table, file=file)
        return self.endpoint.query(ready, dataset=self.dataset, file=file)

    def resolve(self, text: str, *, kind: str = "") -> str:
        """Return the address of what a text names; an address or slug is asked for, a name found.

        Raises UnknownThingError with the nearest names, PrefixError, and RemoteError.
        """
        from iprgraph.binding import is_paragraph_number, paragraph_iri, thing_iri

        if kind == "paragraph" or (not kind and is_paragraph_number(text)):
            return paragraph_iri(text, self.paragraphs)
        iri = _address(text, kind)
        if iri and (not kind or shorten(iri).startswith(f"{kind}:")) and self._knows(iri):
            return iri
        return thing_iri(text, self.names, self._knows, kind=kind)

    def labels_for(self, solutions: Solutions) -> Labels:
        """Return the labels of all that stands in some rows, asked for in as few queries as fit."""
        store = ox.Store()
        wanted = [written(ox.NamedNode(iri)) for iri in addresses(solutions)]
        for start in range(0, len(wanted), _LABELS_AT_ONCE):
            things = values("thing", wanted[start : start + _LABELS_AT_ONCE])
            where = f"{things} ?thing {RDFS_LABEL} ?label"
            for thing, label in self._select(f"SELECT ?thing ?label WHERE {{ {where} }}"):
                if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal):
                    store.add(ox.Quad(thing, RDFS_LABEL, label))
        return Labels(store, self.language)

    def _knows(self, iri: str) -> bool:
        """Return whether the graph there says anything of an address."""
        where = f"{written(ox.NamedNode(iri))} ?property ?value"
        return bool(self._select(f"SELECT ?property WHERE {{ {where} }} LIMIT 1"))

    def _select(self, text: str) -> tuple[tuple[Term | None, ...], ...]:
        return self.endpoint.select(text, dataset=self.dataset).rows


def _address(text: str, kind: str) -> str:
    """Return the address that a text can only mean, empty where it may be a name."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    try:
        if "://" not in bare and ":" not in bare:
            known = kind in prefix_table() and _SLUG.fullmatch(bare)
            return expand(f"{kind}:{bare}") if known else ""
        return ox.NamedNode(expand(bare)).value
    except (PrefixError, ValueError):
        return ""
