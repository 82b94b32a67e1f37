"""The folder of the documentation: whole or not at all, and nobody else's is touched."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from iprgraph.docs.writing import LIST, write_folder
from iprgraph.errors import DocsError

ONE = {"index.html": b"one", "a.html": b"a"}
TWO = {"index.html": b"two", "b.html": b"b"}


def held(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name != LIST}


def test_a_folder_is_made_with_those_above_it_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "docs"
    assert write_folder(target, ONE) == target
    assert held(target) == ONE
    write_folder(target, TWO)
    assert held(target) == TWO
    assert [one.name for one in target.parent.iterdir()] == ["docs"]
    assert stat.S_IMODE(target.stat().st_mode) & 0o700 == 0o700


def test_the_folder_lists_its_files_with_their_digests(tmp_path: Path) -> None:
    write_folder(tmp_path / "docs", ONE)
    listed = (tmp_path / "docs" / LIST).read_text().splitlines()
    assert listed == [f"{hashlib.sha256(ONE[n]).hexdigest()}  {n}" for n in sorted(ONE)]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    write_folder(tmp_path / "docs", ONE)
    assert held(tmp_path / "docs") == ONE


def test_the_folder_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    write_folder(tmp_path / "link", ONE)
    write_folder(tmp_path / "link", TWO)
    assert (tmp_path / "link").is_symlink() and held(tmp_path / "real") == TWO


@pytest.mark.parametrize(
    ("name", "words"),
    [("thesis.doc", "not our documentation"), (LIST, "not our documentation")],
)
def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path, name: str, words: str) -> None:
    target = tmp_path / "docs"
    target.mkdir()
    (target / name).write_text("mine")
    with pytest.raises(DocsError, match=words) as caught:
        write_folder(target, ONE)
    assert "another folder" in caught.value.remedy
    assert [one.read_text() for one in target.iterdir()] == ["mine"]
    assert [one.name for one in tmp_path.iterdir()] == ["docs"]


def test_a_file_put_beside_ours_is_not_thrown_away(tmp_path: Path) -> None:
    target = write_folder(tmp_path / "docs", ONE)
    (target / "CNAME").write_text("mine")
    with pytest.raises(DocsError, match='"CNAME", which we did not write'):
        write_folder(target, TWO)
    assert (target / "CNAME").read_text() == "mine" and (target / "a.html").exists()


def test_a_page_that_was_changed_by_hand_is_not_thrown_away(tmp_path: Path) -> None:
    target = write_folder(tmp_path / "docs", ONE)
    (target / "a.html").write_text("better")
    with pytest.raises(DocsError, match=r"a\.html.* was changed"):
        write_folder(target, TWO)
    assert (target / "a.html").read_text() == "better"


def test_a_file_in_the_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("mine")
    with pytest.raises(DocsError, match="no folder"):
        write_folder(tmp_path / "docs", ONE)
    with pytest.raises(DocsError, match="cannot be written"):
        write_folder(tmp_path / "docs" / "below", ONE)
    assert (tmp_path / "docs").read_text() == "mine"


def test_the_old_folder_comes_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_folder(tmp_path / "docs", ONE)
    really = Path.rename

    def failing(self: Path, to: Path) -> Path:
        if to == target and (self / "b.html").exists():
            raise OSError(28, "No space left on device")
        return really(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(DocsError, match="No space left on device; nothing was changed"):
        write_folder(target, TWO)
    assert held(target) == ONE
    assert [one.name for one in tmp_path.iterdir()] == ["docs"]


def test_nothing_stays_of_a_folder_that_could_not_be_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises(DocsError, match="No space left"):
        write_folder(tmp_path / "docs", ONE)
    assert list(tmp_path.iterdir()) == []
