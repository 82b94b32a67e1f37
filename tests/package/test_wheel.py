"""The wheel carries everything: installed into an empty place, it builds, asks and shows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder into which the freshly built wheel was installed, without dependencies."""
    place = tmp_path_factory.mktemp("wheel")
    run = [sys.executable, "-m"]
    build = [*run, "build", "--wheel", "--no-isolation", "--outdir", str(place / "dist")]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = (place / "dist").glob("*.whl")
    target = ["--no-deps", "--no-index", "--quiet", "--target", str(place / "site")]
    subprocess.run([*run, "pip", "install", *target, str(wheel)], check=True, capture_output=True)
    return place


def iprgraph(place: Path, *words: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(place / "site"), "IPRGRAPH_HOME": str(place / "home")}
    env.pop("IPRGRAPH_SHARED", None)
    done = subprocess.run(
        [sys.executable, "-m", "iprgraph", *words],
        cwd=place,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_the_installed_package_that_runs(installed: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(installed / "site")}
    code = "import iprgraph; print(iprgraph.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=installed, env=env, capture_output=True, text=True
    )
    assert Path(found.stdout.strip()).is_relative_to(installed / "site")


def test_three_commands_from_an_empty_place(installed: Path) -> None:
    iprgraph(installed, "build")
    assert "117100" in iprgraph(installed, "ask", "court-cases", "--format", "csv")
    assert "广州知识产权法院" in iprgraph(installed, "show", "agency:guangzhou-ip-court")
