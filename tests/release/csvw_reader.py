"""CSVW made RDF by csvw_functions, a reader that is not ours, over HTTP on this machine.

It knows both modes of https://www.w3.org/TR/csv2rdf/. Two things stand between it and our files: it
finds no file by its path on Linux, so a server hands them over; and it splits rows after the
example algorithm of the tabular data model, which takes a cell that begins with a quotation mark
for an error, so rows are split by the standard library.
"""

from __future__ import annotations

import csv
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (its name in the library)
        del format, args


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _cells(characters: str, *_: object) -> list[str]:
    (row,) = csv.reader([characters], strict=True)
    return row


def read_alike(folder: Path, mode: str, monkeypatch: pytest.MonkeyPatch) -> set[ox.Triple]:
    """What the reader makes of `csv-metadata.json`, which it has found valid, in a mode."""
    library = pytest.importorskip("csvw_functions")
    monkeypatch.setattr(library.csvw_functions, "get_list_of_cell_values", _cells)
    with _serving(folder) as site:
        group = library.create_annotated_table_group(f"{site}/csv-metadata.json", validate=True)
    assert not library.get_errors(group)
    lines = library.create_rdf(group, mode=mode)
    # It begins the label of a blank node with what N-Triples do not allow.
    return {quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.TURTLE, lenient=True)}
