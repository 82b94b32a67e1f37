"""A bounded hunt for inputs that break the server: `hunt.py [SECONDS]` for each of its parts.

Schemathesis sends what our own OpenAPI document allows, and what it does not; hypothesis and
atheris, each where it is installed, try the front of the query parser.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "serve"))

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,response_headers_conformance"
)


def main() -> int:
    """Run each part, and return 1 where one has found something."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    failed = [name for name, part in PARTS.items() if not part(seconds)]
    print(f"found something: {', '.join(failed)}" if failed else "nothing was found")
    return int(bool(failed))


def http(seconds: int) -> bool:
    """Return whether the server answers all that schemathesis sends as it promises to."""
    if importlib.util.find_spec("schemathesis") is None:
        return _skipped("schemathesis")
    from serving import running

    from iprgraph.door import KnowledgeGraph

    with tempfile.TemporaryDirectory() as home:
        KnowledgeGraph(home).build(force=True)
        with running(Path(home), "--query-time", "2") as service:
            command = [sys.executable, "-m", "schemathesis.cli", "run"]
            command += [f"{service.address}openapi.json", "--checks", CHECKS]
            command += ["--max-time", str(seconds), "--workers", "1", "--continue-on-failure"]
            done = subprocess.run(command, cwd=home, check=False)
            alive = service.query("ASK {}").status == 200
    return done.returncode == 0 and alive


def front(seconds: int) -> bool:
    """Return whether no query that hypothesis makes gets past the front and calls somebody."""
    examples = str(100 * seconds)
    environment = {**os.environ, "IPRGRAPH_FUZZ_EXAMPLES": examples}
    test = str(HERE.parent / "serve" / "test_front.py")
    command = [sys.executable, "-m", "pytest", "-q", test]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def coverage(seconds: int) -> bool:
    """Return whether the front stands what atheris finds by watching which lines run."""
    if importlib.util.find_spec("atheris") is None:
        return _skipped("atheris")
    with tempfile.TemporaryDirectory() as corpus:
        command = [sys.executable, str(HERE / "front_target.py"), corpus]
        command += [f"-max_total_time={seconds}", "-max_len=400", "-verbosity=0"]
        command += [f"-artifact_prefix={corpus}/", "-print_final_stats=1"]
        return subprocess.run(command, check=False).returncode == 0


def _skipped(name: str) -> bool:
    print(f"skipped: {name} is not installed (pip install 'iprgraph[fuzz]')")
    return True


PARTS = {"http": http, "front": front, "coverage": coverage}

if __name__ == "__main__":
    sys.exit(main())
