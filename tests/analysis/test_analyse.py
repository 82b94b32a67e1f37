"""The analysis of the real graph, worked out in another way too, and the command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from iprgraph.analysis import NAMES
from iprgraph.analysis.network import read_network
from iprgraph.errors import AnalysisError
from iprgraph.folders import folders
from iprgraph.prefixes import expand
from iprgraph.query import Solutions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.analysis import Table
    from iprgraph.analysis.tables import Cell
    from iprgraph.door import KnowledgeGraph

# What two do together, in the words of the ontology.
ROLES = ("conductedBy", "signedBy", "builtBy", "ledBy", "conductedWith")


def run(
    graph: KnowledgeGraph, *arguments: str, seed: str = "0"
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iprgraph", *arguments, "--home", str(graph.home)]
    source = str(Path(__file__).parents[2] / "src")
    own = {"PYTHONPATH": source, "PYTHONHASHSEED": seed, "IPRGRAPH_LANG": "en"}
    environment = {**os.environ, **own}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def rows_of(table: Table) -> list[dict[str, Any]]:
    return [
        {name: plain(cell) for name, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def plain(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return [one.iri for one in cell]
    return cell if isinstance(cell, int | float) else cell.iri


def partners(graph: KnowledgeGraph) -> dict[str, set[str]]:
    """Return who works with whom, found without the query of the view."""
    known = set(read_network(graph.store.graph, folders()).institutions)
    groups: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    members: dict[str, set[str]] = defaultdict(set)
    for quad in graph.store.graph.quads_for_pattern(None, None, None):
        name = quad.predicate.value.rpartition("#")[2]
        if name == "memberOf":
            members[quad.object.value].add(quad.subject.value)  # type: ignore[union-attr]
        elif name in ROLES and quad.graph_name != ox.DefaultGraph():
            assert isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
            place = (quad.subject.value, str(quad.graph_name))
            groups[place][name].add(quad.object.value)
    found: dict[str, set[str]] = defaultdict(set)
    for roles in groups.values():
        for one, other in pairs_of(roles, members):
            apart = one not in members[other] and other not in members[one]
            if one != other and apart and {one, other} <= known:
                found[one].add(other)
                found[other].add(one)
    return found


def pairs_of(roles: dict[str, set[str]], members: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    for role in ("conductedBy", "signedBy", "builtBy"):
        yield from combinations(sorted(roles[role]), 2)
    for group in list(roles["builtBy"]):
        yield from combinations(sorted(members[group]), 2)
    for role in ("ledBy", "conductedWith"):
        yield from ((one, other) for one in roles[role] for other in roles["conductedBy"])


def test_partners_are_those_that_the_statements_give(real: KnowledgeGraph) -> None:
    wanted = {one: len(others) for one, others in partners(real).items()}
    rows = rows_of(real.analyse().table("centrality"))
    assert {row["institution"]: row["partners"] for row in rows} == wanted
    assert len(wanted) >= 20


def test_every_link_is_stated_in_the_paragraph_that_it_names(real: KnowledgeGraph) -> None:
    network = read_network(real.store.graph, real.folders)
    for tie in network.ties:
        assert tie.things and tie.paragraphs
        ends = (network.institutions[tie.one], network.institutions[tie.other])
        for paragraph in tie.paragraphs:
            quads = list(
                real.store.graph.quads_for_pattern(None, None, None, ox.NamedNode(paragraph))
            )
            named = {str(quad.subject)[1:-1] for quad in quads}
            assert named & set(tie.things), (ends, paragraph)


def test_betweenness_is_what_walking_all_shortest_ways_gives(real: KnowledgeGraph) -> None:
    near = partners(real)
    score: dict[str, float] = dict.fromkeys(near, 0.0)
    for one, other in combinations(sorted(near), 2):
        ways = shortest(near, one, other)
        for way in ways:
            for between in way[1:-1]:
                score[between] += 1 / len(ways)
    rows = rows_of(real.analyse().table("centrality"))
    for row in rows:
        assert row["betweenness"] == pytest.approx(score[row["institution"]], abs=1e-4)
    assert any(row["betweenness"] for row in rows)


def shortest(near: dict[str, set[str]], start: str, end: str) -> list[list[str]]:
    ways, seen = [[start]], {start}
    while ways:
        done = [way for way in ways if way[-1] == end]
        if done:
            return done
        ways = [[*way, step] for way in ways for step in near[way[-1]] if step not in seen]
        seen |= {way[-1] for way in ways}
    return []


def test_eigenvector_weights_are_those_of_an_eigenvector(real: KnowledgeGraph) -> None:
    near = partners(real)
    rows = rows_of(real.analyse().table("centrality"))
    weight = {row["institution"]: row["eigenvector"] for row in rows}
    component = {row["institution"]: row["component"] for row in rows}
    for number in set(component.values()):
        inside = [one for one in weight if component[one] == number]
        assert max(weight[one] for one in inside) == 1
        ratios = [sum(weight[other] for other in near[one]) / weight[one] for one in inside]
        assert max(ratios) - min(ratios) < 2e-3


def test_bridges_are_the_links_that_part_the_network(real: KnowledgeGraph) -> None:
    near = partners(real)

    def reached(start: str, cut: set[str]) -> set[str]:
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            new = {to for to in near[here] if {here, to} != cut} - seen
            seen |= new
            todo += new
        return seen

    wanted = set()
    for one in near:
        for other in near[one]:
            side = reached(one, {one, other})
            if one < other and other not in side:
                wanted.add((one, other, len(side), len(reached(other, {one, other}))))
    rows = rows_of(real.analyse().table("bridges"))
    found = {(row["one"], row["other"], row["oneSide"], row["otherSide"]) for row in rows}
    assert found == wanted and wanted


def test_communities_are_parts_of_the_linked_institutions(real: KnowledgeGraph) -> None:
    near = partners(real)
    rows = rows_of(real.analyse().table("communities"))
    members = [one for row in rows for one in row["members"]]
    assert sorted(members) == sorted(near)
    theme = {one: row["theme"] for row in rows for one in row["members"]}
    assert theme[expand("agency:shenzhen-customs")] == expand("theme:customs")
    assert theme[expand("agency:guangdong-copyright-administration")] == expand(
        "theme:copyright-enforcement"
    )
    assert all(0 < row["figures"] <= row["ofAll"] for row in rows if row["theme"])


def test_density_counts_every_institution_and_every_link_once(real: KnowledgeGraph) -> None:
    analysis = real.analyse()
    rows = rows_of(analysis.table("density"))
    assert sum(row["links"] for row in rows) == analysis.links
    assert (
        sum(row["pairs"] for row in rows)
        == analysis.institutions * (analysis.institutions - 1) // 2
    )
    within = {row["level"]: row["institutions"] for row in rows if row["level"] == row["other"]}
    assert within[expand("ipr:Country")] == 8


def test_missing_links_are_not_there_and_have_their_partners(real: KnowledgeGraph) -> None:
    near = partners(real)
    rows = rows_of(real.analyse().table("missing-links"))
    assert rows
    for row in rows:
        one, other = row["one"], row["other"]
        assert other not in near[one]
        assert set(row["common"]) == near[one] & near[other] != set()
        assert row["jaccard"] == pytest.approx(
            len(near[one] & near[other]) / len(near[one] | near[other]), abs=1e-4
        )
    keys = [(-row["adamicAdar"], -row["jaccard"], row["one"], row["other"]) for row in rows]
    assert keys == sorted(keys)


def test_every_row_with_a_link_names_paragraphs(real: KnowledgeGraph) -> None:
    known = set(real.paragraphs)
    for table in real.analyse().tables:
        for row in rows_of(table):
            assert set(row["paragraphs"]) <= known
            assert row["paragraphs"] or (table.name == "density" and row["links"] == 0)


def test_an_institution_has_the_level_of_its_powers_or_of_the_body_above(
    real: KnowledgeGraph,
) -> None:
    network = read_network(real.store.graph, real.folders)
    levels = dict(zip(network.institutions, network.levels, strict=True))
    assert levels[expand("agency:cnipa")] == expand("ipr:Country")
    assert levels[expand("agency:hong-kong-ipd")] == expand("ipr:SpecialAdministrativeRegion")
    assert levels[expand("agency:guangdong-patent-agency-association")] == ""
    answer = real.run("SELECT ?person WHERE { ?person a ipr:Person }")
    assert isinstance(answer, Solutions) and answer.rows
    assert not {str(row[0])[1:-1] for row in answer.rows} & set(network.institutions)


def test_the_command_writes_the_same_whatever_the_order_of_sets(real: KnowledgeGraph) -> None:
    first, second = (run(real, "analyse", "-f", "json", seed=seed) for seed in ("1", "2"))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    held = json.loads(first.stdout)
    assert tuple(held["tables"]) == NAMES
    row = held["tables"]["centrality"]["rows"][0]
    assert row["institution"]["labels"]["zh"] and row["institution"]["labels"]["en"]
    assert row["paragraphs"][0]["paragraph"].startswith("guangdong-2022/")
    for table in held["tables"].values():
        assert {"zh", "en"} == set(table["title"]) == set(table["definition"])
        assert all(set(heading) == {"zh", "en"} for heading in table["columns"].values())


@pytest.mark.parametrize("name", NAMES)
def test_a_csv_has_the_rows_of_the_table_in_both_languages(name: str, real: KnowledgeGraph) -> None:
    written = run(real, "analyse", name, "-f", "csv")
    assert written.returncode == 0, written.stderr
    rows = list(csv.DictReader(io.StringIO(written.stdout)))
    table = real.analyse().table(name)
    assert len(rows) == len(table.rows)
    assert [key for key in rows[0] if not key.endswith(("_zh", "_en"))] == list(table.columns)
    assert all(";" in row["paragraphs"] or "/" in row["paragraphs"] for row in rows
               if row.get("links") != "0")  # fmt: skip


@pytest.mark.parametrize(("language", "word"), [("zh", "伙伴"), ("en", "partners")])
def test_a_table_speaks_the_language_of_the_reader(
    language: str, word: str, real: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    written = run(real, "analyse", "centrality", "-f", "table", "-l", language)
    assert written.returncode == 0, written.stderr
    assert word in written.stdout and "agency:guangdong-amr" in written.stdout
    assert "bridges" not in written.stdout


def test_wrong_use_is_a_message(harbour: KnowledgeGraph) -> None:
    with pytest.raises(AnalysisError, match='no analysis "comunities", did you mean "communities"'):
        harbour.analyse().table("comunities")
    for arguments, message in (
        (("analyse", "bridge"), 'did you mean "bridges"?'),
        (("analyse", "-f", "csv"), "a CSV file holds one table"),
        (("analyse", "-f", "xml"), 'no format "xml" here'),
    ):
        ended = run(harbour, *arguments)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert message in ended.stderr and "Traceback" not in ended.stderr


def test_a_graph_without_cooperation_has_empty_tables(harbour: KnowledgeGraph) -> None:
    found = harbour.analyse()
    assert found.links == found.linked == 0
    assert found.table("centrality").rows == ()
    ended = run(harbour, "analyse", "-f", "table")
    assert ended.returncode == 0, ended.stderr
