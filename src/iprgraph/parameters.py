"""Parameters: what a question asks its reader for, and the words that leave one open.

A parameter is bound to its variable as a term, never as text; the engine asks that the variable be
among those that SELECT projects, and does not see the binding in `BOUND(?parameter)`. One that is
optional and not given, or given as one of OPEN, stays unbound, so it matches all.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OPEN = ("all", "全部")
SHARED_FILE = "parameters.toml"
KEYS = ("type", "default", "optional", "unless", "zh", "en")

Table = dict[str, object]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name (and variable), type, default, whether it may stay open, wording.

    Its default is not taken where the reader gives one of the parameters `unless`.
    """

    name: str
    type: str
    default: str | None
    optional: bool
    wording: Mapping[str, str]
    unless: tuple[str, ...] = ()

    def value(self, given: Mapping[str, str]) -> str | None:
        """Return the value to bind, given or default; None where it stays open or is missing."""
        value = given.get(self.name)
        if value is None and not any(_says(given, other) for other in self.unless):
            value = self.default
        return None if self.optional and value is not None and is_open(value) else value


def is_open(value: str) -> bool:
    """Return whether a value is a word that leaves an optional parameter open."""
    return value.strip().lower() in OPEN


def _says(given: Mapping[str, str], name: str) -> bool:
    """Return whether a reader gives a parameter a value, and does not leave it open."""
    return name in given and not is_open(given[name])


def shared_parameters(folder: Path) -> dict[str, Table]:
    """Return what the questions of a folder share about a parameter, by name.

    Raises QuestionError where the file is no TOML.
    """
    path = folder / SHARED_FILE
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QuestionError(
            f"the file is no TOML: {error}", remedy="mend it", file=f"queries/ask/{SHARED_FILE}"
        ) from error
    return {name: value for name, value in found.items() if isinstance(value, dict)}


def parameter_of(name: str, value: object, shared: Mapping[str, Table], file: str) -> Parameter:
    """Return a parameter of a header; one that states no type takes the rest from the shared one.

    Raises QuestionError.
    """
    own = value if isinstance(value, dict) else {}
    whole = own if "type" in own else {**shared.get(name, {}), **own}
    if not isinstance(value, dict) or "type" not in whole:
        raise QuestionError(
            f'the parameter "{name}" has no type',
            remedy=f'add to the header: [parameters.{name}] with type = "place"',
            file=file,
        )
    return Parameter(
        name,
        str(whole["type"]),
        str(whole["default"]) if "default" in whole else None,
        bool(whole.get("optional", False)),
        {key: str(whole[key]) for key in ("zh", "en") if key in whole},
        _names(whole.get("unless", ())),
    )


def _names(value: object) -> tuple[str, ...]:
    """Return a list of names in a header, one name or many."""
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)
