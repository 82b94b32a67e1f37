"""The files that the tests of checking in an editor change."""

from __future__ import annotations

REPORT = "data/reports/guangdong-2022"
COURTS = f"{REPORT}/2.1-courts.ttl"
AGENCIES = "data/entities/agencies.ttl"
