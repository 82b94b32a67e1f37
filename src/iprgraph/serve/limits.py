"""Limits: what a server allows, read once from flags, environment and defaults."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from iprgraph import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEGA = 1_000_000
_KILO = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one server, named as in the table of settings, sizes as they are given."""

    query_time: int
    rows: int
    answer_size: int
    query_size: int
    query_depth: int
    body_size: int
    header_size: int
    page_rows: int
    queries: int
    pages: int
    memory: int
    pictures: int
    picture_time: int
    picture_memory: int
    in_memory: int
    queue: int
    queue_time: int
    connections: int
    client_time: int
    idle_time: int
    cache: int
    batch: int
    name_size: int
    candidates: int

    @property
    def answer_bytes(self) -> int:
        """Return the size of the largest answer in bytes."""
        return self.answer_size * _MEGA

    @property
    def body_bytes(self) -> int:
        """Return the size of the largest body of a request in bytes."""
        return self.body_size * _KILO

    @property
    def header_bytes(self) -> int:
        """Return the size of the largest address and headers in bytes."""
        return self.header_size * _KILO

    @property
    def cache_bytes(self) -> int:
        """Return the size of all answers kept in bytes."""
        return self.cache * _MEGA

    def seconds(self, lane: str) -> int:
        """Return how long a job of a lane may take."""
        return self.picture_time if lane == "pictures" else self.query_time

    def as_object(self) -> dict[str, int]:
        """Return the limits by name, to be handed to a worker."""
        return asdict(self)


def limits(given: Mapping[str, int | None] | None = None) -> Limits:
    """Return each limit as given, else from its variable, else its default. Raises SettingError."""
    chosen = dict(given or {})
    values: dict[str, int] = {}
    for one in fields(Limits):
        value = chosen.get(one.name)
        values[one.name] = settings.limit(f"serve-{one.name.replace('_', '-')}", value)
    return Limits(**values)
