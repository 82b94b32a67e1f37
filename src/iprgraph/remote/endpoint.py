"""The endpoint: queries by the SPARQL 1.1 Protocol, and their results as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import QueryError, RemoteError
from iprgraph.query import Solutions, Statements, Verdict, check_query
from iprgraph.remote.client import Client
from iprgraph.remote.prepared import form_of
from iprgraph.settings import limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iprgraph.query import Result, Term
    from iprgraph.remote.address import Address
    from iprgraph.remote.client import Reply

_ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
ACCEPT_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"

_LONGEST_GET = 8_000  # characters of an address that servers commonly take
_REMEDY = "give the address that takes queries; it often ends in /sparql or /query"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query sees: merged as its default graph, and by name; none for all."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, list[str]]:
        """Return the fields of the protocol that name the graphs."""
        found = {"default-graph-uri": list(self.default), "named-graph-uri": list(self.named)}
        return {key: graphs for key, graphs in found.items() if graphs}


class Endpoint:
    """A SPARQL 1.1 query service. It is asked by a form; by an address where it takes no form."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._client = Client(address)
        self._gets = False

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def query(self, text: str, *, dataset: Dataset | None = None, file: str = "") -> Result:
        """Return the result of a query that declares its prefixes.

        Raises RemoteError for what the network or the server does wrong, QueryError where the
        server refuses the query, or answers more than the limits allow or less than all.
        """
        form = form_of(text)
        rows = form in ("SELECT", "ASK")
        fields: dict[str, str | list[str]] = {"query": text, **(dataset or Dataset()).fields}
        reply = self._asked(fields, ACCEPT_ROWS if rows else ACCEPT_TRIPLES)
        if not reply.ok:
            error = self._client.refusal(reply, "the query")
            if reply.status in (400, 500, 422):
                raise QueryError(error.message, remedy=error.remedy, file=file)
            raise error
        result = self._rows(reply) if rows else self._statements(reply)
        if form == "ASK" and isinstance(result, Solutions):
            result = _verdict(result)
        self._refuse_cut(reply, result)
        return result

    def select(self, text: str, *, dataset: Dataset | None = None) -> Solutions:
        """Return the rows of a SELECT. Raises RemoteError and QueryError; see query."""
        result = self.query(text, dataset=dataset)
        if isinstance(result, Solutions):
            return result
        raise RemoteError(f"{self.address.shown} answers no rows", remedy=_REMEDY)

    def count(self, where: str, *, dataset: Dataset | None = None) -> int:
        """Return how many solutions a pattern has. Raises RemoteError and QueryError."""
        rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}", dataset=dataset).rows
        return number(rows[0][0]) if rows else 0

    def _asked(self, fields: Mapping[str, str | list[str]], accept: str) -> Reply:
        """Return the reply to a form, or to an address where the server takes no form."""
        if not self._gets:
            reply = self._client.send("POST", accept=accept, form=fields)
            if reply.status not in (405, 501):
                return reply
        size = sum(len(key) + len(str(value)) for key, value in fields.items())
        if size > _LONGEST_GET:
            raise RemoteError(
                f"{self.address.shown} takes queries in its address only, and this one is too long",
                remedy="use an endpoint that takes POST, or shorten the query",
            )
        self._gets = True
        return self._client.send("GET", accept=accept, params=fields)

    def _rows(self, reply: Reply) -> Solutions | Verdict:
        """Return a reply as rows or a verdict. Raises RemoteError and QueryError."""
        found = parse_rows(reply)
        if found is None:
            raise self._unusable(reply)
        if isinstance(found, Solutions):
            _refuse_more(len(found.rows))
        return found

    def _statements(self, reply: Reply) -> Statements:
        """Return a reply as triples. Raises RemoteError and QueryError."""
        found = parse_triples(reply)
        if found is None:
            raise self._unusable(reply)
        _refuse_more(len(found))
        return Statements(tuple(sorted(found, key=str)))

    def _unusable(self, reply: Reply) -> RemoteError:
        kind = reply.media_type or "of no stated type"
        return RemoteError(
            f"what {self.address.shown} answers is no result of SPARQL ({kind}), or is broken off",
            remedy=_REMEDY,
        )

    def _refuse_cut(self, reply: Reply, result: Result) -> None:
        """Raise QueryError where the server says that it left something out."""
        most = reply.headers.get("x-sparql-maxrows", "")
        full = isinstance(result, Solutions) and most.isdigit() and len(result.rows) >= int(most)
        if full or reply.headers.get("x-sql-state", "").upper() == "S1TAT":
            raise QueryError(
                f"{self.address.shown} cut the answer after {len(result.rows):,} rows"
                if isinstance(result, Solutions)
                else f"{self.address.shown} gave a part of the answer only",
                remedy="narrow the query, or have the server's limit raised (ResultSetMaxRows)",
            )


def parse_rows(reply: Reply) -> Solutions | Verdict | None:
    """Return the rows or the verdict of a reply, None where it holds none that can be read.

    No error leaves here: its traceback would keep the parser, which only this thread may drop.
    """
    form = _ROWS.get(reply.media_type)
    if form is None:
        return None
    try:
        parsed = ox.parse_query_results(reply.body, format=form)
        if isinstance(parsed, ox.QueryBoolean):
            return Verdict(bool(parsed))
        variables = list(parsed.variables)
        rows = tuple(tuple(row[name] for name in variables) for row in parsed)
    except (SyntaxError, ValueError):
        return None
    return Solutions(tuple(name.value for name in variables), rows)


def parse_triples(reply: Reply) -> set[ox.Triple] | None:
    """Return the triples of a reply, None where it holds none that can be read."""
    form = _TRIPLES.get(reply.media_type)
    if form is None:
        return None
    try:
        return {quad.triple for quad in ox.parse(reply.body, format=form)}
    except (SyntaxError, ValueError):
        return None


def number(term: Term | None) -> int:
    """Return a count in a result. Raises RemoteError where it is none."""
    if isinstance(term, ox.Literal) and term.value.isascii() and term.value.isdigit():
        return int(term.value)
    raise RemoteError("the server counts in words that are no number", remedy=_REMEDY)


def check_syntax(text: str, prefixes: Mapping[str, str], *, file: str = "") -> None:
    """Raise QueryError for a query that the graph's own rules or SPARQL 1.1 refuse."""
    from iprgraph.query import run_query

    check_query(text, prefixes=prefixes, file=file)
    run_query(ox.Store(), text, prefixes=prefixes, file=file)


def values(variable: str, terms: Iterable[str]) -> str:
    """Return a VALUES block of terms that are written already."""
    return f"VALUES ?{variable} {{ {' '.join(terms)} }}"


def _verdict(solutions: Solutions) -> Verdict:
    """Return the answer to an ASK that came as rows: Virtuoso 7 sends one row if it is so."""
    cell = solutions.rows[0][0] if solutions.rows and solutions.rows[0] else None
    return Verdict(isinstance(cell, ox.Literal) and cell.value in ("1", "true"))


def _refuse_more(count: int) -> None:
    """Raise QueryError beyond the limit of rows."""
    most = limit("query-rows")
    if count > most:
        raise QueryError(
            f"the answer has more than {most:,} rows",
            remedy="narrow the query or end it with LIMIT, or raise IPRGRAPH_QUERY_ROWS",
        )
