"""Reading: authored Turtle as graphs, and each mistake in it by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from iprgraph.errors import LayoutError, PrefixError, TurtleError
from iprgraph.graphs import read_graphs
from iprgraph.prefixes import expand, read_prefixes, shorten
from iprgraph.reports import reports_of
from iprgraph.turtle import TurtleFile, load_turtle, read_turtle
from iprgraph.vocabulary import ENTITIES_GRAPH, GRAPH, ID

if TYPE_CHECKING:
    from conftest import Lake

TABLE = {"a": "https://a.test/", "agency": f"{ID}agency/", "agenda": f"{ID}agenda/"}
HEAD = f"@prefix agency: <{ID}agency/> .\n"


def parsed(text: bytes, name: str = "data/x.ttl") -> tuple[ox.Triple, ...]:
    file = TurtleFile(Path(name), name, text)
    load_turtle(file, TABLE, ox.Store(), GRAPH)
    return file.triples


def broken(text: str) -> TurtleError:
    with pytest.raises(TurtleError) as caught:
        parsed(text.encode())
    assert caught.value.file == "data/x.ttl"
    assert caught.value.remedy
    assert caught.value.exit_code == 2
    return caught.value


def test_broken_turtle_is_told_by_line() -> None:
    error = broken(HEAD + 'agency:x a agency:y ;\n  agency:z "open .\n')
    assert error.line == 3


def test_an_unknown_prefix_names_the_nearest_and_the_table() -> None:
    error = broken(HEAD + "agency:x a agncy:y .\n")
    assert (error.message, error.line) == ('unknown prefix "agncy:"', 2)
    assert 'did you mean "agency:"?' in error.remedy
    assert "ontology/prefixes.ttl" in error.remedy


def test_a_known_prefix_that_the_file_does_not_declare() -> None:
    error = broken("agency:x a agency:y .\n")
    assert error.remedy == f"add to the top of the file: @prefix agency: <{ID}agency/> ."


def test_a_prefix_declared_otherwise_than_the_table() -> None:
    error = broken(f"\n{HEAD}@prefix a: <https://b.test/> .\nagency:x a a:y .\n")
    assert (error.line, error.remedy) == (3, "write: @prefix a: <https://a.test/> .")


def test_a_declared_prefix_that_the_table_has_not() -> None:
    error = broken(HEAD + "@prefix agenci: <https://b.test/> .\n")
    assert (error.message, error.line) == ('unknown prefix "agenci:"', 2)


def test_prefixes_declared_in_an_unusual_way_are_compared_too() -> None:
    head = f"PREFIX agency: <{ID}agency/>\n"
    error = broken(f"{head} prefix a: <https://b.test/>\nagency:x a a:y .\n")
    assert error.remedy == "write: @prefix a: <https://a.test/> ."
    assert parsed(f"{head}agency:x a agency:prefix .\n".encode())


def test_bytes_that_are_no_utf8() -> None:
    with pytest.raises(TurtleError) as caught:
        parsed(HEAD.encode() + b'agency:x a "\xff" .\n')
    assert caught.value.line == 2


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(TurtleError, match="cannot read it"):
        read_turtle(tmp_path, "data/folder.ttl")


def test_blank_nodes_have_the_same_names_each_time() -> None:
    text = (HEAD + "agency:x agency:has [ a agency:y ] , ( 1 2 ) .\n").encode()
    once, again = (parsed(text, "one.ttl") for _ in range(2))
    assert once == again
    other = parsed(text, "other.ttl")
    assert not {str(triple.object) for triple in once} & {
        str(triple.object) for triple in other if isinstance(triple.object, ox.BlankNode)
    }


def test_where_a_block_begins(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(HEAD + "\nagency:x a agency:y ;\n  agency:has agency:z .\n", "utf-8")
    file = read_turtle(path, "x.ttl")
    assert [file.line_of(f"{ID}agency/{slug}", TABLE) for slug in "xzq"] == [3, 4, 0]


def test_compact_names_go_both_ways() -> None:
    assert expand("agency:cnipa", TABLE) == f"{ID}agency/cnipa"
    assert expand(f"<{ID}agency/cnipa>", TABLE) == f"{ID}agency/cnipa"
    assert shorten(f"{ID}agency/cnipa", TABLE) == "agency:cnipa"
    assert shorten("https://elsewhere.test/x", TABLE) == "https://elsewhere.test/x"


@pytest.mark.parametrize("name", ["agancy:cnipa", "cnipa"])
def test_compact_names_of_no_known_prefix(name: str) -> None:
    with pytest.raises(PrefixError) as caught:
        expand(name, TABLE)
    assert "ontology/prefixes.ttl" in caught.value.remedy


def test_the_prefix_table_itself_broken(tmp_path: Path) -> None:
    path = tmp_path / "prefixes.ttl"
    path.write_text("@prefix", "utf-8")
    with pytest.raises(TurtleError, match="prefix table"):
        read_prefixes(path)


def test_a_paragraph_is_a_graph(lake: Lake) -> None:
    graphs = read_graphs(lake.folders)
    assert f"{GRAPH}lake-2031/1.1" in graphs.triples
    query = "SELECT ?g { GRAPH ?g { obs:lake-cases-2031 ipr:value ?v } obs:lake-cases-2031 a ?t }"
    found = graphs.store.query(query, prefixes=dict(graphs.prefixes))
    assert isinstance(found, ox.QuerySolutions)
    assert [str(row["g"].value) for row in found] == [f"{GRAPH}lake-2031/1.1"]


def test_where_a_thing_is_written(lake: Lake) -> None:
    graphs = read_graphs(lake.folders)
    courts = f"{ID}agency/lake-courts"
    assert graphs.place_of(courts) == ("data/entities/things.ttl", 18)
    assert graphs.place_of(courts, ENTITIES_GRAPH) == ("data/entities/things.ttl", 18)
    assert graphs.place_of(courts, f"{GRAPH}lake-2031/1.1") == (
        "data/reports/lake-2031/1.1-courts.ttl",
        13,
    )
    assert graphs.place_of(f"{ID}agency/nobody") == ("", 0)


def test_a_report_as_declared(lake: Lake) -> None:
    (report,) = reports_of(read_graphs(lake.folders))
    assert [edition.lang for edition in report.editions] == ["zh", "en"]
    assert [paragraph.number for paragraph in report.paragraphs] == ["0.1", "1.1", "1.2"]
    assert report.paragraphs[1].file == "data/reports/lake-2031/1.1-courts.ttl"


def test_a_paragraph_that_no_report_declares(lake: Lake) -> None:
    (lake.report / "1.2-customs.ttl").rename(lake.report / "1.3-customs.ttl")
    with pytest.raises(LayoutError, match=r"1\.3 is not declared") as caught:
        reports_of(read_graphs(lake.folders))
    assert caught.value.file == "data/reports/lake-2031/1.3-customs.ttl"


def test_a_report_that_is_not_declared(lake: Lake) -> None:
    (lake.report / "report.ttl").unlink()
    with pytest.raises(LayoutError, match='"lake-2031" is not declared'):
        reports_of(read_graphs(lake.folders))


def test_a_file_of_no_paragraph(lake: Lake) -> None:
    (lake.report / "customs.ttl").write_text("", "utf-8")
    with pytest.raises(LayoutError, match="name it after its paragraph"):
        read_graphs(lake.folders)


def test_a_file_that_no_graph_is_made_of_is_no_silence(lake: Lake) -> None:
    stray = lake.folders.data / "entities" / "more" / "things.ttl"
    stray.parent.mkdir()
    stray.write_text("", "utf-8")
    with pytest.raises(LayoutError, match="no graph is made of"):
        read_graphs(lake.folders)
