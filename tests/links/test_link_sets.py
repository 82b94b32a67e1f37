"""The link sets against the tables that they were made from, where those are at hand.

Every usable row is in, none from memory, each with the strength of match that its row has. What is
left out is listed here, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pytest
from register_tables import Row, missing, project, rows, things

from iprgraph.prefixes import shorten

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

CONFIDENCE = {"verified": "0.95", "single-source": "0.7"}
# Rows of something that we have, and why they are no link.
LEFT_OUT = {
    ("斗门区", "Wikidata"): "matched by name in a repository that gives one id to two namesakes",
    ("外观设计", "Wikidata (the right: design right)"): "its sources contradict each other",
    ("外观设计", "OpenAlex concept"): "the label is that of the activity of designing",
    ("外观设计", "Wikipedia (en) title"): "the article is about the activity of designing",
    (
        "香港知识产权署",
        "open dataset URL (IP rights in force)",
    ): "a file of the body, and no identifier of it",
}
# What a row of these says is a fact, and no identifier; the test named checks it.
FACTS = {
    "administrative parent (GB/T 2260)": "test_a_place_lies_where_the_table_says",
    "administrative parent (ISO 3166-1)": "test_a_place_lies_where_the_table_says",
    "Guangdong sub-region": "test_a_place_lies_where_the_table_says",
    "adopted (date)": "test_a_date_of_a_regulation_is_that_of_the_table",
    "in force (date)": "test_a_date_of_a_regulation_is_that_of_the_table",
}
POINT = "WGS84"
REGIONS = {"prd": "pearl-river-delta", "east": "east", "west": "west", "north": "north"}
# English names of rows that are no name of ours, and the name that we have.
OTHER_NAMES = {
    "Chinese yuan (renminbi)": "unit:cny",
    "Eastern Guangdong": "place:guangdong-east",
    "Northern Guangdong": "place:guangdong-north",
    "Tibet (Xizang)": "place:tibet",
    "Western Guangdong": "place:guangdong-west",
    "integrated-circuit layout design": "right:integrated-circuit-layout",
}


@dataclass(frozen=True)
class Link:
    """One mapping of the graph: relation, confidence and evidence."""

    relation: str
    confidence: str
    evidence: str


@cache
def links() -> dict[tuple[str, str], Link]:
    """Return the mappings of the graph by thing and target."""
    answer = project().store.query(
        """
        SELECT ?thing ?target ?relation ?confidence ?evidence WHERE {
          ?mapping owl:annotatedSource ?thing ; owl:annotatedTarget ?target ;
            owl:annotatedProperty ?relation ; sssom:confidence ?confidence ;
            dcterms:source ?evidence .
        }
        """,
        prefixes=dict(project().prefixes),
    )
    assert isinstance(answer, ox.QuerySolutions)
    found = {}
    for row in answer:
        thing, target, relation, confidence, evidence = (
            str(getattr(one, "value", "")) for one in row
        )
        found[shorten(thing), target] = Link(shorten(relation), confidence, evidence)
    return found


def is_link(row: Row) -> bool:
    if row.confidence == "from-memory" or not row.thing or row.scheme in FACTS:
        return False
    return not row.scheme.startswith(POINT) and (row.zh, row.scheme) not in LEFT_OUT


def is_point(row: Row) -> bool:
    return row.scheme.startswith(POINT) and bool(row.thing) and row.confidence in CONFIDENCE


def relation(row: Row) -> str:
    """Return the relation that a row calls for."""
    if row.scheme == "homepage":
        return "foaf:homepage"
    if row.scheme == "GB/T 2260":
        return "ipr:gbt2260"
    if row.scheme.startswith("Wikipedia"):
        return "foaf:isPrimaryTopicOf"
    if not row.iri:
        return "skos:notation"
    if row.thing.startswith(("right:", "unit:")):
        return f"skos:{row.match or 'exactMatch'}"
    return {"": "schema:sameAs", "closeMatch": "rdfs:seeAlso"}[row.match]


@pytest.mark.parametrize("table", ["places", "organisations", "laws", "concepts", "vocabularies"])
def test_every_usable_row_is_a_link_as_strong_as_it_says(table: str) -> None:
    wanted = [row for row in rows() if row.table == table and is_link(row)]
    assert wanted
    for row in wanted:
        link = links().get((row.thing, row.iri or row.identifier))
        assert link is not None, row
        assert link.relation == relation(row), row
        assert link.confidence == CONFIDENCE[row.confidence], row
        assert link.evidence == row.evidence, row


def test_no_link_is_from_elsewhere_and_none_from_memory() -> None:
    usable = {(row.thing, row.iri or row.identifier) for row in rows() if is_link(row)}
    assert set(links()) == usable
    remembered = {row.iri or row.identifier for row in rows() if row.confidence == "from-memory"}
    assert remembered and not remembered & {target for _, target in links()}


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    found = {(row.zh, row.scheme) for row in rows() if row.thing}
    assert set(LEFT_OUT) <= found
    assert all(LEFT_OUT.values())
    assert all(callable(globals()[name]) for name in FACTS.values())


def test_every_point_of_a_place_is_that_of_its_row() -> None:
    points = [row for row in rows() if is_point(row)]
    assert len(points) > 50
    for row in points:
        latitude, longitude = row.identifier.split(",")
        geometry = f"{one(row.thing, 'geo:hasGeometry')}"
        assert float(one(row.thing, "schema:latitude")) == float(latitude)
        assert float(one(row.thing, "schema:longitude")) == float(longitude)
        assert one(geometry, "geo:asWKT") == f"POINT({longitude} {latitude})"
        assert one(geometry, "dcterms:source") == row.evidence
        assert one(geometry, "sssom:confidence") == CONFIDENCE[row.confidence]
    placed = {shorten(iri) for iri in subjects("geo:hasGeometry")}
    assert placed == {row.thing for row in points}


def test_a_place_lies_where_the_table_says() -> None:
    checked = 0
    codes = {row.identifier: row.thing for row in rows() if row.scheme == "GB/T 2260"}
    for row in rows():
        if row.confidence == "from-memory" or not row.thing:
            continue
        if row.scheme == "administrative parent (GB/T 2260)":
            assert codes[row.identifier] in values(row.thing, "ipr:within"), row
        elif row.scheme == "administrative parent (ISO 3166-1)":
            assert row.identifier == "CN" and "place:china" in values(row.thing, "ipr:within"), row
        elif row.scheme == "Guangdong sub-region":
            region = f"place:guangdong-{REGIONS[row.identifier]}"
            assert region == row.thing or region in values(row.thing, "ipr:within"), row
        else:
            continue
        checked += 1
    assert checked > 80


def test_a_date_of_a_regulation_is_that_of_the_table() -> None:
    """The graph has the dates that the report states; those must be the same."""
    terms = {"adopted (date)": "ipr:adoptedOn", "in force (date)": "ipr:inForceFrom"}
    stated = 0
    for row in rows():
        if row.scheme in terms and row.thing:
            found = values(row.thing, terms[row.scheme])
            assert found <= {row.identifier}, row
            stated += len(found)
    assert stated == 3


def test_our_names_are_those_of_the_table_but_for_these() -> None:
    def plain(name: str) -> str:
        return name.casefold()

    ours: dict[str, set[str]] = {}
    for (iri, language), names in project().names.items():
        if language == "en":
            ours.setdefault(shorten(iri), set()).update(map(plain, names))
    other = {
        row.en: row.thing for row in rows() if row.thing and plain(row.en) not in ours[row.thing]
    }
    assert other == OTHER_NAMES


def test_every_thing_that_the_tables_name_and_we_have_is_found_by_its_chinese_name() -> None:
    found = {row.thing for row in rows() if row.thing}
    assert {"place:beijing", "agency:cnipa", "right:patent", "unit:cny"} <= found
    assert {thing for thing, _ in links()} <= found <= set(things().values())


def values(thing: str, term: str) -> set[str]:
    answer = project().store.query(
        f"SELECT DISTINCT ?value WHERE {{ {thing} {term} ?value }}",
        prefixes=dict(project().prefixes),
    )
    assert isinstance(answer, ox.QuerySolutions)
    return {shorten(str(getattr(row[0], "value", ""))) for row in answer}


def one(thing: str, term: str) -> str:
    (value,) = values(thing, term)
    return value


def subjects(term: str) -> set[str]:
    answer = project().store.query(
        f"SELECT DISTINCT ?thing WHERE {{ ?thing {term} ?value }}",
        prefixes=dict(project().prefixes),
    )
    assert isinstance(answer, ox.QuerySolutions)
    return {str(getattr(row[0], "value", "")) for row in answer}


# Check characters, by the rules of the registers themselves.
def isni_holds(digits: str) -> bool:
    """ISO 7064 MOD 11-2, as ISO 27729 has it."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def credit_code_holds(code: str) -> bool:
    """ISO 7064 MOD 31, as GB 32100 has it."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(letters.index(each) * pow(3, place, 31) for place, each in enumerate(code[:-1]))
    return letters[(31 - total % 31) % 31] == code[-1]


def ror_holds(identifier: str) -> bool:
    """Crockford's base 32 with two check digits, MOD 97-10, as ROR has it."""
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for each in identifier[:-2]:
        number = number * 32 + letters.index(each)
    return 98 - (number * 100) % 97 == int(identifier[-2:])


def test_check_characters_of_identifiers_hold() -> None:
    targets = {target for _, target in links()}
    isni = [one[-16:] for one in targets if one.startswith("https://isni.org/")]
    ror = [one[-9:] for one in targets if one.startswith("https://ror.org/")]
    credit = [one for one in targets if re.fullmatch(r"[0-9A-Z]{18}", one)]
    assert isni and ror and credit
    assert all(map(isni_holds, isni)) and all(map(ror_holds, ror))
    assert all(map(credit_code_holds, credit))
    assert not isni_holds("0000000417989108") and not ror_holds("00zrjgm11")
