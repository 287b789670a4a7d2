"""What no query may ask for, found before the engine sees it; and the query as the engine is to see it.

Refused are updates, SERVICE (calls out), FROM and FROM NAMED (name a document to read; a graph of the store is chosen
by GRAPH or by the protocol's parameters), nesting that overflows the engine's stack, and more parts than it can plan.

Oxigraph's reader wants no space after a keyword and tells an operator from an IRI by where it stands, so that a text
can mean one thing to it and another to a lexer: `SERVICE:a {` calls out, though it begins with a name; in `?a<?b#>'''`
it sees a comment where a lexer sees an IRI and an open string. Hence a word or prefix that holds such a keyword is
refused, comments are left out, and `#` and `'` in an IRI are escaped: what was read is what the engine reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from whence.errors import QueryRefused, QuerySyntax, QueryTooLarge
from whence.sandbox.tokens import TERMS, Token, position, tokens

MOST_NESTED = 128
"""Brackets within brackets; Oxigraph 0.5 overflows a stack of 8 MB at less than 1,000 of FILTER EXISTS."""

MOST_PARTS = 2_000
"""Patterns, operators and clauses; Oxigraph 0.5 overflows a stack of 8 MB at less than 3,000 BINDs."""

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH", "USING")
_PROLOGUE = ("BASE", "PREFIX", "VERSION")
_OPEN, _CLOSE = ("{", "{|", "(", "[", "<<", "<<("), ("}", "|}", ")", "]", ">>", ")>>")
_AMBIGUOUS = re.compile("[#']")
_WIDER = len(r"\u0023") - 1
_CLASS = re.compile(r"(?:, )?\[(?:'(?:\\u\{[0-9A-F]+\}|[^'])'|[^]'])*\]")
_ITEM = re.compile(r'"[^"]*"|[^",\s][^",]*')
_PLACE = re.compile(r"error at (\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Screened:
    """A query that may be asked: its form (one of FORMS), and its text for the engine.

    `wider` says at which line and column (both from 1) of the text a character is written as an escape; `undeclared`
    is the first prefix that nothing declares, empty where there is none.
    """

    form: str
    text: str
    wider: tuple[tuple[int, int], ...]
    undeclared: str

    def explain(self, message: str) -> str:
        """What is wrong with the query, from what the engine says, with the place in the query as it was written."""
        told = _PLACE.sub(lambda found: self._place(int(found[1]), int(found[2])), _readable(message))
        hint = f"; no PREFIX declares {self.undeclared}" if self.undeclared else ""
        return f"the query doesn't parse ({told}{hint})"

    def _place(self, line: int, column: int) -> str:
        before = sum(1 for other, escaped in self.wider if other == line and escaped < column)
        return f"{line}:{max(1, column - before * _WIDER)}"


def _readable(message: str) -> str:
    """What the engine says, without the classes of characters that it lists beside signs, keywords and reasons."""
    place, expected, wanted = message.partition(": expected ")
    if not expected:
        return " ".join(message.split())
    items = _ITEM.findall(_CLASS.sub("", wanted.removeprefix("one of ")))
    reasons = [item for item in items if " " in item.strip('"')]
    signs = [item for item in items if item not in _REFUSED]
    return f"{place}: {reasons[0] if reasons else 'expected ' + (' or '.join(signs) or 'something else')}"


@lru_cache(64)
def screen(query: str, *, dataset: bool = False) -> Screened:
    """The query as the engine is to see it; where the `dataset` is given otherwise, FROM clauses are left out.

    That the protocol's dataset stands above the query's own is a rule of the SPARQL 1.1 Protocol, 2.1.4. Raises
    QueryRefused, QueryTooLarge or QuerySyntax.
    """
    found = list(tokens(query.removeprefix("\ufeff")))
    words = [token for token in found if token.kind not in ("space", "comment")]
    form = _form(words, query)
    dropped = {token.start for token in _datasets(words, query)} if dataset else set()
    _refuse([token for token in words if token.start not in dropped], query)
    _Size().measure(words)
    text, wider = _written(found, dropped)
    return Screened(form, text, wider, _undeclared(words))


# ---------------------------------------------------------------- what is asked


def _form(words: Sequence[Token], query: str) -> str:
    first = next((token for token in words if token.kind == "word" and token.text.upper() not in _PROLOGUE), None)
    keyword = first.text.upper() if first else ""
    if keyword.startswith(_UPDATES):
        raise QueryRefused(
            f"{keyword} is an update, and this graph is only to be read: ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    for form in FORMS:
        if keyword.startswith(form):
            return form
    place = position(query, first.start if first else len(query))
    raise QuerySyntax(f"the query doesn't parse ({place}: expected one of {', '.join(FORMS)})")


def _datasets(words: Sequence[Token], query: str) -> Iterator[Token]:
    """The tokens of the FROM clauses."""
    for at, token in enumerate(words):
        if token.kind == "word" and token.text.upper() == "FROM":
            named = at + 1 < len(words) and words[at + 1].text.upper() == "NAMED"
            clause = words[at : at + 2 + named]
            if clause[-1].kind not in ("iri", "name"):
                raise QuerySyntax(f"the query doesn't parse ({position(query, token.start)}: FROM names no graph)")
            yield from clause


def _refuse(words: Sequence[Token], query: str) -> None:
    for token in words:
        head = token.text.partition(":")[0].upper() if token.kind in ("word", "name") else ""
        for keyword, instead in _REFUSED.items():
            if keyword in head:
                raise QueryRefused(f"{position(query, token.start)}: {_told(token, keyword)}; {instead}")


def _told(token: Token, keyword: str) -> str:
    if token.text.upper() == keyword:
        return f"{keyword} is refused"
    return f"{token.text} holds the keyword {keyword}, which is refused even as a part of a prefix"


_REFUSED = {
    "SERVICE": "a query stays within this graph",
    "FROM": "choose graphs with GRAPH in the query, or with the parameters default-graph-uri and named-graph-uri",
}

# ---------------------------------------------------------------- how large it is


@dataclass(slots=True)
class _Size:
    """Counts what the engine has to nest and to plan.

    The data of VALUES and the arguments of a function or of IN are lists to the engine, and count nothing.
    """

    brackets: list[str] = field(default_factory=list)
    parts: int = 0
    last: Token = field(default=Token("mark", "", 0))
    values: bool = False

    def measure(self, words: Sequence[Token]) -> None:
        """Raises QueryTooLarge when there is too much of it."""
        for token in words:
            self.parts += self._counts(token)
            self._nest(token)
            self.last = token
            if len(self.brackets) > MOST_NESTED:
                raise QueryTooLarge(f"the query nests brackets more than {MOST_NESTED} deep")
            if self.parts > MOST_PARTS:
                raise QueryTooLarge(
                    f"the query has more than {MOST_PARTS:,} patterns, operators and clauses; ask several "
                    "queries, or give what you look for as VALUES"
                )

    def _counts(self, token: Token) -> bool:
        if token.text in _CLOSE or token.kind == "language":
            return False
        if "values" in self.brackets[-2:]:
            return token.kind == "mark" and token.text != "("
        if token.kind in TERMS:
            return self.last.kind in TERMS
        return token.text != "," or self.brackets[-1:] != ["("]

    def _nest(self, token: Token) -> None:
        if token.kind == "word" and token.text.upper() == "VALUES":
            self.values = True
        elif token.kind == "mark" and token.text in _OPEN:
            self.brackets.append("values" if self.values and token.text == "{" else token.text)
            self.values = self.values and token.text != "{"
        elif token.kind == "mark" and token.text in _CLOSE and self.brackets:
            self.brackets.pop()


# ---------------------------------------------------------------- as the engine sees it


def _undeclared(words: Sequence[Token]) -> str:
    prefixes = [token.text.partition(":")[0] + ":" for token in words if token.kind == "name"]
    declared = {
        token.text for before, token in pairwise(words) if before.text.upper() == "PREFIX" and token.kind == "name"
    }
    return next((prefix for prefix in prefixes if prefix not in declared), "")


def _written(found: Sequence[Token], dropped: set[int]) -> tuple[str, tuple[tuple[int, int], ...]]:
    pieces, wider, line, column = list[str](), list[tuple[int, int]](), 1, 1
    for token in found:
        text = token.text
        if token.kind == "comment" or token.start in dropped:
            text = " " * len(text)
        elif token.kind == "iri":
            escapes = (each.start() + count * _WIDER for count, each in enumerate(_AMBIGUOUS.finditer(text)))
            wider += [(line, column + escape) for escape in escapes]
            text = _AMBIGUOUS.sub(lambda each: f"\\u{ord(each[0]):04x}", text)
        pieces.append(text)
        lines = text.count("\n")
        line, column = line + lines, len(text) - text.rfind("\n") if lines else column + len(text)
    return "".join(pieces), tuple(wider)
