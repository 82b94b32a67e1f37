"""Catalogue: the questions listed, and one of them answered, as a page, JSON or a table of text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from iprgraph.errors import QueryError, QuestionError
from iprgraph.labels import LANGUAGES
from iprgraph.prefixes import prefix_table, shorten
from iprgraph.query import Solutions
from iprgraph.questions import nearest, question_object, theme_labels, wording_in
from iprgraph.reports import number_order
from iprgraph.results import with_labels, write_result
from iprgraph.serve import pages
from iprgraph.serve.jobs import Reply
from iprgraph.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.labels import Labels
    from iprgraph.query import Term
    from iprgraph.questions import Question
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import AskJob, PageJob

_WRITTEN = {"csv": "csv", "tsv": "tsv", "srj": "json", "xml": "xml"}
_INTEGERS = ("integer", "int", "long", "gYear")


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of an answer, and how many it has in all."""

    rows: Solutions
    total: int


def list_page(desk: Desk, job: PageJob) -> Reply:
    """Return the catalogue as a page by theme."""
    labels = theme_labels(desk.doors["en"].folders.queries / "ask")
    themes = [
        (wording_in(labels.get(theme, {}), job.language) or theme, list(held))
        for theme, held in groupby(desk.questions.values(), key=lambda one: one.theme)
    ]
    body = pages.filled("catalogue", job, themes=themes, build=desk.build)
    return Reply(job.choice.content_type, body)


def list_object(desk: Desk, job: PageJob) -> Reply:
    """Return the catalogue as JSON: questions, themes, and the choices for each type."""
    types = {one.type for each in desk.questions.values() for one in each.parameters}
    value = {
        "questions": [
            {**question_object(one), "href": f"{job.site}ask/{one.name}"}
            for one in desk.questions.values()
        ],
        "themes": theme_labels(desk.doors["en"].folders.queries / "ask"),
        "choices": {kind: choices(desk, kind) for kind in sorted(types) if choices(desk, kind)},
    }
    return Reply(job.choice.content_type, json.dumps(value, ensure_ascii=False).encode())


def choices(desk: Desk, kind: str) -> list[dict[str, str]]:
    """Return the values that a type of parameter can take, empty where they are not counted."""
    if kind == "language":
        return [{"value": one} for one in LANGUAGES]
    if kind == "paragraph":
        numbers = sorted(set(desk.doors["en"].paragraphs.values()), key=number_order)
        return [{"value": one} for one in numbers]
    if kind not in prefix_table():
        return []
    things = desk.doors["en"].names.of_kind(kind)
    return [{"value": one.slug, **dict(one.labels)} for one in things]


def answer(desk: Desk, job: AskJob) -> Reply:
    """Return the answer to a question. Raises Problem: no such question, or value."""
    question = named(desk, job.name)
    door = desk.doors[job.language]
    try:
        found = door.result(question, dict(job.values))
    except QuestionError as error:
        raise Problem("bad-value", error.message, remedy=error.remedy) from None
    except QueryError as error:
        raise Problem("answer-too-large", error.message) from None
    if not isinstance(found, Solutions):
        raise Problem("fault", f'the question "{job.name}" gives no rows')
    rows = found.rows[job.offset : job.offset + job.limit]
    part = Part(Solutions(found.columns, rows), len(found.rows))
    headers = _headers(job, part)
    if job.choice.format in _WRITTEN:
        form = _WRITTEN[job.choice.format]
        text = write_result(with_labels(part.rows, door.labels), form)
        return Reply(job.choice.content_type, text.encode(), headers=headers)
    if job.choice.format == "html":
        body = _page(desk, job, question, part)
        return Reply(job.choice.content_type, body, headers=headers)
    value = _object(job, question, part, door.labels)
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(job.choice.content_type, body, headers=headers)


def named(desk: Desk, name: str) -> Question:
    """Return the question of that name. Raises Problem with the nearest one."""
    found = desk.questions.get(name)
    if found is not None:
        return found
    hint = nearest(name[:100], desk.questions)
    raise Problem("not-found", f'no question "{name[:100]}"', remedy=f"{hint}all are at /ask")


def _object(job: AskJob, question: Question, part: Part, labels: Labels) -> Mapping[str, object]:
    """Return rows with their labels as plain objects."""
    columns = part.rows.columns
    return {
        "question": {"name": question.name, **dict(question.wording)},
        "parameters": dict(job.values),
        "language": job.language,
        "columns": [{"name": one, "label": question.heading(one, job.language)} for one in columns],
        "total": part.total,
        "offset": job.offset,
        "limit": job.limit,
        "next": _page_href(job, job.offset + job.limit) if _has_next(job, part) else None,
        "rows": [
            {
                name: _value(cell, labels)
                for name, cell in zip(columns, row, strict=True)
                if cell is not None
            }
            for row in part.rows.rows
        ],
    }


def _value(cell: Term, labels: Labels) -> object:
    """Return a cell as JSON: a thing as an object, a number as a number, all else as text."""
    if isinstance(cell, ox.NamedNode):
        label = labels.of(cell.value)
        return {"iri": cell.value, "curie": shorten(cell.value), "label": label or None}
    if not isinstance(cell, ox.Literal):
        return str(cell)
    kind = cell.datatype.value.rpartition("#")[2]
    if kind in _INTEGERS:
        return int(cell.value)
    if kind in ("decimal", "double", "float"):
        return float(cell.value)
    return cell.value == "true" if kind == "boolean" else cell.value


def _page(desk: Desk, job: AskJob, question: Question, part: Part) -> bytes:
    """Return the page of a question with its form, answer and query."""
    root = urlsplit(job.site).path
    labels = desk.doors[job.language].labels
    query = [line for line in question.text.splitlines() if not line.startswith("#+")]
    return pages.filled(
        "question",
        job,
        question=question,
        given=dict(job.values),
        wording=lambda one: wording_in(one.wording, job.language),
        columns=[question.heading(one, job.language) for one in part.rows.columns],
        rows=[pages.cells(row, root, labels) for row in part.rows.rows],
        total=part.total,
        previous=_page_href(job, max(0, job.offset - job.limit)) if job.offset else "",
        next=_page_href(job, job.offset + job.limit) if _has_next(job, part) else "",
        query="\n".join(query),
        kept=urlencode(job.values),
        alternates=[
            {"name": name, "type": kind, "href": _page_href(job, job.offset, name)}
            for name, kind in (("json", "application/json"), ("csv", "text/csv"))
        ],
        build=desk.build,
    )


def _headers(job: AskJob, part: Part) -> dict[str, str]:
    """Return the header that leads to the pages before and after."""
    links = []
    if job.offset:
        before = _page_href(job, max(0, job.offset - job.limit), job.choice.format)
        links.append(f'<{before}>; rel="prev"')
    if _has_next(job, part):
        after = _page_href(job, job.offset + job.limit, job.choice.format)
        links.append(f'<{after}>; rel="next"')
    return {"Link": ", ".join(links)} if links else {}


def _has_next(job: AskJob, part: Part) -> bool:
    return job.offset + job.limit < part.total


def _page_href(job: AskJob, offset: int, form: str = "") -> str:
    """Return the address of another page of the same answer."""
    more = [("limit", str(job.limit)), ("offset", str(offset)), ("lang", job.language)]
    if form:
        more.append(("format", form))
    return f"{urlsplit(job.site).path}ask/{job.name}?{urlencode([*job.values, *more])}"
