"""Jobs: what the server asks of a worker, and what comes back. Both cross a pipe as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, cast

from iprgraph.serve.media import Choice
from iprgraph.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iprgraph.serve.frames import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every job has: the language of the reader and the address where the graph is hosted."""

    language: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryJob(Job):
    """A SPARQL query, its dataset, and the formats that the client takes for rows and triples."""

    text: str
    base: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    rows: Choice | None = None
    triples: Choice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskJob(Job):
    """A question of the catalogue with its values as text, and which rows of its answer."""

    name: str
    values: tuple[tuple[str, str], ...]
    choice: Choice
    limit: int
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentJob(Job):
    """The document about an address of the graph, as a page, RDF or JSON."""

    iri: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpJob(Job):
    """Whether the graph speaks of an address, and what became of one that is retired."""

    iri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindJob(Job):
    """A search for things by name."""

    text: str
    kind: str
    choice: Choice
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob(Job):
    """One of the service's own documents: home, catalogue, sparql, service, void, openapi."""

    name: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileJob(Job):
    """A part of the reconciliation service at a path: what is asked of it, as it was sent.

    A callback is the name of the function that a script wants to be called with the answer.
    """

    part: str
    path: str
    text: str = ""
    cursor: int = 0
    callback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureJob(Job):
    """A picture page: a view by name, or what is around a thing, or the way between two.

    Things are names or addresses, as they were asked for.
    """

    name: str = ""
    things: tuple[str, ...] = ()
    hops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartJob(Job):
    """One of the charts of a thing as SVG, in the colours of a light or a dark page."""

    iri: str
    number: int
    scheme: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its media type and bytes, its status, and headers of its own.

    A volatile one may be another when it is asked for again, and is not kept.
    """

    content_type: str
    body: bytes = b""
    status: int = 200
    volatile: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


_JOBS = {
    one.__name__: one
    for one in (
        *(QueryJob, AskJob, DocumentJob, LookUpJob, FindJob, PageJob, ReconcileJob),
        *(PictureJob, ChartJob),
    )
}


def lane_of(job: Job) -> str:
    """Return in which lane a job is done."""
    if isinstance(job, QueryJob):
        return "queries"
    return "pictures" if isinstance(job, PictureJob | ChartJob) else "pages"


def job_head(job: Job) -> Head:
    """Return a job as the head of a frame."""
    head: Head = {"job": type(job).__name__}
    for one in fields(job):
        value = getattr(job, one.name)
        head[one.name] = asdict(value) if isinstance(value, Choice) else value
    return head


def job_of(head: Head) -> Job:
    """Return the job that a head describes."""
    given = cast("dict[str, Any]", dict(head))
    kind = _JOBS[given.pop("job")]
    for name in ("choice", "rows", "triples"):
        if isinstance(given.get(name), dict):
            given[name] = Choice(**given[name])
    for name in ("default", "named", "things"):
        if name in given:
            given[name] = tuple(given[name])
    if "values" in given:
        given["values"] = tuple((key, value) for key, value in given["values"])
    return kind(**given)


def reply_head(reply: Reply) -> Head:
    """Return what the head of an answer's frame says; the body goes beside it."""
    return {
        "type": reply.content_type,
        "status": reply.status,
        "volatile": reply.volatile,
        "headers": dict(reply.headers),
    }


def problem_head(problem: Problem) -> Head:
    """Return a problem as the head of a frame."""
    return {
        "problem": problem.kind,
        "detail": problem.message,
        "remedy": problem.remedy,
        "headers": problem.headers,
    }


def reply_of(head: Head, body: bytes) -> Reply:
    """Return the answer of a frame. Raises Problem where it holds one."""
    given = cast("dict[str, Any]", head)
    if "problem" in given:
        raise Problem(
            given["problem"], given["detail"], remedy=given["remedy"], headers=given["headers"]
        )
    return Reply(given["type"], body, given["status"], given["volatile"], given["headers"])
