"""Describing: what a document's page tells search engines, as schema.org has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.record.thing import schema_page
from iprgraph.serve.addresses import document_path
from iprgraph.vocabulary import PERMANENT

if TYPE_CHECKING:
    from iprgraph.record.thing import Object
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import DocumentJob


def described(desk: Desk, job: DocumentJob) -> Object:
    """Return the page of a document and what it is about."""
    return schema_page(
        desk.holding.graph,
        job.iri,
        desk.about,
        address=f"{job.site}{document_path(job.iri)}",
        url=f"{job.site}{job.iri.removeprefix(PERMANENT)}",
        language=job.language,
    )
