"""Mistakes in the committed tables: anchors and outline, one line for each mention or part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mistakes import Change, Table, mistake
from project import ANCHORS, OUTLINE, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from project import Project, Row

_THING, _FORM, _RUNS, _SENTENCE, _DIGEST = 2, 3, 4, 5, 6
_START, _END = 3, 4


def _lines(*files: str) -> Callable[[Project], Sequence[Line]]:
    return lambda project: [line for file in files for line in project.tables[file]]


def _rewritten(line: Line, column: int, cell: str) -> Change | None:
    if cell == line.cells[column]:
        return None
    row = (*line.cells[:column], cell, *line.cells[column + 1 :])
    told = f"{line.file}:{line.number} {line.cells[column][:40]} → {cell[:40]}"
    return Change(told, table=Table(line.file, line.number, (row,)))


def _other_thing(project: Project, line: Line, rng: Random) -> Change | None:
    things = sorted({each.cells[_THING] for each in project.tables[line.file]})
    return _rewritten(line, _THING, rng.choice(things))


def _misspelt_thing(_: Project, line: Line, rng: Random) -> Change | None:
    thing = line.cells[_THING]
    at = rng.randrange(thing.index(":") + 1, len(thing))
    return _rewritten(line, _THING, thing[:at] + thing[at + 1 :])


def _shifted(_: Project, line: Line, rng: Random) -> Change | None:
    by = rng.choice((-10, -1, 1, 10))
    if line.file == OUTLINE:
        column = rng.choice((_START, _END))
        return _rewritten(line, column, str(int(line.cells[column]) + by))
    runs = [run.split("-") for run in line.cells[_RUNS].split()]
    moved = " ".join(f"{int(start) + by}-{int(end) + by}" for start, end in runs)
    return _rewritten(line, _RUNS, moved)


def _other_sentence(_: Project, line: Line, rng: Random) -> Change | None:
    number = int(line.cells[_SENTENCE] or 0) + rng.choice((1, 2, 5))
    return _rewritten(line, _SENTENCE, str(number))


def _other_digest(_: Project, line: Line, rng: Random) -> Change | None:
    digest = line.cells[-1]
    at = rng.randrange(len(digest))
    new = rng.choice([one for one in "0123456789abcdef" if one != digest[at]])
    return _rewritten(line, len(line.cells) - 1, digest[:at] + new + digest[at + 1 :])


def _gone(_: Project, line: Line, __: Random) -> Change:
    told = f"{line.file}:{line.number} without {' '.join(line.cells[:4])}"
    return Change(told, table=Table(line.file, line.number, ()))


def _twice(_: Project, line: Line, __: Random) -> Change:
    rows: tuple[Row, ...] = (line.cells, line.cells)
    told = f"{line.file}:{line.number} twice: {' '.join(line.cells[:4])}"
    return Change(told, table=Table(line.file, line.number, rows))


_anchors, _both = _lines(ANCHORS), _lines(ANCHORS, OUTLINE)

MISTAKES = (
    mistake(
        "anchor-orphaned", "an anchor of a misspelt thing", _anchors, _misspelt_thing, sure=True
    ),
    mistake("anchor-of-another", "an anchor of another thing", _anchors, _other_thing),
    mistake("anchor-shifted", "an offset moved", _both, _shifted),
    mistake("anchor-in-other-sentence", "an anchor in another sentence", _anchors, _other_sentence),
    mistake("anchor-digest-changed", "a character of a digest changed", _both, _other_digest),
    mistake("anchor-dropped", "a line of a table left out", _both, _gone),
    mistake("anchor-twice", "a line of a table twice", _both, _twice),
)
