"""Folders: where the plain artefacts are, and where this machine keeps what it builds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from iprgraph.errors import LayoutError

HOME_VARIABLE = "IPRGRAPH_HOME"
SHARED_VARIABLE = "IPRGRAPH_SHARED"

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Folders:
    """The four folders of plain artefacts, and the checkout that they are in, if it is one."""

    ontology: Path
    data: Path
    queries: Path
    viz: Path
    root: Path | None = None

    @classmethod
    def under(cls, base: Path, *, root: Path | None = None) -> Folders:
        """Return the folders that lie side by side under a base folder."""
        return cls(base / "ontology", base / "data", base / "queries", base / "viz", root)

    def relative(self, path: Path) -> str:
        """Return a path as a reader of the project would write it: `data/entities/agencies.ttl`."""
        for folder in (self.ontology, self.data, self.queries, self.viz):
            if path.is_relative_to(folder):
                return path.relative_to(folder.parent).as_posix()
        return path.as_posix()


def folders() -> Folders:
    """Return the folders of the checkout, else of the installed package. Raises LayoutError."""
    root = checkout()
    if root is not None:
        return Folders.under(root, root=root)
    installed = _PACKAGE / "artefacts"
    if (installed / "ontology").is_dir():
        return Folders.under(installed)
    raise LayoutError(
        "the folders ontology, data, queries and viz are missing",
        remedy="install the package again, or run from a checkout",
    )


def checkout() -> Path | None:
    """Return the checkout that this package runs from, None where it is installed."""
    root = _PACKAGE.parents[1]
    there = (root / "pyproject.toml").is_file() and (root / "ontology").is_dir()
    return root if there else None


def home() -> Path:
    """Return where builds and texts are kept: $IPRGRAPH_HOME, `.iprgraph`, or the user's data."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named)
    root = checkout()
    if root is not None:
        return root / ".iprgraph"
    from platformdirs import user_data_path

    return user_data_path("iprgraph")


def shared() -> Path | None:
    """Return the folder of shared sources: $IPRGRAPH_SHARED, or `../shared` of a checkout."""
    named = os.environ.get(SHARED_VARIABLE)
    if named:
        return Path(named)
    root = checkout()
    beside = root.parent / "shared" if root is not None else None
    return beside if beside is not None and beside.is_dir() else None
