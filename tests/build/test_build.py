"""The build: all or nothing, always the same bytes, and never in the way of a reader."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
from time import sleep
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from iprgraph import build as builder
from iprgraph import shelf
from iprgraph.anchors import write_anchors
from iprgraph.build import STEPS, BuildSummary, build
from iprgraph.checks.finding import CheckReport, Finding
from iprgraph.errors import BuildError, StoreError, TurtleError
from iprgraph.graphs import read_graphs
from iprgraph.lock import held
from iprgraph.store import Store, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lake
    from iprgraph.assembly import Assembly

CASES = "SELECT ?v WHERE { <https://w3id.org/iprgraph/id/obs/lake-cases-2031> ?p ?v }"


def figures_only(assembly: Assembly, *_: object, **__: object) -> CheckReport:
    return CheckReport(assembly.findings)


@pytest.fixture(autouse=True)
def grounded(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anchor the Lake, and leave the checks of the real ontology to their own tests."""
    write_anchors(read_graphs(lake.folders), lake.home)
    monkeypatch.setattr(builder, "run_checks", figures_only)


def made(lake: Lake) -> BuildSummary:
    return build(lake.folders, lake.home)


def answers(store: Store) -> int:
    found = store.graph.query(CASES)
    assert isinstance(found, ox.QuerySolutions)
    return len(list(found))


def fail_with(number: int) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_build_counts_what_it_holds(lake: Lake) -> None:
    steps: list[str] = []
    summary = build(lake.folders, lake.home, progress=steps.append)
    assert steps == list(STEPS)
    assert summary.ok and summary.written and summary.findings == ()
    counts = summary.counts
    assert counts.entities["agency"] == 3
    assert (counts.observations_stated, counts.observations_derived) == (6, 0)
    assert counts.discrepancies == 1
    assert counts.mentions == 32
    assert summary.seconds > 0


def test_the_store_has_each_triple_in_its_graph_and_merged(lake: Lake) -> None:
    made(lake)
    store = open_store(lake.home)
    quads = list(store.graph)
    named = {str(q.triple) for q in quads if q.graph_name != ox.DefaultGraph()}
    assert named == {str(q.triple) for q in quads if q.graph_name == ox.DefaultGraph()}
    assert answers(store) > 8


def test_a_mention_leads_to_its_characters(lake: Lake) -> None:
    made(lake)
    query = """SELECT ?start ?end ?n WHERE {
      ?m oa:hasBody obs:lake-cases-2031 ; ipr:form "1.25万件"@zh ;
        ipr:inSentence/ipr:number ?n ; oa:hasTarget/oa:hasSelector ?s .
      ?s oa:start ?start ; oa:end ?end }"""
    graphs = read_graphs(lake.folders)
    found = open_store(lake.home).graph.query(query, prefixes=dict(graphs.prefixes))
    assert isinstance(found, ox.QuerySolutions)
    ((start, end, number),) = [[str(term.value) for term in row] for row in found]
    assert lake.source.read_text("utf-8")[int(start) : int(end)] == "1.25万件"
    assert number == "1"


