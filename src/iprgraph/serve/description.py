"""Description: the service's own documents: home, catalogue, endpoint, VoID and OpenAPI."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.prefixes import shorten
from iprgraph.record import catalogue_record
from iprgraph.record.citation import schema_org
from iprgraph.serve import catalogue, pages
from iprgraph.serve.jobs import Reply
from iprgraph.serve.openapi import openapi
from iprgraph.serve.problems import Problem
from iprgraph.serve.sparql import written
from iprgraph.serve.void import service_description, void_description
from iprgraph.settings import SERVE

if TYPE_CHECKING:
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.holding import Held
    from iprgraph.serve.jobs import PageJob

_EXAMPLE = """SELECT ?agency ?label WHERE {
  ?agency a ipr:Court ; rdfs:label ?label .
  FILTER(LANG(?label) = "LANGUAGE")
}
ORDER BY ?label
LIMIT 20"""
_PUBLIC = ("query_time", "rows", "answer_size", "query_size", "query_depth", "body_size")


def page(desk: Desk, job: PageJob) -> Reply:
    """Return one of the service's documents. Raises Problem."""
    match job.name, job.choice.format:
        case "home", _:
            return _home(desk, job)
        case "catalogue", "html":
            return catalogue.list_page(desk, job)
        case "catalogue", _:
            return catalogue.list_object(desk, job)
        case "views", "html":
            titles = view_titles(job.language)
            body = pages.filled("views", job, views=titles, build=desk.build)
            return Reply(job.choice.content_type, body)
        case "views", _:
            value = {
                "views": [
                    dict(zip(("name", "title"), one, strict=True))
                    for one in view_titles(job.language)
                ]
            }
            return Reply(job.choice.content_type, json.dumps(value, ensure_ascii=False).encode())
        case "openapi", _:
            text = json.dumps(openapi(desk, job), ensure_ascii=False)
            return Reply(job.choice.content_type, text.encode())
        case "service", "html":
            return _endpoint(desk, job)
        case "service", form:
            body = written(service_description(desk, job.site), form, desk.limits.answer_bytes)
            return Reply(job.choice.content_type, body)
        case "void", form:
            body = written(void_description(desk, job.site), form, desk.limits.answer_bytes)
            return Reply(job.choice.content_type, body)
        case "dcat", form:
            record = catalogue_record(desk.about, site=job.site)
            body = written(record, form, desk.limits.answer_bytes)
            return Reply(job.choice.content_type, body)
    raise Problem("not-found", f'no document "{job.name}"')


def view_titles(language: str) -> list[tuple[str, str]]:
    """Return the name and the title of each view."""
    from iprgraph.draw import views

    return [(one.name, getattr(one.title, language)) for one in views()]


def graph_sizes(desk: Held) -> list[tuple[str, int]]:
    """Return each named graph and how many triples it has, by address."""
    return [
        (iri, sum(1 for _ in desk.holding.graph.quads_for_pattern(None, None, None, node)))
        for iri in sorted(desk.holding.graphs)
        for node in (ox.NamedNode(iri),)
    ]


def _home(desk: Desk, job: PageJob) -> Reply:
    labels = desk.doors[job.language].labels
    sizes = sorted(graph_sizes(desk), key=lambda one: not labels.of(one[0]))  # paragraphs first
    graphs = [
        {"iri": iri, "label": labels.of(iri) or shorten(iri), "triples": f"{size:,}"}
        for iri, size in sizes
    ]
    if job.choice.format == "json":
        value = {
            "build": desk.build,
            "sparql": f"{job.site}sparql",
            "ask": f"{job.site}ask",
            "find": f"{job.site}find",
            "draw": f"{job.site}draw",
            "reconcile": f"{job.site}reconcile",
            "openapi": f"{job.site}openapi.json",
            "void": f"{job.site}.well-known/void",
            "dcat": f"{job.site}catalogue",
            "graphs": [one["iri"] for one in graphs],
        }
        return Reply(job.choice.content_type, json.dumps(value, ensure_ascii=False).encode())
    body = pages.filled(
        "home",
        job,
        graphs=graphs,
        questions=len(desk.questions),
        views=view_titles(job.language),
        dataset=schema_org(desk.about, site=job.site),
        build=desk.build,
    )
    return Reply(job.choice.content_type, body)


def _endpoint(desk: Desk, job: PageJob) -> Reply:
    values = desk.limits.as_object()
    told = {one.name.removeprefix("serve-").replace("-", "_"): one for one in SERVE}
    limits = [f"{told[name].help}: {values[name]:,} {told[name].unit}" for name in _PUBLIC]
    body = pages.filled(
        "sparql",
        job,
        query=_EXAMPLE.replace("LANGUAGE", job.language),
        endpoint=f"{job.site}sparql",
        limits=limits,
        build=desk.build,
    )
    return Reply(job.choice.content_type, body)
