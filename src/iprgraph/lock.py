"""Locks on a folder that end with their process, however it ends: one to build, many to read."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from iprgraph.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def lease(folder: Path) -> None:
        """Do nothing: this system removes no file that is open."""

    def is_leased(folder: Path) -> bool:
        """Return that nobody is known to read a folder."""
        return False
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def lease(folder: Path) -> None:
        """Keep a folder from being removed for as long as this process lives. Raises OSError."""
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_SH | fcntl.LOCK_NB)

    def is_leased(folder: Path) -> bool:
        """Return whether a process that lives holds a lease on a folder."""
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:
            return False
        try:
            _take(handle)
        except OSError:
            return True
        finally:
            os.close(handle)
        return False


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock file for the length of the block. Raises BuildError if a process holds it.

    The operating system lets go of the lock when its process ends, killed or not, so that a file
    left behind locks nobody out. It names the process only for the message.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError as error:
            process = os.read(handle, 20).decode("ascii", errors="replace").strip()
            raise BuildError(
                f"another build is running (process {process or 'unknown'})",
                remedy="wait until it has ended; the last complete build can be read meanwhile",
                file=path,
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)
