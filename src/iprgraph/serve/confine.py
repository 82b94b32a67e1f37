"""Confine: what the operating system lets a worker do, so that no query can do more."""

from __future__ import annotations

import os
import signal
import sys

_MEGA = 1_000_000
_GRACE = 2

if sys.platform == "win32":

    def limit_memory(megabytes: int, *, reserved: bool = True) -> None:
        """Do nothing: this system has no such limit."""

    def forbid_writing() -> None:
        """Do nothing: this system has no such limit."""

    def forbid_opening() -> None:
        """Do nothing: this system has no such limit."""

    def end_after(seconds: int) -> None:
        """Do nothing: this system has no such timer."""
else:
    import resource

    def limit_memory(megabytes: int, *, reserved: bool = True) -> None:
        """Let this process have so much memory and no more; an engine that wants more dies.

        Addresses that are only reserved count too, unless it is said otherwise: what draws charts
        reserves 32 GB of them and writes to few.
        """
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform != "darwin":  # which knows the limit by name, but does not take it
            kind = resource.RLIMIT_AS if reserved else resource.RLIMIT_DATA
            resource.setrlimit(kind, (megabytes * _MEGA, megabytes * _MEGA))

    def forbid_writing() -> None:
        """Let this process write to no file."""
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def forbid_opening() -> None:
        """Let this process open no further file and no socket."""
        free = os.dup(0)
        os.close(free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))

    def end_after(seconds: int) -> None:
        """End this process when a job takes longer, should nobody be there to kill it; 0: never.

        The signal is left to the system, which needs no help from a busy engine.
        """
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE if seconds else 0)
