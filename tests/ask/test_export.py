from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from iprgraph.errors import ResultError, StoreError
from iprgraph.export import FORMATS, export_bytes, graph_iri, write_file

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph

PARAGRAPH = "https://w3id.org/iprgraph/graph/harbour-2031/1.1"


def quads_of(data: bytes, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(data, format=form))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(form: str, harbour: KnowledgeGraph) -> None:
    first = harbour.export(form)
    assert first and first == harbour.export(form)


def test_every_format_of_quads_holds_every_quad(harbour: KnowledgeGraph) -> None:
    wanted = quads_of(harbour.store.nquads.read_bytes(), ox.RdfFormat.N_QUADS)
    assert quads_of(harbour.export("nquads"), ox.RdfFormat.N_QUADS) == wanted
    assert quads_of(harbour.export("trig"), ox.RdfFormat.TRIG) == wanted
    assert quads_of(harbour.export("jsonld"), ox.RdfFormat.JSON_LD) == wanted


def test_triples_are_merged_and_each_is_there_once(harbour: KnowledgeGraph) -> None:
    wanted = {q.triple for q in quads_of(harbour.export("nquads"), ox.RdfFormat.N_QUADS)}
    for form, kind in (("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)):
        assert {quad.triple for quad in quads_of(harbour.export(form), kind)} == wanted
    assert len(harbour.export("ntriples").splitlines()) == len(wanted)


@pytest.mark.parametrize("form", FORMATS)
def test_numbers_stay_as_they_were_written(form: str, harbour: KnowledgeGraph) -> None:
    assert b"12.50" in harbour.export(form)


def test_json_ld_is_read_alike_by_another_reader(harbour: KnowledgeGraph) -> None:
    ours, theirs = rdflib.Graph(), rdflib.Graph()
    ours.parse(data=harbour.export("jsonld", graph="1.1"), format="json-ld")
    theirs.parse(data=harbour.export("ntriples", graph="1.1"), format="nt")
    dataset = rdflib.Dataset()
    dataset.parse(data=harbour.export("jsonld", graph="1.1"), format="json-ld")
    found = dataset.graph(rdflib.URIRef(PARAGRAPH))
    merged = rdflib.Graph()
    for triple in found:
        merged.add(triple)
    assert isomorphic(merged, theirs)
    assert b'"agency:harbour-ip-court"' in harbour.export("jsonld")


@pytest.mark.parametrize("name", ["1.1", "harbour-2031/1.1", "graph:harbour-2031/1.1", PARAGRAPH])
def test_one_graph_by_any_name(name: str, harbour: KnowledgeGraph) -> None:
    quads = quads_of(harbour.export("trig", graph=name), ox.RdfFormat.TRIG)
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(PARAGRAPH)}


def test_an_unknown_format_and_an_unknown_graph(harbour: KnowledgeGraph) -> None:
    with pytest.raises(ResultError, match='no export format "ods"'):
        harbour.export("ods")
    with pytest.raises(ResultError, match='no graph "graph:nowhere"'):
        harbour.export("trig", graph="nowhere")
    two = {"https://w3id.org/iprgraph/graph/a/1.1": "1.1", PARAGRAPH: "1.1"}
    with pytest.raises(ResultError, match="several reports"):
        graph_iri("1.1", two)


def test_a_damaged_build_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        export_bytes(tmp_path, "trig")
    (tmp_path / "graph.nq").write_text("no quads\n", "utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        export_bytes(tmp_path, "trig")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    write_file(target, b"old")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]
    with pytest.raises(ResultError, match="No such file"):
        write_file(tmp_path / "none" / "graph.trig", b"x")
    with pytest.raises(ResultError, match="cannot be written"):
        write_file(tmp_path, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]


def test_a_link_is_followed_and_a_device_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_bytes() == b"new"
    write_file(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()


def test_a_disk_that_is_full_or_read_only_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ResultError, match="No space left on device"):
        write_file(tmp_path / "graph.trig", b"x")
    assert list(tmp_path.iterdir()) == []

    def read_only(**_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "mkstemp", read_only)
    with pytest.raises(ResultError, match="Read-only file system"):
        write_file(tmp_path / "graph.trig", b"x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ResultError, match="Permission denied"):
            write_file(tmp_path / "x", b"x")
    finally:
        tmp_path.chmod(0o700)
