"""The report of a run: shares by class of mistake and by check, and the survivors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from judging import READING, Verdict

from iprgraph.checks import CHECKS

if TYPE_CHECKING:
    from mutants import Mutant

Checks = frozenset[str]
COLUMNS = (*CHECKS, READING)


@dataclass(frozen=True)
class Outcome:
    """A mutant and how it fared."""

    mutant: Mutant
    verdict: Verdict

    @property
    def checks(self) -> Checks:
        """Return the checks that caught it, with the text where this machine has it."""
        text = self.verdict.with_text
        return self.verdict.without_text if text is None else text


Setting = Callable[[Outcome], Checks | None]
SETTINGS: tuple[tuple[str, str, Setting], ...] = (
    ("with the text", "text", lambda each: each.verdict.with_text),
    ("with the text, tables made anew", "anew", lambda each: each.verdict.made_anew),
    ("without the text", "no text", lambda each: each.verdict.without_text),
)


@dataclass(frozen=True)
class Report:
    """The outcomes of a run, with its seed and whether the text was at hand."""

    seed: int
    has_text: bool
    outcomes: tuple[Outcome, ...]

    @property
    def share(self) -> float:
        """Return the share caught, with the text where this machine has it."""
        return _share(self.outcomes, lambda each: each.checks)

    @property
    def survivors(self) -> tuple[Outcome, ...]:
        """Return the mutants that nothing caught."""
        return tuple(each for each in self.outcomes if not each.checks)

    def text(self) -> str:
        """Return the whole report for a terminal, the same bytes for the same seed and data."""
        source = "with the report's text" if self.has_text else "without the report's text"
        lines = [f"{len(self.outcomes)} mutants, seed {self.seed}, {source}", ""]
        lines += [
            f"{name:32} {_percent(self.outcomes, of)} caught" for name, of in self._settings()
        ]
        lines += ["", *_aligned(self._table()), "", *self._told("survivors", lambda e: e.checks)]
        if self.has_text:
            lines += ["", *self._told("more survivors with the tables made anew", _anew_alone)]
        return "\n".join(lines) + "\n"

    def markdown(self) -> str:
        """Return the table by class for the documents."""
        head, *rows = self._table()
        rule = ["---", *("--:" for _ in head[1:])]
        return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))

    def _settings(self) -> list[tuple[str, Setting]]:
        return [(name, of) for name, _, of in SETTINGS if self.has_text or "without" in name]

    def _table(self) -> list[list[str]]:
        columns = [short for name, short, _ in SETTINGS if self.has_text or "without" in name]
        rows = [["class of mistake", "mutants", *columns, *COLUMNS]]
        groups = groupby(self.outcomes, key=lambda each: each.mutant.mistake.name)
        rows += [self._row(name, list(own)) for name, own in groups]
        return [*rows, self._row("all", self.outcomes)]

    def _row(self, name: str, own: Sequence[Outcome]) -> list[str]:
        shares = [_percent(own, of).strip() for _, of in self._settings()]
        counts = [sum(check in each.checks for each in own) for check in COLUMNS]
        return [name, str(len(own)), *shares, *(str(count or "") for count in counts)]

    def _told(self, head: str, of: Setting) -> list[str]:
        found = [each for each in self.outcomes if not of(each)]
        lines = [f"  {each.mutant.mistake.name}: {each.mutant.change.told}" for each in found]
        return [f"{head}: {len(found) or 'none'}", *lines]


def _anew_alone(outcome: Outcome) -> Checks:
    """Return what catches a mutant after the tables are made anew; those never caught aside."""
    return (outcome.verdict.made_anew or frozenset()) if outcome.checks else frozenset(["none"])


def _share(outcomes: Sequence[Outcome], of: Setting) -> float:
    return sum(bool(of(each)) for each in outcomes) / len(outcomes) if outcomes else 1.0


def _percent(outcomes: Sequence[Outcome], of: Setting) -> str:
    return f"{100 * _share(outcomes, of):5.1f} %"


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return rows as lines with columns of equal width, the first to the left."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
