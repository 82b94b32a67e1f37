"""Reconciling: the parts of the reconciliation service, as JSON, as a script, or as small pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from iprgraph.reconciliation import extension, suggestion
from iprgraph.reconciliation.batch import extension_of, queries_of
from iprgraph.reconciliation.facts import iri_of
from iprgraph.reconciliation.manifest import manifest
from iprgraph.reconciliation.wording import FEATURES
from iprgraph.serve import pages
from iprgraph.serve.addresses import href
from iprgraph.serve.jobs import Reply
from iprgraph.serve.problems import Problem

if TYPE_CHECKING:
    from iprgraph.matching.gazetteer import Entry
    from iprgraph.reconciliation.catalogue import Term
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import ReconcileJob

_JSON, _SCRIPT = "application/json", "text/javascript; charset=utf-8"
_HTML = "text/html; charset=utf-8"
# A client shows a preview in a frame of its own.
_FRAMED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *"
    )
}
_SHOWN = 8
_SHOWN_VALUES = 3
_IN_HEAD = frozenset(("name-zh", "name-en", "definition"))


def answer(desk: Desk, job: ReconcileJob) -> Reply:
    """Return the answer of a part of the service. Raises Problem and ReconciliationError."""
    match job.part:
        case "preview":
            return Reply(_HTML, _preview(desk, job), headers=_FRAMED)
        case "feature":
            return Reply(_HTML, _feature(job), headers=_FRAMED)
    text = json.dumps(_object(desk, job), ensure_ascii=False)
    if not job.callback:
        return Reply(_JSON, text.encode())
    # These two end a line in older scripts, though not in JSON.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Reply(_SCRIPT, f"/**/{job.callback}({text});".encode())


def _object(desk: Desk, job: ReconcileJob) -> dict[str, object]:
    """Return the answer of a part that is JSON."""
    own, language, limits = desk.reconciler, job.language, desk.limits
    match job.part:
        case "manifest":
            return manifest(own, job.site, job.path, language, limits.batch)
        case "queries":
            batch = queries_of(job.text, most=limits.batch, longest=limits.name_size)
            return {
                key: {"result": own.results(query, language, most=limits.candidates)}
                for key, query in batch.items()
            }
        case "extend":
            asked = extension_of(job.text, most=limits.batch)
            return extension.extended(own, asked, language)
        case "properties":
            return extension.proposals(own, job.text, job.cursor, language)
        case "suggest-entity":
            names = desk.doors[language].names
            return suggestion.entities(own, names, job.text, job.cursor, language)
        case "suggest-type":
            return suggestion.types(own, job.text, job.cursor, language)
        case "suggest-property":
            return suggestion.properties(own, job.text, job.cursor, language)
        case "flyout-entity" | "flyout-type" | "flyout-property":
            return {"id": job.text, "html": _flyout(desk, job)}
    raise Problem("fault", "a part of no kind")


def _preview(desk: Desk, job: ReconcileJob) -> bytes:
    """Return a thing as a small page. Raises Problem where there is none."""
    entry = _entry(desk, job)
    return pages.filled("preview", job, **_shown(desk, job, entry))


def _flyout(desk: Desk, job: ReconcileJob) -> str:
    """Return what a thing, type or property is, as a piece of HTML. Raises Problem."""
    if job.part == "flyout-entity":
        entry = _entry(desk, job)
        return pages.filled("flyout", job, **_shown(desk, job, entry)).decode()
    term = _term(desk, job)
    return pages.filled("flyout", job, **_told(term, job.language)).decode()


def _feature(job: ReconcileJob) -> bytes:
    """Return what a feature of a match means. Raises Problem where there is none."""
    name, _, about = job.text.partition(":")
    told = FEATURES.get(job.text)
    if told is None and name == "property" and about:
        told = {
            "zh": f"属性 {about} 与所给值的相符程度（0至100）",
            "en": f"how well the property {about} fits the value that was given, 0 to 100",
        }
    if told is None:
        raise Problem("not-found", f'there is no feature "{job.text}"')
    return pages.filled(
        "preview",
        job,
        title=job.text,
        kinds="",
        note=told[job.language],
        beside="",
        facts=[],
        address="",
        key="",
    )


def _entry(desk: Desk, job: ReconcileJob) -> Entry:
    entry = desk.reconciler.gazetteer.by_iri.get(iri_of(job.text))
    if entry is None:
        raise Problem("not-found", f'there is no thing "{job.text}"')
    return entry


def _term(desk: Desk, job: ReconcileJob) -> Term:
    catalogue = desk.reconciler.catalogue
    if job.part == "flyout-property":
        found = catalogue.property(job.text)
        if found is not None:
            return found.term
    elif iri := catalogue.type(job.text):
        return next(one for one in catalogue.types.values() if one.iri == iri)
    raise Problem("not-found", f'there is no type or property "{job.text}"')


def _told(term: Term, language: str) -> dict[str, object]:
    """Return what a template shows of a type or property."""
    other = "en" if language == "zh" else "zh"
    return {
        "title": term.name(language),
        "beside": term.names.get(other, ""),
        "kinds": "",
        "note": term.definitions.get(language, ""),
        "facts": [],
        "address": "",
        "key": term.id,
    }


def _shown(desk: Desk, job: ReconcileJob, entry: Entry) -> dict[str, object]:
    """Return what a template shows of a thing."""
    own, language = desk.reconciler, job.language
    other = "en" if language == "zh" else "zh"
    definition = own.facts.values(entry.iri, own.facts.path("definition"), language, most=1)
    separator = "、" if language == "zh" else ", "
    return {
        "title": entry.label(language),
        "beside": entry.labels.get(other, ""),
        "kinds": separator.join(one.name(language) for one in own.catalogue.types_of(entry)),
        "note": str(definition[0]["str"]) if definition else "",
        "facts": _facts(desk, job, entry),
        "address": href(entry.iri, urlsplit(job.site).path),
        "key": entry.curie,
    }


def _facts(desk: Desk, job: ReconcileJob, entry: Entry) -> list[tuple[str, list[str]]]:
    """Return the first properties of a thing with their first values, in words."""
    own = desk.reconciler
    found: list[tuple[str, list[str]]] = []
    for one in own.catalogue.properties.values():
        if one.term.id in _IN_HEAD or len(found) >= _SHOWN:
            continue
        values = own.facts.values(entry.iri, (one,), job.language)
        words = [str(value.get("name") or next(iter(value.values()))) for value in values]
        if words:
            more = [f"… ({len(words)})"] if len(words) > _SHOWN_VALUES else []
            found.append((one.term.name(job.language), [*words[:_SHOWN_VALUES], *more]))
    return found
