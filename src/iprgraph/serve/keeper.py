"""Keeper: the crew of the current build; a new build gets a new crew, the old one ends in peace.

A request is answered by one crew, hence from one build. The change is one assignment, made when all
workers of the new crew are ready.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iprgraph.errors import StoreError
from iprgraph.serve.crew import Closed, Crew
from iprgraph.serve.problems import Problem
from iprgraph.serve.process import Post
from iprgraph.shelf import CURRENT
from iprgraph.store import current_build

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from iprgraph.serve.frames import Head
    from iprgraph.serve.limits import Limits

_INTERVAL = 0.2
_TRIES = 5
_log = logging.getLogger("iprgraph.serve")


@dataclass
class Keeper:
    """Who answers now: to be started once, asked often, and stopped."""

    home: Path
    limits: Limits
    words: bool = False
    _crew: Crew | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def build(self) -> str:
        """Return the name of the build that answers now."""
        return self._crew.build if self._crew else ""

    async def start(self) -> None:
        """Start a crew on the current build, and watch for the next. Raises StoreError."""
        for last in range(_TRIES):
            crew = self._new(current_build(self.home))
            try:
                await crew.start()
                break
            except StoreError:
                if current_build(self.home) == crew.build or last == _TRIES - 1:
                    raise
        self._crew = crew
        self._keep(self._fill(crew))
        self._keep(self._watch())

    async def run(self, lane: str, job: bytes) -> tuple[str, Head, bytes]:
        """Return the build that answers, and its answer. Raises Problem."""
        while (crew := self._crew) is not None:
            try:
                answer, body = await crew.run(lane, job)
            except Closed:
                if crew is self._crew:
                    break
                continue
            return crew.build, answer, body
        raise Problem("overloaded", "the server is stopping", headers={"Retry-After": "5"})

    async def stop(self) -> None:
        """End all workers."""
        for task in list(self._tasks):
            task.cancel()
        if self._crew is not None:
            await self._crew.stop()

    def _new(self, build: str) -> Crew:
        return Crew(Post(self.home, build, "", self.limits, self.words))

    async def _fill(self, crew: Crew) -> None:
        try:
            await crew.fill()
        except StoreError as error:
            _log.warning("not all workers could be started: %s", error)

    async def _watch(self) -> None:
        """Change the crew whenever the pointer to the current build is replaced."""
        seen = 0, 0
        while True:
            await asyncio.sleep(_INTERVAL)
            try:
                status = (self.home / CURRENT).stat()
                if (status.st_mtime_ns, status.st_ino) != seen:
                    await self._change(current_build(self.home))
                seen = status.st_mtime_ns, status.st_ino
            except (StoreError, OSError) as error:
                _log.warning("a new build cannot be used yet: %s", error)
                await asyncio.sleep(1)

    async def _change(self, build: str) -> None:
        """Put a crew on a build, if it is not there already. Raises StoreError."""
        old = self._crew
        if old is None or build == old.build:
            return
        new = self._new(build)
        await new.fill()
        self._crew = new
        _log.info("build %s answers now", build)
        self._keep(old.close())

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
