"""Records of JSON: an array of objects, alone or in an object, or one object on each line."""

from __future__ import annotations

import io
import json
import re
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from iprgraph.datasets.encoding import undecodable
from iprgraph.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from io import BufferedReader
    from pathlib import Path

    from iprgraph.linking.table import Row

_BLANK = re.compile(r"[\s,]*")
# An object that is longer than this is no row.
_LONGEST = 1 << 24
_PART = 1 << 16
_HELD = re.compile(
    r'\{\s*(?:"[^"]*"\s*:\s*(?:"[^"]*"|[\d.]+|true|false|null)\s*,\s*)*"[^"]*"\s*:\s*\[\s*(?=\{)'
)


@dataclass(frozen=True)
class JsonTable:
    """A file of JSON records."""

    path: Path
    encoding: str

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return every key that a record has, in order of appearance."""
        return tuple(dict.fromkeys(key for record in self._records(None) for key in record))

    def rows(self, heard: list[int] | None = None) -> Iterator[Row]:
        """Yield the records as rows; a value that is no text is written as JSON."""
        for record in self._records(heard):
            yield tuple(_cell(record.get(column)) for column in self.columns)

    def _records(self, heard: list[int] | None) -> Iterator[dict[str, object]]:
        """Yield the objects of the outermost array, or of the file, one at a time."""
        decoder = json.JSONDecoder()
        with ExitStack() as stack:
            file = stack.enter_context(self.path.open("rb"))
            parts = stack.enter_context(closing(self._parts(file)))
            left, enclosed = self._start(parts)
            line = 1
            while True:
                blank = _BLANK.match(left)
                assert blank is not None  # it matches nothing, too
                line += blank[0].count("\n")
                left = left[blank.end() :]
                if left.startswith("]"):
                    return
                try:
                    value, end = decoder.raw_decode(left)
                except json.JSONDecodeError as error:
                    more = next(parts, "")
                    if not more and not left:
                        if enclosed:
                            raise self._no_json("the array is not closed", line) from error
                        return
                    if not more or len(left) > _LONGEST:
                        raise self._no_json(error.msg, line) from error
                    left += more
                    continue
                line += left.count("\n", 0, end)
                left = left[end:]
                if heard is not None:
                    heard[0] = file.tell()
                if not isinstance(value, dict):
                    raise self._no_json("a record is no object", line)
                yield value

    def _parts(self, file: BufferedReader) -> Generator[str]:
        text = io.TextIOWrapper(file, encoding=self.encoding)
        try:
            yield from iter(lambda: text.read(_PART), "")
        except UnicodeDecodeError as error:
            raise undecodable(self.path, self.encoding) from error
        finally:
            text.detach()

    def _start(self, parts: Iterator[str]) -> tuple[str, bool]:
        """Return the text past the bracket of the array that holds the records, if one does.

        What stands before it is left as blank lines, so that lines can be counted.
        """
        begun = next(parts, "")
        bare = begun.lstrip()
        skipped = len(begun) - len(bare)
        if bare.startswith("["):
            skipped += 1
        elif (held := _HELD.match(bare)) and not _is_followed(bare):
            skipped += held.end()
        else:
            return begun, False
        return "\n" * begun.count("\n", 0, skipped) + begun[skipped:], True

    def _no_json(self, why: str, line: int) -> LinkError:
        return LinkError(
            f"no JSON records: {why}",
            remedy="write an array of objects, or one object on each line",
            file=self.path,
            line=line,
        )


def _is_followed(text: str) -> bool:
    """Return whether a text is an object with something after it: one record of several."""
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError:
        return False
    return bool(text[end:].strip())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
