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

# What other files begin with that are called a table by mistake.
_NO_TEXT = (
    (b"PK\x03\x04", "a workbook (xlsx, ods) or another archive"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old kind (xls)"),
    (b"%PDF", "a PDF"),
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"SQLite format 3", "a database (SQLite)"),
)


def encoding_of(path: Path, stated: str = "") -> str:
    """Return the encoding of a file: the one stated, that of its byte order mark, or UTF-8.

    Raises DatasetError for a file that is empty, missing, no text at all or in none of these, with
    the encoding that it seems to have, or for a stated one that does not exist.
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
    what = next((what for sign, what in _NO_TEXT if sample.startswith(sign)), "")
    if what:
        raise DatasetError(
            f"the file is no text: it is {what}",
            remedy="open it, and save the table as CSV in UTF-8",
            file=path,
        )
    marked = next((name for mark, name in _MARKS if sample.startswith(mark)), "")
    if stated:
        return marked if marked and _same(marked, stated, path) else _known(stated, path)
    if marked:
        return marked
    if not _is_utf8(sample):
        line, _ = _first_wrong(path, "utf-8")
        raise EncodingError("the file is not UTF-8", remedy=_remedy(sample), file=path, line=line)
    if b"\0" in sample:
        raise EncodingError(
            "the file holds zero bytes, which a table in UTF-8 does not",
            remedy=_remedy(sample),
            file=path,
            line=sample[: sample.index(b"\0")].count(b"\n") + 1,
        )
    return "utf-8"


def undecodable(path: Path, encoding: str) -> DatasetError:
    """Return what to say of a file that has bytes that are no text in its encoding."""
    line, wrong = _first_wrong(path, encoding)
    with path.open("rb") as file:
        remedy = _remedy(file.read(_SAMPLE))
    return DatasetError(
        f"the bytes {wrong.hex(' ')} are no text in {encoding}",
        remedy=remedy,
        file=path,
        line=line,
    )


def _first_wrong(path: Path, encoding: str) -> tuple[int, bytes]:
    """Return the line of a file, and the bytes in it, that are no text in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    number = 0
    with path.open("rb") as file:
        try:
            for line in file:
                number += 1
                decoder.decode(line)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return number, error.object[error.start : error.end]
    return number, b""


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
