"""Prepared: a query as any SPARQL 1.1 server reads it, with its prefixes and its parameters.

A server knows neither the project's prefixes nor substitutions. Prefixes are declared before the
query. A parameter is bound by a VALUES block, in every group of the query where its variable
stands and in the outermost one; a subquery that does not project the variable means another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import QueryError
from iprgraph.tokens import Kind, Token, decoded, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.query import Term

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

# In `"\\u0022"` one server reads a backslash and "u0022", another (SPARQL 1.1 section 19.2) a
# quotation mark that ends the string. Written as `"\\\u00750022"` both read the same.
_UNSURE = re.compile(r"(?<!\\)((?:\\\\)+)([uU])")


@dataclass
class _Group:
    """A pair of braces: its opening token, its place in the list, what directly stands in it."""

    opening: int
    outermost: bool
    projected: frozenset[str] | None
    is_select: bool
    variables: set[str] = field(default_factory=set)


def form_of(text: str) -> str:
    """Return whether a query is SELECT, ASK, CONSTRUCT or DESCRIBE; empty where it is none."""
    words = (one.text.upper() for one in tokens(text) if one.kind is Kind.WORD)
    return next((word for word in words if word in FORMS), "")


def prepared(
    text: str, bindings: Mapping[str, Term], prefixes: Mapping[str, str], *, file: str = ""
) -> str:
    """Return a query that needs no prefix and no parameter from outside.

    Raises QueryError for a term that cannot be written, and for a query without a group to bind in.
    """
    seen = [one for one in tokens(text) if one.kind is not Kind.COMMENT]
    blocks = {name: f" VALUES ?{name} {{ {written(term)} }}" for name, term in bindings.items()}
    inserted: dict[int, str] = {}
    if blocks:
        for group, names in _groups_to_bind(seen, list(blocks), file):
            inserted[group.opening] = "".join(blocks[name] for name in names)
    return _declarations(text, prefixes) + _with_insertions(text, seen, inserted)


def written(term: Term) -> str:
    """Return a term as SPARQL reads it, whether or not code points are decoded beforehand.

    Raises QueryError for what does not read back as the same term.
    """
    text = term_text(term)
    if not isinstance(term, (ox.NamedNode, ox.Literal)) or not all(
        _read_back(view) == term for view in (text, decoded(text))
    ):
        raise QueryError("a parameter's value cannot be sent", remedy="give an address or a text")
    return text


def term_text(term: Term) -> str:
    """Return a term as SPARQL reads it, unchecked: for what is ours and not a stranger's."""
    text = str(term)
    if isinstance(term, ox.Literal) and "\\" in text:
        text = _UNSURE.sub(lambda found: f"{found[1]}\\u00{ord(found[2]):02X}", text)
    return text


def _read_back(text: str) -> Term | None:
    """Return the one term that a text stands for, None where it is not exactly one."""
    line = f"SELECT ?term {{ VALUES ?term {{ {text} }} }}"
    try:
        answer = ox.Store().query(line)
    except SyntaxError:
        return None
    rows = list(answer) if isinstance(answer, ox.QuerySolutions) else []
    return rows[0]["term"] if len(rows) == 1 else None


def _declarations(text: str, prefixes: Mapping[str, str]) -> str:
    """Return a declaration of each prefix that a query uses and does not declare, on one line."""
    used: dict[str, None] = {}
    for view in dict.fromkeys((text, decoded(text))):
        seen = [one for one in tokens(view) if one.kind is not Kind.COMMENT]
        declared = {
            name.text.partition(":")[0]
            for word, name in pairwise(seen)
            if word.text.upper() == "PREFIX" and name.kind is Kind.NAME
        }
        for one in seen:
            prefix = one.text.partition(":")[0]
            if one.kind is Kind.NAME and prefix in prefixes and prefix not in declared:
                used[prefix] = None
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in sorted(used))


def _with_insertions(text: str, seen: list[Token], inserted: Mapping[int, str]) -> str:
    """Return a text with something written after some of its tokens."""
    lines = text.split("\n")
    for place in sorted(inserted, reverse=True):
        token = seen[place]
        line, end = token.line - 1, token.column - 1 + len(token.text)
        lines[line] = lines[line][:end] + inserted[place] + lines[line][end:]
    return "\n".join(lines)


