"""Workflow commands: findings as the lines that GitHub Actions turns into annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.checks.rules import rule_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.checks.finding import CheckReport, Finding, Severity

LEVELS: Mapping[Severity, str] = {"violation": "error", "warning": "warning", "info": "notice"}


def workflow_commands(report: CheckReport, *, infos: bool = False) -> str:
    """Return a line `::error file=…,line=…,title=…::message` for each finding and each note.

    Infos, which ask for nothing to be done, are left out unless asked for.
    """
    told = (one for one in report.findings if infos or one.severity != "info")
    notes = (f"::notice title=iprgraph check::{_data(note)}\n" for note in report.notes)
    return "".join((*map(_command, told), *notes))


def _command(finding: Finding) -> str:
    properties = {"file": finding.file} if finding.file else {}
    if finding.file and finding.line:
        properties["line"] = str(finding.line)
    properties["title"] = rule_id(finding.check, finding.rule)
    words = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = finding.message + (f"\n→ {finding.remedy}" if finding.remedy else "")
    return f"::{LEVELS[finding.severity]} {words}::{_data(message)}\n"


def _data(text: str) -> str:
    """Return a message as one line, the runner's own marks escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return the value of a property, in which colons and commas would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
