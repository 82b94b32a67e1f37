"""The difference to the release before: in data complete, in words by kind, in both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from iprgraph.door import KnowledgeGraph
from iprgraph.errors import ReleaseError
from iprgraph.names import names_text
from iprgraph.release.difference import difference, lines_of
from iprgraph.shelf import NQUADS, Contents, building, publish

if TYPE_CHECKING:
    from pathlib import Path

ID = "https://w3id.org/iprgraph/id/"
GRAPH = "https://w3id.org/iprgraph/graph/"
DC_REPLACED = "http://purl.org/dc/terms/isReplacedBy"


def changed(graph: KnowledgeGraph, home: Path, *edits: tuple[str, str]) -> KnowledgeGraph:
    """The graph with its lines edited, built in another home."""
    text = graph.store.nquads.read_text("utf-8")
    for old, new in edits:
        assert not old or old in text, old
        text = text.replace(old, new) if old else text + new
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
    merged = [ox.Quad(q.subject, q.predicate, q.object) for q in quads]
    store = ox.Store()
    store.extend([*quads, *merged])
    lines = "".join(sorted(f"{quad} .\n" for quad in quads))
    files = {NQUADS: lines.encode(), "names.json": names_text(store).encode()}
    with building(home):
        publish(home, Contents([*quads, *merged], files))
    return KnowledgeGraph(home, language="en")


@pytest.fixture
def before(harbour: KnowledgeGraph, tmp_path: Path) -> Path:
    return harbour.release(tmp_path / "before").path


def test_words_and_data_tell_each_kind_of_change(
    harbour: KnowledgeGraph, before: Path, tmp_path: Path
) -> None:
    rows = harbour.query(
        "SELECT ?o ?v ?g { GRAPH ?g { ?o ipr:value ?v ; a ipr:Observation } } ORDER BY ?o"
    )
    assert not isinstance(rows, bool | str)
    figure, other = list(rows)[:2]
    text = harbour.store.nquads.read_text("utf-8")
    (value,) = {
        line for line in text.splitlines()
        if line.startswith(f"<{figure['o']}> <https://w3id.org/iprgraph/ontology#value>")
    }  # fmt: skip
    digits = value.split('"')[1]
    court = f"{ID}agency/harbour-ip-court"
    after = changed(
        harbour,
        tmp_path / "home",
        (value, value.replace(f'"{digits}"', '"77"')),
        (f"<{other['o']}>", f"<{ID}obs/moved>"),
        (
            "",
            f'<{ID}agency/new-office> <http://www.w3.org/2000/01/rdf-schema#label> '
            f'"新机构"@zh <{GRAPH}entities> .\n'
            f'<{ID}agency/new-office> <http://www.w3.org/2000/01/rdf-schema#label> '
            f'"new office"@en <{GRAPH}entities> .\n',
        ),
        ('"Harbour Intellectual Property Court"@en', '"Harbour Court of Inventions"@en'),
    )  # fmt: skip
    summary = after.release(tmp_path / "after", previous=before, version="0.2.0")
    told = summary.difference
    assert told is not None and not told.empty
    (change,) = told.changed
    assert change.figure.iri == str(figure["o"]) and ("value", digits, "77") in change.fields
    (moved,) = told.figures_renamed
    assert (moved.before.iri, moved.after.iri) == (str(other["o"]), f"{ID}obs/moved")
    assert not told.figures_added and not told.figures_removed
    assert [one.iri for one in told.added] == [f"{ID}agency/new-office"]
    (renamed,) = told.renamed
    assert renamed.before.iri == court and renamed.after.en == "Harbour Court of Inventions"
    assert told.graphs[f"{GRAPH}entities"] == (3, 1)
    english = (summary.path / "difference" / "changes.en.md").read_text("utf-8")
    chinese = (summary.path / "difference" / "changes.zh.md").read_text("utf-8")
    assert f"value: {digits} → 77" in english and f"数值：{digits} → 77" in chinese
    assert (
        "Harbour Intellectual Property Court `agency:harbour-ip-court`"
        " → Harbour Court of Inventions" in english
    )
    assert "新机构 `agency:new-office`" in chinese and "## Things renamed (1)" in english
    data = json.loads((summary.path / "difference" / "changes.json").read_text("utf-8"))
    assert (data["before"], data["after"]) == (told_version(before), "0.2.0")
    assert data["statements_added"] == len(told.lines_added)
    record = (summary.path / "metadata" / "dcat.ttl").read_text("utf-8")
    assert "dcat:previousVersion" in record


def told_version(release: Path) -> str:
    return str(json.loads((release / "manifest.json").read_text("utf-8"))["version"])


def test_the_statements_added_and_removed_lead_from_one_to_the_other(
    harbour: KnowledgeGraph, before: Path, tmp_path: Path
) -> None:
    after = changed(harbour, tmp_path / "home", ('"12.50"', '"12.75"'))
    place = after.release(tmp_path / "after", previous=before, version="0.2.0").path
    old, new = (
        set(lines_of(list(ox.parse(path=folder / "rdf" / "graph.nq", format=ox.RdfFormat.N_QUADS))))
        for folder in (before, place)
    )
    come, gone = (
        set((place / "difference" / f"{name}.nq").read_text("utf-8").splitlines())
        for name in ("added", "removed")
    )
    assert come and gone and (old - gone) | come == new
    assert not come & old and not gone & new


def test_blank_nodes_with_other_names_are_no_change(real: KnowledgeGraph, tmp_path: Path) -> None:
    text = real.store.nquads.read_text("utf-8")
    (tmp_path / "graph.nq").write_text(text.replace("_:", "_:z"), "utf-8")
    assert "_:" in text
    assert difference(tmp_path, real.store.path).empty


def test_a_retired_thing_has_a_successor(
    harbour: KnowledgeGraph, before: Path, tmp_path: Path
) -> None:
    old, new = f"{ID}agency/harbour-ip-court", f"{ID}agency/harbour-court"
    retired = f"<{old}> <{DC_REPLACED}> <{new}> <{GRAPH}retired> .\n"
    after = changed(harbour, tmp_path / "home", (f"<{old}>", f"<{new}>"), ("", retired))
    told = after.release(tmp_path / "after", previous=before, version="0.2.0").difference
    assert told is not None
    assert (old, new) in [(one.before.iri, one.after.iri) for one in told.renamed]
    assert old not in [one.iri for one in told.removed]


def test_no_change_is_said_as_such(harbour: KnowledgeGraph, before: Path, tmp_path: Path) -> None:
    summary = harbour.release(tmp_path / "again", previous=before)
    assert summary.difference is not None and summary.difference.empty
    words = (summary.path / "difference" / "changes.zh.md").read_text("utf-8")
    assert "内容相同" in words


def test_two_graphs_cannot_be_one_version(
    harbour: KnowledgeGraph, before: Path, tmp_path: Path
) -> None:
    after = changed(harbour, tmp_path / "home", ('"12.50"', '"12.75"'))
    with pytest.raises(ReleaseError, match="its graph is another one"):
        after.release(tmp_path / "after", previous=before)
    assert not (tmp_path / "after").exists()


def test_a_release_before_that_is_none_or_was_changed(
    harbour: KnowledgeGraph, before: Path, tmp_path: Path
) -> None:
    with pytest.raises(ReleaseError, match="this is no release"):
        harbour.release(tmp_path / "x", previous=tmp_path / "nowhere")
    with pytest.raises(ReleaseError, match="cannot be compared with"):
        harbour.release(before, previous=before, force=True)
    with (before / "rdf" / "graph.nq").open("a") as file:
        file.write("<a:a> <a:b> <a:c> .\n")
    with pytest.raises(ReleaseError, match="not the one that the release was made with"):
        harbour.release(tmp_path / "x", previous=before)
    assert not (tmp_path / "x").exists()
