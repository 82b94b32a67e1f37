"""Graphs are compared by the value of their statements, however a store writes them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from iprgraph.remote.digest import canonical_term, digest_of
from iprgraph.remote.target import batches

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = f"""
@prefix xsd: <{XSD}> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix virtrdf: <http://www.openlinksw.com/schemas/virtrdf#> .
"""


def graph(text: str) -> list[ox.Triple]:
    data = f"{PREFIXES} {text}".encode()
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]


SAME = [
    ("12.30", "12.3"),
    ("12.0", '"12"^^xsd:decimal'),
    ('"+05"^^xsd:integer', "5"),
    ("5", '"5.0"^^xsd:decimal'),
    ('"-0"^^xsd:integer', "0"),
    ("true", '"1"^^xsd:boolean'),
    ("1.10E3", '"1100"^^xsd:double'),
    ('"x"@zh-Hant', '"x"@zh-hant'),
    ('"x"^^xsd:string', '"x"'),
    (
        '"POINT(116.39723 39.9075)"^^geo:wktLiteral',
        '"POINT(116.39723205566 39.907501220703)"^^virtrdf:Geometry',
    ),
    ('"2031-05-01T00:00:00.000Z"^^xsd:dateTime', '"2031-05-01T00:00:00+00:00"^^xsd:dateTime'),
]
OTHER = [
    ("12.30", "12.31"),
    ("123456789012345678901234567890.123456789", "123456789012345678901234567890.12345679"),
    ("5", '"5"'),
    ('"x"@zh', '"x"@en'),
    ('"x"@zh', '"x"'),
    ("true", "false"),
    ("true", "1"),
    (
        '"POINT(116.39723 39.9075)"^^geo:wktLiteral',
        '"POINT(39.9075 116.39723)"^^geo:wktLiteral',
    ),
    ('"2031-05-01"^^xsd:date', '"2031-05-02"^^xsd:date'),
    ('"http://a/"^^xsd:anyURI', "<http://a/>"),
    ('"12x"^^xsd:integer', "12"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_value_written_otherwise(one: str, other: str) -> None:
    assert digest_of(graph(f"<urn:s> <urn:p> {one} .")) == digest_of(
        graph(f"<urn:s> <urn:p> {other} .")
    )


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_value(one: str, other: str) -> None:
    assert digest_of(graph(f"<urn:s> <urn:p> {one} .")) != digest_of(
        graph(f"<urn:s> <urn:p> {other} .")
    )


def test_blank_nodes_count_by_their_place_and_not_by_their_name() -> None:
    one = graph("<urn:s> <urn:p> _:a . _:a <urn:q> 1.50 . _:b <urn:q> 2 .")
    same = graph("_:x <urn:q> 2.0 . _:y <urn:q> 1.5 . <urn:s> <urn:p> _:y .")
    other = graph("<urn:s> <urn:p> _:a . _:b <urn:q> 1.5 . _:a <urn:q> 2 .")
    assert digest_of(one) == digest_of(same) != digest_of(other)
    assert digest_of(one).count == 3


def test_what_is_ill_formed_stays_as_it_is() -> None:
    bad = ox.Literal("12x", datatype=ox.NamedNode(f"{XSD}integer"))
    assert canonical_term(bad) == bad
    assert canonical_term(ox.BlankNode("b")) == ox.BlankNode("b")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_batches_part_no_blank_node(size: int) -> None:
    triples = graph(
        "<urn:s> <urn:list> (1 2 3) . <urn:a> <urn:p> 1 , 2 , 3 . "
        "<urn:b> <urn:p> [ <urn:q> 1 ] . <urn:c> <urn:p> [ <urn:q> 1 ] ."
    )
    found = list(batches(triples, size))
    assert sorted(map(str, triples)) == sorted(str(one) for batch in found for one in batch)
    homes: dict[ox.BlankNode, set[int]] = {}
    for place, batch in enumerate(found):
        for one in batch:
            for node in (one.subject, one.object):
                if isinstance(node, ox.BlankNode):
                    homes.setdefault(node, set()).add(place)
    assert len(homes) == 5 and all(len(places) == 1 for places in homes.values())
    linked = 7
    assert all(len(batch) <= max(size, linked) for batch in found)
