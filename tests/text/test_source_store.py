from __future__ import annotations

import errno
import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from iprgraph.errors import SourceError
from iprgraph.text import add_source, find_source

if TYPE_CHECKING:
    from pathlib import Path

DATA = "灯塔亮着。\n".encode()
DIGEST = sha256(DATA).hexdigest()
REPORT = "yunshan-2031"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shared"
    (folder / "source").mkdir(parents=True)
    monkeypatch.setenv("IPRGRAPH_SHARED", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    path = tmp_path / "download.txt"
    path.write_bytes(DATA)
    return path


@pytest.mark.usefixtures("shared")
def test_nowhere(home: Path) -> None:
    assert find_source(REPORT, DIGEST, home) is None


def test_shared_comes_first(shared: Path, home: Path, origin: Path) -> None:
    add_source(origin, {REPORT: DIGEST}, home)
    assert find_source(REPORT, DIGEST, home) == home / "sources" / f"{REPORT}.txt"
    place = shared / "source" / f"{REPORT}.txt"
    place.write_bytes(DATA)
    assert find_source(REPORT, DIGEST.upper(), home) == place


def test_another_text_of_the_name_is_refused(shared: Path, home: Path) -> None:
    place = shared / "source" / f"{REPORT}.txt"
    place.write_bytes(b"another")
    with pytest.raises(SourceError) as caught:
        find_source(REPORT, DIGEST, home)
    assert caught.value.file == str(place)
    assert DIGEST in caught.value.message
    assert sha256(b"another").hexdigest() in caught.value.message
    assert "iprgraph source add" in caught.value.remedy


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", ["../secret", "", "A b", "x/y", ".."])
def test_a_name_with_a_path_is_refused(home: Path, name: str) -> None:
    with pytest.raises(SourceError, match="is no report"):
        find_source(name, DIGEST, home)


@pytest.mark.usefixtures("shared")
def test_add_tells_which_report_it_is(home: Path, origin: Path) -> None:
    expected = {"other-2030": "0" * 64, REPORT: DIGEST}
    assert add_source(origin, expected, home) == REPORT
    assert add_source(str(origin), expected, home) == REPORT
    assert (home / "sources" / f"{REPORT}.txt").read_bytes() == DATA
    assert [p.name for p in (home / "sources").iterdir()] == [f"{REPORT}.txt"]


def test_add_refuses_an_unknown_text(home: Path, origin: Path) -> None:
    with pytest.raises(SourceError, match=DIGEST) as caught:
        add_source(origin, {REPORT: "0" * 64}, home)
    assert REPORT in caught.value.remedy
    assert not home.exists()


def test_add_refuses_what_is_no_file(home: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot read"):
        add_source(tmp_path / "none.txt", {REPORT: DIGEST}, home)
    with pytest.raises(SourceError, match="no file"):
        add_source(tmp_path, {REPORT: DIGEST}, home)


@pytest.mark.parametrize(
    ("number", "remedy"), [(errno.ENOSPC, "free some space"), (errno.EROFS, "read-only")]
)
def test_a_full_or_read_only_disk_leaves_the_old_copy(
    home: Path, origin: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    folder = home / "sources"
    folder.mkdir(parents=True)
    (folder / f"{REPORT}.txt").write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SourceError) as caught:
        add_source(origin, {REPORT: DIGEST}, home)
    assert remedy in caught.value.remedy
    assert (folder / f"{REPORT}.txt").read_bytes() == b"old"
    assert [p.name for p in folder.iterdir()] == [f"{REPORT}.txt"]


def test_a_home_that_is_a_file(tmp_path: Path, origin: Path) -> None:
    home = tmp_path / "home"
    home.write_text("in the way", encoding="utf-8")
    with pytest.raises(SourceError, match="cannot write"):
        add_source(origin, {REPORT: DIGEST}, home)
