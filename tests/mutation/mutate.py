"""Mutation: how many seeded mistakes in the real data the five checks catch.

`python tests/mutation/mutate.py [--seed N] [--count N] [--workers N] [--markdown FILE]` makes one
mutant after the other, asks the checks about each, and reports the share that they catch by class
of mistake and by check, with the mutants that survive. Ends with 1 where less than 95 % are caught.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from judging import Judge, Verdict
from mutants import Mutant, mutants
from project import Project
from reporting import Outcome, Report

from iprgraph.folders import folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED, COUNT, WORKERS = 2022, 1000, 2
WANTED = 0.95

Task = tuple[int, int, int, str]


@cache
def _work(seed: int, count: int, only: str) -> tuple[Judge, tuple[Mutant, ...]]:
    """Return the judge and the mutants of a process; they are the same in each."""
    project = Project(folders())
    return Judge(project), mutants(project, seed, count, only)


def _judged(task: Task) -> Verdict:
    index, seed, count, only = task
    judge, all_mutants = _work(seed, count, only)
    return judge.verdict(all_mutants[index].change)


def judged(seed: int, count: int, workers: int, only: str = "") -> Report:
    """Return the report of a run."""
    judge, all_mutants = _work(seed, count, only)
    tasks = [(index, seed, count, only) for index in range(len(all_mutants))]
    verdicts: list[Verdict] = []
    for verdict in _mapped(tasks, workers):
        verdicts.append(verdict)
        if sys.stderr.isatty():
            print(f"\r{len(verdicts)} of {len(tasks)}", end="", file=sys.stderr)
    outcomes = tuple(Outcome(*pair) for pair in zip(all_mutants, verdicts, strict=True))
    return Report(seed, judge.has_text, outcomes)


def _mapped(tasks: Sequence[Task], workers: int) -> Iterator[Verdict]:
    if workers == 1:
        yield from map(_judged, tasks)
        return
    with get_context("spawn").Pool(workers) as pool:  # a store has threads, which no fork survives
        yield from pool.imap(_judged, tasks, chunksize=5)


def main(words: Sequence[str] | None = None) -> int:
    """Run, print the report, and return 0 where enough is caught."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--only", default="", help="the classes of mistakes, parted by commas")
    parser.add_argument("--markdown", type=Path, help="write the table for the documents there")
    given = parser.parse_args(words)
    report = judged(given.seed, given.count, given.workers, given.only)
    sys.stdout.write(report.text())
    if given.markdown:
        given.markdown.write_text(report.markdown(), encoding="utf-8")
    return 0 if report.share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