def _groups_to_bind(
    seen: list[Token], names: list[str], file: str
) -> Iterator[tuple[_Group, list[str]]]:
    """Yield the groups to bind in, each with its variables. Raises QueryError where none is."""
    groups = list(_groups(seen))
    outermost = next((one for one in groups if one.outermost), None)
    if outermost is None or outermost.is_select:
        raise QueryError(
            "the parameters cannot be bound in this query",
            remedy="write WHERE { … } with a pattern in it, and a subquery in braces of its own",
            file=file,
        )
    for group in groups:
        here = [
            name
            for name in names
            if (group.outermost or name in group.variables)
            and (group.projected is None or name in group.projected)
        ]
        if here and not group.is_select:
            yield group, here


def _groups(seen: list[Token]) -> Iterator[_Group]:
    """Yield the groups of a query, in the order of their ends: no VALUES data, no template."""
    open_groups: list[_Group | None] = []
    found_outermost = False
    for place, token in enumerate(seen):
        if token.text == "{" and token.kind is Kind.SIGN:
            if _is_data(seen, place) or _is_template(seen, place):
                open_groups.append(None)
                continue
            is_outermost = not found_outermost and not open_groups and not _parens(seen[:place])
            found_outermost = found_outermost or is_outermost
            above = next((one for one in reversed(open_groups) if one), None)
            projected = _within(above.projected if above else None, _projection(seen, place))
            is_select = _word(seen, place + 1) == "SELECT"
            open_groups.append(_Group(place, is_outermost, projected, is_select))
        elif token.text == "}" and token.kind is Kind.SIGN and open_groups:
            closed = open_groups.pop()
            if closed:
                yield closed
        elif token.kind is Kind.VARIABLE and open_groups and (top := open_groups[-1]):
            top.variables.add(token.text[1:])


def _word(seen: list[Token], place: int) -> str:
    """Return the word at a place in upper case, empty where there is none."""
    return seen[place].text.upper() if 0 <= place < len(seen) else ""


def _is_data(seen: list[Token], place: int) -> bool:
    """Return whether the brace at a place opens the rows of VALUES."""
    before = place - 1
    if _word(seen, before) == ")":
        while before >= 0 and seen[before].text != "(":
            before -= 1
        return _word(seen, before - 1) == "VALUES"
    return before >= 1 and _word(seen, before - 1) == "VALUES"


def _is_template(seen: list[Token], place: int) -> bool:
    """Return whether the brace at a place opens what CONSTRUCT makes, or a pattern that is both."""
    before = _word(seen, place - 1)
    return before == "CONSTRUCT" or (before == "WHERE" and _word(seen, place - 2) == "CONSTRUCT")


def _parens(seen: Iterable[Token]) -> int:
    """Return how many parentheses are open after some tokens."""
    signs = [one.text for one in seen if one.kind is Kind.SIGN]
    return signs.count("(") - signs.count(")")


def _projection(seen: list[Token], place: int) -> frozenset[str] | None:
    """Return the variables that the SELECT before a brace gives, None for all or without one."""
    start = place - 1
    depth = 0
    while start >= 0 and not (depth == 0 and seen[start].text in "{}"):
        depth += {")": 1, "(": -1}.get(seen[start].text, 0)
        if depth == 0 and seen[start].text.upper() == "SELECT":
            break
        start -= 1
    if start < 0 or seen[start].text.upper() != "SELECT" or not _opens_subquery(seen, start):
        return None
    head = seen[start:place]
    if any(one.text == "*" and _parens(head[:at]) == 0 for at, one in enumerate(head)):
        return None
    return frozenset(
        one.text[1:]
        for at, one in enumerate(head)
        if one.kind is Kind.VARIABLE
        and (_parens(head[:at]) == 0 or head[at - 1].text.upper() == "AS")
    )


def _opens_subquery(seen: list[Token], place: int) -> bool:
    """Return whether the SELECT at a place stands first in braces."""
    return _word(seen, place - 1) == "{"


def _within(outer: frozenset[str] | None, inner: frozenset[str] | None) -> frozenset[str] | None:
    """Return what is in both sets of variables, where None stands for all."""
    if outer is None or inner is None:
        return inner if outer is None else outer
    return outer & inner
