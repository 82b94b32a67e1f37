"""Answers: a job's answer from the cache, from one who asks the same just now, or from a worker."""

from __future__ import annotations

import asyncio
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from iprgraph.serve.cache import Answer, Cache
from iprgraph.serve.frames import framed, head_text
from iprgraph.serve.jobs import job_head, lane_of, reply_of

if TYPE_CHECKING:
    from iprgraph.serve.jobs import Job
    from iprgraph.serve.keeper import Keeper


class Asked:
    """A job as it is asked: in which lane, and written out once, for its key and its frame."""

    def __init__(self, job: Job) -> None:
        self.lane = lane_of(job)
        self._text = head_text(job_head(job))

    @cached_property
    def frame(self) -> bytes:
        """Return the job as a worker reads it."""
        return framed(self._text)

    def key(self, build: str) -> str:
        """Return what tells the answer from all others: the build and everything that is asked."""
        return sha256(build.encode() + b"|" + self._text).hexdigest()[:40]


class Answers:
    """What the routes ask; each answer comes whole from one build."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._cache = Cache(keeper.limits.cache_bytes)
        self._running: dict[str, asyncio.Task[Answer]] = {}

    def tag(self, asked: Asked) -> str:
        """Return the entity tag that an answer has while the build stays."""
        return asked.key(self._keeper.build)

    async def to(self, asked: Asked) -> Answer:
        """Return the answer to what is asked. Raises Problem."""
        key = self.tag(asked)
        found = self._cache.get(key)
        if found is not None:
            return found
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self._fetched(asked))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))
        return await asyncio.shield(task)

    async def _fetched(self, asked: Asked) -> Answer:
        build, head, body = await self._keeper.run(asked.lane, asked.frame)
        reply = reply_of(head, body)
        if reply.volatile:
            return Answer(reply)
        key = asked.key(build)
        answer = Answer(reply, key)
        self._cache.put(key, answer)
        return answer
