"""The interpreter: set for a check or a build, which makes much that stays and has threads."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECTS = 1_000_000  # made between two looks for cycles; Python's own number is some hundreds
_SECONDS = 0.0005  # that a thread waits for its turn; Python's own number is ten times that


@contextmanager
def set_for_much_work() -> Iterator[None]:
    """Look for cycles of garbage seldom, and give a thread its turn soon.

    Going over all that stays takes long, and a thread that comes back from the engine waits for its
    turn each time.
    """
    objects, seconds = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(_OBJECTS, *objects[1:])
    sys.setswitchinterval(_SECONDS)
    try:
        yield
    finally:
        gc.set_threshold(*objects)
        sys.setswitchinterval(seconds)
