"""Query: SPARQL text checked, then run read-only on the store with the one prefix table."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from itertools import pairwise
from traceback import clear_frames
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from iprgraph.errors import QueryError, RefusedQueryError
from iprgraph.prefixes import nearest_prefix, prefix_table
from iprgraph.settings import limit
from iprgraph.tokens import Kind, Token, decoded, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Answer = TypeVar("_Answer")

_UPDATES = frozenset(
    "INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH USING INTO SILENT".split()  # noqa: SIM905
)
_REFUSED = frozenset({"SERVICE", "FROM"}) | _UPDATES
_DATASET_REMEDY = (
    "leave FROM out: every triple is in the default graph, and GRAPH ?paragraph { … } "
    "says which paragraph states it"
)
_SERVICE_REMEDY = "iprgraph asks no other host: put both data sets into one build, or join outside"
_UPDATE_REMEDY = "the graph is read-only: change the files in data/ and run `iprgraph build`"
# `FILTER(?a<1)SERVICE?e#>` reads as an IRI by longest match, as a comparison to the engine.
_HIDDEN = re.compile(r"\).*(?:SERVICE|FROM)")
_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: the names of the columns, and rows of terms, None where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Statements:
    """The answer to a CONSTRUCT or DESCRIBE: triples without repeats, in a stable order."""

    triples: tuple[ox.Triple, ...]


Result = Solutions | Verdict | Statements


def addresses(solutions: Solutions) -> tuple[str, ...]:
    """Return every address that stands in some rows, each once, in their order."""
    cells = (cell for row in solutions.rows for cell in row)
    return tuple(dict.fromkeys(cell.value for cell in cells if isinstance(cell, ox.NamedNode)))


def check_query(text: str, *, prefixes: Mapping[str, str] | None = None, file: str = "") -> None:
    """Refuse a query that reaches out, changes the graph, or uses an unknown prefix.

    Raises QueryError with line and column.
    """
    size = limit("query-size")
    if len(text) > size:
        raise QueryError(
            f"the query has {len(text):,} characters; the limit is {size:,}",
            remedy="shorten it, or raise IPRGRAPH_QUERY_SIZE",
            file=file,
        )
    for seen in views(text):
        check_tokens(seen, prefixes=prefixes, file=file)


def check_tokens(
    seen: list[Token],
    *,
    prefixes: Mapping[str, str] | None = None,
    file: str = "",
    dataset: bool = False,
) -> None:
    """Refuse a query by its tokens, as `check_query` does; FROM may stay where a `dataset` may.

    Raises QueryError with line and column.
    """
    _refuse_keywords(seen, file, _REFUSED - {"FROM"} if dataset else _REFUSED)
    _refuse_unknown_prefixes(seen, prefix_table() if prefixes is None else prefixes, file)


def views(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of a query without its comments, in each way that an engine may read it.

    A code point may be decoded before the tokens are told apart, or not at all.
    """
    for view in dict.fromkeys((text, decoded(text))):
        yield [token for token in tokens(view) if token.kind is not Kind.COMMENT]


def run_query(
    store: ox.Store,
    text: str,
    *,
    bindings: Mapping[str, Term] | None = None,
    prefixes: Mapping[str, str] | None = None,
    file: str = "",
) -> Result:
    """Return the answer of a query, checked first, within the limits of time and rows.

    A binding fixes a variable to a term, which is never written into the text; the variable must
    be among those that SELECT projects. Raises QueryError.
    """
    table = dict(prefix_table() if prefixes is None else prefixes)
    check_query(text, prefixes=table, file=file)
    fixed = {ox.Variable(name): term for name, term in (bindings or {}).items()}

    def work() -> Result:
        try:
            return _collect(store.query(text, prefixes=table, substitutions=fixed))
        except SyntaxError as error:
            raise syntax_error(str(error), text, file) from None
        except RuntimeError as error:
            raise QueryError(f"the query cannot be run: {error}", file=file) from None

    return _within(limit("query-time"), work, file)


