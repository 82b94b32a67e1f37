"""What can go wrong, as sentences about the user's thing, each with a remedy."""

from __future__ import annotations

from pathlib import Path


class IprgraphError(Exception):
    """A mistake in the input or its use: message, remedy and, where known, file and line."""

    exit_code = 2

    def __init__(
        self, message: str, *, remedy: str = "", file: str | Path = "", line: int = 0
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.file = str(file)
        self.line = line

    def __str__(self) -> str:
        """Return `file:line: message` with the remedy on a line of its own."""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.message}" + (f"\n  → {self.remedy}" if self.remedy else "")
