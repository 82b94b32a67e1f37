"""Every command in the README is run, and prints what the README says it prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)


def exchanges(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output that is shown under it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


CASES = [exchange for block in BLOCKS for exchange in exchanges(block)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    bin_folder = str(Path(sys.executable).parent)
    env = {
        **os.environ,
        "PATH": bin_folder + os.pathsep + os.environ["PATH"],
        "IPRGRAPH_HOME": str(home),
        "IPRGRAPH_SHARED": str(home / "none"),
        "COLUMNS": "100",
    }
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def built(home: Path) -> Path:
    done = run("iprgraph build", home)
    assert done.returncode == 0, done.stderr
    return home


def test_an_answer_stands_in_the_first_twenty_lines() -> None:
    head = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:20])
    assert re.search(r"```console\n\$ .+\n.+\n(.+\n)*```", head)


@pytest.mark.parametrize(("command", "answer"), CASES, ids=[command for command, _ in CASES])
def test_command(command: str, answer: str, built: Path) -> None:
    done = run(command, built)
    assert done.returncode == int("violation" in answer), done.stderr
    assert done.stdout.rstrip() == answer.rstrip()
