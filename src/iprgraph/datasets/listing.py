"""Listing: which datasets there are, and how much is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from iprgraph.datasets.dataset import datasets_of

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.folders import Folders


class DatasetRow(TypedDict):
    """One dataset: name, title, number of figures, whether the user added it, and its table."""

    name: str
    title: str
    figures: int
    added: bool
    file: str


def dataset_rows(folders: Folders, home: Path, language: str) -> list[DatasetRow]:
    """Return a row for each dataset of the project and of a home. Raises DatasetError."""
    return [
        {
            "name": one.name,
            "title": one.labels[language],
            "figures": one.count_figures(),
            "added": one.added,
            "file": one.file,
        }
        for one in datasets_of(folders, home)
    ]
