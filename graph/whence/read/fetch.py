"""A web address → the page that stands there: public addresses only, and within limits.

The rule is that of RDF4J 5.2 against forged requests: http and https only, no user names, every address that a name
resolves to must be public, the connection goes to the address that was checked, each redirect is checked anew, and none
leads from https to http.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit

from whence import __version__
from whence.decision import moment
from whence.errors import SourceError
from whence.read.addresses import web_address
from whence.read.archive import captured
from whence.read.by_kind import READERS
from whence.read.decoding import MAX_BYTES
from whence.read.pieces import Piece
from whence.read.responses import decoded

MAX_REDIRECTS = 5
MAX_SECONDS = 30.0
"""For all of it, from the first name that is looked up to the last byte."""

USER_AGENT = f"whence/{__version__} (reads a page that its user named)"
_PIECE = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], list[str]]
"""Name and port of a host → its IP addresses; raises OSError where it has none."""

Allow = Callable[[str], bool]
"""Whether an IP address may be connected to."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: no private, local or special one, in whatever notation.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("2130706433")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _translated(ip)
        if ip.is_site_local or ip.ipv4_mapped is not None or (inner is not None and not is_public(str(inner))):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one of NAT64 or of the old compatible kind leads to."""
    if ip in ipaddress.ip_network("64:ff9b::/96") or int(ip) >> 32 == 0:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host, each once, as the system's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(told[4][0]) for told in found))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages; what names mean, and which addresses are allowed, can be given."""

    resolve: Resolve = resolved
    allow: Allow = is_public
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def piece(self, address: str) -> Piece:
        """The page at an address, with when and where it was captured; raises SourceError where it can't be fetched."""
        page = self._fetched(address)
        return captured(page.url, page.kind, page.content, moment(self.now()), address, _name(page.url))

    def _fetched(self, address: str) -> _Page:
        deadline = time.monotonic() + MAX_SECONDS
        url = checked(address)
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = self._asked(url, deadline)
            except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
                _left(deadline)  # what broke off because time was up is told as that
                raise SourceError(f"cannot be fetched: {_host(url)} {_why(error)}") from error
            if isinstance(answer, _Page):
                return answer
            url = _redirected(url, answer)
        raise SourceError(f"redirects more than {MAX_REDIRECTS} times")

    def _asked(self, url: str, deadline: float) -> _Page | str:
        """The page at an address, or the address that it redirects to."""
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        with self._connected(parts.hostname or "", port, parts.scheme, deadline) as connection:
            path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
            headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept": ", ".join(READERS)}
            connection.request("GET", path if path.startswith("/") else f"/{path}", headers=headers)
            response = connection.getresponse()
            if response.status in _REDIRECTS and (target := response.headers.get("Location")):
                return target
            if response.status != http.client.OK:
                raise SourceError(f"cannot be fetched: {_host(url)} answers {response.status} {response.reason[:60]}")
            kind = response.headers.get_content_type()
            if kind not in READERS:
                raise SourceError(f"is {kind}, which is no article: {', '.join(READERS)} can be read")
            body = _body(response)
            _left(deadline)  # an answer that was ended is not whole
            return _Page(url, kind, decoded(body, response.headers))

    @contextmanager
    def _connected(self, host: str, port: int, scheme: str, deadline: float) -> Iterator[http.client.HTTPConnection]:
        """A connection to a host, at an address that was checked and no other, which ends when time is up."""
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise SourceError(f"cannot be fetched: no address is known of {host}") from error
        if not addresses or not all(map(self.allow, addresses)):
            raise SourceError(f"is not fetched: {host} is no public address")
        with (
            socket.create_connection((addresses[0], port), timeout=_left(deadline)) as stream,
            _ended(stream, deadline),
        ):
            if scheme == "https":
                stream = self.trust().wrap_socket(stream, server_hostname=host)
            connection = http.client.HTTPConnection(host, port)
            connection.sock = stream
            connection.default_port = _PORTS[scheme]
            with closing(connection), closing(stream):
                yield connection


@dataclass(frozen=True, slots=True)
class _Page:
    """What stood at an address: its media type, and its content without what the transfer added."""

    url: str
    kind: str
    content: bytes


def checked(address: str) -> str:
    """An address that may be asked for; raises SourceError for one that is none, or that holds a user name.

    >>> checked("https://user@example.org/")
    Traceback (most recent call last):
    whence.errors.SourceError: is not fetched: an address with a user name in it is not asked for
    """
    url = web_address(address) or _by_number(address)
    if url is None:
        raise SourceError("is not fetched: it is no web address (http or https)")
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise SourceError("is not fetched: an address with a user name in it is not asked for")
    if parts.port == 0:
        raise SourceError("is not fetched: it names port 0")
    return url if url.isascii() else _in_ascii(url)


def _by_number(address: str) -> str | None:
    """An address whose host is an IPv6 address, which no article names, but a redirect can."""
    try:
        parts = urlsplit(address.strip())
        ipaddress.ip_address(parts.hostname or "")
        _ = parts.port
    except ValueError:
        return None
    return address.strip() if parts.scheme in _PORTS and address.isascii() and address.isprintable() else None


def _in_ascii(url: str) -> str:
    """An address with its host and path in the form in which they are sent."""
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise SourceError("is not fetched: its host is no name") from error
    port = f":{parts.port}" if parts.port else ""
    rest = parts._replace(scheme="", netloc="").geturl()
    return f"{parts.scheme}://{host}{port}{quote(rest, safe='/?#[]@!$&(),;=:%~*+')}"


def _redirected(url: str, target: str) -> str:
    """Where a redirect leads, checked as the first address was."""
    joined = urljoin(url, target.strip())
    try:
        following = checked(joined)
    except SourceError as error:
        raise SourceError(f"redirects to {joined[:100]!r}, which {error}") from error
    if url.startswith("https:") and following.startswith("http:"):
        raise SourceError(f"is not fetched: it redirects from https to http ({following[:100]})")
    return following


@contextmanager
def _ended(stream: socket.socket, deadline: float) -> Iterator[None]:
    """Shut a connection down at its deadline, however slowly the other side lets bytes drip."""
    with closing(stream.dup()) as same:  # one that stays open until the watch is over, whoever closes the other
        watch = threading.Timer(_left(deadline), _shut, [same])
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            watch.join()


def _shut(stream: socket.socket) -> None:
    with suppress(OSError):
        stream.shutdown(socket.SHUT_RDWR)


def _body(response: http.client.HTTPResponse) -> bytes:
    """The body of an answer, as much of it as an article may have."""
    kept, size = [], 0
    while piece := response.read1(_PIECE):
        kept.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise SourceError(f"is larger than {MAX_BYTES // 1_000_000} MB: it is no article")
    if response.length:
        raise SourceError("was cut short on its way: fetch it again")
    return b"".join(kept)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise SourceError(f"cannot be fetched: it takes more than {MAX_SECONDS:.0f} seconds")
    return left


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _name(url: str) -> str:
    """The base name of an address, for people; its host where it has none."""
    return urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1] or _host(url)


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "does not answer in time"
    if isinstance(error, ssl.SSLError):
        return f"has no certificate that holds ({error.reason or error})"
    return f"can't be spoken to ({getattr(error, 'strerror', None) or error or type(error).__name__})"[:200]
