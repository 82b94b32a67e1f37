"""Wording: what is said of the tables of an analysis in both languages, from viz/analysis.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.folders import Folders

_FILE = "viz/analysis.toml"


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts by language: of the network, the caveat, an unknown level, tables and columns."""

    network: Mapping[str, str]
    caveat: Mapping[str, str]
    unknown: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]
    definitions: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Mapping[str, str]]


def read_wording(folders: Folders) -> Wording:
    """Return the wording. Raises AnalysisError where the file cannot be used."""
    try:
        held = tomllib.loads((folders.viz / "analysis.toml").read_text(encoding="utf-8"))
        tables = held["table"]
        return Wording(
            network=held["network"],
            caveat=held["caveat"],
            unknown=held["unknown"],
            titles={name: {"zh": one["zh"], "en": one["en"]} for name, one in tables.items()},
            definitions={name: one["definition"] for name, one in tables.items()},
            columns=held["columns"],
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise AnalysisError(
            f"it cannot be used: {error}",
            remedy="restore it, or install the package again",
            file=_FILE,
        ) from error
