"""The things of the graph as GraphML and GEXF: read back, complete, and the same each time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest

from iprgraph.draw.rows import read_rows
from iprgraph.draw.view import read_view
from iprgraph.errors import DrawError, ResultError
from iprgraph.export import NETWORKS
from iprgraph.network import network_bytes
from iprgraph.prefixes import shorten
from iprgraph.vocabulary import ID, RDFS_LABEL

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph

GEXF = "{http://www.gexf.net/1.2draft}"


def read(data: bytes, form: str) -> nx.MultiDiGraph[str]:
    if form == "graphml":
        return nx.MultiDiGraph(nx.read_graphml(io.BytesIO(data), force_multigraph=True))
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(data), version="1.2draft"))


def run(
    graph: KnowledgeGraph, *arguments: str, seed: str = "0"
) -> subprocess.CompletedProcess[bytes]:
    source = str(Path(__file__).parents[2] / "src")
    environment = {
        **os.environ,
        "PYTHONPATH": source,
        "PYTHONHASHSEED": seed,
        "IPRGRAPH_LANG": "en",
    }
    command = [sys.executable, "-m", "iprgraph", "export", *arguments, "--home", str(graph.home)]
    return subprocess.run(command, capture_output=True, env=environment, check=False)


@pytest.mark.parametrize("form", NETWORKS)
def test_all_things_and_all_that_is_stated_between_them(form: str, real: KnowledgeGraph) -> None:
    found = read(real.export(form), form)
    rows = read_rows(real.store.graph, read_view("all"))
    ends = {((row.right, row.left) if row.turned else row.ends, row.relation) for row in rows}
    assert found.number_of_edges() == len(ends) > 500
    wanted = {shorten(end) for row in rows for end in row.ends}
    named = {shorten(one.iri) for one in real.names.things if one.iri.startswith(ID)}
    named = {one for one in named if not one.startswith("register:")}
    assert set(found) == wanted | named
    assert named - wanted  # things that nothing is linked with are there too
    pairs = {(shorten(source), shorten(target)) for (source, target), _ in ends}
    assert {(source, target) for source, target, _ in found.edges(keys=True)} == pairs


@pytest.mark.parametrize("form", NETWORKS)
def test_gephi_finds_labels_and_kinds_in_place(form: str, real: KnowledgeGraph) -> None:
    found = read(real.export(form), form)
    near: dict[str, set[str]] = {one: set() for one in found}
    for source, target in found.edges():
        if source != target:
            near[source].add(target)
            near[target].add(source)
    for name, node in found.nodes(data=True):
        assert node["label"] and node["label_zh"] and node["label_en"] == node["label"]
        assert node["kind"] and node["kind_zh"] and node["kind_en"]
        assert node["degree"] == len(near[name])
    court = found.nodes["agency:guangzhou-ip-court"]
    assert (court["kind"], court["kind_en"]) == ("ipr:Court", "court")
    assert court["label_zh"] == "广州知识产权法院"
    assert court["collective"] is False
    assert found.nodes["agency:guangdong-courts"]["collective"] is True
    paragraphs = {one.removeprefix("https://w3id.org/iprgraph/graph/") for one in real.paragraphs}
    for _, _, edge in found.edges(data=True):
        assert edge["label"] and edge["label_zh"] and edge["label_en"] and edge["kind"]
        stated = set(edge["paragraphs"].split("; "))
        assert stated <= paragraphs and edge["weight"] == len(stated)


def test_the_measures_of_the_analysis_are_attributes(real: KnowledgeGraph) -> None:
    table = real.analyse().table("centrality")
    found = read(real.export("gexf", view="cooperation"), "gexf")
    for row in table.rows:
        cells: dict[str, Any] = dict(zip(table.columns, row, strict=True))
        node = found.nodes[shorten(cells["institution"].iri)]
        assert node["partners"] == node["degree"] == cells["partners"]
        assert node["betweenness"] == cells["betweenness"]
        assert node["community"] >= 1


def test_gexf_has_colours_and_no_column_or_date_of_the_writer(real: KnowledgeGraph) -> None:
    root = ElementTree.fromstring(real.export("gexf", view="cooperation"))
    colours = root.findall(f".//{GEXF}node/{{http://www.gexf.net/1.2draft/viz}}color")
    assert len(colours) == len(root.findall(f".//{GEXF}node")) > 20
    assert not [one for one in root.iter() if "lastmodifieddate" in one.attrib]
    titles = [one.get("title") for one in root.iter(f"{GEXF}attribute")]
    assert "kind" in titles and "networkx_key" not in titles
    declared = {one.get("id") for one in root.iter(f"{GEXF}attribute")}
    assert {one.get("for") for one in root.iter(f"{GEXF}attvalue")} <= declared


def test_graphml_ids_are_unique_and_truths_as_xml_writes_them(real: KnowledgeGraph) -> None:
    data = real.export("graphml")
    root = ElementTree.fromstring(data)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert b">true</data>" in data and b">True</data>" not in data


@pytest.mark.parametrize("form", NETWORKS)
def test_the_same_bytes_whatever_the_order_of_sets(form: str, real: KnowledgeGraph) -> None:
    first, second = (run(real, form, seed=seed) for seed in ("1", "2"))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout == real.export(form)


def test_a_view_and_a_language(real: KnowledgeGraph, tmp_path: Path) -> None:
    target = tmp_path / "laws.graphml"
    ended = run(real, "graphml", "--view", "laws", "-l", "zh", "-o", str(target))
    assert ended.returncode == 0, ended.stderr
    found = read(target.read_bytes(), "graphml")
    rows = read_rows(real.store.graph, read_view("laws"))
    assert set(found) == {shorten(end) for row in rows for end in row.ends}
    assert all(node["label"] == node["label_zh"] for _, node in found.nodes(data=True))


@pytest.mark.parametrize("form", NETWORKS)
def test_hostile_labels_stay_text(form: str, harbour: KnowledgeGraph) -> None:
    hostile = "]]><script>alert(1)</script>&amp;\x00\x1b\ufffe\u202e🦊" + "长" * 3000
    store = ox.Store()
    store.bulk_extend(iter(harbour.store.graph))
    thing = ox.NamedNode(f"{ID}agency/hostile")
    store.add(ox.Quad(thing, RDFS_LABEL, ox.Literal(hostile, language="en")))
    node = read(network_bytes(store, form, harbour.folders, language="en"), form).nodes[
        "agency:hostile"
    ]
    assert node["label"] == hostile.translate(dict.fromkeys((0, 0x1B, 0xFFFE), "\ufffd"))


def test_wrong_use_is_a_message(harbour: KnowledgeGraph) -> None:
    with pytest.raises(ResultError, match="graphml holds things, not a named graph"):
        harbour.export("graphml", graph="1.1")
    with pytest.raises(ResultError, match="turtle holds statements, not a view"):
        harbour.export("ttl", view="laws")
    with pytest.raises(DrawError, match='no view "law", did you mean "laws"'):
        harbour.export("gexf", view="law")
    ended = run(harbour, "gml")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert b"graphml, gexf" in ended.stderr
