"""Web addresses: only absolute http and https ones pass, and only in characters that an IRI may hold."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

_LONGEST = 2000
_UNSAFE = re.compile(r"""[\x00-\x20<>"{}|\\^`\x7f-\x9f\u2028\u2029\ud800-\udfff]""")
_HOST = re.compile(r"[\w.-]+\.[\w-]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3}")


def web_address(printed: str, base: str = "") -> str | None:
    """The absolute http(s) address that a string is or that it names from a base; None for all others.

    >>> web_address("../b?q=1|2", "https://example.org/a/c"), web_address("javascript:alert(1)")
    ('https://example.org/b?q=1%7C2', None)
    """
    printed = printed.strip()
    if not printed or len(printed) > _LONGEST:
        return None
    try:
        joined = urljoin(base, printed) if base else printed
        parts = urlsplit(joined)
        if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.hostname or ""):
            return None
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return _UNSAFE.sub(lambda bad: quote(bad[0], safe="", errors="replace"), joined)


def host(address: str) -> str:
    """The host of an address, in lower case, without "www."; "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
