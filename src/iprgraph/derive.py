"""Derivation: facts that the rules in `queries/derive/` make from what is stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import RuleError
from iprgraph.vocabulary import DERIVED_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.graphs import Graphs

_LINE = re.compile(r"error at (\d+):\d+: ")


def derive(graphs: Graphs) -> Graphs:
    """Return the graphs with what each rule adds, in the order of the files' names.

    A rule sees what the rules before it added; a triple that is stated already is not derived.
    Raises RuleError for a rule that is no CONSTRUCT, has a mistake, or makes blank nodes.
    """
    for path in rules(graphs, "derive"):
        graphs = graphs.with_graph(DERIVED_GRAPH, constructed(graphs, path))
    return graphs


def rules(graphs: Graphs, folder: str) -> list[Path]:
    """Return the rules in a folder under `queries`, in the order of the files' names."""
    return graphs.folders.files(graphs.folders.queries / folder, ".rq")


def constructed(graphs: Graphs, path: Path) -> list[ox.Triple]:
    """Return what a rule makes that is not there yet. Raises RuleError."""
    name, new = graphs.folders.relative(path), []
    for triple in _answer(graphs, path, name):
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.BlankNode) or isinstance(value, ox.BlankNode):
            raise RuleError(
                "the rule makes a thing without a name (a blank node)",
                remedy="give it an IRI made of the things that it is derived from",
                file=name,
            )
        if ox.Quad(subject, triple.predicate, value) not in graphs.store:
            new.append(triple)
    return new


def _answer(graphs: Graphs, path: Path, name: str) -> ox.QueryTriples:
    try:
        text = graphs.folders.read(path).decode()
        found = graphs.store.query(text, prefixes=dict(graphs.prefixes))
    except SyntaxError as error:
        place = _LINE.match(str(error))
        what = str(error)[place.end() :] if place else str(error)
        raise RuleError(
            f"the rule has a mistake: {what.splitlines()[0][:200]}",
            remedy="mend the query; the prefixes are those of ontology/prefixes.ttl",
            file=name,
            line=int(place.group(1)) if place else 0,
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot read it: {error}", remedy="check the file", file=name) from error
    if not isinstance(found, ox.QueryTriples):
        raise RuleError("the rule is no CONSTRUCT", remedy="write CONSTRUCT { … }", file=name)
    return found
