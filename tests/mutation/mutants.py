"""The mutants: a seeded choice of mistakes, spread evenly over their classes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import figures
import records
import relations
import tables
import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mistakes import Change, Mistake
    from project import Project

MISTAKES: tuple[Mistake, ...] = (
    *texts.MISTAKES,
    *figures.MISTAKES,
    *relations.MISTAKES,
    *records.MISTAKES,
    *tables.MISTAKES,
)


@dataclass(frozen=True)
class Mutant:
    """The project with one mistake in it."""

    mistake: Mistake
    change: Change


def mutants(project: Project, seed: int, count: int, only: str = "") -> tuple[Mutant, ...]:
    """Return that many mutants, the same for the same seed, in the order of their classes.

    Each class gives the same number, the first ones one more where it does not come out even. What
    a class cannot give, since it has fewer places, the others give in turn. Each mutant has one
    mistake, no two are the same, and none is the project as it is. `only` names some classes.
    """
    wanted = [each for each in MISTAKES if not only or each.name in only.split(",")]
    streams = {each.name: _distinct(project, each, seed) for each in wanted}
    taken: dict[str, list[Mutant]] = {each.name: [] for each in wanted}
    missing = count
    while missing and streams:
        share = Counter(name for name, _ in zip(_in_turn(streams), range(missing), strict=False))
        for name, number in share.items():
            found = list(islice(streams[name], number))
            taken[name] += found
            missing -= len(found)
            if len(found) < number:
                del streams[name]
    return tuple(mutant for each in wanted for mutant in taken[each.name])


def _in_turn(streams: dict[str, Iterator[Mutant]]) -> Iterator[str]:
    """Yield the names of the classes round and round."""
    names = list(streams)
    while names:
        yield from names


def _distinct(project: Project, mistake: Mistake, seed: int) -> Iterator[Mutant]:
    seen: set[Change] = set()
    for change in mistake.changes(project, Random(f"{seed} {mistake.name}")):
        if change not in seen and (change.table or project.is_change(change.removed, change.added)):
            seen.add(change)
            yield Mutant(mistake, change)
