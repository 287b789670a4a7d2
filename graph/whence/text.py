"""Spans of text: an aligned plain reading of a text, and selectors that anchor a span in it."""

from __future__ import annotations

import re

from whence.model import Selector

CONTEXT = 32
"""Characters of prefix and suffix in a selector, as the Web Annotation tools of today keep."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‛′`ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
            " ",
        ),
        **dict.fromkeys(
            "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
            " ",
        ),
        **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
        **{chr(base + i): str(i) for base in (0x0660, 0x06F0) for i in range(10)},
        "％": "%",
        "﹪": "%",
        "٪": "%",
    }
)
_NO_IRI = re.compile(
    r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]'
    r"|%(?![0-9A-Fa-f]{2})|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U000efffe\U000effff]"
)
_BRACKET = re.compile(r"[\[\]]")
_TWO_SINGLE = re.compile("’’|‘‘")
"""Two single quotation marks that are set for a double one."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\](?:\([^()\s]{0,400}\)|\[[^\[\]\n]{1,40}\])")
_LINK_MARK = re.compile(r"\[\d{1,3}\]")


def plain(text: str) -> str:
    """The text with plain quotes, dashes, spaces and digits, and without what marks up links.

    Blanked are numbered link marks ("[12]"), and of a Markdown link all but its words. The result has the same
    length, so an offset in it is an offset in the text.

    >>> plain("“Half” of us[12] — 83\\u00a0％")
    '"Half" of us     - 83 %'
    >>> plain("“Half,’’ he said")
    '"Half,"  he said'
    >>> plain("as [Desk](https://e.org) says")
    'as  Desk                 says'
    """
    if not text.isascii():
        text = _TWO_SINGLE.sub(lambda pair: '" ' if pair[0][0] == "’" else ' "', text)
        text = _NOT_ASCII.sub(lambda run: run[0].translate(_PLAIN), text)
    if "[" in text:
        text = _LINK.sub(lambda link: f" {link[1]} {' ' * (len(link[0]) - len(link[1]) - 2)}", text)
        text = _LINK_MARK.sub(lambda mark: " " * len(mark[0]), text)
    return text


def squeeze(text: str) -> str:
    """The text on one line: each run of white space is one space, none at the ends."""
    return " ".join(text.split())


def select(text: str, start: int, end: int) -> Selector:
    """The selector of text[start:end]; white space at the ends is left out.

    >>> select("Half of CIOs agree.", 8, 12)
    Selector(start=8, end=12, exact='CIOs', prefix='Half of ', suffix=' agree.')
    """
    exact = text[start:end]
    start += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    end = start + len(exact)
    return Selector(start, end, exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def as_iri(url: str) -> str:
    """The address with the characters that RFC 3987 keeps out of IRIs percent-encoded.

    >>> as_iri("https://example.org/a b[1]?q=é%")
    'https://example.org/a%20b%5B1%5D?q=é%25'
    """
    scheme, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    page, hash_mark, fragment = _BRACKET.sub(_encoded, path).partition("#")
    return _NO_IRI.sub(_encoded, f"{scheme}{slashes}{host}{slash}{page}{hash_mark}{fragment.replace('#', '%23')}")


def _encoded(bad: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in bad[0].encode("utf-8", "replace"))
