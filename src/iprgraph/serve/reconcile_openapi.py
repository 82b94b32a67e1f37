"""Reconcile OpenAPI: the reconciliation service described for programs."""

from __future__ import annotations

from iprgraph.serve.media import HTML, JSON
from iprgraph.serve.operations import Node, operation, query_parameter
from iprgraph.serve.reconcile_routes import PARTS, PATHS, ROOT

_LANGUAGE: Node = {
    "name": "language",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "enum": [one.rpartition("/")[2] for one in PATHS[1:]]},
}
_TEXT: Node = {"type": "string", "maxLength": 500}
_QUERIES = '{"q0": {"query": "CNIPA", "type": "Agency", "limit": 3}}'
_EXTEND = '{"ids": ["agency/cnipa"], "properties": [{"id": "jurisdiction"}]}'
_FAILURES = (404, 413, 415, 422)


def reconciliation_paths() -> Node:
    """Return the paths of the service, in the reader's language and in a named one."""
    found: Node = {}
    for path, name, given in (
        (f"/{ROOT}", "reconcile", ()),
        (f"/{ROOT}/{{language}}", "reconcile-in", (_LANGUAGE,)),
    ):
        found[path] = _main(name, given)
        for part in PARTS:
            prefix = (*given, query_parameter("prefix", _TEXT), _cursor("cursor"))
            found[f"{path}/suggest/{part}"] = _page(f"{name}-suggest-{part}", prefix)
            key = (*given, _needed("id", part))
            found[f"{path}/flyout/{part}"] = _page(f"{name}-flyout-{part}", key, 404)
        kind = (*given, query_parameter("type", _TEXT), _cursor("limit"))
        found[f"{path}/properties"] = _page(f"{name}-properties", kind)
        for part in ("preview", "feature"):
            page = operation(f"{name}-{part}", (HTML,), (*given, _needed("id", part)), (404,))
            found[f"{path}/{part}"] = {"get": page}
    return found


def _main(name: str, given: tuple[Node, ...]) -> Node:
    """Return the two ways to send queries or a data extension; without either, the manifest."""
    asked: Node = {"queries": {**_TEXT, "maxLength": 1_000_000, "examples": [_QUERIES]}}
    asked["extend"] = {**_TEXT, "maxLength": 1_000_000, "examples": [_EXTEND]}
    parameters = [query_parameter(key, dict(one)) for key, one in _items(asked)]
    parameters.append(query_parameter("callback", {"type": "string", "maxLength": 300}))
    form: Node = {"type": "object", "properties": asked, "minProperties": 1, "maxProperties": 1}
    body: Node = {
        "required": True,
        "content": {"application/x-www-form-urlencoded": {"schema": form}},
    }
    get = operation(f"{name}-get", (JSON,), (*given, *parameters), _FAILURES)
    _also_as_script(get)
    post = operation(f"{name}-post", (JSON,), given, _FAILURES)
    return {"get": get, "post": {**post, "requestBody": body}}


def _also_as_script(get: Node) -> None:
    """Add what a callback is answered with."""
    answers = dict(_items(get))["responses"]
    content = dict(_items(answers))["200"]["content"]
    if isinstance(content, dict):
        content["text/javascript"] = {"schema": {"type": "string"}}


def _items(nodes: Node) -> list[tuple[str, Node]]:
    return [(key, one) for key, one in nodes.items() if isinstance(one, dict)]


def _page(name: str, parameters: tuple[Node, ...], *failures: int) -> Node:
    return {"get": operation(name, (JSON,), parameters, failures)}


def _cursor(name: str) -> Node:
    return query_parameter(name, {"type": "integer", "minimum": 0, "maximum": 1_000_000})


def _needed(name: str, part: str) -> Node:
    examples = {"type": "Court", "property": "jurisdiction", "feature": "similarity"}
    schema: Node = {**_TEXT, "examples": [examples.get(part, "agency/cnipa")]}
    return query_parameter(name, schema, required=True)
