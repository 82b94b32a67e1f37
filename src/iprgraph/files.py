"""Files and folders: written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Put a new file where the old one is in one step, through to the disk.

    Raises OSError; then nothing has changed and nothing is left behind.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the process's mask for new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def open_folder(folder: Path) -> None:
    """Give a folder that was made for one's own eyes the rights of any new folder."""
    folder.chmod(0o777 & ~_umask())


def exchange_folders(draft: Path, place: Path) -> None:
    """Put a finished folder in its place; what stood there is removed, or back if that fails.

    Raises OSError.
    """
    if not place.exists():
        draft.rename(place)
        return
    old = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.")) / "old"
    try:
        place.rename(old)
        try:
            draft.rename(place)
        except BaseException:
            old.rename(place)
            raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)
