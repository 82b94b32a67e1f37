"""Finding: things by name, as a page or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iprgraph.search import listed
from iprgraph.serve import pages
from iprgraph.serve.jobs import Reply

if TYPE_CHECKING:
    from iprgraph.serve.desk import Desk
    from iprgraph.serve.jobs import FindJob


def find(desk: Desk, job: FindJob) -> Reply:
    """Return the things that a name may mean, best first."""
    hits = desk.doors[job.language].find(job.text, limit=job.limit, kind=job.kind)
    if job.choice.format == "html":
        body = pages.filled("find", job, hits=hits, searched=job.text, build=desk.build)
        return Reply(job.choice.content_type, body)
    text = json.dumps({"query": job.text, "things": listed(hits)}, ensure_ascii=False)
    return Reply(job.choice.content_type, text.encode())
