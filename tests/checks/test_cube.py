"""Hierarchical code lists (IC-20 and IC-21), and the public suite of the vocabulary's editors."""

from __future__ import annotations

import time

import pytest
from cubes import normalised
from planting import HERE, planted, planted_text

from iprgraph.checks.audit import read_audits, rows_of
from iprgraph.checks.cube import cube_findings
from iprgraph.folders import shared

GOOD = (HERE / "cube" / "good.ttl").read_text("utf-8")
DOWN = """
eg:area qb:codeList eg:tree . eg:tree a qb:HierarchicalCodeList ; qb:hierarchyRoot eg:all ;
    qb:parentChildProperty eg:holds .
eg:all eg:holds eg:middle . eg:middle eg:holds eg:north .
"""
UP = """
eg:area qb:codeList eg:tree . eg:tree a qb:HierarchicalCodeList ; qb:hierarchyRoot eg:all ;
    qb:parentChildProperty [ owl:inverseOf eg:part-of ] .
eg:middle eg:part-of eg:all . eg:north eg:part-of eg:middle .
"""


@pytest.mark.parametrize("tree", [DOWN, UP], ids=["IC-20", "IC-21"])
def test_a_code_must_be_reached_from_a_root(tree: str) -> None:
    graphs = normalised(planted_text(GOOD + tree, ontology=False))
    (finding,) = cube_findings(graphs)
    assert "https://example.org/weather/south" in finding.message
    rest = "eg:all eg:holds eg:south ." if tree is DOWN else "eg:south eg:part-of eg:all ."
    assert cube_findings(normalised(planted_text(GOOD + tree + rest, ontology=False))) == []


def test_a_circle_in_a_code_list_ends() -> None:
    circle = DOWN + "eg:north eg:holds eg:all , eg:south ."
    assert cube_findings(normalised(planted_text(GOOD + circle, ontology=False))) == []


def test_duplicates_are_found_in_time_that_grows_with_the_figures() -> None:
    rows = [
        f"eg:o{n} eg:area eg:north ; eg:day {n} ; eg:rain 1 ; eg:unit 'mm' ; "
        "qb:dataSet eg:weather ."
        for n in range(2, 4002)
    ]
    graphs = normalised(planted_text(GOOD + "\n".join(rows), ontology=False))
    (audit,) = (one for one in read_audits(graphs, "cube") if one.name.startswith("ic-12"))
    start = time.perf_counter()
    assert rows_of(audit, graphs) == ()
    assert time.perf_counter() - start < 5


SUITE = {
    "missing-ds": "ic-01",
    "extra-ds": "ic-01",
    "missing-dsd": "ic-02",
    "extra-dsd": "ic-02",
    "missing-measure": "ic-03",
    "missing-range": "ic-04",
    "missing-codelist": "ic-05",
    "bad-component-required": "ic-06",
    "bad-slicekey": "ic-07",
    "bad-slicekey2": "ic-08",
    "missing-slicekey": "ic-09",
    "duplicate-slicekey": "ic-09",
    "missing-slicedim": "ic-10",
    "missing-obs-dim-value": "ic-11",
    "duplicate-observation": "ic-12",
    "missing-required-attr": "ic-13",
    "missing-measure-on-obs": "ic-14",
    "mt-missing-measure": "ic-15",
    "mt-extra-measure": "ic-16",
    "mt-cube-with-missing-points": "ic-17",
    "observation-bad-dataset": "ic-18",
    "codelist-partial": "ic-19",
    "collection-partial": "ic-19",
    "hierarchy-bad": "hierarchy",
    "hierarchy-bad-inverse": "hierarchy",
}
FINE = (
    "abbrv-cube",
    "mt-cube",
    "mt-cube-3-measures",
    "codelist-complete",
    "collection-complete",
    "hierarchy-good",
    "hierarchy-good-inverse",
    "hierarchy-good-multiroot",
)


def suite_tripped(name: str) -> set[str]:
    """Return which constraints a cube of the suite breaks; a fragment is added to its base cube."""
    folder = shared()
    if folder is None or not (folder / "suites" / "qb-integrity").is_dir():
        pytest.skip("the suite qb-integrity is not in the shared folder")
    cubes = folder / "suites" / "qb-integrity" / "cubes"
    whole = name.endswith("cube") or "measures" in name or "points" in name
    names = [name] if whole else ["mt-cube" if name.startswith("mt-") else "abbrv-cube", name]
    graphs = normalised(planted(*(cubes / f"{each}.ttl" for each in names), ontology=False))
    audits = read_audits(graphs, "cube")
    found = {audit.name[:5] for audit in audits if rows_of(audit, graphs)}
    told = sum(len(rows_of(audit, graphs)) for audit in audits)
    return found | ({"hierarchy"} if len(cube_findings(graphs)) > told else set())


@pytest.mark.parametrize(("name", "constraint"), SUITE.items())
def test_a_bad_cube_of_the_suite_breaks_its_constraint(name: str, constraint: str) -> None:
    assert constraint in suite_tripped(name)


@pytest.mark.parametrize("name", FINE)
def test_a_good_cube_of_the_suite_breaks_none(name: str) -> None:
    assert suite_tripped(name) == set()


def test_codes_may_come_from_a_collection() -> None:
    text = "eg:day qb:codeList eg:days . eg:days a skos:Collection ; skos:member eg:one ."
    (finding, *_) = cube_findings(normalised(planted_text(GOOD + text, ontology=False)))
    assert "which is not in the code list" in finding.message
    text = text.replace("eg:one", "1")
    assert cube_findings(normalised(planted_text(GOOD + text, ontology=False))) == []
