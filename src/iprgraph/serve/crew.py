"""Crew: the workers of one build, in lanes, so that hard queries keep no page waiting."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from iprgraph.errors import StoreError
from iprgraph.serve.problems import Problem
from iprgraph.serve.process import Worker, WorkerDied, started

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from iprgraph.serve.frames import Head
    from iprgraph.serve.process import Post

LANES = ("queries", "pages", "pictures")
_FIRST = ("queries", "pages")  # started before the first request; who draws is started after

_ABORTED, _ILLEGAL, _BUS, _FAULT, _ALARM = -6, -4, -7, -11, -14
_TRIES = 3
_PAUSE = 0.2
_LONGEST_PAUSE = 5.0


class Closed(Exception):  # noqa: N818  (an event, not an error of the user's)
    """A crew has ended; the job is for the next one."""


class Lane:
    """The workers for one sort of job: those at leisure, and the jobs that wait for one."""

    def __init__(self, post: Post, size: int) -> None:
        self._post = post
        self._size = size
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = True

    async def start(self, count: int) -> None:
        """Start so many workers, and return when they are ready. Raises StoreError."""
        async with asyncio.TaskGroup() as group:
            for _ in range(count):
                group.create_task(self._start_one())

    async def fill(self) -> None:
        """Start the workers that are missing. Raises StoreError."""
        await self.start(self._size - len(self._all))

    async def run(self, job: bytes) -> tuple[Head, bytes]:
        """Return the answer of a job. Raises Problem: overloaded, too slow, or too much.

        A job whose worker was killed by someone else is given to another one. Raises Closed.
        """
        seconds, most = self._post.seconds, self._post.limits.answer_bytes
        for _ in range(_TRIES):
            worker = await self._taken()
            try:
                answer = await worker.ask(job, seconds, most)
            except TimeoutError:
                raise _too_slow(seconds) from None
            except WorkerDied as death:
                _judge(death.code, seconds)
                continue
            finally:
                self._give_back(worker)
            return answer
        raise Problem("fault", "the workers end before they answer")

    async def close(self) -> None:
        """Let the jobs at hand end, then end the workers."""
        while self._open and (self._waiting or len(self._idle) < len(self._all)):
            await asyncio.sleep(_PAUSE / 4)
        await self.stop()

    async def stop(self) -> None:
        """End the workers now."""
        self._open = False
        for place in self._waiting:
            place.set_exception(Closed())
        self._waiting.clear()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*(worker.close() for worker in list(self._all)))

    async def _start_one(self) -> None:
        worker = await started(self._post)
        self._all.add(worker)
        self._keep(self._watch(worker))
        self._give_back(worker)

    async def _watch(self, worker: Worker) -> None:
        """Wait for a worker's end, and put another in its place."""
        await worker.process.wait()
        self._all.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        pause = _PAUSE
        while self._open and len(self._all) < self._size:
            with contextlib.suppress(StoreError, OSError):
                await self._start_one()
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _taken(self) -> Worker:
        """Return a worker that is at leisure, when there is one. Raises Problem: overloaded."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
        if not self._open:
            raise Closed
        if len(self._waiting) >= self._post.limits.queue:
            raise _overloaded("too many requests wait already")
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(self._post.limits.queue_time):
                await asyncio.wait((place,))
        except TimeoutError:
            self._waiting.remove(place)
            raise _overloaded("no worker was free in time") from None
        except asyncio.CancelledError:
            self._leave(place)
            raise
        return place.result()

    def _leave(self, place: asyncio.Future[Worker]) -> None:
        """Give up a place in the queue; a worker that is there already goes to the next."""
        if place.done() and not place.cancelled() and place.exception() is None:
            self._give_back(place.result())
        elif place in self._waiting:
            self._waiting.remove(place)

    def _give_back(self, worker: Worker) -> None:
        """Put a worker at the disposal of the next job."""
        if not worker.alive:
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Crew:
    """All workers of one build."""

    def __init__(self, post: Post) -> None:
        self.build = post.build
        self._lanes = {
            name: Lane(replace(post, lane=name), getattr(post.limits, name)) for name in LANES
        }

    async def start(self) -> None:
        """Start one worker for queries and one for pages. Raises StoreError."""
        await self._each("start", 1, names=_FIRST)

    async def fill(self) -> None:
        """Start the other workers. Raises StoreError."""
        await self._each("fill")

    async def run(self, lane: str, job: bytes) -> tuple[Head, bytes]:
        """Return the answer of a job in a lane. Raises Problem."""
        return await self._lanes[lane].run(job)

    async def close(self) -> None:
        """Let the jobs at hand end, then end the workers."""
        await asyncio.gather(*(lane.close() for lane in self._lanes.values()))

    async def stop(self) -> None:
        """End the workers now."""
        await asyncio.gather(*(lane.stop() for lane in self._lanes.values()))

    async def _each(self, name: str, *values: int, names: Sequence[str] = LANES) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for lane in names:
                    group.create_task(getattr(self._lanes[lane], name)(*values))
        except* StoreError as errors:
            failures = errors
        else:
            return
        await self.stop()
        raise _first(failures)


def _first(errors: BaseExceptionGroup[StoreError]) -> StoreError:
    """Return the first of some errors."""
    inner = errors.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


def _judge(code: int, seconds: int) -> None:
    """Raise Problem where a worker's end is the query's doing, not that of a hand from outside."""
    if code == _ALARM:
        raise _too_slow(seconds)
    if code == _ABORTED:
        raise Problem("too-much-memory", "it needs more memory than it may have")
    if code in (_FAULT, _BUS, _ILLEGAL):
        raise Problem("too-complex", "the engine gave up on the query")


def _too_slow(seconds: int) -> Problem:
    return Problem("timeout", f"it took longer than {seconds} seconds and was stopped")


def _overloaded(why: str) -> Problem:
    return Problem("overloaded", why, headers={"Retry-After": "1"})
