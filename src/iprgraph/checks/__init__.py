"""The five checks: meaning, duty, agreement, grounding and cube."""

from __future__ import annotations

from iprgraph.checks.finding import CheckReport, Finding, Severity

__all__ = ["CheckReport", "Finding", "Severity"]
