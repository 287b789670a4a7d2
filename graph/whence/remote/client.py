"""Requests to one server: tried again where it is busy or away, bounded in time and size, errors in one line."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx

from whence import __version__
from whence.errors import RemoteError
from whence.remote.addresses import checked, is_loopback
from whence.remote.credentials import Answering, Bearer, Credentials, check_safe

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Status codes after which the same request may succeed: the server is busy, or something behind it is."""

_LONGEST_PAUSE = 60.0
_SAID = 300
"""Characters of a server's own words that an error repeats."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for.

    `seconds` is for one try, from the request to the last byte of the answer; `tries` how often; `pause` the seconds
    before the second try, doubled before each further one; `most_bytes` the size of the largest answer.
    """

    seconds: float = 60.0
    tries: int = 5
    pause: float = 0.5
    most_bytes: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered: 2xx, or 404 where nothing is there."""

    status: int
    media_type: str
    content: bytes

    @property
    def found(self) -> bool:
        """Whether there was something."""
        return self.status != httpx.codes.NOT_FOUND


class _Again(Exception):
    """A try that failed in a way that another may not; `after` is the pause that the server asks for."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Client:
    """Speaks to the server at one address; a context manager, safe to use from several threads."""

    def __init__(
        self,
        address: str,
        known: Credentials | None = None,
        patience: Patience | None = None,
        *,
        insecure: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Check the address; raises UsageError where it is none, or where a login would cross a network in clear.

        Whatever is sent must be such that sending it twice is as good as once.
        """
        self.address = checked(address)
        check_safe(address, known, insecure=insecure)
        self._patience = patience or Patience()
        self._sleep = sleep
        headers = {"User-Agent": f"whence/{__version__}", "Accept-Encoding": "identity"}
        if isinstance(known, Bearer):
            headers["Authorization"] = f"Bearer {known.token}"
        self._http = httpx.Client(
            auth=Answering(known) if known and not isinstance(known, Bearer) else None,
            headers=headers,
            timeout=self._patience.seconds,
            follow_redirects=False,
            verify=address.startswith("https:"),  # loading certificates takes longer than a request in this house
            trust_env=not is_loopback(address),
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def send(
        self,
        method: str,
        parameters: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        """The answer to a request; raises RemoteError where there is none, or where the server says no."""
        url = httpx.URL(self.address).copy_merge_params(parameters or {})
        request = self._http.build_request(method, url, content=content, headers=headers)
        pause, reason = self._patience.pause, ""
        for tries in range(1, self._patience.tries + 1):
            try:
                return self._once(request)
            except _Again as failed:
                reason, after = str(failed), failed.after
            if tries < self._patience.tries:
                self._sleep(min(pause if after is None else max(pause, after), _LONGEST_PAUSE))
                pause *= 2
        times = "once" if self._patience.tries == 1 else f"{self._patience.tries} times"
        raise RemoteError(f"{self.address}: {reason} (tried {times})")

    def _once(self, request: httpx.Request) -> Answered:
        try:
            response = self._http.send(request, stream=True)
        except (httpx.TransportError, OSError) as error:
            raise _Again(self._away(error)) from error
        try:
            content = self._read(response)
        except (httpx.TransportError, OSError) as error:
            raise _Again(self._away(error)) from error
        except httpx.DecodingError as error:
            raise RemoteError(f"{self.address}: the answer can't be decoded ({error})") from error
        finally:
            response.close()
        return self._judged(response, content)

    def _read(self, response: httpx.Response) -> bytes:
        until = time.monotonic() + self._patience.seconds
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > self._patience.most_bytes:
                raise RemoteError(f"{self.address}: the answer has more than {self._patience.most_bytes:,} bytes")
            if time.monotonic() > until:
                raise _Again(f"the answer took more than {self._patience.seconds:g} s")
        return bytes(content)

    def _away(self, error: Exception) -> str:
        if isinstance(error, httpx.TimeoutException):
            return f"no answer within {self._patience.seconds:g} s"
        return f"can't be reached ({error or type(error).__name__})"

    def _judged(self, response: httpx.Response, content: bytes) -> Answered:
        status = response.status_code
        if status in _AGAIN:
            raise _Again(f"answers {_named(response)}{_words(content)}", _retry_after(response))
        if response.is_redirect:
            raise RemoteError(f"{self.address}: sends on to {_line(response.headers['location'])}; give that address")
        if not response.is_success and status != httpx.codes.NOT_FOUND:
            raise RemoteError(f"{self.address}: answers {_named(response)}{_words(content)}{_advice(status)}", status)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answered(status, media_type, content)


def _named(response: httpx.Response) -> str:
    return f"{response.status_code} {_line(response.reason_phrase)}".strip()


def _words(content: bytes) -> str:
    """The first words of an error's text, unless it is a page."""
    text = _line(content[: 4 * _SAID].decode("utf-8", "replace"))
    return f": {text}" if text and not text.startswith("<") else ""


def _line(text: str) -> str:
    """Foreign text on one line, without characters that a terminal would obey."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:_SAID]


def _advice(status: int) -> str:
    if status == httpx.codes.UNAUTHORIZED:
        return " (set WHENCE_USER and WHENCE_PASSWORD, or WHENCE_TOKEN, or use ~/.netrc)"
    return ""


def _retry_after(response: httpx.Response) -> float | None:
    """The seconds that Retry-After asks for (RFC 9110, 10.2.3)."""
    value = response.headers.get("retry-after", "")
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
