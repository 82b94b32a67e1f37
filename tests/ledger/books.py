"""The Lake with a ledger: its year, its periods, and the number of its preface explained."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Lake

PREFIXES = """@prefix ipr: <https://w3id.org/iprgraph/ontology#> .
@prefix ledger: <https://w3id.org/iprgraph/id/ledger/> .
@prefix section: <https://w3id.org/iprgraph/id/section/> .
@prefix report: <https://w3id.org/iprgraph/id/report/> .
@prefix reason: <https://w3id.org/iprgraph/ontology/reason/> .
@prefix difference: <https://w3id.org/iprgraph/ontology/difference/> .
@prefix graph: <https://w3id.org/iprgraph/graph/> .
"""
PREFACE = """ledger:lake-preface-year a ipr:LedgerEntry ;
    ipr:inParagraph graph:lake-2031\\/0.1 ;
    ipr:statedAs "2031年"@zh , "In 2031"@en ;
    ipr:reason reason:report-period .
"""


class Booked:
    """The Lake and its ledger, to be changed at will."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        period = "<https://w3id.org/iprgraph/id/period/2031>"
        original = "    ipr:originalEdition"
        lake.edit(lake.report / "report.ttl", original, f"    ipr:reportsOn {period} ;\n{original}")
        lake.edit(
            lake.things,
            "period:2031 a ipr:Period ; ",
            "period:2031 a ipr:Period ; "
            'ipr:begins "2031-01-01"^^<http://www.w3.org/2001/XMLSchema#date> ; '
            'ipr:ends "2031-12-31"^^<http://www.w3.org/2001/XMLSchema#date> ; ',
        )
        self.enter()

    def enter(self, *entries: str) -> None:
        text = "\n".join([PREFIXES, PREFACE, *entries])
        (self.lake.report / "ledger.ttl").write_text(text, "utf-8")

    def write(self, old: str, new: str) -> None:
        """Change the text of the report, and the digest that the graph knows it by."""
        self.lake.edit(self.lake.source, old, new)
        report = self.lake.report / "report.ttl"
        known = report.read_text("utf-8").split("ipr:sha256 ")[1][1:65]
        self.lake.edit(report, known, sha256(self.lake.source.read_bytes()).hexdigest())
