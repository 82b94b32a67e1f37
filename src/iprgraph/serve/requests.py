"""Requests: what of a request every route needs: language, host, parameters, format, body."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from iprgraph.labels import LANGUAGES
from iprgraph.serve.media import Choice, Format, accepted, called
from iprgraph.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request

    from iprgraph.serve.limits import Limits

Pairs = list[tuple[str, str]]

_MOST_PAIRS = 200
# A client that sends too much reads the refusal only once it has sent it all.
_DRAINED = 8
_HOST = re.compile(r"(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_LANGUAGE_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?"
)


def pairs_of(text: bytes) -> Pairs:
    """Return the names and values of a query string or form. Raises Problem."""
    try:
        return parse_qsl(
            text.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PAIRS,
        )
    except UnicodeDecodeError:
        raise Problem("bad-request", "the parameters are not UTF-8 text") from None
    except ValueError:
        raise Problem("bad-request", f"there are more than {_MOST_PAIRS} parameters") from None


def single(pairs: Pairs, name: str, default: str = "") -> str:
    """Return the value of a parameter that may be given once. Raises Problem."""
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise Problem("bad-request", f'the parameter "{name}" is given {len(values)} times')
    return values[0] if values else default


def whole(pairs: Pairs, name: str, default: int, most: int, least: int = 0) -> int:
    """Return the value of a parameter that is a whole number. Raises Problem."""
    text = single(pairs, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise Problem("bad-value", f"{name} must be a whole number from {least} to {most:,}")
    return int(text)


def language_of(request: Request, pairs: Pairs, default: str) -> str:
    """Return the reader's language: `lang`, else Accept-Language, else the default.

    Raises Problem for a language that the graph does not have.
    """
    asked = single(pairs, "lang").lower()
    if asked in LANGUAGES:
        return asked
    if asked:
        raise Problem("bad-value", f"the languages are {' and '.join(LANGUAGES)}")
    return preferred_language(request.headers.get("accept-language", ""), default)


def preferred_language(header: str, default: str) -> str:
    """Return the language of ours that an Accept-Language header likes best, else the default."""
    best, weight = default, 0.0
    for part in header[:1_000].split(","):
        match = _LANGUAGE_RANGE.fullmatch(part)
        if match and match[1].lower() in LANGUAGES:
            value = float(match[2] or 1)
            if value > weight:
                best, weight = match[1].lower(), value
    return best


def site_of(request: Request, base: str) -> str:
    """Return the address at which the service is reached, ending in "/". Raises Problem."""
    if base:
        return base
    hosts = request.headers.getlist("host")
    if not hosts and request.scope["http_version"] == "1.0":
        host, port = request.scope["server"]
        hosts = [f"{host}:{port}"]
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        raise Problem("bad-request", "the header Host names no host")
    return f"{request.url.scheme}://{hosts[0]}/"


def format_of(request: Request, pairs: Pairs, offers: Sequence[Format]) -> Choice:
    """Return the format of the answer: `format`, else by Accept. Raises Problem."""
    found = optional_format(request, pairs, offers)
    if found is None:
        names = ", ".join(one.name for one in offers)
        raise Problem("not-acceptable", f"the formats are: {names}")
    return found


def optional_format(request: Request, pairs: Pairs, offers: Sequence[Format]) -> Choice | None:
    """Return the format of the answer, None where none of those offered fits. Raises Problem."""
    name = single(pairs, "format")
    if name:
        return called(name, offers)
    return accepted(",".join(request.headers.getlist("accept")), offers)


async def body_of(request: Request, limits: Limits) -> bytes:
    """Return the body of a request. Raises Problem: too large, too slow, cut off or packed."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem("wrong-media-type", "the body must not be compressed")
    kept, size = [], 0
    async for part in _parts(request, limits.client_time):
        size += len(part)
        if size <= limits.body_bytes:
            kept.append(part)
        elif size > _DRAINED * limits.body_bytes:
            break  # who goes on sending after that is not listened to
    if size > limits.body_bytes:
        raise Problem(
            "body-too-large",
            f"the body may have {limits.body_size:,} kilobytes",
            headers={"Connection": "close"},
        )
    return b"".join(kept)


async def _parts(request: Request, seconds: int) -> AsyncIterator[bytes]:
    """Yield a body as it comes. Raises Problem where it stops coming."""
    more = True
    while more:
        try:
            async with asyncio.timeout(seconds):
                message = await request.receive()
        except TimeoutError:
            raise Problem(
                "slow-client",
                f"nothing of the body came for {seconds} seconds",
                headers={"Connection": "close"},
            ) from None
        if message["type"] == "http.disconnect":
            raise Problem("bad-request", "the client left before its request was complete")
        more = message.get("more_body", False)
        yield message.get("body", b"")
