"""A finding: what a check has to say about the data, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.ledger import Share

Severity = Literal["violation", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One thing that a check found: how grave, what, in which file and line, and the remedy.

    `rule` names what was broken: a shape (`shape:name-zh`), an audit (`figure-twice`), or the part
    of the program that compares the data with the text.
    """

    check: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    remedy: str = ""
    paragraph: str = ""
    rule: str = ""

    def __str__(self) -> str:
        """Return `file:line: severity (check): message` with the remedy on a line of its own."""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        head = f"{place}{self.severity} ({self.check}): {self.message}"
        return head + (f"\n  → {self.remedy}" if self.remedy else "")


@dataclass(frozen=True)
class CheckReport:
    """All findings of one run, sorted by file and line, and each report's grounded share.

    `notes` say in sentences what the run did not look at.
    """

    findings: tuple[Finding, ...] = ()
    shares: Mapping[str, Share] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

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
