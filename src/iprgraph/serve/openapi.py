"""OpenAPI: the interface described for programs, made from the questions and the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph import __version__
from iprgraph.labels import LANGUAGES
from iprgraph.serve.media import HTML, JSON, ROWS, TABLES, TRIPLES
from iprgraph.serve.operations import Node, operation, path_parameter, query_parameter
from iprgraph.serve.picture_openapi import picture_paths
from iprgraph.serve.reconcile_openapi import reconciliation_paths

if TYPE_CHECKING:
    from iprgraph.parameters import Parameter
    from iprgraph.questions import Question
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import PageJob

_TEXT: Node = {"type": "string", "minLength": 1, "maxLength": 300}
_PATTERNS = {
    "integer": r"^[+-]?[0-9]{1,18}$",
    "decimal": r"^[+-]?[0-9]{1,18}(\.[0-9]{1,12})?$",
    "year": r"^[12][0-9]{3}$",
}
_DOCUMENTS = (HTML, *TRIPLES, JSON)


def openapi(desk: Desk, job: PageJob) -> Node:
    """Return the OpenAPI 3.1 document of the service, in the language of the reader."""
    chinese = job.language == "zh"
    title = "知识产权保护知识图谱" if chinese else "IP protection knowledge graph"
    paths: Node = {
        "/": {"get": operation("home", (HTML, JSON), ())},
        "/sparql": _sparql(),
        "/ask": {"get": operation("catalogue", (JSON, HTML), ())},
        "/find": {"get": operation("find", (JSON, HTML), _find_parameters())},
        **picture_paths(),
        "/id/{kind}/{slug}": {"get": _thing()},
        "/doc/id/{kind}/{slug}": {
            "get": operation("document", _DOCUMENTS, _kind_and_slug(), (404,))
        },
        "/graph/{report}/{number}": {
            "get": operation("paragraph", _DOCUMENTS, _paragraph(), (404,))
        },
        "/ontology": {"get": operation("ontology", _DOCUMENTS, ())},
        "/.well-known/void": {"get": operation("void", TRIPLES, ())},
        "/catalogue": {"get": operation("dcat", TRIPLES, ())},
        "/openapi.json": {"get": operation("openapi", (JSON,), ())},
    }
    paths.update(reconciliation_paths())
    for question in desk.questions.values():
        paths[f"/ask/{question.name}"] = {"get": _question(question, job.language)}
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": __version__, "license": {"name": "CC BY 4.0"}},
        "servers": [{"url": job.site.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {"Problem": _problem(), "Table": _table()}},
    }


def _question(question: Question, language: str) -> Node:
    parameters = [_parameter(one, language) for one in question.parameters]
    paging = [
        query_parameter("limit", {"type": "integer", "minimum": 1, "maximum": 1_000_000}),
        query_parameter("offset", {"type": "integer", "minimum": 0, "maximum": 1_000_000_000}),
    ]
    found = operation(f"ask-{question.name}", TABLES, (*parameters, *paging))
    return {**found, "summary": question.asked(language), "tags": [question.theme or "ask"]}


def _parameter(one: Parameter, language: str) -> Node:
    schema: Node = dict(_TEXT)
    if one.type in _PATTERNS:
        schema = {"type": "string", "pattern": _PATTERNS[one.type]}
    if one.type == "language":
        schema = {"type": "string", "enum": list(LANGUAGES)}
    if one.default is not None:
        schema["default"] = one.default
    needed = not one.optional and one.default is None
    stays = ("; all: any", "；all 为不限")[language == "zh"] if one.optional else ""
    if one.unless:
        given = ", ".join(one.unless)
        stays += (f"; no default with {given}", f"；给了 {given} 则无默认")[language == "zh"]
    return {
        **query_parameter(one.name, schema, required=needed),
        "description": f"{one.wording.get(language, '')} ({one.type}{stays})",
    }


def _sparql() -> Node:
    """Return the two ways to ask the endpoint; without a query it describes itself."""
    graphs: Node = {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 100}
    dataset = (
        query_parameter("default-graph-uri", graphs),
        query_parameter("named-graph-uri", graphs),
    )
    failures = (403, 413, 415, 422, 503, 504)
    formats = (HTML, *ROWS, *TRIPLES)
    text: Node = {"type": "string", "examples": ["SELECT ?court { ?court a ipr:Court }"]}
    form: Node = {"type": "object", "properties": {"query": text}, "required": ["query"]}
    body: Node = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": text},
            "application/x-www-form-urlencoded": {"schema": form},
        },
    }
    get = operation("sparql-get", formats, (query_parameter("query", text), *dataset), failures)
    post = operation("sparql-post", formats, dataset, failures)
    return {"get": get, "post": {**post, "requestBody": body}}


def _thing() -> Node:
    found = operation("thing", (), _kind_and_slug(), (404, 410))
    moved: Node = {"description": "where the document is", "headers": {"Location": _header()}}
    answers = dict(_dictionary(found["responses"]))
    answers.pop("200")
    return {**found, "responses": {"303": moved, "301": moved, **answers}}


def _problem() -> Node:
    text = {"type": "string"}
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail", "remedy"],
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "remedy": text,
        },
    }


def _table() -> Node:
    whole = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "required": ["question", "columns", "rows", "total", "offset", "limit"],
        "properties": {
            "question": {"type": "object"},
            "columns": {"type": "array", "items": {"type": "object"}},
            "rows": {"type": "array", "items": {"type": "object"}},
            "total": whole,
            "offset": whole,
            "limit": whole,
        },
    }


def _find_parameters() -> tuple[Node, ...]:
    kind: Node = {"type": "string", "maxLength": 40}
    return (query_parameter("q", dict(_TEXT), required=True), query_parameter("kind", kind))


def _kind_and_slug() -> tuple[Node, ...]:
    return path_parameter("kind", "agency"), path_parameter("slug", "cnipa")


def _paragraph() -> tuple[Node, ...]:
    return path_parameter("report", "guangdong-2022"), path_parameter("number", "2.1")


def _header() -> Node:
    return {"schema": {"type": "string"}}


def _dictionary(value: object) -> Node:
    return value if isinstance(value, dict) else {}
