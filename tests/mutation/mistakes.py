"""A class of mistakes: where an editor could make it, and what the mistake would be there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, TypeVar

from project import Project, Row, Statement

if TYPE_CHECKING:
    import pyoxigraph as ox

ROUNDS = 4


@dataclass(frozen=True)
class Table:
    """A change of a committed table: the file's name, the line to replace, and by which rows."""

    file: str
    line: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Change:
    """What a mistake does: statements taken out and put in, or lines of a table; and in words."""

    told: str
    removed: tuple[Statement, ...] = ()
    added: tuple[Statement, ...] = ()
    table: Table | None = None


Changes = Callable[[Project, Random], Iterator[Change]]
Sites = Callable[[Project], Sequence[Statement]]
Site = TypeVar("Site")


@dataclass(frozen=True)
class Mistake:
    """A class of mistakes: its name, what the editor did, and the changes that are such mistakes.

    `sure` says that each mistake of the class must be caught, with the text and without it.
    """

    name: str
    what: str
    changes: Changes
    sure: bool = False


def mistake(
    name: str,
    what: str,
    sites: Callable[[Project], Sequence[Site]],
    make: Callable[[Project, Site, Random], Change | None],
    *,
    sure: bool = False,
) -> Mistake:
    """Return a class of mistakes that are made at some places, in an order of chance.

    Each place is come back to a few times: chance may make another mistake there.
    """

    def changes(project: Project, rng: Random) -> Iterator[Change]:
        for _ in range(ROUNDS):
            places = list(sites(project))
            rng.shuffle(places)
            for place in places:
                change = make(project, place, rng)
                if change is not None:
                    yield change

    return Mistake(name, what, changes, sure)


def where(
    *names: str, under: str | tuple[str, ...] = "", test: Callable[[Statement], bool] | None = None
) -> Sites:
    """Return the places of the statements of some properties (none given: any) in some files."""

    def sites(project: Project) -> Sequence[Statement]:
        return [
            each
            for each in project.statements
            if each.file.startswith(under)
            and (not names or each.property in names)
            and (test is None or test(each))
        ]

    return sites


def dropped(project: Project, out: Iterable[Statement]) -> Change:
    """Return the change that takes out some statements."""
    gone = tuple(out)
    more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
    return Change(f"without {project.told(gone[0])}{more}", removed=gone)


def turned(project: Project, old: Statement, new: Statement) -> Change:
    """Return the change that writes one statement instead of another."""
    return Change(f"{project.told(old)} → {project.told(new)}", removed=(old,), added=(new,))


def repointed(project: Project, old: Statement, value: ox.NamedNode | ox.Literal) -> Change:
    """Return the change that gives a statement another object."""
    new = old.saying(value=value)
    told = f"{project.told(old)} → {project.show(value)}"
    return Change(told, removed=(old,), added=(new,))


def drop(project: Project, site: Statement, _: Random) -> Change:
    """Return the change that takes out the statement itself."""
    return dropped(project, (site,))
