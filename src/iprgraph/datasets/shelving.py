"""The shelf of added datasets: changed by one process at a time, each replaced in one step."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from iprgraph.datasets.dataset import FOLDER, SLUG
from iprgraph.errors import BuildError, DatasetError
from iprgraph.lock import held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".lock"
_OLD = ".old-"


@contextmanager
def writing(shelf: Path) -> Iterator[None]:
    """Hold the right to change the datasets of a home. Raises DatasetError, also for the disk."""
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        with held(shelf / LOCK):
            yield
    except BuildError as error:
        raise DatasetError(
            "datasets are being changed by another process",
            remedy="wait until it has ended",
            file=shelf,
        ) from error
    except OSError as error:
        raise DatasetError(
            f"the dataset cannot be written: {error.strerror or error}",
            remedy="see that the folder is writable and has room; nothing was replaced",
            file=error.filename if isinstance(error.filename, str) else shelf,
        ) from error


def replace(draft: Path, path: Path) -> None:
    """Put a finished draft in the place of what was there."""
    old = path.parent / f"{_OLD}{path.name}"
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        path.rename(old)
    draft.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def remove_dataset(home: Path, name: str) -> None:
    """Remove a dataset that was added. Raises DatasetError where there is none."""
    path = home / FOLDER / name
    if not SLUG.fullmatch(name) or not path.is_dir():
        raise DatasetError(
            f'no dataset "{name}" was added',
            remedy="see which there are: iprgraph dataset list",
        )
    with writing(path.parent):
        old = path.parent / f"{_OLD}{name}"
        shutil.rmtree(old, ignore_errors=True)
        path.rename(old)
        shutil.rmtree(old)
