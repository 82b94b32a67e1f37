"""Every case of the W3C's protocol and service description suites, on a server that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from suites import Outcome, describe, description_cases, protocol_cases, replay

from iprgraph.folders import shared

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Running
    from suites import Case

_FOLDER = shared()
_PROTOCOL = _FOLDER / "suites" / "sparql11-protocol" if _FOLDER else None
_CASES = protocol_cases(_PROTOCOL) if _PROTOCOL and _PROTOCOL.is_dir() else []


def test_the_suites_are_whole(suites: Path) -> None:
    assert len(protocol_cases(suites / "sparql11-protocol")) == 34
    assert len(description_cases(suites / "sparql11-service-description")) == 3


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.slug)
def test_protocol(case: Case, suite_service: Running) -> None:
    outcome, why = replay(suite_service, case)
    wanted = Outcome.REFUSED if case.slug.startswith("update_") else Outcome.PASSED
    assert outcome is wanted, why


@pytest.mark.parametrize("slug", ["returns-rdf", "has-endpoint-triple", "conforms-to-schema"])
def test_service_description(slug: str, suite_service: Running) -> None:
    outcome, why = describe(suite_service, slug)
    assert outcome is Outcome.PASSED, why
