"""The shelf of builds: a folder for each, written whole or not at all, and which one is current.

    home/build.lock       held by the one process that builds
    home/current          the name of the build that readers open
    home/builds/NAME/     store/ (Oxigraph), graph.nq, names.json, build.json
    home/builds/.new-*    a build that is being written, or that was killed

The build before the current one is kept for those who are still reading it, and so is any build
on which a process holds a lease.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import count
from time import gmtime, strftime
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import BuildError
from iprgraph.files import replace_file
from iprgraph.lock import held, is_leased

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import IO

CURRENT = "current"
BUILDS = "builds"
STORE = "store"
LOCK = "build.lock"
NQUADS = "graph.nq"

_NEW = ".new-"
_REMEDIES = {
    errno.ENOSPC: "free some space on the disk, then build again",
    errno.EDQUOT: "free some space in your quota, then build again",
    errno.EACCES: "make the folder writable, or set IPRGRAPH_HOME to one that is",
    errno.EPERM: "make the folder writable, or set IPRGRAPH_HOME to one that is",
    errno.EROFS: "the disk is read-only: set IPRGRAPH_HOME to a folder on another one",
    errno.ENOTDIR: "a file stands where a folder must be: set IPRGRAPH_HOME to a folder",
    errno.EEXIST: "a file stands where a folder must be: set IPRGRAPH_HOME to a folder",
}
# Oxigraph raises OSError without a number; its message has the system's words.
_WORDS = {"No space left": errno.ENOSPC, "Read-only": errno.EROFS, "denied": errno.EACCES}


@dataclass(frozen=True)
class Contents:
    """What a build holds: quads for the store, and the bytes of the files beside it.

    `chunks` are more N-Quads for the store and the file of quads: too many, maybe, to be held.
    """

    quads: Iterable[ox.Quad]
    files: Mapping[str, bytes]
    chunks: Iterable[bytes] = ()


@contextmanager
def building(home: Path) -> Iterator[None]:
    """Hold the right to build in a home; what killed builds left is cleared away.

    Raises BuildError where another build runs, or the home cannot be written.
    """
    with reported(home):
        (home / BUILDS).mkdir(parents=True, exist_ok=True)
        with held(home / LOCK):
            for rest in (home / BUILDS).glob(f"{_NEW}*"):
                shutil.rmtree(rest)
            yield


def publish(home: Path, contents: Contents) -> Path:
    """Write a build, make it the current one, and return its folder. Raises BuildError.

    To be called while `building`.
    """
    return make_current(home, write_draft(home, contents))


def write_draft(home: Path, contents: Contents) -> Path:
    """Write a build beside the current one, for nobody to read yet, and return its folder.

    Raises BuildError; then nothing is left of it. To be called while `building`.
    """
    with reported(home):
        draft = home / BUILDS / f"{_NEW}{os.getpid()}"
        try:
            _write_contents(draft, contents)
        except BaseException:
            discard(draft)
            raise
        return draft


def discard(draft: Path) -> None:
    """Remove a draft; what stays is cleared away by the next build."""
    shutil.rmtree(draft, ignore_errors=True)


def make_current(home: Path, draft: Path, files: Mapping[str, bytes] | None = None) -> Path:
    """Add the last files to a draft, make it the current build, and return its folder.

    Until the last step, the replacement of one small file, readers have the old build; after it,
    the new one. Raises BuildError; then the draft is gone. To be called while `building`.
    """
    with reported(home):
        try:
            _write_files(draft, files or {})
            content = draft / NQUADS
            place = _free_name(draft.parent, content)
            draft.rename(place)
        except BaseException:
            discard(draft)
            raise
        _sync_folder(place.parent)
        previous = current_name(home)
        _replace_file(home / CURRENT, f"{place.name}\n".encode())
        _prune(place.parent, {place.name, previous})
        return place


def current_name(home: Path) -> str:
    """Return the name of the current build, "" if there is none. Raises OSError."""
    try:
        return (home / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


@contextmanager
def reported(place: Path) -> Iterator[None]:
    """Turn an OSError of the block into a BuildError that says what to do."""
    try:
        yield
    except OSError as error:
        number = error.errno or next((n for w, n in _WORDS.items() if w in str(error)), 0)
        remedy = _REMEDIES.get(number, "see that the folder is there and can be written")
        what = os.strerror(number) if number else str(error)
        raise BuildError(
            f"cannot write the build: {what}; nothing was changed",
            remedy=remedy,
            file=error.filename if isinstance(error.filename, str) else place,
        ) from error


def _write_contents(folder: Path, contents: Contents) -> None:
    folder.mkdir()
    with (folder / NQUADS).open("wb") as file:
        file.write(contents.files.get(NQUADS, b""))
        _write_store(folder / STORE, contents.quads, _written(contents.chunks, file))
    _sync_file(folder / NQUADS)
    for path in sorted((folder / STORE).rglob("*")):
        if path.is_file():
            _sync_file(path)
    _sync_folder(folder / STORE)
    _write_files(folder, {name: data for name, data in contents.files.items() if name != NQUADS})


def _written(chunks: Iterable[bytes], file: IO[bytes]) -> Iterator[bytes]:
    """Yield chunks, each once it is in a file too."""
    for chunk in chunks:
        file.write(chunk)
        yield chunk


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)
        _sync_file(folder / name)
    _sync_folder(folder)


def _write_store(folder: Path, quads: Iterable[ox.Quad], chunks: Iterable[bytes]) -> None:
    store = ox.Store(folder)
    store.bulk_extend(quads)
    for chunk in chunks:
        store.bulk_load(chunk, format=ox.RdfFormat.N_QUADS)
    store.flush()


def _free_name(shelf: Path, content: Path) -> Path:
    """Return a folder not there yet, named after the time and the content of a file."""
    digest = sha256()
    if content.exists():
        with content.open("rb") as file:
            digest = file_digest(file, "sha256")
    stem = f"{strftime('%Y%m%dT%H%M%SZ', gmtime())}-{digest.hexdigest()[:12]}"
    names = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(shelf / name for name in names if not (shelf / name).exists())


def _replace_file(path: Path, data: bytes) -> None:
    replace_file(path, data)
    _sync_folder(path.parent)


def _prune(shelf: Path, kept: set[str]) -> None:
    """Remove the builds that nobody needs: neither current nor the one before, and not leased.

    What stays is no failure.
    """
    for folder in shelf.iterdir():
        if folder.name not in kept and not is_leased(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _sync_file(path: Path) -> None:
    _synced(path, os.O_RDONLY, os.fsync)


def _sync_folder(path: Path) -> None:
    if os.name != "nt":
        _synced(path, os.O_RDONLY, os.fsync)


def _synced(path: Path, flags: int, sync: Callable[[int], None]) -> None:
    handle = os.open(path, flags)
    try:
        sync(handle)
    finally:
        os.close(handle)
