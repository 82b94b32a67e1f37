"""The client: one HTTP address asked within limits, and what goes wrong told as sentences."""

from __future__ import annotations

import re
import socket
import ssl
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING

import httpx

from iprgraph import __version__
from iprgraph.errors import RemoteError
from iprgraph.remote.address import Credentials, shown
from iprgraph.settings import limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from iprgraph.remote.address import Address

    Form = Mapping[str, str | Sequence[str]]

_REDIRECTS = 5
_PATIENCE = 10  # seconds: the longest pause that a busy server may ask for
_TRIES = 3
_MESSAGE = 300
_BUSY = (429, 503)
_MOVED = (301, 302, 303, 307, 308)
_TAGS = re.compile(r"<(?:style|script|title)\b.*?</(?:style|script|title)>|<[^>]*>", re.S | re.I)
_REMEDIES = {
    400: "the server does not understand it; see whether the address is the right one",
    401: "give --user NAME and the password in IPRGRAPH_REMOTE_PASSWORD",
    403: "ask for the right to do so, or give --user NAME and IPRGRAPH_REMOTE_PASSWORD",
    404: "check the path of the address",
    405: "check the path of the address: this one does something else",
    413: "the server takes no request of this size",
    429: "the server is busy: try again later",
    501: "the server does not offer this",
    503: "the server is busy: try again later",
    504: "the server gave up: narrow the query, or try again later",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: status, media type without parameters, headers, body."""

    status: int
    media_type: str
    headers: httpx.Headers
    body: bytes

    @property
    def ok(self) -> bool:
        """Return whether the server did what was asked."""
        return httpx.codes.is_success(self.status)


class Client:
    """Requests to one address, one after the other over kept connections."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._credentials = Credentials(address.user, address.password) if address.user else None
        connect, whole = limit("remote-connect"), limit("remote-time")
        self._http = httpx.Client(
            timeout=httpx.Timeout(whole, connect=connect),
            headers={"User-Agent": f"iprgraph/{__version__}"},
            follow_redirects=False,
            # A proxy of the environment cannot reach this machine's own ports.
            trust_env=not address.is_loopback,
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(
        self,
        method: str,
        *,
        accept: str = "*/*",
        params: Form | None = None,
        form: Form | None = None,
        content: bytes | None = None,
        content_type: str = "",
        writes: bool = False,
    ) -> Reply:
        """Return the reply to a request, of whatever status; redirects to its scheme are followed.

        A request that writes follows none. A server that is busy is asked again, if it says when.
        Raises RemoteError where there is no usable reply.
        """
        headers = {"Accept": accept, **({"Content-Type": content_type} if content_type else {})}
        target = httpx.URL(self.address.url)
        if params:
            target = target.copy_merge_params(params)
        with self._told(target):
            request = self._http.build_request(
                method, target, data=form, content=content, headers=headers
            )
            for _ in range(_REDIRECTS + 1):
                reply = self._patiently(request)
                if reply.status not in _MOVED:
                    return reply
                request = self._moved(request, reply, writes=writes)
        raise RemoteError(
            f"{self.address.shown} redirects more than {_REDIRECTS} times",
            remedy="give the address that it leads to",
        )

    def refusal(self, reply: Reply, what: str) -> RemoteError:
        """Return the error for a reply that is no success, with the server's words cut short."""
        words = _plain(reply)
        said = f": {words}" if words else ""
        return RemoteError(
            f"{self.address.shown} refuses {what} ({reply.status}){said}",
            remedy=_REMEDIES.get(reply.status, "the fault is the server's: ask who runs it"),
        )

    def _patiently(self, request: httpx.Request) -> Reply:
        """Return the reply, a busy server asked again after the pause that it names."""
        for attempt in range(_TRIES):
            reply = self._once(request)
            pause = reply.headers.get("retry-after", "")
            last = attempt == _TRIES - 1
            if last or reply.status not in _BUSY or not (pause.isascii() and pause.isdigit()):
                break
            sleep(min(int(pause), _PATIENCE))
        return reply

    def _once(self, request: httpx.Request) -> Reply:
        """Return the reply to one request, read within the limits of time and size."""
        end = monotonic() + limit("remote-time")
        most = limit("remote-size") * 1_000_000
        at_home = _origin(request.url) == _origin(httpx.URL(self.address.url))
        auth = self._credentials if at_home else None
        response = self._http.send(request, auth=auth, stream=True)
        try:
            body = bytearray()
            for part in response.iter_bytes():
                body += part
                if len(body) > most:
                    raise RemoteError(
                        f"the answer of {shown(request.url)} has more than {most:,} bytes",
                        remedy="narrow the query, or raise IPRGRAPH_REMOTE_MEGABYTES",
                    )
                if monotonic() > end:
                    raise httpx.ReadTimeout("too slow", request=request)
        finally:
            response.close()
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Reply(response.status_code, media_type, response.headers, bytes(body))

    def _moved(self, request: httpx.Request, reply: Reply, *, writes: bool) -> httpx.Request:
        """Return the same request to where a reply sends it. Raises RemoteError where that is odd.

        After 303 the result is fetched there.
        """
        place = request.url.join(reply.headers.get("location", ""))
        name = shown(request.url)
        if not reply.headers.get("location") or place.userinfo:
            raise RemoteError(f"{name} redirects to nowhere", remedy="check the address")
        if place.scheme != request.url.scheme:
            raise RemoteError(
                f"{name} redirects to {place.scheme}:, which is not followed",
                remedy=f"if you trust it, give the address itself: {shown(place)}",
            )
        if writes:
            raise RemoteError(
                f"{name} redirects what is to be written",
                remedy=f"if you trust it, give the address itself: {shown(place)}",
            )
        headers = {
            key: value
            for key, value in request.headers.items()
            if key.lower() in ("accept", "user-agent", "content-type")
        }
        if reply.status == httpx.codes.SEE_OTHER:
            headers.pop("content-type", None)
            return self._http.build_request("GET", place, headers=headers)
        content = request.read() or None
        return self._http.build_request(request.method, place, headers=headers, content=content)

    def _told(self, url: httpx.URL) -> _Told:
        return _Told(shown(url), url.host)


class _Told:
    """A block in which what the network does wrong becomes a RemoteError."""

    def __init__(self, name: str, host: str) -> None:
        self._name, self._host = name, host

    def __enter__(self) -> None:
        return

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)):
            raise self._trouble(error) from error

    def _trouble(self, error: Exception) -> RemoteError:
        """Return an error of the network as a sentence with a remedy."""
        causes = list(_causes(error))
        if isinstance(error, httpx.ConnectTimeout):
            what = f"{self._host} does not answer within {limit('remote-connect')} seconds"
            return RemoteError(what, remedy="check the address, your network and its firewall")
        if isinstance(error, httpx.TimeoutException):
            what = f"{self._name} took longer than {limit('remote-time')} seconds"
            return RemoteError(what, remedy="narrow the query, or raise IPRGRAPH_REMOTE_SECONDS")
        if any(isinstance(one, ssl.SSLError) for one in causes):
            why = next(str(one) for one in causes if isinstance(one, ssl.SSLError))
            return RemoteError(
                f"no safe connection to {self._host}: {_cut(why)}",
                remedy="check the address; a certificate of your own is named in SSL_CERT_FILE",
            )
        if any(isinstance(one, socket.gaierror) for one in causes):
            what = f'there is no host "{self._host}"'
            return RemoteError(what, remedy="check its spelling and your network")
        if any(isinstance(one, ConnectionRefusedError) for one in causes):
            what = f"nothing listens at {self._name}"
            return RemoteError(what, remedy="check host and port, and that the server runs")
        return RemoteError(
            f"the talk with {self._name} broke off: {_cut(str(error) or type(error).__name__)}",
            remedy="see that a SPARQL server answers there, then try again",
        )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it arose from."""
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _plain(reply: Reply) -> str:
    """Return the words of a reply on one line, without markup, cut short."""
    text = reply.body[:20_000].decode("utf-8", "replace")
    return _cut(_TAGS.sub(" ", text) if "html" in reply.media_type else text)


def _cut(text: str) -> str:
    """Return a text on one line of printable characters, cut short."""
    line = "".join(one if one.isprintable() else " " for one in text)
    line = " ".join(line.split())
    return line if len(line) <= _MESSAGE else f"{line[:_MESSAGE]}…"
