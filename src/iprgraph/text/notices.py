"""What the segmenter saw, survived, and wants a reader to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NoticeKind = Literal[
    "numbering", "footnote", "stray", "page-number", "ending", "opening", "alignment"
]


@dataclass(frozen=True)
class Notice:
    """One oddity of a text: its kind, edition, code-point offset, characters, and a sentence."""

    kind: NoticeKind
    edition: str
    offset: int
    text: str
    message: str
