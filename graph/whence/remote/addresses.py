"""Addresses of servers: which may be asked, and which may be told a secret."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from whence.errors import UsageError


def checked(address: str) -> str:
    """The address, if it is one of a server: http or https, with a host, and no password or fragment in it.

    Raises UsageError for any other.

    >>> checked("https://graphs.example.org/store?union")
    'https://graphs.example.org/store?union'
    """
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(each.isspace() or not each.isprintable() for each in address):
        raise UsageError(f"{address}: no address of a server; it begins with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"{parts.scheme}://{parts.hostname}: a name or password in an address can be read by everyone on this "
            "machine; set WHENCE_USER and WHENCE_PASSWORD, or WHENCE_TOKEN, or use ~/.netrc"
        )
    if parts.fragment:
        raise UsageError(f"{address}: an address of a server has no #{parts.fragment}")
    return address


def is_loopback(address: str) -> bool:
    """Whether an address is of this machine itself, by its host as it is written.

    >>> is_loopback("http://127.0.0.1:7878/store"), is_loopback("http://localhost.example.org/")
    (True, False)
    """
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def keeps_secrets(address: str) -> bool:
    """Whether what is sent to an address can be read by nobody on the way."""
    return urlsplit(address).scheme == "https" or is_loopback(address)
