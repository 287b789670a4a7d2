r"""Regular expressions of sh:pattern, which are XPath's, in the dialects of the engines that match them.

Only what all of them read alike is taken: literals, classes, groups, choices, repeats, ^ and $. A dot and \s are
spelled out, since others mean other characters by them.
Source: XPath functions 5.6.1; XML Schema part 2, appendix F.
"""

from __future__ import annotations

import re

from whence.errors import ShapesError

_SPACE = " \\t\\n\\r"
_TOKEN = re.compile(
    r"""(?P<space>\\s) | (?P<escaped>\\[.\\?*+{}()\[\]|^$\-tnr]) | (?P<negated>\[\^) | (?P<class>\[) | (?P<close>\])
      | (?P<end>\$) | (?P<repeat>\{[0-9]+(?:,[0-9]*)?\}(?![?+])|[*+?](?![?+*])) | (?P<group>\((?!\?)|[)|^.])
      | (?P<plain>[^\\\[\](){}*+?|^$.])""",
    re.VERBOSE,
)


def rust_pattern(xpath: str) -> str:
    r"""The pattern for Oxigraph, which matches with Rust's regex; raises ShapesError for what isn't known.

    >>> rust_pattern("^[^=\\s]+$")
    '^[^= \\t\\n\\r]+$'
    """
    return _translated(xpath, end="$")


def python_pattern(xpath: str) -> str:
    r"""The pattern for Python's re, in which $ would also stand before a last line break.

    >>> python_pattern("^a\\s?$")
    '^a[ \\t\\n\\r]?\\Z'
    """
    return _translated(xpath, end="\\Z")


def _translated(xpath: str, end: str) -> str:
    made: list[str] = []
    at, inside = 0, False
    while at < len(xpath):
        token = _TOKEN.match(xpath, at)
        if token is None or _is_ambiguous(token, inside, made[-1:]):
            raise ShapesError(f"the pattern {xpath!r} can't be compiled from {xpath[at:]!r} on")
        at = token.end()
        made.append(_spelled(token, inside, end))
        inside = token.lastgroup in _OPENS or (inside and token.lastgroup != "close")
    if inside:
        raise ShapesError(f"the pattern {xpath!r} has a class that doesn't end")
    return "".join(made)


_OPENS = ("negated", "class")
_SET_OPERATORS = "&-~"
"""What two of in a class are an operator in Rust."""


def _is_ambiguous(token: re.Match[str], inside: bool, before: list[str]) -> bool:
    """Whether engines differ about a token."""
    if not inside:
        return token.lastgroup == "close"
    doubled = token[0] in _SET_OPERATORS and before == [token[0]]
    return token.lastgroup in _OPENS or doubled or (token.lastgroup == "close" and before[0] in ("[", "[^"))


def _spelled(token: re.Match[str], inside: bool, end: str) -> str:
    if token.lastgroup == "space":
        return _SPACE if inside else f"[{_SPACE}]"
    if inside or token[0] not in "$.":
        return token[0]
    return end if token[0] == "$" else "[^\\n\\r]"