def _collect(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    """Return an engine's answer as plain data. Raises QueryError beyond the limit of rows."""
    if isinstance(answer, ox.QueryBoolean):
        return Verdict(bool(answer))
    if isinstance(answer, ox.QueryTriples):
        return Statements(tuple(sorted(set(_bounded(answer)), key=str)))
    variables = list(answer.variables)
    rows = tuple(tuple(row[name] for name in variables) for row in _bounded(answer))
    return Solutions(tuple(name.value for name in variables), rows)


def _bounded(items: Iterator[_Answer]) -> Iterator[_Answer]:
    """Yield items until there are more than the limit of rows. Raises QueryError."""
    most = limit("query-rows")
    for count, item in enumerate(items, 1):
        if count > most:
            raise QueryError(
                f"the answer has more than {most:,} rows",
                remedy="narrow the query or end it with LIMIT, or raise IPRGRAPH_QUERY_ROWS",
            )
        yield item


def _within(seconds: int, work: Callable[[], _Answer], file: str) -> _Answer:
    """Return what the work returns, or raise QueryError once the time is over.

    The engine cannot be interrupted; its thread is left behind and ends with the process.
    """
    answers: list[_Answer] = []
    failures: list[BaseException] = []

    def target() -> None:
        try:
            answers.append(work())
        except BaseException as error:
            # What the engine gave must be dropped in the thread that it was given in.
            clear_frames(error.__traceback__)
            failures.append(error)

    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    thread.join(seconds)
    if failures:
        raise failures[0]
    if answers:
        return answers[0]
    raise QueryError(
        f"the query took longer than {seconds} seconds and was given up",
        remedy="narrow it or add a LIMIT, or raise IPRGRAPH_QUERY_SECONDS",
        file=file,
    )


def _refuse_keywords(seen: list[Token], file: str, refused: frozenset[str]) -> None:
    """Raise QueryError at the first keyword, or hiding place of one, that is not allowed."""
    for token in seen:
        word = token.text.upper()
        if token.kind is Kind.WORD and word in refused:
            raise _refusal(word, token, file)
        if token.kind is Kind.IRI and _HIDDEN.search(word):
            raise QueryError(
                f"line {token.line}, column {token.column}: this may be a comparison or an IRI",
                remedy='put a blank after "<", or write ")" as %29 in an IRI',
                file=file,
            )


def _refusal(word: str, token: Token, file: str) -> QueryError:
    """Return the error for one refused keyword."""
    place = f"line {token.line}, column {token.column}"
    if word == "SERVICE":
        return RefusedQueryError(f"{place}: SERVICE is refused", remedy=_SERVICE_REMEDY, file=file)
    if word == "FROM":
        return RefusedQueryError(f"{place}: FROM is refused", remedy=_DATASET_REMEDY, file=file)
    return RefusedQueryError(
        f"{place}: {word} belongs to an update, which is refused", remedy=_UPDATE_REMEDY, file=file
    )


def _refuse_unknown_prefixes(seen: list[Token], table: Mapping[str, str], file: str) -> None:
    """Raise QueryError at the first prefix that neither the table nor the query declares."""
    declared = {
        name.text.partition(":")[0]
        for word, name in pairwise(seen)
        if word.text.upper() == "PREFIX" and name.kind is Kind.NAME
    }
    for token in seen:
        prefix = token.text.partition(":")[0]
        if token.kind is Kind.NAME and prefix not in declared and prefix not in table:
            raise QueryError(
                f'line {token.line}, column {token.column}: unknown prefix "{prefix}:" '
                f'in "{token.text}"',
                remedy=nearest_prefix(prefix, table),
                file=file,
            )


def syntax_error(message: str, text: str, file: str) -> QueryError:
    """Return the engine's complaint as a sentence with line, column and the text before it."""
    found = _AT.match(message)
    if found is None:
        return QueryError(f"the query cannot be read: {message}", file=file)
    line, column, rest = int(found.group(1)), int(found.group(2)), found.group(3)
    if "unbound" in rest:
        why = "SELECT names a variable that GROUP BY does not leave"
    else:
        lines = text.splitlines()
        before = lines[line - 1][: column - 1] if line <= len(lines) else ""
        why = f'unexpected here, after "{before[-30:].strip()}"' if before else "unexpected here"
    return QueryError(
        f"line {line}, column {column}: syntax error, {why}",
        remedy="check the brackets, dots and spelling there (SPARQL 1.1)",
        file=file,
    )
