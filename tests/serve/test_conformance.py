from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from conformance import PREFIXES, outcomes, report

if TYPE_CHECKING:
    from pathlib import Path


def test_the_report_counts_every_case(suites: Path) -> None:
    results = list(outcomes(suites))
    text = report(results)
    assert text == report(results), "the same cases give the same report"
    found = [
        quad.object.value.rpartition("#")[2]
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == f"{PREFIXES['earl']}outcome"
        and isinstance(quad.object, ox.NamedNode)
    ]
    assert (found.count("passed"), found.count("inapplicable"), len(found)) == (30, 7, 37)
