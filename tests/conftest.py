"""What several tests share: an invented province with a report of its own, the Lake."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iprgraph.folders import HOME_VARIABLE, SHARED_VARIABLE, Folders, folders

if TYPE_CHECKING:
    from iprgraph.door import KnowledgeGraph

pytest_plugins = ["desks", "releases", "second_report", "services"]

FIXTURES = Path(__file__).parent / "fixtures"
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Lake:
    """A copy of the Lake project, to be changed at will; the ontology is the real one."""

    folders: Folders
    home: Path
    source: Path

    @property
    def report(self) -> Path:
        return self.folders.data / "reports" / "lake-2031"

    @property
    def things(self) -> Path:
        return self.folders.data / "entities" / "things.ttl"

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {path.name}"
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    base = tmp_path / "lake"
    shutil.copytree(FIXTURES / "lake", base)
    monkeypatch.setenv(SHARED_VARIABLE, str(base / "shared"))
    places = Folders(folders().ontology, base / "data", base / "queries", base / "viz")
    return Lake(places, tmp_path / "home", base / "shared" / "source" / "lake-2031.txt")


@pytest.fixture(scope="session")
def harbour_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a build of the invented Harbour, made without the checks."""
    import pyoxigraph as ox

    from iprgraph.names import NAMES_FILE, names_text
    from iprgraph.shelf import NQUADS, Contents, building, publish

    quads = list(ox.parse(path=FIXTURES / "harbour.trig", format=ox.RdfFormat.TRIG))
    merged = [ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in quads]
    store = ox.Store()
    store.extend([*quads, *merged])
    lines = sorted(f"{quad} .\n" for quad in quads)
    home = tmp_path_factory.mktemp("harbour")
    files = {NQUADS: "".join(lines).encode(), NAMES_FILE: names_text(store).encode()}
    with building(home):
        publish(home, Contents([*quads, *merged], files))
    return home


@pytest.fixture
def harbour(harbour_home: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeGraph:
    """The Harbour, open; commands that are run find it too."""
    from iprgraph.door import KnowledgeGraph

    monkeypatch.setenv(HOME_VARIABLE, str(harbour_home))
    monkeypatch.setenv("IPRGRAPH_LANG", "en")
    return KnowledgeGraph(harbour_home, language="en")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The graph of the committed data, built in a home of its own."""
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(tmp_path_factory.mktemp("real"), language="en")
    graph.build(force=True)
    return graph


@dataclass(frozen=True)
class Project:
    """A checkout of its own: ontology, data, queries and the program."""

    root: Path

    @property
    def folders(self) -> Folders:
        return Folders.under(self.root)

    @property
    def home(self) -> Path:
        return self.root / ".iprgraph"

    @property
    def environment(self) -> dict[str, str]:
        own = {HOME_VARIABLE: str(self.home), "PYTHONPATH": str(self.root / "src")}
        return {**os.environ, **own}

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "iprgraph", "check"]

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def check(
        self, *arguments: str, text: bytes = b"", here: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `iprgraph check` as a process of its own, from the checkout or another folder."""
        done = subprocess.run(
            [*self.command, *arguments],
            input=text,
            capture_output=True,
            env=self.environment,
            cwd=here or self.root,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A checkout of its own, to be edited at will."""
    base = tmp_path / "checkout"
    whole = folders()
    for folder in (whole.ontology, whole.data, whole.queries, whole.viz):
        shutil.copytree(folder, base / folder.name)
    left_out = shutil.ignore_patterns("*.pyc")
    shutil.copytree(_ROOT / "src" / "iprgraph", base / "src" / "iprgraph", ignore=left_out)
    shutil.copy(_ROOT / "pyproject.toml", base)
    return Project(base)
