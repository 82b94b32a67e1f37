"""A finding: what a check has to say about the data, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["violation", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One thing that a check found: how grave, what, in which file and line, and the remedy."""

    check: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    remedy: str = ""
    paragraph: str = ""

    def __str__(self) -> str:
        """Return `file:line: severity (check): message` with the remedy on a line of its own."""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        head = f"{place}{self.severity} ({self.check}): {self.message}"
        return head + (f"\n  → {self.remedy}" if self.remedy else "")


@dataclass(frozen=True)
class CheckReport:
    """All findings of one run, sorted by file and line."""

    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Return whether no finding is a violation."""
        return not any(finding.severity == "violation" for finding in self.findings)

    def of(self, check: str) -> tuple[Finding, ...]:
        """Return the findings of one check."""
        return tuple(finding for finding in self.findings if finding.check == check)

    def count(self, severity: Severity) -> int:
        """Return how many findings have that severity."""
        return sum(finding.severity == severity for finding in self.findings)


def sort_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repeats, in the order of file, line, check and message."""
    return tuple(
        sorted(
            set(findings),
            key=lambda finding: (
                finding.file,
                finding.line,
                finding.check,
                finding.message,
                finding.remedy,
            ),
        )
    )
