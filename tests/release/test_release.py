"""A release: complete, the same each time, whole or not there, and never over something else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from releases import digests, graph_name, quads

from iprgraph.errors import ReleaseError, SettingError
from iprgraph.vocabulary import GRAPH, ipr, is_apart

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph

_SOURCE = str(Path(__file__).parents[2] / "src")
_SOURCE_OF = ox.NamedNode("http://www.w3.org/ns/prov#hadPrimarySource")
_REIFIES = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iprgraph", "release", *arguments, "--home", str(home)]
    env = {**os.environ, "PYTHONPATH": _SOURCE, **environment}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def test_the_same_build_gives_the_same_bytes(harbour: KnowledgeGraph, tmp_path: Path) -> None:
    places = {"1": "UTC", "2": "Asia/Shanghai"}
    for seed, zone in places.items():
        language = "zh" if seed == "1" else "en"
        done = run(
            harbour.home,
            str(tmp_path / seed),
            PYTHONHASHSEED=seed,
            TZ=zone,
            IPRGRAPH_LANG=language,
        )
        assert done.returncode == 0, done.stderr
    first, second = (digests(tmp_path / seed) for seed in places)
    assert first == second and len(first) > 20


def test_every_file_is_listed_with_its_digest(released: Path) -> None:
    found = digests(released)
    lines = (line.split("  ", 1) for line in (released / "SHA256SUMS").read_text().splitlines())
    sums = {path: digest for digest, path in lines}
    assert sums == {path: digest for path, digest in found.items() if path != "SHA256SUMS"}
    manifest = json.loads((released / "manifest.json").read_text("utf-8"))
    told = {one["path"]: one for one in manifest["files"]}
    assert set(told) == set(found) - {"SHA256SUMS", "manifest.json"}
    for path, one in told.items():
        assert one["sha256"] == found[path] and one["size"] == (released / path).stat().st_size
        assert one["title"]["zh"] and one["title"]["en"]
    read_me = (released / "README.md").read_text("utf-8")
    for path in told:
        if not path.startswith("graphs/") and "/" in path:
            assert read_me.count(f"`{path}`") == 2, path
    assert manifest["version"] == "0.1.0" and manifest["previous"] is None


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("graph.trig", ox.RdfFormat.TRIG),
        ("graph.jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_every_format_of_quads_holds_every_quad(
    name: str, form: ox.RdfFormat, released: Path
) -> None:
    assert set(ox.parse(path=released / "rdf" / name, format=form)) == set(quads(released))


@pytest.mark.parametrize(
    ("name", "form"), [("graph.ttl", ox.RdfFormat.TURTLE), ("graph.rdf", ox.RdfFormat.RDF_XML)]
)
def test_every_format_of_triples_holds_every_triple(
    name: str, form: ox.RdfFormat, released: Path
) -> None:
    found = {quad.triple for quad in ox.parse(path=released / "rdf" / name, format=form)}
    wanted = {quad.triple for quad in quads(released)}
    assert named(found) == named(wanted) and len(found) == len(wanted)


def named(triples: set[ox.Triple]) -> set[str]:
    """Those without blank nodes, whose names a reader may change."""
    return {text for text in map(str, triples) if "_:" not in text}


def test_the_readable_json_ld_is_read_alike_by_another_reader(
    harbour: KnowledgeGraph, tmp_path: Path
) -> None:
    place = harbour.release(tmp_path / "release").path
    text = (place / "rdf" / "graph.jsonld").read_text("utf-8")
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="json-ld")
    found = {tuple(str(term) for term in quad) for quad in dataset.quads()}
    for quad in quads(place):
        value = quad.object
        assert isinstance(value, ox.NamedNode | ox.Literal | ox.BlankNode)
        if "_:" not in str(quad):
            subject = str(quad.subject)[1:-1]
            assert (subject, quad.predicate.value, value.value, graph_name(quad)) in found
    document = json.loads(text)
    nodes = [node for graph in document["@graph"] for node in graph["@graph"]]
    figure = next(one for one in nodes if one["id"].startswith("id/obs/") and "statedAs" in one)
    assert figure["metric"].startswith("id/metric/") and figure["statedAs"]["en"]


def test_each_graph_is_a_file_of_its_own(released: Path) -> None:
    wanted: dict[str, set[ox.Triple]] = {}
    for quad in quads(released):
        wanted.setdefault(graph_name(quad), set()).add(quad.triple)
    folder = released / "graphs"
    found = {
        GRAPH + path.relative_to(folder).with_suffix("").as_posix(): path
        for path in folder.rglob("*.ttl")
        if path.suffix == ".ttl"
    }
    assert len(found) >= 30
    for path in folder.rglob("*.ttl"):
        name = GRAPH + path.relative_to(folder).as_posix().removesuffix(".ttl")
        triples = {quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
        assert named(triples) == named(wanted.pop(name))
        assert "_:" in str(triples) or triples
    assert not wanted


@pytest.mark.parametrize(
    ("name", "form"),
    [("annotated.ttl", ox.RdfFormat.TURTLE), ("annotated.nt", ox.RdfFormat.N_TRIPLES)],
)
def test_rdf_12_says_which_paragraphs_make_a_statement(
    name: str, form: ox.RdfFormat, released: Path
) -> None:
    plain: set[ox.Triple] = set()
    terms: dict[object, ox.Triple] = {}
    sources: dict[object, set[str]] = {}
    for quad in ox.parse(path=released / "rdf" / name, format=form):
        if quad.predicate == _REIFIES and isinstance(quad.object, ox.Triple):
            terms[quad.subject] = quad.object
        elif quad.predicate == _SOURCE_OF and isinstance(quad.object, ox.NamedNode):
            sources.setdefault(quad.subject, set()).add(quad.object.value)
        else:
            plain.add(quad.triple)
    everything = quads(released)
    paragraphs = {str(quad.subject)[1:-1] for quad in everything if quad.object == ipr("Paragraph")}
    assert named(plain) == named({quad.triple for quad in everything})
    wanted = {
        (str(quad.triple), graph_name(quad))
        for quad in everything
        if graph_name(quad) in paragraphs
    }
    assert {(str(terms[node]), one) for node, held in sources.items() for one in held} == wanted
    assert len(wanted) > 3_000


def test_the_network_and_the_citation_can_be_read(released: Path) -> None:
    network = nx.read_graphml(released / "network" / "graph.graphml", force_multigraph=True)
    assert "agency:guangzhou-ip-court" in network
    lines = (released / "CITATION.cff").read_text("utf-8").splitlines()
    assert lines[0] == "cff-version: 1.2.0" and "type: dataset" in lines
    cited = json.loads((released / "metadata" / "datacite.json").read_text("utf-8"))
    assert cited["types"]["resourceTypeGeneral"] == "Dataset" and cited["version"] == "0.1.0"


def test_void_counts_what_the_graph_holds(released: Path) -> None:
    void = rdflib.Graph().parse(released / "metadata" / "void.ttl")
    space = rdflib.Namespace("http://rdfs.org/ns/void#")
    whole = rdflib.URIRef("https://w3id.org/iprgraph/")
    triples = {quad.triple for quad in quads(released) if not is_apart(graph_name(quad))}
    assert int(str(void.value(whole, space.triples))) == len(triples)
    dumps = {str(one).rpartition("/")[2] for one in void.objects(whole, space.dataDump)}
    assert {"graph.nq", "graph.trig", "graph.ttl", "graph.rdf"} <= dumps


def test_nothing_is_written_over(harbour: KnowledgeGraph, tmp_path: Path) -> None:
    place = tmp_path / "release"
    harbour.release(place)
    before = digests(place)
    with pytest.raises(ReleaseError, match="a release is there already"):
        harbour.release(place, version="2")
    assert digests(place) == before
    harbour.release(place, version="2", force=True)
    assert digests(place) != before
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("mine", "utf-8")
    with pytest.raises(ReleaseError, match="no release; it was left as it is"):
        harbour.release(other, force=True)
    assert [path.name for path in other.iterdir()] == ["chapter.txt"]
    assert {path.name for path in tmp_path.iterdir()} == {"release", "thesis"}


def test_a_release_that_breaks_off_leaves_nothing(
    harbour: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("iprgraph.release.writing._last", full)
    with pytest.raises(ReleaseError, match="No space left on device; nothing was changed"):
        harbour.release(tmp_path / "release")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_may_be_filled(harbour: KnowledgeGraph, tmp_path: Path) -> None:
    assert (harbour.release(tmp_path).path / "manifest.json").is_file()


def test_the_date_is_the_data_s_or_as_told(
    harbour: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert harbour.release(tmp_path / "a").date == "2023-11-14"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SettingError, match="SOURCE_DATE_EPOCH"):
        harbour.release(tmp_path / "b")


def test_the_command_says_what_was_written(harbour: KnowledgeGraph, tmp_path: Path) -> None:
    done = run(harbour.home, str(tmp_path / "release"))
    assert done.returncode == 0 and "files" in done.stdout and "README.md" in done.stdout
    done = run(harbour.home, str(tmp_path / "release"))
    assert done.returncode == 2 and "--force" in done.stderr and "Traceback" not in done.stderr
