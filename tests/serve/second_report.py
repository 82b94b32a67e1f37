"""The real graph with a second, invented report beside it: of Lakeland, a province, for 2031."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from serving import Running, running

from iprgraph.door import KnowledgeGraph
from iprgraph.folders import Folders, folders

if TYPE_CHECKING:
    from collections.abc import Iterator

THINGS = """
place:lakeland a ipr:Province ; rdfs:label "湖泽省"@zh , "Lakeland"@en ; ipr:within place:china .
agency:lakeland-courts a ipr:CollectiveBody ; rdfs:label "湖泽法院"@zh , "courts of Lakeland"@en .
agency:lakeland-amr a ipr:Agency ; rdfs:label "湖泽市监局"@zh , "Lakeland AMR"@en .
action:reed-clearing a ipr:SpecialAction ; rdfs:label "清苇行动"@zh , "Reed Clearing"@en .
period:2031 a ipr:Period ; rdfs:label "2031年"@zh , "2031"@en ;
    ipr:begins "2031-01-01"^^xsd:date ; ipr:ends "2031-12-31"^^xsd:date .
"""
REPORT = """
report:lakeland-2031 a ipr:Report ; rdfs:label "湖泽2031"@zh , "Lakeland 2031"@en ;
    dcterms:spatial place:lakeland ; ipr:reportsOn period:2031 ;
    ipr:originalEdition edition:lakeland-2031-zh .
edition:lakeland-2031-zh a ipr:Edition ; ipr:ofReport report:lakeland-2031 ; dcterms:language "zh" ;
    ipr:sourceFile "lakeland-2031.txt" ; ipr:sha256 "00" .
<https://w3id.org/iprgraph/graph/lakeland-2031/2.1> a ipr:Paragraph ; ipr:number "2.1" ;
    ipr:ofReport report:lakeland-2031 .
"""
PARAGRAPH = """
obs:lakeland-cases-2031 a ipr:Observation ; ipr:metric metric:court-ip-cases-accepted ;
    ipr:statistic stat:level ; ipr:area place:lakeland ; ipr:period period:2031 ;
    ipr:agent agency:lakeland-courts ; ipr:value 321 ; ipr:unit unit:case ;
    ipr:statedAs "321件"@zh .
obs:lakeland-cases-growth-2031 a ipr:Observation ; ipr:metric metric:court-ip-cases-accepted ;
    ipr:statistic stat:growth ; ipr:area place:lakeland ; ipr:period period:2031 ;
    ipr:referencePeriod period:2022 ; ipr:agent agency:lakeland-courts ; ipr:value 7 ;
    ipr:unit unit:percent ; ipr:statedAs "增长7%"@zh .
action:reed-clearing ipr:conductedBy agency:lakeland-amr ; ipr:protects right:trademark .
"""


def _turtle(text: str) -> str:
    """Return statements as Turtle, under the one prefix table."""
    from iprgraph.prefixes import prefix_table

    names = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefix_table().items())
    return names + text


@pytest.fixture(scope="session")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """A build of the committed data and the report of Lakeland."""
    base, real = tmp_path_factory.mktemp("two"), folders()
    shutil.copytree(real.data, base / "data")
    report = base / "data" / "reports" / "lakeland-2031"
    report.mkdir()
    (base / "data" / "entities" / "lakeland.ttl").write_text(_turtle(THINGS), "utf-8")
    (report / "report.ttl").write_text(_turtle(REPORT), "utf-8")
    (report / "2.1-courts.ttl").write_text(_turtle(PARAGRAPH), "utf-8")
    graph = KnowledgeGraph(base / "home", language="en")
    graph.__dict__["folders"] = Folders(real.ontology, base / "data", real.queries, real.viz)
    graph.build(force=True)
    return graph


@pytest.fixture(scope="session")
def two_reports_service(two_reports: KnowledgeGraph) -> Iterator[Running]:
    with running(two_reports.home) as found:
        yield found
