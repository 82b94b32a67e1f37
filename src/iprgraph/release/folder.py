"""Folder: a release on the disk, whole or not at all, and never over what is not a release."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iprgraph.errors import ReleaseError
from iprgraph.files import exchange_folders, open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.release.entry import Entry

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
GRAPH = "rdf/graph.nq"
_KIND = "iprgraph-release"


@dataclass(frozen=True)
class Manifest:
    """What a release says of itself: version, date, and the digest of each file by path."""

    version: str
    date: str
    digests: dict[str, str]


@contextmanager
def new_folder(target: Path, *, force: bool) -> Iterator[Path]:
    """Give a folder to write in; it is put in its place when the block ends without an error.

    Raises ReleaseError for a place that holds something, or cannot be written; then nothing has
    changed and nothing is left behind.
    """
    place = Path(os.path.realpath(target))
    _refuse(place, target, force=force)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        try:
            yield draft
            open_folder(draft)
            exchange_folders(draft, place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(
            f"the release cannot be written: {error.strerror or error}; nothing was changed",
            remedy="name a folder that can be written and has room: iprgraph release FOLDER",
            file=error.filename if isinstance(error.filename, str) else target,
        ) from error


def put(draft: Path, entry: Entry) -> None:
    """Write a file of a release at its path. Raises OSError."""
    path = draft / entry.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(entry.data)


def manifest_bytes(told: dict[str, Any]) -> bytes:
    """Return a manifest as it is written."""
    value = {"kind": _KIND, **told}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Path) -> Manifest:
    """Return what a release says of itself. Raises ReleaseError where the folder is none."""
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_text("utf-8"))
        if told["kind"] != _KIND:
            raise ValueError("it is the manifest of something else")
        digests = {one["path"]: one["sha256"] for one in told["files"]}
        return Manifest(told["version"], told["date"], digests)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"this is no release: {getattr(error, 'strerror', None) or error}",
            remedy="name a folder that iprgraph release has written",
            file=path,
        ) from error


def graph_of(folder: Path) -> tuple[Manifest, Path]:
    """Return a release's manifest and the folder of its `graph.nq`, its digest checked.

    Raises ReleaseError where the folder is no release, or its graph is not what it was.
    """
    told = read_manifest(folder)
    path = folder / GRAPH
    try:
        digest = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ReleaseError(
            f"the graph of the release cannot be read: {error.strerror or error}",
            remedy="restore the release, or name another",
            file=path,
        ) from error
    if digest != told.digests.get(GRAPH):
        raise ReleaseError(
            "the graph is not the one that the release was made with",
            remedy=f"restore it; sha256sum -c {SUMS} tells which files have changed",
            file=path,
        )
    return told, path.parent


def _refuse(place: Path, target: Path, *, force: bool) -> None:
    """Raise ReleaseError where something stands that may not be replaced."""
    if not os.path.lexists(place) or (place.is_dir() and not any(place.iterdir())):
        return
    remedy = "name another folder, or move what is there out of the way"
    if not place.is_dir() or not (place / MANIFEST).is_file():
        raise ReleaseError(
            "something is there that is no release; it was left as it is",
            remedy=remedy,
            file=target,
        )
    read_manifest(place)
    if not force:
        raise ReleaseError(
            "a release is there already; it was left as it is",
            remedy=f"{remedy}, or say --force to replace it",
            file=target,
        )
