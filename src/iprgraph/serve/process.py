"""Process: a worker as the server sees it, started, asked, and killed when its time is over."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.errors import StoreError
from iprgraph.serve.frames import packed, receive_frame

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iprgraph.serve.frames import Head
    from iprgraph.serve.limits import Limits

_START_SECONDS = 60
_END_SECONDS = 2
_BUFFER = 1 << 20


class WorkerDied(Exception):  # noqa: N818  (an event, not an error of the user's)
    """A worker ended while it was asked; `code` is what its process ended with."""

    def __init__(self, code: int) -> None:
        super().__init__(f"a worker ended with {code}")
        self.code = code


@dataclass(frozen=True)
class Post:
    """What a worker is started for: the home and build, the lane of jobs, the limits."""

    home: Path
    build: str
    lane: str
    limits: Limits
    words: bool

    @property
    def seconds(self) -> int:
        """Return how long a job may take."""
        return self.limits.seconds(self.lane)

    def as_object(self) -> Mapping[str, object]:
        """Return the post as the first frame that a worker reads."""
        return {
            "home": str(self.home),
            "build": self.build,
            "lane": self.lane,
            "limits": self.limits.as_object(),
            "words": self.words,
        }


class Worker:
    """One worker process; it takes one job at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self._killed = False

    @property
    def alive(self) -> bool:
        """Return whether the process is not known to have ended, or to be ending."""
        return self.process.returncode is None and not self._killed

    async def ask(self, job: bytes, seconds: float, most: int) -> tuple[Head, bytes]:
        """Return the answer of a job, given as a frame. Raises TimeoutError, and WorkerDied.

        After either the worker is of no use any more and has been killed.
        """
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(job, most)
        except (asyncio.IncompleteReadError, ConnectionError, ValueError, OSError) as error:
            if isinstance(error, TimeoutError):
                self.kill()
                raise
            raise WorkerDied(await self._end()) from None
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """End the process at once."""
        self._killed = True
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def close(self) -> None:
        """Let the process end, and see that it does."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            async with asyncio.timeout(_END_SECONDS):
                await self.process.wait()
        except TimeoutError:
            self.kill()
            await self.process.wait()

    async def _end(self) -> int:
        """Return what a process ended with whose pipe has ended; one that lingers is killed."""
        self._killed = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                return await self.process.wait()
        self.kill()
        return await self.process.wait()

    async def _exchange(self, job: bytes, most: int) -> tuple[Head, bytes]:
        """Send a frame and return the next one."""
        if self.process.stdin is None or self.process.stdout is None:
            raise ConnectionError
        self.process.stdin.write(job)
        await self.process.stdin.drain()
        return await receive_frame(self.process.stdout, most)


async def started(post: Post) -> Worker:
    """Return a worker that has opened its build. Raises StoreError where it cannot."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "iprgraph.serve.worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_BUFFER,
        start_new_session=True,
    )
    worker = Worker(process)
    try:
        head, _ = await worker.ask(packed(post.as_object()), _START_SECONDS, _BUFFER)
    except (WorkerDied, TimeoutError) as error:
        raise StoreError(
            f'no worker can open the build "{post.build}": {error}',
            remedy="make the build again: iprgraph build; or allow more memory: --memory",
        ) from None
    if "ready" in head:
        return worker
    await worker.close()
    raise StoreError(str(head.get("failed", "a worker did not start")))
