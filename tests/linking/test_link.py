"""`iprgraph link` as a user meets it: files in, three files out, and what is said of bad ones."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from iprgraph.door import KnowledgeGraph
from iprgraph.errors import IprgraphError, LinkError, UseError

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.linking.link import LinkSummary
    from iprgraph.linking.records import Record

for needed in ("splink", "duckdb"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install 'iprgraph[link]'")

ID = "https://w3id.org/iprgraph/id/"
SSSOM = "https://w3id.org/sssom/"


TABLE = """no,agency,note
1,廣東省知識產權局,traditional script
2,国家知识产权局,
3,江苏省知识产权局,another province
4,Shenzhen Customs,"a, b"
5,,nothing asked
6,国家知识产局,a sign left out
7,廣東省知識產權局,again
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "agencies.csv"
    path.write_text(TABLE, "utf-8")
    return path


def rows_of(folder: Path) -> list[dict[str, str]]:
    text = (folder / "linked.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def linked(graph: KnowledgeGraph, path: Path, **options: object) -> tuple[LinkSummary, Path]:
    folder = path.parent / "out"
    done = graph.link(path, folder, **options)  # type: ignore[arg-type]
    return done, folder


def test_a_table_comes_back_with_its_things(real: KnowledgeGraph, table: Path) -> None:
    done, folder = linked(real, table)
    assert (done.rows, done.names, done.columns, done.guessed) == (7, 5, ("agency",), True)
    assert (done.matched, done.uncertain, done.unmatched) == (4, 0, 1)
    rows = rows_of(folder)
    assert [row["no"] for row in rows] == list("1234567") and rows[3]["note"] == "a, b"
    things = [row["agency → thing"].removeprefix(ID) for row in rows]
    amr, cnipa = "agency/guangdong-amr", "agency/cnipa"
    assert things == [amr, cnipa, "", "agency/shenzhen-customs", "", cnipa, amr]
    assert [row["agency → status"] for row in rows[2:5]] == ["no match", "match", ""]
    assert float(rows[0]["agency → score"]) >= 0.9 and rows[0]["agency → reasons"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "linked.csv", "links.sssom.tsv", "links.ttl",
    ]  # fmt: skip


def test_the_mappings_say_what_was_found_and_what_was_not(
    real: KnowledgeGraph, table: Path
) -> None:
    _, folder = linked(real, table)
    lines = (folder / "links.sssom.tsv").read_text("utf-8").splitlines()
    body = [line for line in lines if not line.startswith("#")]
    mappings = list(csv.DictReader(body, delimiter="\t"))
    by_name = {one["subject_label"]: one for one in mappings}
    assert len(by_name) == 5
    assert by_name["国家知识产局"]["object_id"] == "agency:cnipa"
    assert by_name["江苏省知识产权局"]["object_id"] == "sssom:NoTermFound"
    assert {one["subject_type"] for one in mappings} == {"rdfs literal"}
    graph = list(ox.parse((folder / "links.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    targets = [quad.object for quad in graph if quad.predicate.value == f"{SSSOM}object_id"]
    assert ox.NamedNode(f"{ID}agency/shenzhen-customs") in targets
    assert ox.NamedNode(f"{SSSOM}NoTermFound") in targets and len(targets) == 5


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "gb18030", "gbk", "big5hkscs", "utf-8"]
)
def test_the_encoding_is_told_from_the_file(
    encoding: str, real: KnowledgeGraph, tmp_path: Path
) -> None:
    traditional = "big5" in encoding
    name = "廣東省知識產權局" if traditional else "广东省知识产权局"
    city = "深圳海關" if traditional else "深圳海关"
    path = tmp_path / "coded.csv"
    path.write_bytes(f"no,name\n1,{name}\n2,{city}\n".encode(encoding))
    _, folder = linked(real, path)
    things = [row["name → thing"] for row in rows_of(folder)]
    assert things == [f"{ID}agency/guangdong-amr", f"{ID}agency/shenzhen-customs"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{"n": 1, "name": "深圳市"}, {"n": 2, "name": "Nowhere", "x": [1]}]),
        json.dumps({"kind": "list", "rows": [{"name": "深圳市"}, {"name": "Nowhere"}]}),
        '{"name": "深圳市"}\n{"name": "Nowhere"}\n',
    ],
)
def test_json_is_read_in_its_forms(text: str, real: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    path.write_text(text, "utf-8")
    done, folder = linked(real, path, columns=["name"])
    assert done.rows == 2
    assert [row["name → thing"] for row in rows_of(folder)] == [f"{ID}place/shenzhen", ""]


def test_things_in_rdf_are_linked_by_their_names(real: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "things.ttl"
    path.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        " @prefix x: <https://example.org/> ."
        ' x:1 rdfs:label "深圳市"@zh, "Shenzhen"@en . x:2 rdfs:label "广州市"@zh, "Foshan"@en .'
        ' x:3 rdfs:label "Nowhere"@en .',
        "utf-8",
    )
    done, folder = linked(real, path)
    assert done.rows == 5
    triples = list(ox.parse((folder / "links.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    exact = [
        (quad.subject.value, quad.object.value)
        for quad in triples
        if quad.predicate.value.endswith("#exactMatch") and isinstance(quad.subject, ox.NamedNode)
    ]
    assert exact == [("https://example.org/1", f"{ID}place/shenzhen")]
    text = (folder / "links.sssom.tsv").read_text("utf-8")
    doubted = next(line for line in text.splitlines() if line.startswith("in1:2\t"))
    assert "skos:relatedMatch" in doubted and "uncertain" in doubted


def test_other_columns_decide_between_namesakes(real: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(
        "name,kind,place,code\n"
        "福田区,地区,深圳市,440304\n福田区,地区,江苏省,\n深圳市,place,,440100\n深圳,agency,,\n"
        "知识产权综合发展指数,metric,,\n知识产权综合发展指数,,,\n",
        "utf-8",
    )
    done, folder = linked(
        real, path, columns=["name"], kind_column="kind", place_column="place", code_column="code"
    )
    found = [(row["name → status"], row["name → thing"]) for row in rows_of(folder)]
    assert found[0] == ("match", f"{ID}place/shenzhen-futian")
    assert [status for status, _ in found[1:4]].count("match") == 0
    assert found[4] == ("match", f"{ID}metric/ip-development-index")
    assert found[5] == ("uncertain", "") and "metric/" in rows_of(folder)[5]["name → candidates"]
    assert done.uncertain >= 1


def test_kinds_narrow_what_is_linked_to(real: KnowledgeGraph, table: Path) -> None:
    done, _ = linked(real, table, kinds=["place"], columns=["agency"])
    assert done.matched == 0
    with pytest.raises(UseError, match="no kind"):
        linked(real, table, kinds=["planet"], force=True)


@pytest.mark.parametrize(
    ("name", "data", "options", "said"),
    [
        ("empty.csv", b"", {}, "is empty"),
        ("header.csv", b"name\n", {"columns": ["name"]}, "no rows"),
        ("column.csv", b"name\nx\n", {"columns": ["nome"]}, 'no column "nome"'),
        ("numbers.csv", b"a,b\n1,2\n", {}, "no column seems"),
        ("wide.csv", b"name\na,b\n", {"columns": ["name"]}, "2 cells"),
        ("bytes.csv", b"name\n\xff\xfe\xfd\x81\x00", {"columns": ["name"]}, "not UTF-8"),
        ("stated.csv", b"name\n\xff\n", {"columns": ["name"], "encoding": "utf-8"}, "no text in"),
        ("what.pdf", b"%PDF", {}, "does not tell"),
        ("book.csv", b"PK\x03\x04\x14\0", {}, "a workbook"),
        ("late.csv", b"name\n" + b"x\n" * 600_000 + b"\xb9", {"columns": ["name"]}, "no text in"),
        ("quote.csv", b'name\nx\n"y\nz\n', {"columns": ["name"]}, "mark is not closed"),
        ("zero.csv", b"name\nx\0y\n", {"columns": ["name"]}, "zero bytes"),
        ("cut.json", b'[{"name": "x"},\n', {"columns": ["name"]}, "the array is not closed"),
        ("bad.json", b'[{"name": 1}, {', {"columns": ["name"]}, "no JSON"),
        ("bad.ttl", b"@prefix .", {}, "no RDF"),
        ("good.csv", b"name\nx\n", {"columns": ["name"], "threshold": 2.0}, "no threshold"),
        ("good.csv", b"name\nx\n", {"columns": ["name"], "engine": "abacus"}, "no engine"),
    ],
)
def test_what_cannot_be_linked_is_said_and_nothing_written(
    name: str,
    data: bytes,
    options: dict[str, object],
    said: str,
    real: KnowledgeGraph,
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(IprgraphError, match=said) as told:
        linked(real, path, **options)
    assert told.value.remedy
    assert not list((tmp_path / "out").glob("*")), "not even hidden work is left"


LINES = [
    ("late.csv", b"name\n" + b"x\n" * 600_000 + b"\xb9\n", 600_002),
    ("quote.csv", b'name\n"a\nb"\n"y\nz\n', 4),
    ("zero.csv", b"name\nx\ny\0\n", 3),
    ("record.json", b'[\n{"name": "x"},\n\n3]', 4),
    ("cut.json", b'\n{"rows": [\n{"name": "x"},\n', 4),
]


@pytest.mark.parametrize(("name", "data", "line"), LINES)
def test_the_line_of_a_mistake_is_told(
    name: str, data: bytes, line: int, real: KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(IprgraphError) as told:
        linked(real, path, columns=["name"])
    assert told.value.line == line and str(path) in str(told.value)


def test_two_hundred_columns_are_no_trouble(real: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    heads = [f"c{number}" for number in range(199)]
    path.write_text(f"{','.join(heads)},agency\n{'x,' * 199}国家知识产权局\n", "utf-8")
    done, folder = linked(real, path)
    assert done.columns == ("agency",) and done.matched == 1
    assert len(rows_of(folder)[0]) == 200 + 6


def test_an_output_that_cannot_be_made_is_said(real: KnowledgeGraph, table: Path) -> None:
    taken = table.parent / "taken"
    taken.write_text("mine", "utf-8")
    for target in (taken, taken / "below"):
        with pytest.raises(LinkError, match="the folder cannot be made"):
            real.link(table, target)
    assert taken.read_text("utf-8") == "mine"


def test_an_earlier_result_is_kept_unless_forced(real: KnowledgeGraph, table: Path) -> None:
    linked(real, table)
    with pytest.raises(LinkError, match="there already"):
        linked(real, table)
    linked(real, table, force=True)


def test_a_run_that_broke_off_goes_on(
    real: KnowledgeGraph, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iprgraph.linking import engine

    monkeypatch.setattr(engine.DuckdbEngine, "batch", 2)
    asked: list[int] = []
    pairs = engine.DuckdbEngine.pairs

    def breaking(self: engine.DuckdbEngine, records: list[Record]) -> list[engine.Pair]:
        asked.append(len(records))
        if len(asked) == 2:
            raise KeyboardInterrupt
        return pairs(self, records)

    monkeypatch.setattr(engine.DuckdbEngine, "pairs", breaking)
    with pytest.raises(KeyboardInterrupt):
        linked(real, table)
    assert not list((table.parent / "out").glob("link*"))
    done, folder = linked(real, table)
    assert asked == [2, 2, 2, 1] and done.matched == 4
    again, _ = linked(real, table, force=True)
    assert again == done and not (folder / ".linking").exists()


def test_every_way_of_agreeing_is_told_in_both_languages(
    real: KnowledgeGraph, tmp_path: Path
) -> None:
    """By acronym, initials of a name, short form, pinyin, sound, code, word order and slip."""
    names = (
        *("HKIPD", "GACC", "广知院", "zuigao renmin jianchayuan", "440100", "国家知识产局"),
        *("High People's Court, Guangdong Province", "Guangzhou Intelectual Property Court"),
    )
    path = tmp_path / "ways.csv"
    path.write_text("name\n" + "\n".join(f'"{one}"' for one in names), "utf-8")
    for language in ("zh", "en"):
        door = KnowledgeGraph(real.home, language=language)
        done = door.link(path, tmp_path / language, columns=["name"])
        assert done.names == len(names) and done.matched == len(names)
        for row in rows_of(tmp_path / language):
            assert row["name → reasons"]
