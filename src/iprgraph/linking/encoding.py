"""Encoding: how the bytes of a file are to be read; GBK and Big5 are told apart by their signs."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from iprgraph.datasets import encoding as marked
from iprgraph.errors import EncodingError
from iprgraph.matching.normal import simplified
from iprgraph.names import has_han

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_SAMPLE = 1 << 18
_CHINESE = ("gb18030", "big5hkscs")
# With fewer of the signs known, the text is read wrongly or is about something else.
_LEAST_KNOWN = 0.3


def encoding_of(path: Path, stated: str, signs: AbstractSet[str]) -> str:
    """Return the encoding of a file: stated, marked, UTF-8, or the Chinese one that fits.

    GBK and Big5 are told apart by how many of their Chinese signs are among those known. Raises
    DatasetError for a file that is missing or empty, EncodingError for one in none of these.
    """
    try:
        return marked.encoding_of(path, stated)
    except EncodingError:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        share = {name: _share(_decoded(sample, name), signs) for name in _CHINESE}
        best = max(_CHINESE, key=lambda name: share[name])
        if b"\0" in sample or share[best] < _LEAST_KNOWN:
            raise
        return best


def _decoded(sample: bytes, encoding: str) -> str:
    """Return a sample as text, a character cut at its end set aside; empty where it is not one."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return ""


def _share(text: str, signs: AbstractSet[str]) -> float:
    """Return the share of the Chinese signs of a text that are known."""
    found = [sign for sign in simplified(text) if has_han(sign)]
    return sum(sign in signs for sign in found) / len(found) if found else 0.0
