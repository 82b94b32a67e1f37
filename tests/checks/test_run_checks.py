"""All five checks on the real data and on faults planted in a copy of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox
import pytest
from planting import planted_text, project

from iprgraph.anchors import read_anchors
from iprgraph.assembly import read_assembly
from iprgraph.checks import CHECKS, run_checks
from iprgraph.checks.duty import duty_faults, duty_findings, finding_of_fault
from iprgraph.checks.grounding import grounding_findings
from iprgraph.checks.validator import Fault
from iprgraph.derive import apply, derive, rules
from iprgraph.errors import AuditError
from iprgraph.figures import read_figures
from iprgraph.folders import Folders, folders
from iprgraph.graphs import read_graphs
from iprgraph.ledger import report_shares
from iprgraph.reports import reports_of
from iprgraph.vocabulary import DERIVED_GRAPH, SHAPES_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iprgraph.checks import CheckReport

AGENCIES = "data/entities/agencies.ttl"
COURTS = "data/reports/guangdong-2022/2.1-courts.ttl"


@pytest.fixture
def copy(tmp_path: Path) -> Folders:
    """Return a copy of the project's artefacts, to be changed at will."""
    whole = folders()
    for folder in (whole.ontology, whole.data, whole.queries):
        shutil.copytree(folder, tmp_path / folder.name)
    return Folders.under(tmp_path)


def edit(copy: Folders, name: str, old: str, new: str) -> None:
    path = copy.ontology.parent / name
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def checked(copy: Folders, home: Path) -> CheckReport:
    return run_checks(read_assembly(copy), home)


def test_the_real_data_has_no_violation(tmp_path: Path) -> None:
    report = checked(folders(), tmp_path)
    bad = [str(one) for one in report.findings if one.severity != "info"]
    assert not bad, "\n".join(bad)
    assert {finding.check for finding in report.findings} <= set(CHECKS)


def test_a_lost_name_is_told_by_file_and_line(copy: Folders, tmp_path: Path) -> None:
    edit(copy, AGENCIES, ', "China National Intellectual Property Administration"@en', "")
    found = [f for f in checked(copy, tmp_path).of("duty") if f.severity == "violation"]
    (finding,) = found
    text = (copy.data / "entities" / "agencies.ttl").read_text("utf-8").splitlines()
    assert finding.file == AGENCIES
    assert text[finding.line - 1].startswith("agency:cnipa ")
    assert "English" in finding.message
    assert finding.remedy.startswith("write, for example: rdfs:label")


def test_a_wrong_object_is_told_in_its_paragraph(copy: Folders, tmp_path: Path) -> None:
    edit(copy, COURTS, "ipr:area place:guangdong", "ipr:area agency:guangdong-courts")
    report = checked(copy, tmp_path)
    told = [one for one in report.of("duty") if one.severity == "violation"]
    assert [(one.file, one.paragraph) for one in told] == [(COURTS, "2.1")]
    assert "it has agency:guangdong-courts" in told[0].message
    assert [one.check for one in report.findings if one.severity == "violation"] == [
        "duty",
        "meaning",
    ]


def test_a_misspelt_name_is_told(copy: Folders, tmp_path: Path) -> None:
    edit(copy, COURTS, "ipr:agent agency:guangdong-courts", "ipr:agent agency:guangdong-cuorts")
    messages = [one.message for one in checked(copy, tmp_path).of("meaning")]
    assert any("agency:guangdong-cuorts is used in" in message for message in messages)


def test_duty_speaks_chinese_too() -> None:
    graphs = planted_text('place:bare a ipr:Place ; rdfs:label "bare"@en .')
    (finding,) = [f for f in duty_findings(graphs, language="zh") if "place:bare" in f.message]
    assert "须有且仅有一个中文" in finding.message
    assert finding.remedy.startswith("例如写：")


def test_a_fault_of_a_shape_without_address_is_told_all_the_same() -> None:
    fault = Fault("https://w3id.org/iprgraph/id/place/x", "n1", "https://x.test/p", "v", "warning")
    finding = finding_of_fault(fault, project(), "en")
    assert (finding.message, finding.remedy) == ("place:x: n1 (it has v)", "")


@pytest.mark.parametrize("reference", [False, True], ids=["fast", "pyshacl"])
def test_a_shape_that_cannot_be_used_is_an_error(reference: bool) -> None:
    graphs = planted_text("place:lake a ipr:Place .")
    broken = planted_text(
        "shape:broken a sh:NodeShape ; sh:targetClass ipr:Place ; sh:pattern '(' ."
    )
    extra = [
        triple for part in broken.triples.values() for triple in part if "broken" in str(triple)
    ]
    with pytest.raises(AuditError, match="validator failed") as caught:
        duty_faults(graphs.with_graph(SHAPES_GRAPH, extra), reference=reference)
    assert "ontology/shapes" in caught.value.remedy


class Asked:
    """A store that keeps which graphs are read, and what all graphs together are asked for."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.patterns: set[tuple[ox.NamedNode | None, ox.NamedNode, object]] = set()
        self.read: set[str] = set()

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode,
        value: ox.NamedNode | None,
        graph: ox.NamedNode | ox.DefaultGraph | None,
    ) -> Iterator[ox.Quad]:
        """Return what the store has, and keep the pattern where the rules might add to it."""
        if graph in (None, ox.DefaultGraph(), ox.NamedNode(DERIVED_GRAPH)):
            self.patterns.add((subject, predicate, value))
        return self._store.quads_for_pattern(subject, predicate, value, graph)

    def meets(self, triple: ox.Triple) -> bool:
        """Return whether a triple answers a pattern that was asked for."""
        terms = (triple.subject, triple.predicate, triple.object)
        return any(
            all(asked in (None, term) for asked, term in zip(pattern, terms, strict=True))
            for pattern in self.patterns
        )

    def dump(self, *, format: ox.RdfFormat, from_graph: ox.NamedNode) -> bytes | None:  # noqa: A002
        """Return what a graph states, and keep its name."""
        self.read.add(from_graph.value)
        return self._store.dump(format=format, from_graph=from_graph)


def test_the_rules_make_nothing_that_is_asked_for_beside_them(tmp_path: Path) -> None:
    """Else what the figures and the comparison with the text find would hang on which is faster."""
    graphs = read_graphs(folders())
    of_figures, of_text = Asked(graphs.store), Asked(graphs.store)
    printed = replace(graphs, loaded=cast("ox.Store", of_figures))
    read_figures(printed, reports_of(printed))
    looked_at = replace(graphs, loaded=cast("ox.Store", of_text))
    anchors = tuple(read_anchors(looked_at, report) for report in reports_of(looked_at))
    grounding_findings(looked_at, tmp_path, anchors)
    report_shares(looked_at, anchors)
    cube = [path for path in rules(graphs, "derive") if path.name < "1"]
    for path in cube:
        apply(graphs, path)
    shaped = graphs.grown(DERIVED_GRAPH).triples[DERIVED_GRAPH]
    made = derive(graphs).triples[DERIVED_GRAPH]
    assert len(made) > len(shaped) > 0
    assert of_figures.patterns and of_text.patterns
    assert of_figures.read and of_text.read
    assert DERIVED_GRAPH not in of_figures.read | of_text.read
    assert not [triple for triple in shaped if of_figures.meets(triple)]
    assert not [triple for triple in made if of_text.meets(triple)]
