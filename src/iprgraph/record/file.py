"""File: one file of a release, as catalogues and the manifest describe it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a field's type)
from dataclasses import dataclass, field


@dataclass(frozen=True)
class File:
    """A file: its path in the release, media type, size, digest, and what it holds.

    `part` is the dataset that it belongs to, empty for the whole; `conforms` a standard's address;
    `scope` which statements of the graph a table says.
    """

    path: str
    media_type: str
    size: int
    sha256: str
    title: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    conforms: str = ""
    rows: int | None = None
    scope: Mapping[str, str] = field(default_factory=dict)
