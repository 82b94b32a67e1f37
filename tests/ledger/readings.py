"""The Lake with a list in its text: what its courts issued, to whom, and what may be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.anchors import Grounding, document_of, ground
from iprgraph.graphs import Graphs, read_graphs
from iprgraph.ledger import mentions_of
from iprgraph.reports import Report, reports_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from books import Booked

    from conftest import Lake
    from iprgraph.checks.finding import Finding
    from iprgraph.ledger.sentences import Mentions

THINGS = """
@prefix instrument: <https://w3id.org/iprgraph/id/instrument/> .
@prefix list: <https://w3id.org/iprgraph/id/list/> .
place:east a ipr:City ; rdfs:label "东湾市"@zh , "East Bay"@en .
place:west a ipr:City ; rdfs:label "西湾市"@zh , "West Bay"@en .
place:north a ipr:City ; rdfs:label "北湾市"@zh , "North Bay"@en .
instrument:lamp-rules a ipr:Guideline ; rdfs:label "灯塔指引"@zh , "Lamp Guideline"@en .
list:lamp-cases a ipr:CaseList ; rdfs:label "灯塔案例"@zh , "Lamp Cases"@en .
"""
STATED = """
@prefix instrument: <https://w3id.org/iprgraph/id/instrument/> .
@prefix list: <https://w3id.org/iprgraph/id/list/> .
instrument:lamp-rules ipr:issuedBy agency:lake-courts ;
    ipr:appliesIn place:east , place:west , place:north .
list:lamp-cases ipr:covers agency:lakeside-court .
"""


def with_a_list(booked: Booked) -> Lake:
    """Return the Lake with one more sentence about a guideline, three cities and a list."""
    lake = booked.lake
    booked.write(
        "审结320宗。",
        "审结320宗。蓝湖法院在东湾市、西湾市和北湾市发布灯塔指引。湖心区法院入选灯塔案例。",
    )
    booked.write(
        "320 more cases.",
        "320 more cases. The courts of Blue Lake issued the Lamp Guideline in East Bay, West Bay "
        "and North Bay. The Lakeside District Court is among the Lamp Cases.",
    )
    for path, text in ((lake.things, THINGS), (lake.report / "1.1-courts.ttl", STATED)):
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    return lake


def told(lake: Lake, check: Callable[[Graphs, Report, Grounding], Sequence[Finding]]) -> list[str]:
    """Return what a check tells of the Lake, each warning with its place and remedy."""
    graphs = read_graphs(lake.folders)
    (report,) = reports_of(graphs)
    document = document_of(report, lake.home)
    assert document is not None
    found = check(graphs, report, ground(graphs, report, document))
    assert all(each.severity == "warning" and each.line and each.remedy for each in found)
    return [each.message for each in found]


def told_of_mentions(
    lake: Lake, check: Callable[[Graphs, Report, Mapping[str, Mentions]], Sequence[Finding]]
) -> list[str]:
    """Return what a check of the mentions tells of the Lake."""
    return told(
        lake, lambda graphs, report, read: check(graphs, report, mentions_of(report, read.rows))
    )
