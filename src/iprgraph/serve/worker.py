"""Worker: a process that holds one build and answers one job at a time, within its limits.

It speaks frames over its standard input and output, and ends when the server does.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from iprgraph.errors import IprgraphError
from iprgraph.serve import confine
from iprgraph.serve.desk import Desk
from iprgraph.serve.frames import packed, read_frame
from iprgraph.serve.holding import hold
from iprgraph.serve.jobs import job_of, problem_head, reply_head
from iprgraph.serve.limits import Limits
from iprgraph.serve.problems import Problem

if TYPE_CHECKING:
    from iprgraph.serve.frames import Head
    from iprgraph.serve.jobs import Reply


def main() -> None:
    """Open the build that the first frame names, then answer jobs until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, replies = _pipes()
    first = read_frame(jobs)
    if first is None:
        return
    seconds = Limits(**cast("dict[str, Any]", first[0])["limits"]).seconds(str(first[0]["lane"]))
    try:
        desk = _opened(first[0])
    except (IprgraphError, OSError) as error:
        replies.write(packed({"failed": str(error)}))
        replies.flush()
        return
    replies.write(packed({"ready": desk.build}))
    replies.flush()
    while (frame := read_frame(jobs)) is not None:
        confine.end_after(seconds)
        head, body = _answered(desk, frame[0])
        confine.end_after(0)
        replies.write(packed(head, body))
        replies.flush()


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the two pipes; what a library prints goes to standard error instead."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, replies


def _opened(given: Head) -> Desk:
    """Return a desk over the build, its process confined. Raises StoreError."""
    told = cast("dict[str, Any]", given)
    limits = Limits(**told["limits"])
    os.environ["IPRGRAPH_QUERY_SIZE"] = str(limits.query_size)
    os.environ["IPRGRAPH_QUERY_SECONDS"] = str(2 * limits.seconds(told["lane"]))
    os.environ["IPRGRAPH_QUERY_ROWS"] = str(limits.rows)
    draws = told["lane"] == "pictures"
    confine.limit_memory(limits.picture_memory if draws else limits.memory, reserved=not draws)
    holding = hold(Path(told["home"]), told["build"], limits.in_memory)
    desk = Desk(holding, limits, Path(told["home"]), words=told["words"])
    desk.warm(told["lane"])
    confine.forbid_writing()
    if told["lane"] == "queries" and holding.in_memory:
        confine.forbid_opening()
    return desk


def _answered(desk: Desk, head: Head) -> tuple[Head, bytes]:
    """Return the answer of a job, or its problem."""
    try:
        reply: Reply = desk.answer(job_of(head))
        if len(reply.body) > desk.limits.answer_bytes:
            raise Problem("answer-too-large", "the answer is larger than this service sends")
        return reply_head(reply), reply.body
    except Problem as problem:
        return problem_head(problem), b""
    except MemoryError:
        return problem_head(Problem("too-much-memory", "the memory of a query is used up")), b""
    except RecursionError:
        return problem_head(Problem("too-complex", "the query nests too deeply")), b""
    except IprgraphError as error:
        return problem_head(Problem("bad-request", error.message, remedy=error.remedy)), b""
    except BaseException as error:  # a panic of the engine too: the next job is answered
        if isinstance(error, SystemExit | KeyboardInterrupt):
            raise
        print(f"iprgraph worker: {type(error).__name__}: {error}", file=sys.stderr)
        return problem_head(Problem("fault", f"{type(error).__name__} in a worker")), b""


if __name__ == "__main__":
    main()
