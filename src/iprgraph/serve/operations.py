"""Operations: the pieces of an OpenAPI document: an operation, its parameters and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.labels import LANGUAGES
from iprgraph.serve.problems import KINDS, MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.serve.media import Format

Node = dict[str, object]


def operation(
    name: str, formats: Sequence[Format], parameters: Sequence[Node], failures: Sequence[int] = ()
) -> Node:
    """Return an operation: its parameters, its formats, and how it can fail."""
    types = dict.fromkeys(kind for one in formats for kind in one.types[:1])
    names: Node = {"type": "string", "enum": [one.name for one in formats]}
    common = [query_parameter("lang", {"type": "string", "enum": list(LANGUAGES)})]
    if len(formats) > 1:
        common.append(query_parameter("format", names))
    return {
        "operationId": name,
        "parameters": [*parameters, *common],
        "responses": {
            "200": {
                "description": "the answer",
                "content": {kind: _schema(kind) for kind in types},
            },
            **{str(status): _failure(status) for status in (400, *failures, 406, 431, 503)},
        },
    }


def _schema(media_type: str) -> Node:
    return {"schema": {} if "json" in media_type else {"type": "string"}}


def _failure(status: int) -> Node:
    titles = " / ".join(kind.title["en"] for kind in KINDS.values() if kind.status == status)
    problem = {"$ref": "#/components/schemas/Problem"}
    content: Node = {MEDIA_TYPE: {"schema": problem}, "text/html": {"schema": {"type": "string"}}}
    return {"description": titles, "content": content}


def query_parameter(name: str, schema: Node, *, required: bool = False) -> Node:
    """Return a parameter of the query string."""
    return {"name": name, "in": "query", "required": required, "schema": schema}


def path_parameter(name: str, example: str) -> Node:
    """Return a parameter that is a part of the path."""
    schema: Node = {"type": "string", "pattern": r"^[A-Za-z0-9._-]{1,100}$"}
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}
