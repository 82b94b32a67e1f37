"""What several tests share: an invented province with a report of its own, the Lake."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from iprgraph.folders import SHARED_VARIABLE, Folders, folders

FIXTURES = Path(__file__).parent / "fixtures"


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
