"""Cache: answers kept for the next who asks the same of the same build; the oldest goes first."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iprgraph.serve.jobs import Reply

_LEVEL = 5
_OVERHEAD = 500


@dataclass(frozen=True)
class Answer:
    """A reply and its entity tag, empty where it may be another next time."""

    reply: Reply
    tag: str = ""

    @cached_property
    def zipped(self) -> bytes:
        """Return the body compressed, done once."""
        return gzip.compress(self.reply.body, _LEVEL, mtime=0)

    @property
    def size(self) -> int:
        """Return how many bytes the answer takes, compressed body and all, at the most."""
        return 2 * len(self.reply.body) + _OVERHEAD


class Cache:
    """Answers by key, in no more than so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def get(self, key: str) -> Answer | None:
        """Return the answer of a key, None where there is none."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, unless it alone would take a quarter of the room."""
        if answer.size * 4 > self._most or key in self._answers:
            return
        self._answers[key] = answer
        self._held += answer.size
        while self._held > self._most:
            _, old = self._answers.popitem(last=False)
            self._held -= old.size
