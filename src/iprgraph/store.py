"""The store: the current build, opened to be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from iprgraph import folders
from iprgraph.errors import StoreError
from iprgraph.shelf import BUILDS, NQUADS, STORE, current_name

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "build.json"

_REMEDY = "make one: iprgraph build"


@dataclass(frozen=True)
class Store:
    """A build that is open for reading: its folder and its graph.

    The graph has each triple in its named graph and, unless it is a figure of a dataset of others,
    in the default graph. It stays readable while a new build replaces the current one; open again
    to see the new one.
    """

    path: Path
    graph: ox.Store

    @property
    def name(self) -> str:
        """Return the name of the build."""
        return self.path.name

    @property
    def nquads(self) -> Path:
        """Return the file of all named graphs as sorted N-Quads, lexical forms as written."""
        return self.path / NQUADS

    def summary(self) -> dict[str, Any]:
        """Return what the build counted when it was made. Raises StoreError."""
        try:
            found = json.loads((self.path / SUMMARY).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError(
                f"the build's summary cannot be read: {error}", remedy=_REMEDY, file=self.path
            ) from error
        return dict(found)


def open_store(home: Path | None = None) -> Store:
    """Return the current build of a home (by default this machine's). Raises StoreError."""
    place = folders.home() if home is None else home
    for _ in range(3):
        name = current_build(place)
        path = place / BUILDS / name
        try:
            return Store(path, ox.Store.read_only(str(path / STORE)))
        except OSError as error:
            if current_build(place) == name:
                raise StoreError(
                    f'the current build "{name}" cannot be opened: {error}',
                    remedy="make it again: iprgraph build",
                    file=path,
                ) from error
    raise StoreError("builds follow each other too fast to open one", remedy="try again")


def current_build(home: Path) -> str:
    """Return the name of the build that a home has as its current one. Raises StoreError."""
    try:
        name = current_name(home)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"cannot read which build is current: {error}", remedy=_REMEDY, file=home
        ) from error
    if not name:
        raise StoreError("there is no build yet", remedy=_REMEDY, file=home)
    if "/" in name or name.startswith("."):
        raise StoreError(f'"{name}" names no build', remedy=_REMEDY, file=home / "current")
    return name
