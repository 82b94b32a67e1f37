"""Every shape lets its good file pass, and stops the bad file, which is named after the reason.

All files are validated at once, with the ontology and with what the rules derive: each bad file
speaks of things of its own, so that each fault belongs to one file. `rule--what.ttl` is one more
bad file of a rule that several mistakes can break.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from specimens import BAD, GOOD, built, faults_of_project, faults_of_specimens, project

from iprgraph.folders import folders
from iprgraph.vocabulary import ONTOLOGY_GRAPH, SHAPES_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.checks.validator import Fault

SHAPE = "https://w3id.org/iprgraph/shapes#"
SH = "http://www.w3.org/ns/shacl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
NARROWER = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
ONTOLOGY = "https://w3id.org/iprgraph/ontology#"


@cache
def shapes() -> ox.Store:
    store = ox.Store()
    for triple in project().triples[SHAPES_GRAPH]:
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    return store


@cache
def subjects(path: Path) -> frozenset[str]:
    found = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    return frozenset(str(getattr(quad.subject, "value", "")) for quad in found)


@cache
def faults() -> tuple[Fault, ...]:
    return tuple(faults_of_specimens())


def shapes_that_stop(path: Path) -> set[str]:
    mine = subjects(path)
    return {fault.shape.removeprefix(SHAPE) for fault in faults() if fault.focus in mine}


def rule_of(path: Path) -> str:
    """Return the rule that a bad file breaks: its name up to a double hyphen."""
    return path.stem.partition("--")[0]


def ask(query: str) -> set[str]:
    prefixes = f"PREFIX sh: <{SH}> PREFIX shape: <{SHAPE}> "
    answer = shapes().query(prefixes + query)
    assert isinstance(answer, ox.QuerySolutions)
    return {str(getattr(row[0], "value", row[0])).removeprefix(SHAPE) for row in answer}


def rules() -> set[str]:
    """Return the shapes that have a message of their own: those that can stop something."""
    return ask("SELECT ?shape WHERE { ?shape sh:message ?message }")


@pytest.mark.parametrize("good", GOOD, ids=lambda path: path.stem)
def test_a_good_file_passes(good: Path) -> None:
    assert shapes_that_stop(good) == set()


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_a_bad_file_breaks_the_one_rule_that_it_names(bad: Path) -> None:
    assert shapes_that_stop(bad) == {rule_of(bad)}


def test_every_rule_has_a_bad_file() -> None:
    assert rules() == {rule_of(path) for path in BAD}


def test_every_file_of_shapes_has_a_good_file() -> None:
    files = {path.stem for path in (folders().ontology / "shapes").glob("*.ttl")}
    assert files - {"naming", "relations"} == {path.stem for path in GOOD}


def test_no_two_files_speak_of_one_thing() -> None:
    every = [subject for path in (*GOOD, *BAD) for subject in subjects(path)]
    assert len(every) == len(set(every))


def test_every_target_has_a_thing_in_a_good_file() -> None:
    types = {
        _iri(quad.object)
        for path in GOOD
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == TYPE
    }
    targets = ask("SELECT ?class WHERE { ?shape sh:targetClass ?class }")
    assert targets <= set().union(*(above(iri) for iri in types))


def test_every_property_shape_has_an_address_and_is_used() -> None:
    nameless = ask("SELECT ?part WHERE { ?shape sh:property ?part FILTER(!ISIRI(?part)) }")
    assert nameless == set()
    unused = ask(
        "SELECT ?part WHERE { ?part a sh:PropertyShape FILTER NOT EXISTS { ?s sh:property ?part } }"
    )
    assert unused == set()
    undefined = ask(
        "SELECT ?part WHERE { ?s sh:property ?part FILTER NOT EXISTS { ?part a sh:PropertyShape } }"
    )
    assert undefined == set()


def test_every_rule_speaks_both_languages_and_shows_an_example() -> None:
    for language in ("zh", "en"):
        spoken = ask(f'SELECT ?s WHERE {{ ?s sh:message ?m FILTER(LANG(?m) = "{language}") }}')
        assert spoken == rules()
    example = "<http://www.w3.org/2004/02/skos/core#example>"
    assert ask(f"SELECT ?s WHERE {{ ?s sh:message ?m ; {example} ?e }}") == rules()
    assert ask("SELECT ?s WHERE { ?s sh:message ?m ; sh:severity ?e }") == rules()


def test_every_message_says_where_to_mend_it() -> None:
    place = re.compile(r"\.ttl|file|文件|queries/derive|in data/|ontology/|make anchors")
    for message in ask("SELECT ?m WHERE { ?s sh:message ?m }"):
        assert place.search(message), message


def test_patterns_keep_to_what_all_engines_read() -> None:
    for pattern in ask("SELECT ?p WHERE { ?s sh:pattern ?p }"):
        assert "\\p" not in pattern
        re.compile(pattern)


def test_targets_are_classes() -> None:
    others = "sh:targetNode sh:targetSubjectsOf sh:targetObjectsOf"
    assert ask(f"SELECT ?s WHERE {{ VALUES ?t {{ {others} }} ?s ?t ?x }}") == set()


def test_two_validators_find_the_same_in_all_good_and_bad_files() -> None:
    pytest.importorskip("shacl")
    assert list(faults()) == faults_of_specimens(reference=True)


def test_two_validators_find_the_same_in_the_whole_built_graph() -> None:
    pytest.importorskip("shacl")
    found = faults_of_project()
    assert found == faults_of_project(reference=True)
    assert {fault.severity for fault in found} == {"info"}


def test_every_thing_of_the_built_graph_is_seen_by_a_shape() -> None:
    """The terms of the ontology apart: audits of their own examine those."""
    targets = ask("SELECT ?class WHERE { ?shape sh:targetClass ?class }")
    types: dict[str, set[str]] = {}
    for name, triples in built().triples.items():
        if name != SHAPES_GRAPH:
            for triple in triples:
                if triple.predicate.value == TYPE:
                    types.setdefault(str(triple.subject), set()).add(_iri(triple.object))
    seen = {iri for iri in set().union(*types.values()) if above(iri) & targets}
    terms = {thing for thing, classes in types.items() if any(map(_of_owl, classes))}
    assert {thing for thing, classes in types.items() if not classes & seen} <= terms
    own = {iri for iri in set().union(*types.values()) if iri.startswith(ONTOLOGY)}
    assert own <= seen


def _of_owl(iri: str) -> bool:
    return iri.startswith("http://www.w3.org/2002/07/owl#")


def above(iri: str) -> set[str]:
    """Return a class and all that are above it."""
    found, new = {iri}, {iri}
    while new:
        new = {up for down, up in narrower() if down in new} - found
        found |= new
    return found


@cache
def narrower() -> frozenset[tuple[str, str]]:
    return frozenset(
        (_iri(triple.subject), _iri(triple.object))
        for triple in project().triples[ONTOLOGY_GRAPH]
        if triple.predicate.value == NARROWER
    )


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))
