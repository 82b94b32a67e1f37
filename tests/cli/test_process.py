"""The command line as processes: pipes, streams, encodings, and how long an answer takes."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.door import KnowledgeGraph

LIMIT = 0.5


def run(
    *arguments: str, home: Path, text: bytes = b"", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "IPRGRAPH_HOME": str(home), "IPRGRAPH_LANG": "en", **(more or {})}
    environment["PYTHONPATH"] = source
    command = [sys.executable, "-m", "iprgraph", *arguments]
    return subprocess.run(command, input=text, capture_output=True, env=environment, check=False)


def busy() -> float:
    """Return the seconds that the processor has worked for processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_query_on_stdin(harbour_home: Path) -> None:
    done = run("ask", "-", home=harbour_home, text=b"SELECT ?c { ?c a ipr:Court }")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 1
    bad = run("ask", "-", home=harbour_home, text=b"\xff\xfe")
    assert bad.returncode == 2 and b"<stdin>: the query is not UTF-8" in bad.stderr
    empty = run("ask", "-", home=harbour_home)
    assert empty.returncode == 2 and b"syntax error" in empty.stderr


def test_export_is_bytes(harbour_home: Path) -> None:
    done = run("export", "nquads", home=harbour_home)
    assert done.returncode == 0
    assert done.stdout == run("export", "nquads", home=harbour_home).stdout
    assert b" .\n" in done.stdout


def test_a_reader_who_leaves_early_is_no_error(harbour_home: Path) -> None:
    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "IPRGRAPH_HOME": str(harbour_home), "PYTHONPATH": source}
    command = [sys.executable, "-m", "iprgraph", "export", "nquads"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(30) == 0
    assert errors == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_a_message(harbour_home: Path) -> None:
    environment = {
        **os.environ,
        "IPRGRAPH_HOME": str(harbour_home),
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "iprgraph", "show", "HIPC"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert done.returncode == 2
    assert b"the output cannot be written: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
def test_chinese_is_printed_in_any_locale(encoding: str, harbour_home: Path) -> None:
    done = run(
        "show", "HIPC", "-f", "table", home=harbour_home, more={"PYTHONIOENCODING": encoding}
    )
    assert done.returncode == 0, done.stderr
    assert "海港知识产权法院" in done.stdout.decode("utf-8")


def test_no_outgoing_request_is_made(harbour_home: Path) -> None:
    """A service that would answer is not asked: the query is refused before it runs."""
    query = b"SELECT * { BIND(<http://127.0.0.1:9/> AS ?e) SERVICE ?e { ?s ?p ?o } }"
    done = run("ask", "-", home=harbour_home, text=query)
    assert done.returncode == 2 and b"SERVICE is refused" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "court-cases", "-f", "table"),
        ("ask", "court-cases", "agent=广州知识产权法院"),
        ("find", "知識產權法院"),
        ("find", "guangzou custms"),
        ("show", "agency:guangzhou-ip-court", "-f", "table"),
        ("show", "2.1", "-f", "table"),
        ("ask",),
    ],
    ids=" ".join,
)
def test_a_warm_answer_takes_less_than_half_a_second(
    arguments: tuple[str, ...], real: KnowledgeGraph
) -> None:
    """Time of the processor, not of the clock: other tests run beside this one."""
    times = []
    for _ in range(5):
        start = busy()
        done = run(*arguments, home=real.home)
        times.append(busy() - start)
        assert done.returncode in (0, 1), done.stderr
    assert min(times) < LIMIT, f"{min(times):.2f} s"


def test_reading_imports_nothing_heavy(real: KnowledgeGraph) -> None:
    code = (
        "import sys, iprgraph\n"
        f"kg = iprgraph.open({str(real.home)!r})\n"
        "kg.find('法院'); kg.show('2.1'); kg.ask('court-cases')\n"
        "heavy = {'rdflib', 'pyshacl', 'networkx', 'pyvis', 'pypinyin', 'pandas', 'portion'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": source},
        check=True,
    )
    assert done.stdout.strip() == b"[]"
