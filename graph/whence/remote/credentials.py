"""Who we are to a server: a token, or a name and password, from the environment or ~/.netrc, never from an argument."""

from __future__ import annotations

import netrc
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from whence.errors import UsageError
from whence.remote.addresses import keeps_secrets

USER, PASSWORD, TOKEN = "WHENCE_USER", "WHENCE_PASSWORD", "WHENCE_TOKEN"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token, which is sent with every request (RFC 6750)."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password, which are sent when the server asks for them."""

    user: str
    password: str = field(repr=False)


Credentials = Bearer | Login


def credentials(address: str, environment: Mapping[str, str]) -> Credentials | None:
    """What the environment, or else ~/.netrc (or $NETRC), has for a server; None where it has nothing.

    Raises UsageError where it has half of it, or where .netrc can't be read.
    """
    user, password, token = (environment.get(name) for name in (USER, PASSWORD, TOKEN))
    if token:
        return Bearer(token)
    if user and password is not None:
        return Login(user, password)
    if user or password:
        raise UsageError(f"{USER} and {PASSWORD} go together: one of them is not set")
    return _of_netrc(address, environment)


def _of_netrc(address: str, environment: Mapping[str, str]) -> Login | None:
    file = Path(environment.get("NETRC") or Path(environment.get("HOME", "/")) / ".netrc")
    if not file.is_file():
        return None
    try:
        known = netrc.netrc(str(file)).authenticators(urlsplit(address).hostname or "")
    except (OSError, netrc.NetrcParseError, UnicodeError) as error:
        raise UsageError(f"{file}: can't be used for the login ({error})") from error
    return Login(known[0], known[2] or "") if known else None


def check_safe(address: str, known: Credentials | None, *, insecure: bool) -> None:
    """Raise UsageError where a secret would cross a network in clear, unless that is wanted."""
    if known and not insecure and not keeps_secrets(address):
        raise UsageError(
            f"{address}: over plain http, your login could be read by everyone on the way; use https, or --insecure"
        )


class Answering(httpx.Auth):
    """Answers the server's question for a login in the scheme that it names, Digest or Basic, and keeps to it."""

    def __init__(self, login: Login) -> None:
        """Be ready to log in."""
        self._login = login
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request as it is until the server asks, then with the login."""
        if self._scheme is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = response.headers.get("www-authenticate", "").lower()
            scheme = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
            self._scheme = scheme(self._login.user, self._login.password)
        yield from self._scheme.auth_flow(request)
