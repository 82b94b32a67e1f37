"""Agreement: what the report says of itself, and contradictions between more than two figures."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from planting import HERE, PARAGRAPH, planted, planted_text

from iprgraph.checks.agreement import agreement_findings
from iprgraph.checks.audit import read_audits, rows_of
from iprgraph.derive import derive

GOOD = HERE / "agreement" / "good.ttl"
BAD = HERE / "agreement" / "bad" / "part-exceeds-whole.ttl"

DISCREPANCY = """
@prefix ipr: <https://w3id.org/iprgraph/ontology#> .
@prefix obs: <https://w3id.org/iprgraph/id/obs/> .
@prefix difference: <https://w3id.org/iprgraph/ontology/difference/> .
<https://w3id.org/iprgraph/id/discrepancy/known>
    ipr:differenceKind difference:KIND ; ipr:about ABOUT .
"""


def severities(kind: str, about: str) -> list[str]:
    graphs = planted(GOOD, BAD)
    text = DISCREPANCY.replace("KIND", kind).replace("ABOUT", about)
    quads = ox.parse(text, format=ox.RdfFormat.TURTLE)
    triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    found = agreement_findings(derive(graphs.with_graph(PARAGRAPH, triples)))
    return [finding.severity for finding in found]


def test_a_contradiction_is_a_violation() -> None:
    (finding,) = agreement_findings(derive(planted(GOOD, BAD)))
    assert finding.severity == "violation"
    assert finding.message == (
        "the part obs:part is at least 12, more than its whole obs:whole, at most 10"
    )


def test_a_declared_contradiction_is_information() -> None:
    assert severities("arithmetic", "obs:part , obs:whole") == ["info"]
    assert severities("misprint", "obs:part , obs:whole") == ["info"]


def test_a_discrepancy_of_another_kind_or_about_less_excuses_nothing() -> None:
    assert severities("omission", "obs:part , obs:whole") == ["violation"]
    assert severities("arithmetic", "obs:part") == ["violation"]


def tripped(text: str) -> set[str]:
    graphs = derive(planted_text(GOOD.read_text("utf-8") + text))
    return {audit.name for audit in read_audits(graphs) if rows_of(audit, graphs)}


def share(slug: str, place: str, value: int) -> str:
    return f"""
    obs:{slug} a ipr:Observation ; ipr:metric metric:stores ; ipr:statistic stat:share ;
        ipr:area place:{place} ; ipr:referenceArea place:realm ; ipr:period period:2031 ;
        ipr:value {value} ; ipr:unit unit:percent ;
        ipr:lowerBound {value} ; ipr:upperBound {value} .
    """


def level(slug: str, place: str, value: int) -> str:
    return f"""
    obs:{slug} a ipr:Observation ; ipr:metric metric:stores ; ipr:statistic stat:level ;
        ipr:area place:{place} ; ipr:period period:2031 ;
        ipr:value {value} ; ipr:unit unit:case ; ipr:lowerBound {value} ; ipr:upperBound {value} .
    """


def test_shares_of_places_inside_one_another_are_not_added() -> None:
    assert tripped(share("a", "lake", 60) + share("b", "lakeside", 50)) == set()


def test_two_shares_that_imply_different_totals_contradict() -> None:
    figures = share("a", "lake", 20) + level("c", "lake", 100)
    assert tripped(figures) == set()
    more = share("b", "hill", 10) + level("d", "hill", 100)
    assert tripped(figures + more) == {"routes-do-not-meet"}


def test_parts_of_one_right_are_not_added() -> None:
    text = """
    metric:marks-again a ipr:Metric ; rdfs:label "又商标案件"@zh , "marks again"@en ;
        ipr:unit unit:case ; ipr:partOfMetric metric:finds ; ipr:ipRight right:trademark .
    obs:again a ipr:Observation ; ipr:metric metric:marks-again ; ipr:statistic stat:level ;
        ipr:area place:lake ; ipr:period period:2031 ; ipr:value 50 ; ipr:unit unit:case ;
        ipr:lowerBound 50 ; ipr:upperBound 50 .
    """
    assert tripped(text) == set()


@pytest.mark.parametrize(
    ("text", "audit"),
    [
        ("agency:lake-courts ipr:memberOf agency:lake-courts .", "cycle"),
        ("agency:lakeside-court ipr:parent agency:lakeside-court .", "cycle"),
        ("metric:stores ipr:partOfMetric metric:stores .", "cycle"),
        ("right:patent skos:broader right:patent .", "cycle"),
        (level("people", "lake", 5).replace("unit:case", "unit:person"), "unit-of-statistic"),
        (share("points", "lake", 5).replace("unit:percent", "unit:case"), "unit-of-statistic"),
        (
            share("none", "lake", 5).replace("ipr:referenceArea place:realm ;", ""),
            "reference-missing",
        ),
    ],
)
def test_the_other_branches_of_an_audit(text: str, audit: str) -> None:
    assert tripped(text) == {audit}
