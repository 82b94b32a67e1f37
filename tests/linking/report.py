"""How well the labelled names are linked: `report.py [--counts] [--engine spark]`.

Precision and recall by part, kind and script, then each wrong or missing link. With --counts, how
often each level of the model is seen in true and in other pairs of the part for tuning.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter

from labelled import Judged, by, judged, labelled, score, weighed

from iprgraph.door import KnowledgeGraph
from iprgraph.linking.model import COMPARISONS, level_of


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--counts", action="store_true")
    options.add_argument("--engine", default="duckdb")
    options.add_argument("--home", help="a build that is there already")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph = KnowledgeGraph(chosen.home or folder)
        if not chosen.home:
            graph.build()
        if chosen.counts:
            counts(graph)
        else:
            tell(judged(graph, chosen.engine))


def tell(found: list[Judged]) -> None:
    """Print the table of scores, and what is wrong."""
    print(f"{'':24}{'names':>7}{'linked':>8}{'precision':>11}{'recall':>8}")
    groups = {"all": score(found)}
    groups |= by(found, lambda one: one.part)
    groups |= by(found, lambda one: f"kind: {one.kind}")
    groups |= by(found, lambda one: f"script: {one.script}")
    for name, one in groups.items():
        print(f"{name:24}{one.names:7}{one.linked:8}{one.precision:11.3f}{one.recall:8.3f}")
    for judged_one in found:
        if not judged_one.is_right:
            row = judged_one.labelled
            print(
                f"{'WRONG' if judged_one.found else 'missed'} {row.part:8} {row.name} → "
                f"{judged_one.best or '-'} ({judged_one.score:.3f}, {judged_one.status}), "
                f"expected {row.expected or 'none'}: {row.note}"
            )


def counts(graph: KnowledgeGraph) -> None:
    """Print how often each level is seen: the best pair of the true thing, and all other pairs."""
    rows = [row for row in labelled() if row.part == "tuning"]
    names, pairs = weighed(graph, rows, "duckdb")
    true: dict[int, tuple[float, tuple[int, ...]]] = {}
    other = []
    for pair in pairs:
        if names.texts[pair.name][0].curie == rows[pair.asked].expected:
            true[pair.asked] = max(true.get(pair.asked, (-99.0, ())), (pair.weight, pair.levels))
        else:
            other.append(pair.levels)
    drawn = len(rows) * len(names.texts)
    for place, comparison in enumerate(COMPARISONS):
        seen_true = Counter(level_of(comparison, levels[place]) for _, levels in true.values())
        seen_other = Counter(level_of(comparison, levels[place]) for levels in other)
        for level in COMPARISONS[comparison][0]:
            share = seen_other[level.name] / drawn
            print(f"{comparison:10} {level.name:16} {seen_true[level.name]:4} {share:.6f}")


if __name__ == "__main__":
    main()
