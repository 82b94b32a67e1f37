"""SPARQL servers that are not ours, each started on ports of its own and stopped afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark.structures import ParameterSet

_WAIT = 60  # seconds that a server may take to start

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Server:
    """A running server: where it takes queries, graphs and updates, and who may write there."""

    name: str
    query: str
    store: str
    update: str
    user: str = ""


def one_of(request: pytest.FixtureRequest, folder: Path) -> AbstractContextManager[Server]:
    """Return the server that a fixture's parameter names, not started yet."""
    return oxigraph() if request.param == "oxigraph" else virtuoso(folder)


def oxigraph_program() -> str | None:
    """Return the program that the package `oxigraph` brings, None where it is not installed."""
    beside = Path(sys.executable).parent / "oxigraph"
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


def virtuoso_program() -> str | None:
    """Return Debian's Virtuoso, None where it is not installed."""
    return shutil.which("virtuoso-t")


def _server(name: str, program: str | None, remedy: str) -> ParameterSet:
    missing = pytest.mark.skipif(program is None, reason=f"{name} is not installed: {remedy}")
    return pytest.param(name, marks=missing)


SERVERS = [
    _server("oxigraph", oxigraph_program(), "pip install oxigraph"),
    _server("virtuoso", virtuoso_program(), "make test-remote, or Debian's virtuoso-opensource"),
]


@contextmanager
def oxigraph() -> Iterator[Server]:
    """Start Oxigraph's own server on an empty store in memory."""
    program = oxigraph_program()
    assert program is not None
    base = f"127.0.0.1:{_free_port()}"
    with _running([program, "serve", "--bind", base], f"http://{base}/"):
        yield Server(
            "oxigraph", f"http://{base}/query", f"http://{base}/store", f"http://{base}/update"
        )


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Start Virtuoso on an empty database with the row limit of Debian's own settings."""
    program = virtuoso_program()
    assert program is not None
    port = _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql=_free_port(), http=port), "utf-8")
    base = f"http://127.0.0.1:{port}"
    command = [program, "+configfile", str(ini), "+foreground"]
    with _running(command, f"{base}/sparql?query=ASK%7B%7D"):
        yield Server(
            "virtuoso",
            f"{base}/sparql",
            f"{base}/sparql-graph-crud-auth",
            f"{base}/sparql-auth",
            user="dba",
        )


@contextmanager
def _running(command: list[str], url: str) -> Iterator[None]:
    """Run a server from when it answers to the end of the block."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=_environment(), stdout=quiet, stderr=quiet)
    try:
        _await(process, url)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    """Return once a server answers. Raises RuntimeError where it ends or takes too long."""
    end = time.monotonic() + _WAIT
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"no answer from {url} within {_WAIT} seconds")


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.upper().endswith("_PROXY")}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