def test_the_same_input_gives_the_same_bytes(lake: Lake) -> None:
    first, second = made(lake).path, made(lake).path
    assert first and second and first != second
    for name in ("graph.nq", "names.json", "build.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
    lines = (first / "graph.nq").read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_another_process_gives_the_same_bytes(lake: Lake, tmp_path: Path) -> None:
    first = made(lake).path
    script = SCRIPT.replace("while True:", "if True:")
    command = [sys.executable, "-c", script, str(lake.folders.data.parent), str(tmp_path / "new")]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "2031"}
    )
    second = open_store(tmp_path / "new").path
    assert first
    for name in ("graph.nq", "names.json", "build.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_numbers_keep_their_lexical_form_beside_the_store(lake: Lake) -> None:
    lake.edit(lake.report / "1.1-courts.ttl", "ipr:value 4.5", "ipr:value 4.50")
    made(lake)
    assert '"4.50"^^' in open_store(lake.home).nquads.read_text("utf-8")


def test_the_build_before_is_kept_and_older_ones_go(lake: Lake) -> None:
    names = [path.name for _ in range(3) if (path := made(lake).path)]
    assert sorted(p.name for p in (lake.home / "builds").iterdir()) == sorted(names[1:])
    assert open_store(lake.home).name == names[2]


def test_a_reader_keeps_its_build_while_another_is_made(lake: Lake) -> None:
    made(lake)
    store = open_store(lake.home)
    before = answers(store)
    lake.edit(lake.report / "1.1-courts.ttl", "ipr:value 12500 ;", "ipr:value 12500 ; ipr:x 1 ;")
    for _ in range(3):
        made(lake)
    assert not store.path.exists()
    assert answers(store) == before
    assert answers(open_store(lake.home)) == before + 1


def test_the_summary_can_be_read_later(lake: Lake) -> None:
    made(lake)
    summary = open_store(lake.home).summary()
    assert summary["observations_stated"] == 6
    assert summary["findings"] == []


class TestFindings:
    @pytest.fixture(autouse=True)
    def wrong(self, lake: Lake, grounded: None) -> None:
        made(lake)
        lake.edit(lake.report / "1.1-courts.ttl", "ipr:value 12500", "ipr:value 99")

    def test_a_violation_leaves_the_old_build(self, lake: Lake) -> None:
        before = open_store(lake.home).name
        summary = made(lake)
        assert (summary.ok, summary.written) == (False, False)
        assert summary.by_check == {"grounding": 2}
        assert open_store(lake.home).name == before

    def test_force_writes_all_the_same(self, lake: Lake) -> None:
        summary = build(lake.folders, lake.home, force=True)
        assert (summary.ok, summary.written) == (False, True)
        assert len(open_store(lake.home).summary()["findings"]) == 2


def test_a_warning_does_not_stop_a_build(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    report = CheckReport((Finding("duty", "warning", "odd"),))
    monkeypatch.setattr(builder, "run_checks", lambda *_, **__: report)
    summary = made(lake)
    assert summary.ok and summary.written


def test_broken_turtle_leaves_the_old_build(lake: Lake) -> None:
    made(lake)
    before = open_store(lake.home).name
    lake.edit(lake.things, "place:country a", "place:country a a")
    with pytest.raises(TurtleError) as caught:
        made(lake)
    assert (caught.value.file, caught.value.line) == ("data/entities/things.ttl", 15)
    assert open_store(lake.home).name == before


class TestNoBuild:
    def test_none_was_made(self, lake: Lake) -> None:
        with pytest.raises(StoreError, match="no build yet") as caught:
            open_store(lake.home)
        assert "iprgraph build" in caught.value.remedy

    def test_the_current_one_is_gone(self, lake: Lake) -> None:
        made(lake)
        (lake.home / "current").write_text("20000101T000000Z-0\n", "utf-8")
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(lake.home)

    @pytest.mark.parametrize("name", ["../../etc", ".new-1"])
    def test_the_name_is_no_build(self, lake: Lake, name: str) -> None:
        made(lake)
        (lake.home / "current").write_text(name, "utf-8")
        with pytest.raises(StoreError, match="names no build"):
            open_store(lake.home)

    def test_the_home_is_a_file(self, lake: Lake) -> None:
        lake.home.write_text("", "utf-8")
        with pytest.raises(StoreError):
            open_store(lake.home)
        with pytest.raises(BuildError) as caught:
            made(lake)
        assert "IPRGRAPH_HOME" in caught.value.remedy


class TestDisk:
    """Nothing half-written stays, and the build before it still answers."""

    @pytest.fixture(autouse=True)
    def before(self, lake: Lake, grounded: None) -> str:
        made(lake)
        return open_store(lake.home).name

    def untouched(self, lake: Lake, before: str) -> None:
        assert open_store(lake.home).name == before
        assert answers(open_store(lake.home)) > 8
        assert [path.name for path in (lake.home / "builds").iterdir()] == [before]
        assert not list(lake.home.glob(".current*"))

    @pytest.mark.parametrize("name", ["_write_store", "_sync_file", "_sync_folder"])
    def test_it_is_full(
        self, lake: Lake, before: str, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shelf, name, fail_with(errno.ENOSPC))
        with pytest.raises(BuildError, match="No space left") as caught:
            made(lake)
        assert "free some space" in caught.value.remedy
        monkeypatch.undo()
        self.untouched(lake, before)

    def test_it_is_full_for_the_last_small_file(
        self, lake: Lake, before: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shelf, "_replace_file", fail_with(errno.ENOSPC))
        with pytest.raises(BuildError, match="No space left"):
            made(lake)
        assert open_store(lake.home).name == before
        monkeypatch.undo()
        made(lake)
        assert len(list((lake.home / "builds").iterdir())) == 2

    def test_oxigraph_says_it_in_words(
        self, lake: Lake, before: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError("IO error: No space left on device: While appending to file: 1.log")

        monkeypatch.setattr(shelf, "_write_store", full)
        with pytest.raises(BuildError) as caught:
            made(lake)
        assert "free some space" in caught.value.remedy
        self.untouched(lake, before)

    def test_its_rights_forbid_it(
        self, lake: Lake, before: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shelf, "held", fail_with(errno.EACCES))
        with pytest.raises(BuildError, match="Permission denied") as caught:
            made(lake)
        assert "IPRGRAPH_HOME" in caught.value.remedy
        self.untouched(lake, before)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_the_folder_is_read_only(self, lake: Lake, before: str) -> None:
        (lake.home / "builds").chmod(0o555)
        try:
            with pytest.raises(BuildError, match="Permission denied"):
                made(lake)
            self.untouched(lake, before)
        finally:
            (lake.home / "builds").chmod(0o755)


class TestLock:
    def test_two_builds_at_a_time(self, lake: Lake) -> None:
        lake.home.mkdir()
        with held(lake.home / "build.lock"):
            with pytest.raises(BuildError, match=rf"process {os.getpid()}") as caught:
                made(lake)
            assert caught.value.remedy
        assert made(lake).written

    def test_a_lock_file_left_behind_locks_nobody_out(self, lake: Lake) -> None:
        lake.home.mkdir()
        (lake.home / "build.lock").write_text("999999\n", "utf-8")
        assert made(lake).written


SCRIPT = """
import sys
from pathlib import Path
from iprgraph import build as builder
from iprgraph.build import build
from iprgraph.checks.finding import CheckReport
from iprgraph.folders import Folders, folders

base, home = map(Path, sys.argv[1:])
builder.run_checks = lambda assembly, home, **_: CheckReport(assembly.findings)
places = Folders(folders().ontology, base / "data", base / "queries", base / "viz")
while True:
    build(places, home, progress=lambda step: print(step, flush=True))
"""


def test_a_build_killed_at_any_moment_leaves_the_one_before(lake: Lake) -> None:
    made(lake)
    expected = answers(open_store(lake.home))
    chance = random.Random(2031)
    for step in (*STEPS, "write", "write", "write"):
        command = [sys.executable, "-c", SCRIPT, str(lake.folders.data.parent), str(lake.home)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        seen = next(line for line in process.stdout if line.strip() == step)
        sleep(chance.uniform(0, 0.15) if seen.strip() == "write" else 0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        store = open_store(lake.home)
        assert answers(store) == expected
        assert json.loads((store.path / "build.json").read_text("utf-8"))
    assert made(lake).written
    assert len(list((lake.home / "builds").iterdir())) == 2
