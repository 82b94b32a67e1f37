"""SPARQL: a query checked, run and written, in a worker."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.prefixes import prefix_table
from iprgraph.query import syntax_error
from iprgraph.serve import front
from iprgraph.serve.jobs import Reply
from iprgraph.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typing_extensions import Buffer

    from iprgraph.query import Term
    from iprgraph.serve.holding import Holding
    from iprgraph.serve.jobs import QueryJob
    from iprgraph.serve.limits import Limits
    from iprgraph.serve.media import Choice

ROW_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLE_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
_SHORTEST_ROW = 2


class Bounded(io.BytesIO):
    """A buffer that refuses more than so many bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Buffer) -> int:
        """Take some bytes. Raises Problem where they are too many."""
        size = super().write(data)
        if self.tell() > self._most:
            raise Problem("answer-too-large", "the answer is larger than this service sends")
        return size


def run(holding: Holding, job: QueryJob, limits: Limits) -> Reply:
    """Return the answer of a query in the format that fits its form. Raises Problem."""
    volatile = front.check(job.text, graphs=holding.graphs, depth=limits.query_depth)
    for iri in (*job.default, *job.named):
        front.refuse_graph(iri, holding.graphs)
    try:
        answer = _asked(holding.graph, job)
        if isinstance(answer, ox.QueryTriples):
            body, choice = _triples(answer, job, limits)
        elif isinstance(answer, ox.QueryBoolean):
            body, choice = _verdict(answer, job)
        else:
            body, choice = _rows(answer, job, limits)
    except SyntaxError as error:
        told = syntax_error(str(error), job.text, "")
        raise Problem("bad-query", told.message, remedy=told.remedy) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise Problem("bad-query", f"the query cannot be run: {error}") from None
    return Reply(choice.content_type, body, volatile=volatile)


def _asked(graph: ox.Store, job: QueryJob) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Return what the engine answers, on the job's dataset where it has one."""
    table = prefix_table()
    if not (job.default or job.named):
        return graph.query(job.text, base_iri=job.base, prefixes=table)
    return graph.query(
        job.text,
        base_iri=job.base,
        prefixes=table,
        default_graph=[ox.NamedNode(iri) for iri in job.default],
        named_graphs=[ox.NamedNode(iri) for iri in job.named],
    )


def _rows(answer: ox.QuerySolutions, job: QueryJob, limits: Limits) -> tuple[bytes, Choice]:
    """Return rows as text. Raises Problem beyond the limits of rows and bytes."""
    choice = _chosen(job.rows, "rows")
    if choice.format == "html":
        from iprgraph.serve.pages import rows_page

        return rows_page(job, _columns(answer), islice(_cells(answer), limits.rows + 1)), choice
    buffer = Bounded(limits.answer_bytes)
    answer.serialize(buffer, format=ROW_FORMATS[choice.format])
    body = buffer.getvalue()
    if len(body) > _SHORTEST_ROW * limits.rows and _count(body, choice.format) > limits.rows:
        raise too_many(limits.rows, "rows")
    return body, choice


def _columns(answer: ox.QuerySolutions) -> list[str]:
    return [variable.value for variable in answer.variables]


def _cells(answer: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    return (tuple(row) for row in answer)


def _count(body: bytes, form: str) -> int:
    """Return how many rows an answer has that is written already."""
    if form == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    rows = ox.parse_query_results(body, format=ROW_FORMATS[form])
    return sum(1 for _ in rows) if isinstance(rows, ox.QuerySolutions) else 0


def _verdict(answer: ox.QueryBoolean, job: QueryJob) -> tuple[bytes, Choice]:
    """Return yes or no as text."""
    choice = _chosen(job.rows, "yes or no")
    if choice.format == "html":
        from iprgraph.serve.pages import verdict_page

        return verdict_page(job, value=bool(answer)), choice
    return answer.serialize(format=ROW_FORMATS[choice.format]) or b"", choice


def _triples(answer: ox.QueryTriples, job: QueryJob, limits: Limits) -> tuple[bytes, Choice]:
    """Return triples as text, in a stable order. Raises Problem beyond the limits."""
    choice = _chosen(job.triples, "triples")
    found = list(islice(answer, limits.rows + 1))
    if len(found) > limits.rows:
        raise too_many(limits.rows, "triples")
    return written(sorted(set(found), key=str), choice.format, limits.answer_bytes), choice


def written(triples: Sequence[ox.Triple] | Sequence[ox.Quad], form: str, most: int) -> bytes:
    """Return triples or quads as RDF. Raises Problem where they are too many bytes."""
    buffer = Bounded(most)
    ox.serialize(triples, buffer, format=TRIPLE_FORMATS[form], prefixes=_used_prefixes(triples))
    return buffer.getvalue()


def _used_prefixes(triples: Sequence[ox.Triple] | Sequence[ox.Quad]) -> dict[str, str]:
    """Return the prefixes that some triples have a use for."""
    seen: set[str] = set()
    for one in triples:
        for term in one:
            iri = (
                term.datatype.value if isinstance(term, ox.Literal) else getattr(term, "value", "")
            )
            seen.add(iri[: max(iri.rfind("/"), iri.rfind("#")) + 1])
    return {name: space for name, space in prefix_table().items() if space in seen}


def too_many(most: int, what: str) -> Problem:
    """Return the problem of an answer with too many rows."""
    return Problem("answer-too-large", f"the answer has more than {most:,} {what}")


def _chosen(offered: Choice | None, what: str) -> Choice:
    """Return the format that the client takes for this form of answer. Raises Problem."""
    if offered is None:
        raise Problem(
            "not-acceptable", f"the answer is {what}, for which no such format is offered"
        )
    return offered
