"""Addresses of other hosts, without what is secret in them, and who asks there."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field

import httpx

from iprgraph.errors import RemoteError

USER_VARIABLE = "IPRGRAPH_REMOTE_USER"
PASSWORD_VARIABLE = "IPRGRAPH_REMOTE_PASSWORD"

_REMEDY = "write it as in https://example.org/sparql"


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address; user and password are never printed."""

    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """Return the address for a message: no user, no password, nothing after `?`."""
        return shown(httpx.URL(self.url))

    @property
    def is_loopback(self) -> bool:
        """Return whether the host is this machine."""
        host = httpx.URL(self.url).host
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def shown(url: httpx.URL) -> str:
    """Return scheme, host, port and path of an address."""
    return str(url.copy_with(userinfo=b"", query=None, fragment=None))


def parse_address(text: str, *, user: str = "") -> Address:
    """Return the address in a text, with the user in it, else the named one, else $IPRGRAPH_…_USER.

    The password is the one in the address, else $IPRGRAPH_REMOTE_PASSWORD. Raises RemoteError.
    """
    if not text.isprintable() or " " in text:
        raise RemoteError("the address has blanks or signs that cannot be shown", remedy=_REMEDY)
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        # What exactly is wrong may be a piece of the password.
        raise RemoteError("this is no address of a server", remedy=_REMEDY) from None
    if url.scheme not in ("http", "https") or not url.host:
        what = f"{url.scheme}:" if url.scheme else "an address without http:// or https://"
        raise RemoteError(f"{what} cannot be asked", remedy=_REMEDY)
    name = url.username or user or os.environ.get(USER_VARIABLE, "")
    word = url.password or os.environ.get(PASSWORD_VARIABLE, "")
    if name and not word:
        raise RemoteError(
            f'there is no password for "{name}"', remedy=f"set it in {PASSWORD_VARIABLE}"
        )
    bare = url.copy_with(userinfo=b"", fragment=None)
    return Address(str(bare), name, word if name else "")


class Credentials(httpx.Auth):
    """User and password, sent once the server asks for them, by Basic or Digest as it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request):  # type: ignore[no-untyped-def]
        """Yield the request as it is, then, if it is refused, with what the server asks for."""
        if self._scheme is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = response.headers.get("www-authenticate", "").lower()
            digest = asked.startswith("digest") or ", digest" in asked
            scheme = httpx.DigestAuth if digest else httpx.BasicAuth
            self._scheme = scheme(self._user, self._password)
        yield from self._scheme.auth_flow(request)
