"""Writing: a site as a folder, whole or not at all, and never over what is not ours.

The folder lists its own files with their digests in `.iprgraph-docs` (`sha256sum -c` reads it).
Only a folder that holds what its list says, and nothing else, is replaced.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.errors import DocsError
from iprgraph.files import exchange_folders, open_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

LIST = ".iprgraph-docs"


def write_folder(target: Path, files: Mapping[str, bytes]) -> Path:
    """Make a folder hold exactly these files and return its path.

    It is written beside its place and put there when complete. Raises DocsError for a place that
    cannot be written and for one that holds something else; then nothing has changed.
    """
    place = Path(os.path.realpath(target))
    try:
        _refuse_foreign(place, target)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        try:
            _fill(draft, files)
            exchange_folders(draft, place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise DocsError(
            f"the documentation cannot be written: {error.strerror or error}; nothing was changed",
            remedy="name a folder that can be written: iprgraph docs FOLDER",
            file=error.filename if isinstance(error.filename, str) else target,
        ) from error
    return target


def _fill(draft: Path, files: Mapping[str, bytes]) -> None:
    listed = "".join(f"{_digest(files[name])}  {name}\n" for name in sorted(files))
    for name, data in {**files, LIST: listed.encode()}.items():
        (draft / name).write_bytes(data)
    open_folder(draft)


def _refuse_foreign(place: Path, target: Path) -> None:
    """Raise DocsError where something stands that a run of ours has not written so."""
    if not os.path.lexists(place):
        return
    remedy = "name another folder, or move what is there out of the way"
    if not place.is_dir():
        raise DocsError("it is no folder", remedy=remedy, file=target)
    there = {one.name for one in place.iterdir()}
    listed = _listed(place)
    if there and not listed:
        raise DocsError(
            "the folder holds something that is not our documentation; it was left as it is",
            remedy=remedy,
            file=target,
        )
    foreign = sorted(there - {*listed, LIST})
    changed = sorted(name for name in there & set(listed) if _is_changed(place / name, listed))
    if foreign or changed:
        what = f'"{(foreign or changed)[0]}"'
        how = "which we did not write" if foreign else "which was changed since we wrote it"
        raise DocsError(
            f"the folder holds {what}, {how}; it was left as it is", remedy=remedy, file=target
        )


def _listed(place: Path) -> dict[str, str]:
    """Return the digests by name that a folder lists, empty where it has no list of ours."""
    try:
        lines = (place / LIST).read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, UnicodeDecodeError):
        return {}
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in pairs}


def _is_changed(path: Path, listed: Mapping[str, str]) -> bool:
    return not path.is_file() or _digest(path.read_bytes()) != listed[path.name]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
