"""Every kind of SHACL constraint in words, and paths as SPARQL writes them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from iprgraph.docs.constraints import Speaker
from iprgraph.docs.places import Entry, Places
from iprgraph.docs.statements import Statements
from iprgraph.docs.wording import Code, Piece, Text
from iprgraph.prefixes import PREFIXES
from iprgraph.vocabulary import SHAPES_GRAPH, ipr

TARN = Entry(ipr("Tarn").value, "ipr:Tarn", Text("湖", "tarn"), "lakes", "Tarn", "", 0)
PREFIX = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def speaker(body: str) -> Speaker:
    store = ox.Store()
    text = f"{PREFIX} shape:x {body} ."
    store.load(text.encode(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(SHAPES_GRAPH))
    return Speaker(Statements(store, SHAPES_GRAPH, PREFIXES), Places({TARN.iri: TARN}, PREFIXES))


def spoken(pieces: tuple[Piece, ...], language: str) -> str:
    return "".join(
        one
        if isinstance(one, str)
        else one.text
        if isinstance(one, Code)
        else (one.label.zh if language == "zh" else one.label.en) or one.curie
        for one in pieces
    )


def words(body: str) -> tuple[str, str]:
    found = speaker(body).constraints(PREFIXES["shape"] + "x")
    zh = "；".join(spoken(one.zh, "zh") for one in found)
    return zh, "; ".join(spoken(one.en, "en") for one in found)


@pytest.mark.parametrize(
    ("body", "zh", "en"),
    [
        ("sh:minCount 1", "至少 1 个值", "at least 1 value"),
        ("sh:minCount 2 ; sh:maxCount 4", "2 到 4 个值", "2 to 4 values"),
        ("sh:minCount 1 ; sh:maxCount 1", "恰好 1 个值", "exactly 1 value"),
        ("sh:maxCount 0", "没有值", "no value"),
        ("sh:minCount 0 ; sh:maxCount 3", "至多 3 个值", "at most 3 values"),
        ("sh:class ipr:Tarn", "为湖", "is of the class tarn"),
        ("sh:datatype xsd:date", "数据类型为 xsd:date", "has the datatype xsd:date"),
        ("sh:nodeKind sh:IRI", "为 IRI", "is an IRI"),
        ("sh:pattern 'a+'", "形如 a+", "matches a+"),
        ("sh:minInclusive 0", "不小于 0", "is 0 or more"),
        ("sh:uniqueLang true", "每种语言至多一个", "has at most one value per language"),
        ("sh:uniqueLang false", "", ""),
        ("sh:languageIn ( 'zh' 'en' )", "语言为 zh 或 en", "is in zh or en"),
        ("sh:in ( ipr:Tarn 3 )", "为湖、3之一", "is one of tarn, 3"),
        ("sh:hasValue ipr:Tarn", "其中有 湖", "includes tarn"),
        (
            "sh:or ( [ sh:class ipr:Tarn ] [ sh:class skos:Concept ] )",
            "为湖或skos:Concept",
            "is of the class tarn or skos:Concept",
        ),
        (
            "sh:or ( [ sh:path ipr:depth ; sh:minCount 1 ] [ sh:nodeKind sh:Literal ] )",
            "ipr:depth：至少 1 个值，或为文字值",
            "ipr:depth: at least 1 value, or is a literal",
        ),
        ("sh:not [ sh:class ipr:Tarn ]", "不得：为湖", "it does not hold: is of the class tarn"),
        (
            "sh:qualifiedValueShape [ sh:class ipr:Tarn ] ; sh:qualifiedMinCount 2",
            "至少 2 个值符合：为湖",
            "at least 2 values of which it holds: is of the class tarn",
        ),
        ("sh:node shape:y", "符合形状shape:y", "conforms to the shape shape:y"),
        (
            "sh:closed true ; sh:ignoredProperties ( rdf:type )",
            "除所列属性与rdf:type外没有其他属性",
            "has no property but those listed and rdf:type",
        ),
        (
            "sh:sparql [ sh:select 'SELECT $this {}' ]",
            "下列查询没有结果",
            "gives no row in the query below",
        ),
        ("sh:lessThan ipr:ends", "小于 ipr:ends 的值", "is less than the value of ipr:ends"),
        ("sh:sometimes 3", "sh:sometimes：3", "sh:sometimes: 3"),
        ("sh:severity sh:Info ; sh:message 'x'@en ; sh:order 2", "", ""),
    ],
)
def test_a_constraint_is_said_in_both_languages(body: str, zh: str, en: str) -> None:
    assert words(body) == (zh, en)


@pytest.mark.parametrize(
    ("path", "written", "properties"),
    [
        ("ipr:a", "ipr:a", ["a"]),
        ("[ sh:inversePath ipr:a ]", "^ipr:a", ["a"]),
        ("( ipr:a [ sh:zeroOrMorePath ipr:b ] )", "ipr:a / ipr:b*", ["a", "b"]),
        ("[ sh:alternativePath ( ipr:a ipr:b ) ]", "ipr:a | ipr:b", ["a", "b"]),
    ],
)
def test_a_path_is_written_as_in_sparql(path: str, written: str, properties: list[str]) -> None:
    one = speaker(f"sh:path {path}")
    node = PREFIXES["shape"] + "x"
    assert spoken(one.path(node), "en") == written
    assert sorted(one.on_path(node)) == [ipr(name).value for name in properties]
