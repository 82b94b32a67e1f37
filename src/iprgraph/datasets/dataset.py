"""A dataset: its name, its tidy table, and what its CSVW metadata say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003  (a field's type)
from typing import TYPE_CHECKING

from iprgraph.errors import DatasetError

if TYPE_CHECKING:
    from iprgraph.folders import Folders

FOLDER = "datasets"
TABLE = "figures.csv"
METADATA = f"{TABLE}-metadata.json"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Value = Mapping[str, str]


@dataclass(frozen=True)
class Dataset:
    """A dataset: whether the user added it, where it is, and its common properties by name.

    A property's values are JSON-LD values: `@id`, or `@value` with `@language` or `@type`.
    """

    name: str
    folder: Path
    file: str
    added: bool
    about: Mapping[str, Sequence[Value]]

    @property
    def table(self) -> Path:
        """Return the tidy table."""
        return self.folder / TABLE

    def count_figures(self) -> int:
        """Return how many rows the table has below its head: no cell of it holds a line break."""
        with self.table.open("rb") as file:
            return max(0, sum(1 for _ in file) - 1)

    @property
    def labels(self) -> dict[str, str]:
        """Return the title in each language; where the metadata have none, the name says it."""
        given = self.about.get("dc:title", ())
        titles = {one.get("@language", "en"): one["@value"] for one in given if "@value" in one}
        bare = {"zh": f"数据集 {self.name}", "en": f"dataset {self.name}"}
        return {language: titles.get(language) or text for language, text in bare.items()}


def datasets_of(folders: Folders, home: Path | None = None) -> tuple[Dataset, ...]:
    """Return the project's datasets, then those added to a home, each by name.

    Raises DatasetError for metadata that cannot be read.
    """
    own = _below(folders.data / FOLDER)
    added = _below(home / FOLDER) if home is not None else []
    return (
        *(read_dataset(path, folders.relative(path / TABLE)) for path in own),
        *(read_dataset(path, str(path / TABLE), added=True) for path in added),
    )


def read_dataset(folder: Path, file: str, *, added: bool = False) -> Dataset:
    """Return the dataset of a folder; `file` is what its table is called in messages.

    Raises DatasetError.
    """
    path = folder / METADATA
    try:
        metadata = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(
            f"the metadata of the dataset cannot be read: {error}",
            remedy=f"give the table its CSVW metadata in {METADATA}",
            file=path,
        ) from error
    if not isinstance(metadata, dict):
        raise DatasetError("the metadata are no object", remedy="write CSVW metadata", file=path)
    return Dataset(folder.name, folder, file, added, common_properties(metadata))


def common_properties(metadata: Mapping[str, object]) -> dict[str, list[Value]]:
    """Return what metadata say in the terms of other vocabularies, as JSON-LD values in a list."""
    return {key: list(_values(value)) for key, value in metadata.items() if ":" in key}


def _values(value: object) -> list[Value]:
    if isinstance(value, list):
        return [one for each in value for one in _values(each)]
    if isinstance(value, dict):
        return [{str(key): str(one) for key, one in value.items()}]
    return [{"@value": str(value)}]


def _below(folder: Path) -> list[Path]:
    """Return the folders in a folder, by name; what is being written begins with a dot."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")
