"""Cycles: how often Python looks for garbage that refers to itself."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECTS = 100_000  # made between two looks; Python's own number is some hundreds


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """Look for cycles seldom while much is made that stays: going over all of it takes long."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
