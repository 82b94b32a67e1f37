"""Derivation: facts that the rules in `queries/derive/` make from what is stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import RuleError
from iprgraph.vocabulary import DERIVED_GRAPH

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from iprgraph.figures import Figures
    from iprgraph.graphs import Graphs

_LINE = re.compile(r"error at (\d+):\d+: ")
_BLANK = re.compile(rb"^_:| _:\S+ \.$", re.MULTILINE)
_RESTATED = f"""
DELETE {{ GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }} }}
WHERE {{
  GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }}
  GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{DERIVED_GRAPH}>)
}}
"""


def derive(graphs: Graphs, figures: Future[Figures] | None = None) -> Graphs:
    """Return the graphs with what each rule adds, in the order of the files' names.

    A rule sees what the rules before it added; a triple that is stated already is not derived.
    The rules of the cube, 00 to 09, need no bounds: `figures` are waited for after them. Raises
    RuleError for a rule that is no CONSTRUCT, has a mistake, or makes blank nodes.
    """
    found = rules(graphs, "derive")
    cube = [path for path in found if path.name < "1"]
    for path in cube:
        apply(graphs, path)
    if figures:
        _add(graphs, figures.result().lines.encode())
    for path in found[len(cube) :]:
        apply(graphs, path)
    graphs.store.update(_RESTATED)
    return graphs.grown(DERIVED_GRAPH)


def apply(graphs: Graphs, path: Path) -> None:
    """Add what a rule makes to the derived and to the default graph. Raises RuleError."""
    _add(graphs, _answer(graphs, path))


def rules(graphs: Graphs, folder: str) -> list[Path]:
    """Return the rules in a folder under `queries`, in the order of the files' names."""
    return graphs.folders.files(graphs.folders.queries / folder, ".rq")


def constructed(graphs: Graphs, path: Path) -> list[ox.Triple]:
    """Return what a rule makes that is not there yet, added nowhere. Raises RuleError."""
    made = ox.parse(_answer(graphs, path), format=ox.RdfFormat.N_TRIPLES)
    return [quad.triple for quad in made if quad not in graphs.store]


def _add(graphs: Graphs, lines: bytes) -> None:
    """Add N-Triples, in the engine: Python does other work meanwhile."""
    for graph in (ox.NamedNode(DERIVED_GRAPH), ox.DefaultGraph()):
        graphs.store.load(lines, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)


def _answer(graphs: Graphs, path: Path) -> bytes:
    """Return what a rule makes as N-Triples."""
    name = graphs.folders.relative(path)
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
    made = None
    if isinstance(found, ox.QueryTriples):
        made = found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    del found  # an error would keep it, and the thread that made it has to free it
    if made is None:
        raise RuleError("the rule is no CONSTRUCT", remedy="write CONSTRUCT { … }", file=name)
    if _BLANK.search(made):
        raise RuleError(
            "the rule makes a thing without a name (a blank node)",
            remedy="give it an IRI made of the things that it is derived from",
            file=name,
        )
    return made
