"""Answers: a job's answer from the cache, from one who asks the same just now, or from a worker."""

from __future__ import annotations

import asyncio
import json
from hashlib import sha256
from typing import TYPE_CHECKING

from iprgraph.serve.cache import Answer, Cache
from iprgraph.serve.jobs import QueryJob, job_head, reply_of

if TYPE_CHECKING:
    from iprgraph.serve.jobs import Job
    from iprgraph.serve.keeper import Keeper


class Answers:
    """What the routes ask; each answer comes whole from one build."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._cache = Cache(keeper.limits.cache_bytes)
        self._asked: dict[str, asyncio.Task[Answer]] = {}

    @property
    def build(self) -> str:
        """Return the name of the build that answers now."""
        return self._keeper.build

    def tag(self, job: Job) -> str:
        """Return the entity tag that an answer to this job has while the build stays."""
        return _key(self.build, job)

    async def to(self, job: Job) -> Answer:
        """Return the answer to a job. Raises Problem."""
        key = _key(self.build, job)
        found = self._cache.get(key)
        if found is not None:
            return found
        task = self._asked.get(key)
        if task is None:
            task = asyncio.create_task(self._fetched(job))
            self._asked[key] = task
            task.add_done_callback(lambda _: self._asked.pop(key, None))
        return await asyncio.shield(task)

    async def _fetched(self, job: Job) -> Answer:
        lane = "queries" if isinstance(job, QueryJob) else "pages"
        build, head, body = await self._keeper.run(lane, job_head(job))
        reply = reply_of(head, body)
        if reply.volatile:
            return Answer(reply)
        key = _key(build, job)
        answer = Answer(reply, key)
        self._cache.put(key, answer)
        return answer


def _key(build: str, job: Job) -> str:
    """Return what tells an answer from all others: the build and everything that is asked."""
    text = json.dumps([build, job_head(job)], ensure_ascii=True, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:40]
