"""How long the catalogue's questions take in process, beside rdflib on the same statements.

Each question with its defaults, bound as the program binds them, in a store in memory, on the real
report and on fleets made from it; of each size the slowest questions are named, and those counted
that take longer than readers should wait. rdflib is asked on the real report, a sample of the
questions, each once and for no longer than LONGEST seconds: a question that is given up counts with
that time.
"""

from __future__ import annotations

import signal
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from fleet import Member, write_fleet

from iprgraph.assembly import read_assembly
from iprgraph.binding import bound
from iprgraph.build import nquads_of
from iprgraph.datasets.statements import chunks_of
from iprgraph.door import KnowledgeGraph
from iprgraph.folders import Folders, folders
from iprgraph.infer import infer
from iprgraph.prefixes import prefix_table
from iprgraph.questions import chosen
from iprgraph.remote.prepared import prepared
from iprgraph.vocabulary import INFERRED_GRAPH, dataset_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iprgraph.query import Term

FLEETS = (20, 200)
RUNS = 3
EVERY = 6  # of the questions, rdflib gets every sixth
LONGEST = 10  # seconds for a question to rdflib
SLOW = (10, 100)  # milliseconds: on the real report, on a fleet of 200
SLOWEST = 5  # of the questions are named
FIRST = Member(1, 2022)
MERGE = f"""INSERT {{ ?s ?p ?o }} WHERE {{
  GRAPH ?g {{ ?s ?p ?o }} FILTER(!STRSTARTS(STR(?g), "{dataset_graph("")}"))
}}"""


def least(action: Callable[[], object], runs: int = RUNS) -> float:
    """Return the least milliseconds that an action took."""
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        action()
        taken.append(1000 * (time.perf_counter() - begin))
    return min(taken)


def contents(places: Folders) -> bytes:
    """Return all that a build of some folders holds as N-Quads, the figures of datasets too."""
    assembly = read_assembly(places)
    whole = assembly.triples.adding(INFERRED_GRAPH, infer(assembly.graphs))
    return nquads_of(whole) + b"".join(chunks_of(assembly.datasets))


def defaults(graph: KnowledgeGraph) -> dict[str, Mapping[str, Term]]:
    """Return the terms of each question's defaults in the real report."""
    return {
        one.name: bound(one, chosen(one, {}), lambda text, kind: graph.resolve(text, kind=kind))
        for one in graph.questions()
    }


def renamed(terms: Mapping[str, Term]) -> dict[str, Term]:
    """Return the terms as the first member of a fleet calls them."""
    return {
        name: ox.NamedNode(FIRST.iri(term.value)) if isinstance(term, ox.NamedNode) else term
        for name, term in terms.items()
    }


def asked(
    lines: bytes, texts: Mapping[str, str], terms: Mapping[str, Mapping[str, Term]]
) -> dict[str, float]:
    """Return the milliseconds of each question in a store in memory, its parameters bound."""
    store = ox.Store()
    store.load(lines, format=ox.RdfFormat.N_QUADS)
    store.update(MERGE)
    prefixes = dict(prefix_table())

    def run(name: str) -> list[object]:
        fixed = {ox.Variable(key): term for key, term in terms[name].items()}
        answer = store.query(texts[name], prefixes=prefixes, substitutions=fixed)
        return [] if isinstance(answer, ox.QueryBoolean) else list(answer)

    return {name: least(partial(run, name)) for name in texts}


def asked_of_rdflib(lines: bytes, queries: Mapping[str, str]) -> dict[str, float]:
    """Return the milliseconds of each query in rdflib, run once, at most LONGEST seconds."""
    data = rdflib.Dataset(default_union=True)
    data.parse(data=lines, format="nquads")

    def give_up(number: int, frame: object) -> None:
        raise TimeoutError

    def run(text: str) -> None:
        signal.alarm(LONGEST)
        try:
            list(data.query(text))
        except TimeoutError:
            pass
        finally:
            signal.alarm(0)

    signal.signal(signal.SIGALRM, give_up)
    return {name: least(partial(run, text), 1) for name, text in queries.items()}


def told(name: str, taken: Mapping[str, float]) -> str:
    """Return lines: the median, how many questions are slow, and the slowest."""
    ranked = sorted(taken, key=lambda one: -taken[one])
    counts = ", ".join(f"{sum(one > most for one in taken.values())} > {most} ms" for most in SLOW)
    slowest = ", ".join(f"{one} {taken[one]:.1f}" for one in ranked[:SLOWEST])
    return (
        f"{name:<14} {len(taken)} questions, median {statistics.median(taken.values()):8.2f} ms, "
        f"{counts}\n{'':<14} slowest: {slowest} ms"
    )


def main(fleets: tuple[int, ...] = FLEETS) -> None:
    """Measure, and print some lines for each size and for rdflib."""
    with tempfile.TemporaryDirectory() as home:
        graph = KnowledgeGraph(home, language="en")
        graph.build()
        terms = defaults(graph)
    texts = {one.name: one.text for one in graph.questions()}
    lines = contents(folders())
    ours = asked(lines, texts, terms)
    print(told("the report", ours), flush=True)
    some = {
        name: prepared(texts[name], terms[name], prefix_table()) for name in sorted(texts)[::EVERY]
    }
    theirs = asked_of_rdflib(lines, some)
    stopped = sum(taken >= 1000 * LONGEST for taken in theirs.values())
    print(f"{told('rdflib', theirs)}, {stopped} given up after {LONGEST} s")
    ratios = [theirs[name] / ours[name] for name in some]
    print(
        f"{'rdflib takes':<14} {statistics.median(ratios):.0f} times as long (median)", flush=True
    )
    first = {name: renamed(each) for name, each in terms.items()}
    for count in fleets:
        with tempfile.TemporaryDirectory() as folder:
            lines = contents(write_fleet(Path(folder), count))
            print(told(f"{count} reports", asked(lines, texts, first)), flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or FLEETS)
