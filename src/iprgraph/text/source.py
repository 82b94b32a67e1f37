"""The source store: where the texts of reports are on this machine, known by their SHA-256."""

from __future__ import annotations

import errno
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.errors import SourceError
from iprgraph.files import replace_file
from iprgraph.folders import shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REPORT = re.compile(r"[a-z0-9][a-z0-9.-]*")
_REMEDIES = {
    errno.ENOSPC: "free some space on the disk, then try again",
    errno.EDQUOT: "free some space in your quota, then try again",
    errno.EACCES: "make the folder writable, or choose another home",
    errno.EPERM: "make the folder writable, or choose another home",
    errno.EROFS: "the disk is read-only; choose another home",
    errno.ENOENT: "check the path",
}


def find_source(report: str, digest: str, home: Path) -> Path | None:
    """Return the file that holds a report's text, None where this machine has none.

    Looks in $IPRGRAPH_SHARED (else `../shared` beside a checkout), then in the home's `sources`.
    Raises SourceError where a file has another SHA-256 than the given one, or cannot be read.
    """
    for place in _places(report, home):
        if _exists(place):
            _verify(place, report, digest)
            return place
    return None


def add_source(path: str | Path, expected: Mapping[str, str], home: Path) -> str:
    """Copy a report's text into the home and return the report that it is the text of.

    `expected` gives the SHA-256 of each report's text. Raises SourceError where the file has none
    of these, cannot be read, or cannot be written; a copy is whole or not there.
    """
    origin = Path(path)
    data = _read(origin)
    found = sha256(data).hexdigest()
    report = next((name for name, wanted in expected.items() if wanted.lower() == found), None)
    if report is None:
        known = "; ".join(f"{name} {wanted}" for name, wanted in expected.items()) or "none"
        raise SourceError(
            f"not the text of a known report: its SHA-256 is {found}",
            remedy=f"get the file with the SHA-256 of its report: {known}",
            file=origin,
        )
    _write(stored_path(report, home), data)
    return report


def stored_path(report: str, home: Path) -> Path:
    """Return where the home keeps a report's text. Raises SourceError for a name with a path."""
    if not _REPORT.fullmatch(report):
        raise SourceError(f'"{report}" is no report', remedy='a report is named like "place-2022"')
    return home / "sources" / f"{report}.txt"


def _places(report: str, home: Path) -> Iterator[Path]:
    stored = stored_path(report, home)
    beside = shared()
    if beside is not None:
        yield beside / "source" / stored.name
    yield stored


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise _failure("read", path, error) from error


def _verify(place: Path, report: str, digest: str) -> None:
    found = sha256(_read(place)).hexdigest()
    if found != digest.lower():
        raise SourceError(
            f"not the text that {report} was made from: SHA-256 {found}, expected {digest}",
            remedy="put the right file there, or remove this one: iprgraph source add FILE",
            file=place,
        )


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise SourceError("it is no file", remedy="name a report's text file", file=path)
        return path.read_bytes()
    except OSError as error:
        raise _failure("read", path, error) from error


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises SourceError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise _failure("write", path, error) from error


def _failure(verb: str, path: Path, error: OSError) -> SourceError:
    remedy = _REMEDIES.get(error.errno or 0, "see that the folder is there and can be used")
    return SourceError(f"cannot {verb} it: {error.strerror or error}", remedy=remedy, file=path)
