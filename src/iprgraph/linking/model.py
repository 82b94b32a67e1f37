"""Model: the probabilities by which Splink weighs a pair of names, and what pairs it looks at.

Each level says how often it is seen where two names mean one thing (m) and where they do not (u);
what it tells is log2(m/u) bits. They were set by hand, after the counts that
`tests/linking/report.py --counts` prints for the half of the labelled names that is for tuning,
and are not estimated at run time: the same rows always get the same links.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from iprgraph.matching.features import LONG_ACRONYM, compare, differences_cost

if TYPE_CHECKING:
    from collections.abc import Callable

    from splink import SettingsCreator

    from iprgraph.matching.features import Comparison

Dialect = Literal["duckdb", "spark"]

# How likely it is that a name that is asked about and one of ours, drawn blindly, mean one thing.
PRIOR = 0.001
# What a match needs: its probability, and its lead in bits over the next thing.
THRESHOLD, LEAD = 0.9, 2.0
# From here on it is said that the thing may be meant.
UNCERTAIN = 0.5
# Pairs below this weight are not looked at again.
FLOOR = -12.0

LIKENESS, DIFFERENCE = "name_likeness", "name_difference"
_SLIP = 8
_BANDS = ((95.0, 7), (90.0, 6), (85.0, 5), (78.0, 4), (70.0, 3))
_ABBREVIATION, _ALIKE, _UNLIKE = 2, 1, 0
_LEAST_ALIKE = 60.0
_COSTS = ((0.0, 0), (2.0, 1), (6.0, 2), (8.0, 3), (14.0, 4))
_MUCH, _CONTRADICTION = 5, 6


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a comparison: its name, when a pair has it (SQL), m and u."""

    name: str
    condition: str
    m: float
    u: float


_OVERLAP = "overlap({0}_l, {0}_r)"
# The level that most pairs have is asked for first, as each condition calls a function again.
_ACRONYM = "initials_l = initials_r and (plain_l = initials_l or plain_r = initials_r)"
_LONG_ACRONYM = f"{_ACRONYM} and length(initials_l) >= {LONG_ACRONYM}"

AGREEMENT = (
    Level("exact", "plain_l = plain_r", 0.30, 0.00002),
    Level("equal", "form_l = form_r", 0.25, 0.00003),
    Level("same words", "words_l = words_r", 0.08, 0.00002),
    Level("same sound", _OVERLAP.format("sounds"), 0.06, 0.00003),
    Level("long acronym", _LONG_ACRONYM, 0.02, 0.00001),
    Level("acronym", _ACRONYM, 0.02, 0.0001),
    Level("unlike", f"{LIKENESS}(name_l, name_r) = 0", 0.005, 0.985),
    Level("a slip", f"{LIKENESS}(name_l, name_r) = 8", 0.06, 0.00004),
    Level("95 alike", f"{LIKENESS}(name_l, name_r) = 7", 0.06, 0.00006),
    Level("90 alike", f"{LIKENESS}(name_l, name_r) = 6", 0.08, 0.00015),
    Level("85 alike", f"{LIKENESS}(name_l, name_r) = 5", 0.06, 0.0003),
    Level("78 alike", f"{LIKENESS}(name_l, name_r) = 4", 0.03, 0.001),
    Level("70 alike", f"{LIKENESS}(name_l, name_r) = 3", 0.015, 0.003),
    Level("short form", f"{LIKENESS}(name_l, name_r) = 2", 0.03, 0.001),
    Level("60 alike", "ELSE", 0.01, 0.01),
)
PARTS = (
    Level("none", f"plain_l = plain_r or {DIFFERENCE}(told_by_l, told_by_r) = 0", 0.90, 0.06),
    Level("contradiction", f"{DIFFERENCE}(told_by_l, told_by_r) = 6", 0.00001, 0.52),
    Level("slight", f"{DIFFERENCE}(told_by_l, told_by_r) = 1", 0.04, 0.01),
    Level("light", f"{DIFFERENCE}(told_by_l, told_by_r) = 2", 0.03, 0.06),
    Level("telling", f"{DIFFERENCE}(told_by_l, told_by_r) = 3", 0.01, 0.06),
    Level("weighty", f"{DIFFERENCE}(told_by_l, told_by_r) = 4", 0.005, 0.12),
    Level("many", "ELSE", 0.001, 0.17),
)
KIND = (
    Level("same kind", "kind_l = kind_r", 0.992, 0.15),
    Level("another kind", "ELSE", 0.008, 0.85),
)
PLACE = (
    Level("place fits", _OVERLAP.format("places"), 0.85, 0.25),
    Level("place around it", "overlap(seats_l, seats_r)", 0.14, 0.25),
    Level("another place", "ELSE", 0.001, 0.50),
)
CODE = (
    Level("same code", _OVERLAP.format("codes"), 0.999, 0.00004),
    Level("another code", "ELSE", 0.001, 0.99996),
)
COMPARISONS = {
    "agreement": (AGREEMENT, "name_l is null or name_r is null"),
    "parts": (PARTS, "name_l is null or name_r is null"),
    "kind": (KIND, "kind_l is null or kind_r is null"),
    "place": (PLACE, "places_l is null or places_r is null"),
    "code": (CODE, "codes_l is null and (division_l is null or division_r is null)"),
}
# Pairs are looked at that share one of these; of lists, one of the values.
_BLOCKED_BY = ("words", "initials")
_BLOCKED_BY_ONE_OF = ("sounds", "codes", "grams")
_OVERLAPS = {"duckdb": "list_has_any", "spark": "arrays_overlap"}


