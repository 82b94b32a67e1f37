"""Every answer of the reconciliation service against the JSON schemas of the API 0.2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from iprgraph.folders import shared

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Got, Running

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATHS = ("/reconcile", "/reconcile/zh", "/reconcile/en")


def _suite() -> Path | None:
    folder = shared()
    found = folder / "suites" / "reconciliation-0.2" if folder else None
    return found if found and found.is_dir() else None


SUITE = _suite()
pytestmark = pytest.mark.skipif(
    SUITE is None, reason="the schemas of the Reconciliation API 0.2 are not here (IPRGRAPH_SHARED)"
)


def examples(kind: str, verdict: str) -> list[Path]:
    if SUITE is None:
        return []
    return sorted((SUITE / "examples" / kind / verdict).glob("*.json"))


def faults(schema: str, value: object) -> list[str]:
    """Return what a schema finds wrong; schemas are found by their own addresses, never fetched."""
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    assert SUITE is not None
    pairs = []
    for path in (SUITE / "schemas").glob("*.json"):
        resource = Resource.from_contents(json.loads(path.read_text("utf-8")), DRAFT7)
        pairs += [(resource.contents["$id"].rstrip("#"), resource)]
    registry: Any = Registry().with_resources(pairs)
    text = json.loads((SUITE / "schemas" / f"{schema}.json").read_text("utf-8"))
    validator = Draft7Validator(text, registry=registry)
    return [f"{list(one.path)}: {one.message[:200]}" for one in validator.iter_errors(value)]


def sent(service: Running, path: str = "/reconcile", **fields: object) -> Got:
    body = urlencode({name: json.dumps(value) for name, value in fields.items()})
    return service.send("POST", path, body, FORM)


@pytest.mark.parametrize(
    "kind",
    [
        "manifest",
        "reconciliation-query-batch",
        "reconciliation-result-batch",
        "data-extension-response",
    ],
)
def test_the_schemas_are_read_as_the_suite_means_them(kind: str) -> None:
    for path in examples(kind, "valid"):
        assert faults(kind, json.loads(path.read_text("utf-8"))) == [], path.name
    found = [
        bool(faults(kind, json.loads(p.read_text("utf-8")))) for p in examples(kind, "invalid")
    ]
    assert any(found), "the schema can fail"


@pytest.mark.parametrize("path", PATHS)
def test_manifest(path: str, service: Running) -> None:
    assert faults("manifest", service.get(path).json) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "example", examples("reconciliation-query-batch", "valid"), ids=lambda p: p.stem
)
def test_a_valid_batch_of_the_suite_has_a_valid_answer(
    example: Path, path: str, service: Running
) -> None:
    queries = json.loads(example.read_text("utf-8"))
    got = sent(service, path, queries=queries)
    assert got.status == 200 and set(got.json) == set(queries)
    assert faults("reconciliation-result-batch", got.json) == []
    same = service.get(f"{path}?queries={quote(json.dumps(queries))}")
    assert same.json == got.json


@pytest.mark.parametrize(
    "example", examples("reconciliation-query-batch", "invalid"), ids=lambda p: p.stem
)
def test_an_invalid_batch_of_the_suite_is_refused_with_a_remedy(
    example: Path, service: Running
) -> None:
    got = sent(service, queries=json.loads(example.read_text("utf-8")))
    assert got.status == 400 and got.json["remedy"]


@pytest.mark.parametrize("path", PATHS)
def test_candidates(path: str, service: Running) -> None:
    queries = {
        "a": {"query": "国家知识产权局"},
        "b": {"query": "Guangdong", "limit": 50},
        "c": {"query": "court", "type": ["Court", "Agency"], "type_strict": "all"},
        "d": {"query": "深圳", "properties": [{"pid": "within", "v": {"id": "place/guangdong"}}]},
        "e": {"properties": [{"pid": "gbt2260", "v": ["440100", "440300"]}]},
        "f": {"query": "no such thing"},
    }
    assert faults("reconciliation-query-batch", queries) == []
    got = sent(service, path, queries=queries).json
    assert faults("reconciliation-result-batch", got) == []
    assert all(got[key]["result"] for key in "abcde")


@pytest.mark.parametrize("example", examples("data-extension-query", "valid"), ids=lambda p: p.stem)
def test_an_extension_of_the_suite_has_a_valid_answer(example: Path, service: Running) -> None:
    extension = json.loads(example.read_text("utf-8"))
    got = sent(service, extend=extension)
    assert got.status == 200 and set(got.json["rows"]) == set(extension["ids"])
    assert faults("data-extension-response", got.json) == []


@pytest.mark.parametrize("path", PATHS)
def test_all_properties_of_all_things(path: str, service: Running) -> None:
    proposed = service.get(f"{path}/properties").json
    assert faults("data-extension-property-proposal", proposed) == []
    columns = [{"id": one["id"]} for one in proposed["properties"]][:40]
    found = service.get(f"{path}/suggest/entity?prefix=guangdong").json
    extension = {"ids": [one["id"] for one in found["result"]], "properties": columns}
    assert faults("data-extension-query", extension) == []
    got = sent(service, path, extend=extension).json
    assert faults("data-extension-response", got) == []
    assert sum(bool(values) for row in got["rows"].values() for values in row.values()) > 50


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("kind", "schema"), [("entity", "entities"), ("type", "types"), ("property", "properties")]
)
def test_suggestions(kind: str, schema: str, path: str, service: Running) -> None:
    for prefix in ("", "c", "广", "zzzz"):
        got = service.get(f"{path}/suggest/{kind}?prefix={quote(prefix)}").json
        assert faults(f"suggest-{schema}-response", got) == []
