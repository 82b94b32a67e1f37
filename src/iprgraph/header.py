"""The header of a query file: the TOML in the lines that begin with `#+`."""

from __future__ import annotations

import re
import tomllib

MARK = "#+"
_LINE = re.compile(r"\(at line (\d+),")


def read_header(text: str) -> dict[str, object]:
    """Return the header of a query file, empty where it has none.

    Raises tomllib.TOMLDecodeError, whose line numbers are those of the file.
    """
    lines = [line[2:].strip() if line.startswith(MARK) else "" for line in text.splitlines()]
    return tomllib.loads("\n".join(lines))


def header_line(error: Exception) -> int:
    """Return the line of the file that a mistake in its header is in, the first if unknown."""
    found = _LINE.search(str(error))
    return int(found[1]) if found else 1
