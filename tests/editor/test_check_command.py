"""`iprgraph check FILE` as a process: how files are named, standard input, exit codes, watching."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from contextlib import contextmanager
from queue import Queue
from typing import TYPE_CHECKING

import pytest
from editing import AGENCIES, COURTS, REPORT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Project

PATIENCE = 120  # seconds that a busy machine may take; nothing waits as long on an idle one


def test_a_file_is_named_in_any_way(project: Project, tmp_path: Path) -> None:
    project.edit(COURTS, "ipr:value 117100", "ipr:value 117200")
    report = project.root / REPORT
    for name, here in (
        (COURTS, None),
        (COURTS, tmp_path),
        (str(project.root / COURTS), tmp_path),
        ("2.1-courts.ttl", report),
        ("../guangdong-2022/./2.1-courts.ttl", report),
    ):
        done = project.check(name, "-f", "json", here=here)
        assert done.returncode == 1, done.stderr
        rules = {one["rule"] for one in json.loads(done.stdout) if one["file"] == COURTS}
        assert "double-entry" in rules, name


def test_standard_input_stands_for_a_file(project: Project) -> None:
    text = (project.root / COURTS).read_text("utf-8")
    wrong = text.replace("ipr:value 117100", "ipr:value 117200").encode()
    done = project.check("-", "--as", COURTS, "-f", "json", text=wrong)
    assert done.returncode == 1
    assert "double-entry" in {one["rule"] for one in json.loads(done.stdout)}
    assert project.check(COURTS).returncode == 0
    fresh = project.check("-", "--as", "data/entities/new-kind.ttl", text=b"# nothing yet\n")
    assert (fresh.returncode, fresh.stdout) == (0, "no findings\n")
    table = project.check("-", "--as", f"{REPORT}/anchors.csv", text=b"")
    assert table.returncode == 2 and "iprgraph source anchors" in table.stderr


@pytest.mark.parametrize("form", ["table", "json", "sarif", "github"])
def test_a_syntax_error_is_a_finding_in_every_format(project: Project, form: str) -> None:
    text = (project.root / AGENCIES).read_text("utf-8").replace(" ;", " ;; ,", 1)
    line = text[: text.index(" ;; ,")].count("\n") + 1
    done = project.check("-", "--as", AGENCIES, "-f", form, text=text.encode())
    assert done.returncode == 1 and not done.stderr
    told = {
        "table": f"{AGENCIES}:{line}: violation (reading): ",
        "json": f'"line": {line}',
        "sarif": f'"startLine": {line}',
        "github": f"::error file={AGENCIES},line={line},title=reading/turtle::",
    }
    assert told[form] in done.stdout


def test_wrong_use_is_said(project: Project) -> None:
    for arguments, words in (
        (("data/entities/nobody.ttl",), "there is no such file"),
        (("README.md",), "there is no such file"),
        (("/etc/passwd",), "it is no file of the project"),
        (("-",), "- and --as PATH belong together"),
        (("--as", COURTS), "- and --as PATH belong together"),
        ((COURTS, "--ledger"), "--ledger counts whole reports"),
        (("--watch", "-f", "sarif"), "--watch prints a list, not sarif"),
        (("-f", "xml"), 'no format "xml" here'),
    ):
        done = project.check(*arguments)
        assert done.returncode == 2, done.stdout
        assert words in done.stderr and "→" in done.stderr and "Traceback" not in done.stderr


class Watched:
    """What a watching process prints, read by a thread so that no wait lasts for ever."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, *words: str) -> str:
        """Return what is printed up to the first line that holds one of some words."""
        seen = ""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            seen += line
            if any(word in line for word in words):
                return seen


@contextmanager
def watching(project: Project, *files: str) -> Iterator[Watched]:
    with subprocess.Popen(
        [*project.command, "--watch", *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**project.environment, "PYTHONUNBUFFERED": "1"},
        cwd=project.root,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield Watched(process)
        finally:
            process.kill()


def test_watching_tells_what_each_save_changed(project: Project) -> None:
    pytest.importorskip("watchfiles")
    courts = project.root / COURTS
    right = courts.read_text("utf-8")
    wrong = right.replace("ipr:value 117100", "ipr:value 117200")
    with watching(project, COURTS) as watched:
        assert "Ctrl-C ends it" in watched.until("1 info", "no findings")

        _save_by_renaming(courts, wrong)
        seen = watched.until(" gone)")
        assert f"  {COURTS}\n" in seen and "new: " in seen and "117200" in seen

        _save_by_renaming(courts, right + "this is no Turtle\n")
        assert "violation (reading)" in watched.until(" gone)")

        courts.unlink()
        assert "there is no such file" in watched.until("there is no such file")

        courts.write_text(right, "utf-8")
        assert "gone: " in watched.until(" gone)")

        watched.process.send_signal(signal.SIGINT)
        assert watched.process.wait(PATIENCE) == 0


def test_watching_everything_sees_new_files(project: Project) -> None:
    pytest.importorskip("watchfiles")
    with watching(project) as watched:
        assert "Ctrl-C ends it" in watched.until("info", "no findings")
        (project.root / "data" / "entities" / "mine.ttl").write_text("no Turtle", "utf-8")
        seen = watched.until(" gone)")
        assert "new: data/entities/mine.ttl:1: violation (reading)" in seen
        watched.process.send_signal(signal.SIGINT)
        assert watched.process.wait(PATIENCE) == 0


def _save_by_renaming(path: Path, text: str) -> None:
    """Save as careful editors do: a new file, renamed over the old one."""
    new = path.with_name(f"{path.name}.tmp")
    new.write_text(text, "utf-8")
    os.replace(new, path)  # noqa: PTH105  (what editors call)
