"""Results: an answer written as a table, CSV, TSV, W3C JSON or XML, Turtle and its kin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import ResultError
from iprgraph.prefixes import prefix_table, shorten
from iprgraph.query import Solutions, Statements, Verdict

if TYPE_CHECKING:
    from iprgraph.labels import Labels
    from iprgraph.query import Result, Term

ROW_FORMATS = ("table", "csv", "tsv", "json", "xml")
TRIPLE_FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
FORMATS = ROW_FORMATS + TRIPLE_FORMATS

_SHORT = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "json-ld": "jsonld", "rdf": "rdfxml"}
_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_ROWS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


def checked_format(name: str) -> str:
    """Return the full name of a format. Raises ResultError."""
    full = _SHORT.get(name.lower(), name.lower())
    if full in FORMATS:
        return full
    raise ResultError(f'no format "{name}"', remedy=f"the formats are {', '.join(FORMATS)}")


def fitting_format(result: Result, name: str, *, terminal: bool) -> str:
    """Return the format to write in: the named one if it fits, else the default for the place.

    Triples are Turtle everywhere; rows are a table on a terminal and JSON in a pipe.
    Raises ResultError where rows are asked for as triples or triples as rows.
    """
    fitting = TRIPLE_FORMATS if isinstance(result, Statements) else ROW_FORMATS
    if not name:
        return "turtle" if fitting is TRIPLE_FORMATS else "table" if terminal else "json"
    full = checked_format(name)
    if isinstance(result, Statements) and full == "json":
        return "jsonld"
    if full in fitting:
        return full
    what = "triples" if fitting is TRIPLE_FORMATS else "rows"
    raise ResultError(
        f"the answer is {what}, which {full} cannot hold",
        remedy=f"the formats for {what} are {', '.join(fitting)}",
    )


def write_result(result: Result, form: str, *, labels: Labels | None = None) -> str:
    """Return the text of an answer in any format but the table, a newline at its end.

    With labels, each column of rows that holds IRIs is followed by one with their labels.
    """
    if isinstance(result, Statements):
        text = ox.serialize(result.triples, format=_TRIPLES[form], prefixes=prefix_table())
        return _ended(text)
    rows = with_labels(result, labels) if labels and isinstance(result, Solutions) else result
    if form == "json":
        return json.dumps(result_object(rows), ensure_ascii=False, indent=1) + "\n"
    parsed = ox.parse_query_results(
        json.dumps(result_object(rows)).encode(), format=ox.QueryResultsFormat.JSON
    )
    return _ended(parsed.serialize(format=_ROWS[form]))


def with_labels(solutions: Solutions, labels: Labels) -> Solutions:
    """Return the rows with a label column after each column in which an IRI stands."""
    named = [
        any(isinstance(row[place], ox.NamedNode) for row in solutions.rows)
        for place in range(len(solutions.columns))
    ]
    columns: list[str] = []
    for name, has_label in zip(solutions.columns, named, strict=True):
        columns += [name, f"{name}_label"] if has_label else [name]
    rows = []
    for row in solutions.rows:
        cells: list[Term | None] = []
        for cell, has_label in zip(row, named, strict=True):
            cells += [cell, _label(cell, labels)] if has_label else [cell]
        rows.append(tuple(cells))
    return Solutions(tuple(columns), tuple(rows))


def result_object(result: Solutions | Verdict) -> dict[str, object]:
    """Return rows or a verdict as the object that SPARQL 1.1 Query Results JSON describes."""
    if isinstance(result, Verdict):
        return {"head": {}, "boolean": result.value}
    bindings = [
        {
            name: _term_object(cell)
            for name, cell in zip(result.columns, row, strict=True)
            if cell is not None
        }
        for row in result.rows
    ]
    return {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}


def cell_text(term: Term | None) -> str:
    """Return a term as a reader would write it: a CURIE, or the words of a literal."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def _term_object(term: Term) -> dict[str, object]:
    """Return a term as the W3C JSON results write it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        value: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            value["xml:lang"] = term.language
        elif not term.datatype.value.endswith("#string"):
            value["datatype"] = term.datatype.value
        return value
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {key: _term_object(part) for key, part in parts.items()}}


def _label(cell: Term | None, labels: Labels) -> ox.Literal | None:
    """Return the label of an IRI as a plain literal, None where there is none."""
    text = labels.of(cell.value) if isinstance(cell, ox.NamedNode) else ""
    return ox.Literal(text) if text else None


def _ended(written: bytes | None) -> str:
    """Return what was written as text with a line end after its last line."""
    text = (written or b"").decode()
    return text if text.endswith("\n") else text + "\n"