def settings(dialect: Dialect) -> SettingsCreator:
    """Return the model as Splink takes it, in the SQL of an engine."""
    from splink import SettingsCreator, block_on

    rules: list[Any] = [block_on(column) for column in _BLOCKED_BY]
    rules += [block_on(column, arrays_to_explode=[column]) for column in _BLOCKED_BY_ONE_OF]
    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=PRIOR,
        comparisons=[_comparison(name, dialect) for name in COMPARISONS],
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=True,
    )


def _comparison(name: str, dialect: Dialect) -> dict[str, object]:
    levels, absent = COMPARISONS[name]
    null = {"sql_condition": absent, "label_for_charts": "not known", "is_null_level": True}
    return {
        "output_column_name": name,
        "comparison_levels": [null, *(_level(one, dialect) for one in levels)],
    }


def _level(level: Level, dialect: Dialect) -> dict[str, object]:
    return {
        "sql_condition": level.condition.replace("overlap(", f"{_OVERLAPS[dialect]}("),
        "label_for_charts": level.name,
        "m_probability": level.m,
        "u_probability": level.u,
        "fix_m_probability": True,
        "fix_u_probability": True,
    }


def level_of(comparison: str, value: int) -> str:
    """Return the name of the level that Splink gives as a number, none where nothing is known."""
    levels = COMPARISONS[comparison][0]
    return levels[len(levels) - 1 - value].name if value >= 0 else ""


def functions(known: frozenset[str], *, stored: bool) -> dict[str, Callable[[str, str], int]]:
    """Return the functions that the conditions of levels name; known words are not misspelt.

    With `stored` they keep what they have found: both are asked about the same pair, and again.
    """

    def found(left: str, right: str) -> Comparison:
        return compare(left, right, known)

    if stored:
        found = lru_cache(maxsize=65_536)(found)

    def likeness(left: str, right: str) -> int:
        return name_likeness(found(left, right))

    def difference(left: str, right: str) -> int:
        return name_difference(found(left, right))

    return {LIKENESS: likeness, DIFFERENCE: difference}


def name_likeness(found: Comparison) -> int:
    """Return how alike two names are, as the number that the model's levels name."""
    if found.agreement == "misspelt":
        return _SLIP
    for least, band in _BANDS:
        if found.similarity >= least:
            return band
    if found.agreement in ("abbreviation", "acronym"):
        return _ABBREVIATION
    return _ALIKE if found.similarity >= _LEAST_ALIKE else _UNLIKE


def name_difference(found: Comparison) -> int:
    """Return how much of what distinguishes names only one of two has, as a number."""
    if found.conflicts or found.agreement == "none":
        return _CONTRADICTION
    cost = differences_cost(found.silences)
    return next((number for most, number in _COSTS if cost <= most), _MUCH)
