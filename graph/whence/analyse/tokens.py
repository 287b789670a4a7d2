"""The tokens of a sentence: words, figures and marks, each with its place in the text (Penn Treebank tokenization).

"$3.5bn" is "$", "3.5", "bn"; "83%" is "83", "%"; "two-thirds" is "two", "-", "thirds"; "don't" is "do", "n't";
"the firm's" ends in "'s"; "U.S.", "Inc." and "J." keep their full stop. Source: the tokenization guide of the English
Web Treebank, which parts words at hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from whence.resources import word_list


class Token(NamedTuple):
    """A word, figure or mark: its text (plain quotes and dashes), lower-case form, offsets in the document, and tag.

    `tag` is a Penn Treebank part of speech. A named tuple rather than a dataclass: an article makes a thousand.
    """

    text: str
    lower: str
    start: int
    end: int
    tag: str


@cache
def abbreviations() -> dict[str, str]:
    """The class ("before", "number", "either") of each known abbreviation, lower case and without its last stop."""
    classes = {}
    for line in word_list("analyse", "abbreviations.txt"):
        kind, *words = line.split()
        classes.update(dict.fromkeys(words, kind))
    return classes


_SUFFIX = "|".join(sorted(map(re.escape, word_list("analyse", "number-suffixes.txt")), key=len, reverse=True))
_NUMBER = r"(?>\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?!\d)|\d+)(?>(?:\.\d+)*)(?>(?:[:/]\d+)*)"
_END = r"(?![^\W_])"
_ADDRESS = r"""(?:https?://|www\.)[^\s"<>]*[^\s"<>.,;:!?')\]]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|@\w+|"""
_PATTERN = rf"""(?:[^\W\d_]\.){{2,8}}
|{_NUMBER}(?:{_END}|(?=(?:{_SUFFIX}){_END})|(?=[^\W\d_]{{4}}))
|[A-Z]{{1,4}}(?>(?:&[A-Z]{{1,4}})+){_END}
|(?:US|AU|CA|NZ|HK|A|C|S)\$
|([^\W_]++(?>(?:'[^\W_]++)+)|[Cc]annot{_END})
|[^\W_]++(?>(?:\.(?:com|org|net|gov|edu|co|io|uk|eu|us|js|ai){_END})*)
|(?<=[\w.)\]])'[sS]{_END}
|\.\.+|-{{2,}}|[=*_\#~]{{2,}}
|(\.)
|\S"""
_TOKEN = re.compile(_PATTERN, re.VERBOSE)
_TOKEN_OR_ADDRESS = re.compile(_ADDRESS + _PATTERN, re.VERBOSE)
_CLITIC = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m)|(?<=[Cc]an)not)$", re.IGNORECASE)
_WORD, _STOP = 1, 2


def spans(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of the tokens of plain[start:end], one sentence; every character but white space is in one."""
    held: tuple[int, int] | None = None
    pattern = _TOKEN_OR_ADDRESS if _has_address(plain, start, end) else _TOKEN
    for match in pattern.finditer(plain, start, end):
        span = match.span()
        kind = match.lastindex
        if kind == _STOP and held and held[1] == span[0] and _is_abbreviated(plain, held, end):
            held = (held[0], span[1])
            continue
        if held:
            yield held
        held = span
        if kind == _WORD and (clitic := _CLITIC.search(match[0])) and clitic.start():
            cut = span[0] + clitic.start()
            yield span[0], cut
            held = (cut, span[1])
    if held:
        yield held


def _has_address(plain: str, start: int, end: int) -> bool:
    return plain.find("@", start, end) >= 0 or plain.find("://", start, end) >= 0 or plain.find("www.", start, end) >= 0


def _is_abbreviated(plain: str, word: tuple[int, int], end: int) -> bool:
    """Whether the full stop after a word belongs to it; the one that ends the sentence rarely does."""
    text = plain[word[0] : word[1]]
    kind = abbreviations().get(text.lower())
    if word[1] + 1 < end:
        return kind is not None or (len(text) == 1 and text.isupper())
    return kind == "either" and (text[0].isupper() or text == "etc")
