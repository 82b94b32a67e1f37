"""Encoding: how the bytes of a table are to be read, or what to say where it is not known."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from iprgraph.errors import DatasetError, EncodingError

if TYPE_CHECKING:
    from pathlib import Path

_SAMPLE = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path, stated: str = "") -> str:
    """Return the encoding of a file: the one stated, that of its byte order mark, or UTF-8.

    Raises DatasetError for a file that is empty, missing or in none of these, with the encoding
    that it seems to have, or for a stated one that does not exist.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except OSError as error:
        raise DatasetError(
            f"the file cannot be read: {error.strerror}", remedy="check its name", file=path
        ) from error
    if not sample.strip(b"\0\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise DatasetError("the file is empty", remedy="export the table again", file=path)
    marked = next((name for mark, name in _MARKS if sample.startswith(mark)), "")
    if stated:
        return marked if marked and _same(marked, stated, path) else _known(stated, path)
    if marked:
        return marked
    if b"\0" in sample or not _is_utf8(sample):
        raise EncodingError(
            "the file is not UTF-8",
            remedy=_remedy(sample),
            file=path,
        )
    return "utf-8"


def undecodable(path: Path, encoding: str, line: int, error: UnicodeDecodeError) -> DatasetError:
    """Return what to say of bytes that an encoding does not have."""
    wrong = error.object[error.start : error.end].hex(" ")
    with path.open("rb") as file:
        remedy = _remedy(file.read(_SAMPLE))
    return DatasetError(
        f"the bytes {wrong} are no text in {encoding}", remedy=remedy, file=path, line=line
    )


def _is_utf8(sample: bytes) -> bool:
    """Return whether a sample is UTF-8, a character cut at its end set aside."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _known(stated: str, path: Path) -> str:
    try:
        return codecs.lookup(stated).name
    except LookupError as error:
        raise DatasetError(
            f'there is no encoding "{stated}"',
            remedy="say for example --encoding gb18030, big5 or utf-16",
            file=path,
        ) from error


def _same(marked: str, stated: str, path: Path) -> bool:
    """Return whether a stated encoding is the marked one but for the mark."""
    bare = _known(stated, path).replace("-", "").replace("_", "")
    return bare.startswith(marked.removesuffix("-sig").replace("-", ""))


def _remedy(sample: bytes) -> str:
    """Return what to do, with the encoding that a sample seems to have."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        return "save it as UTF-8, or state its encoding: --encoding gb18030"
    guess = best.encoding.replace("_", "-")
    return f"it looks like {guess}: say --encoding {guess}, or save it as UTF-8"
