"""Entry: one file of a release while it is made: its content and what it is called."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a field's type)
from dataclasses import dataclass, field
from hashlib import sha256

from iprgraph.record import File


@dataclass(frozen=True)
class Entry:
    """A file of a release: path, media type, bytes, and what it holds in both languages."""

    path: str
    media_type: str
    data: bytes
    title: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    conforms: str = ""
    rows: int | None = None
    scope: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> File:
        """Return the file without its content, with size and digest."""
        return File(
            path=self.path,
            media_type=self.media_type,
            size=len(self.data),
            sha256=sha256(self.data).hexdigest(),
            title=self.title,
            part=self.part,
            conforms=self.conforms,
            rows=self.rows,
            scope=self.scope,
        )
