"""`iprgraph serve` as a command: how it starts, what it says, how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from serving import launched, running

from iprgraph.settings import SERVE

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph


def failed(home: Path, *options: str, **more: str) -> tuple[int, str]:
    """Return the exit code and the complaint of a server that does not start."""
    process = launched(home, *options, more=more)
    out, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors and out == ""
    return process.returncode, errors


def test_the_help_tells_each_limit_with_flag_variable_default_and_unit() -> None:
    command = [sys.executable, "-m", "iprgraph", "serve", "--help"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    flat = " ".join(text.split())
    for one in SERVE:
        assert one.flag in flat and one.variable in flat, one.name
        assert f"({one.unit})" in flat and f"[default: {one.default:,}]" in flat, one.name


def test_without_a_build_it_says_how_to_make_one(tmp_path: Path) -> None:
    code, errors = failed(tmp_path)
    assert code == 2 and "there is no build yet" in errors and "iprgraph build" in errors


def test_a_port_that_is_taken_is_told(harbour_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        code, errors = failed(harbour_home, "--port", port)
    assert code == 2 and f"127.0.0.1:{port} is taken" in errors and "--port" in errors


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "no.such.host.invalid"), "no address"),
        (("--base", "ftp://example.org/"), "is no address"),
        (("--base", 'https://x/"><script>'), "is no address"),
        (("--lang", "fr"), "no language"),
        (("--rows", "0"), "--rows"),
        (("--port", "70000"), "--port"),
    ],
)
def test_a_wrong_option_is_told(options: tuple[str, ...], said: str, harbour_home: Path) -> None:
    code, errors = failed(harbour_home, *options)
    assert code == 2 and said in errors


def test_a_wrong_variable_is_told(harbour_home: Path) -> None:
    code, errors = failed(harbour_home, IPRGRAPH_SERVE_ROWS="many")
    assert code == 2 and "IPRGRAPH_SERVE_ROWS" in errors


def test_a_build_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "builds" / "broken").mkdir(parents=True)
    (tmp_path / "current").write_text("broken\n")
    code, errors = failed(tmp_path)
    assert code == 2 and "cannot be opened" in errors and "iprgraph build" in errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_peace(number: signal.Signals, harbour_home: Path) -> None:
    with running(harbour_home, "--query-time", "3") as service:
        workers = service.workers()
        deadline = time.monotonic() + 10
        while len(workers := service.workers()) < 4:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        service.process.send_signal(number)
        out, errors = service.process.communicate(timeout=20)
        assert service.process.returncode == 0 and errors == "", out
    with pytest.raises(OSError):
        socket.create_connection(service.place, timeout=2).close()
    assert not any(lives(worker) for worker in workers)


def test_workers_end_with_a_server_that_is_killed(harbour_home: Path) -> None:
    process = launched(harbour_home)
    assert process.stdout is not None
    process.stdout.readline()
    from serving import Running

    workers = Running("", process).workers()
    assert workers
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while any(lives(worker) for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_requests_are_logged_where_wanted(harbour_home: Path) -> None:
    with running(harbour_home, "--access-log") as service:
        service.get("/ask/%0d%0aforged%20line")
        service.process.send_signal(signal.SIGTERM)
        _, errors = service.process.communicate(timeout=20)
    assert '"GET /ask/' in errors and "404" in errors
    assert not any(line.startswith("forged") for line in errors.splitlines())


def test_what_was_begun_is_answered_before_the_end(real: KnowledgeGraph) -> None:
    import threading

    slow = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?o ?q ?z . ?z ?r ?y . FILTER(?p != ?q) }"
    with running(real.home) as service:
        answers: list[int] = []
        asking = threading.Thread(target=lambda: answers.append(service.query(slow).status))
        asking.start()
        time.sleep(0.15)
        service.process.send_signal(signal.SIGTERM)
        asking.join(20)
        assert answers and answers[0] in (200, 504)


def lives(process: int) -> bool:
    """Return whether a process is there and has not ended."""
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(done.stdout.strip()) and not done.stdout.strip().startswith("Z")
