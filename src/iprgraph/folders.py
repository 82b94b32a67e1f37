"""Folders: where the plain artefacts are, and where this machine keeps what it builds."""

from __future__ import annotations

import os
from collections.abc import Mapping  # noqa: TC003  (a field's type)
from dataclasses import dataclass, field
from pathlib import Path

from iprgraph.errors import LayoutError

HOME_VARIABLE = "IPRGRAPH_HOME"
SHARED_VARIABLE = "IPRGRAPH_SHARED"

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Folders:
    """The four folders of plain artefacts, and the checkout that they are in, if it is one.

    `unsaved` are files as an editor holds them: they are read instead of those on the disk.
    """

    ontology: Path
    data: Path
    queries: Path
    viz: Path
    root: Path | None = None
    unsaved: Mapping[Path, bytes] = field(default_factory=dict, compare=False)

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

    def read(self, path: Path) -> bytes:
        """Return what a file holds, as an editor has it or as the disk has it. Raises OSError."""
        return self.unsaved[path] if path in self.unsaved else path.read_bytes()

    def files(self, folder: Path, suffix: str, *, below: bool = False) -> list[Path]:
        """Return the files of a folder, or of all folders below it too, by their suffix, in order.

        Hidden ones are left out: they are what editors keep beside a file that is open.
        """
        found = (folder.rglob if below else folder.glob)(f"*{suffix}")
        unsaved = (
            path
            for path in self.unsaved
            if path.suffix == suffix and folder in (path.parents if below else (path.parent,))
        )
        return sorted(path for path in {*found, *unsaved} if not path.name.startswith("."))


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
