"""Frames: how the server and a worker speak over a pipe, a head in JSON and a body in bytes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from asyncio import StreamReader
    from collections.abc import Mapping

Head = dict[str, object]

_SIZES = struct.Struct(">II")


def packed(head: Mapping[str, object], body: bytes = b"") -> bytes:
    """Return a frame: the sizes of its two parts, and the parts."""
    return framed(head_text(head), body)


def head_text(head: Mapping[str, object]) -> bytes:
    """Return the head of a frame as it is written, the same for equal heads."""
    return json.dumps(head, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def framed(text: bytes, body: bytes = b"") -> bytes:
    """Return the frame of a head that is written already."""
    return _SIZES.pack(len(text), len(body)) + text + body


def read_frame(stream: BinaryIO) -> tuple[Head, bytes] | None:
    """Return the next frame, None where the other side has gone."""
    start = stream.read(_SIZES.size)
    if len(start) < _SIZES.size:
        return None
    head, body = _SIZES.unpack(start)
    return _head(stream.read(head)), stream.read(body)


async def receive_frame(stream: StreamReader, most: int) -> tuple[Head, bytes]:
    """Return the next frame. Raises IncompleteReadError where the other side has gone.

    A body larger than `most` is a ValueError: the other side should not have sent it.
    """
    head, body = _SIZES.unpack(await stream.readexactly(_SIZES.size))
    if body > most:
        raise ValueError(f"a frame of {body} bytes")
    return _head(await stream.readexactly(head)), await stream.readexactly(body)


def _head(text: bytes) -> Head:
    return dict(json.loads(text.decode("utf-8", "surrogatepass")))
