"""Runs of capitalised words: the token ranges of a sentence that are written as one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whence.analyse import Token
from whence.analyse.tagger import lexicon
from whence.extract.names.lexicon import (
    FUNCTION_WORDS,
    GIVEN,
    HEADS,
    HONORIFICS,
    JOINING,
    KNOWN,
    KNOWN_FIRST,
    OPEN_HEADS,
    TITLES,
)
from whence.resources import word_list


def join(tokens: Sequence[Token]) -> str:
    """The text of adjacent tokens on one line, spaced as it is printed."""
    parts = [tokens[0].text] if tokens else []
    for before, token in pairwise(tokens):
        parts.append(token.text if token.start == before.end else " " + token.text)
    return "".join(parts)


def _capital(token: Token) -> bool:
    """Whether the token is written as a name is: "Pew", "eMarketer"."""
    text = token.text
    if "/" in text or "@" in text:
        return False
    if token.lower in FUNCTION_WORDS:
        return len(text) > 1 and text.isupper() and text in KNOWN
    return text[0].isupper() or (text[0].isalpha() and not text.islower())


def title_case(tokens: Sequence[Token]) -> bool:
    """Whether every longer word has a capital, verbs too, and no full stop or colon ends them, as in headlines."""
    if tokens and tokens[-1].text in (".", ":"):
        return False
    if any(token.tag in ("VBD", "VBZ") and token.text.islower() and len(token.text) > 3 for token in tokens):
        return False
    long = [token.text for token in tokens if len(token.text) > 3 and token.text.isalpha()]
    return len(long) >= 4 and sum(text[0].isupper() for text in long) >= 0.8 * len(long)


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Token ranges that are written as one name."""
    at, start = 0, first_word(tokens)
    while at < len(tokens):
        begins = tokens[at].text != tokens[at].lower and (_capital(tokens[at]) or _is_given(tokens, at, start))
        if not begins or (_opens(tokens, at, start) and not _begins(tokens, at)):
            at += 1
            continue
        end = max(_run_end(tokens, at), at + 1)
        yield at, end
        at = end


def _is_given(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a word of grammar is a given name here: "Will Strand" inside a sentence."""
    return tokens[at].text in _GIVEN_TOO and at > start and at + 1 < len(tokens) and _capital(tokens[at + 1])


_GIVEN_TOO = frozenset({"Will", "May"})


def _opens(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a word has its capital because something begins here: the sentence, a quotation, what a colon opens."""
    if at <= start or tokens[at].tag == "CD":
        return True
    before = tokens[at - 1]
    return before.text == ":" or before.tag == "``" or (at == start + 1 and tokens[start].text[0].isdigit())


def first_word(tokens: Sequence[Token]) -> int:
    """The index of the first token that is a word or a figure; 0 where none is."""
    return next((i for i, token in enumerate(tokens) if token.text[0].isalnum()), 0)


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether the first word of a sentence, which has a capital anyway, begins a name."""
    token = tokens[at]
    if token.text in KNOWN or token.text in GIVEN or token.lower.rstrip(".") in HONORIFICS:
        return True
    if token.text.isupper() and len(token.text) > 1:
        return True
    if token.tag.startswith("NNP"):
        plural = token.tag == "NNPS"
        return not (plural or _is_common(token)) or _is_capital_at(tokens, at + 1)
    following = tokens[at + 1] if _is_capital_at(tokens, at + 1) else None
    return following is not None and (token.tag.startswith("NN") or following.lower in HEADS)


def _is_capital_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and _capital(tokens[at])


def _is_common(token: Token) -> bool:
    """Whether the word is in common use and no singular noun, so that a capital at the start proves no name."""
    tags = lexicon().get(token.lower, ())
    return bool(tags) and "NN" not in tags and not any(tag.startswith("NNP") for tag in tags)


def _run_end(tokens: Sequence[Token], first: int) -> int:
    """The end of the name that begins at a token: capitalised words, and what joins them."""
    at = _known_end(tokens, first)
    if at == first and not _capital(tokens[first]):
        at += 1  # "Will Strand"
    open_head = any(token.lower in OPEN_HEADS for token in tokens[first:at])
    at += _joint(tokens, at, open_head)
    while at < len(tokens) and _capital(tokens[at]):
        open_head = open_head or tokens[at].lower in OPEN_HEADS
        at = _after_hyphen(tokens, at + 1)
        at += _joint(tokens, at, open_head) or _particles(tokens, first, at)
    return at


def _particles(tokens: Sequence[Token], first: int, at: int) -> int:
    """How many small words after a given name lead to a surname: "Ludovic van der Meer", "Ana de la Cruz"."""
    if tokens[first].text not in GIVEN and tokens[first].lower.rstrip(".") not in TITLES:
        return 0
    end = at
    while end < len(tokens) and end - at < _MOST_PARTICLES and tokens[end].text in _PARTICLES:
        end += 1
    return end - at if at < end < len(tokens) and _capital(tokens[end]) else 0


_PARTICLES = frozenset(word_list("names", "particles.txt"))
_MOST_PARTICLES = 3


def _known_end(tokens: Sequence[Token], first: int) -> int:
    """The end of the well-known name of several words that begins at a token ("Save the Children"), if one does."""
    if tokens[first].text in KNOWN_FIRST:
        for end in range(min(len(tokens), first + 6), first + 1, -1):
            if join(tokens[first:end]) in KNOWN:
                return end
    return first


def _after_hyphen(tokens: Sequence[Token], at: int) -> int:
    """Past the hyphenated or dotted rest of a word: "Coca-Cola", "Co-operation", "D."."""
    while at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at - 1].end == tokens[at].start:
        attached = tokens[at].end == tokens[at + 1].start
        if not attached or not (_capital(tokens[at + 1]) or tokens[at + 1].lower.startswith(("oper", "ordin"))):
            break
        at += 2
    if (
        at < len(tokens)
        and tokens[at].text == "."
        and (len(tokens[at - 1].text) == 1 or tokens[at - 1].lower in TITLES)
    ):
        return at + 1
    return at


def _joint(tokens: Sequence[Token], at: int, open_head: bool) -> int:
    """How many tokens at `at` join a name with a further capitalised word: "&", "of the", "and"."""
    if at + 1 >= len(tokens):
        return 0
    word = tokens[at].lower
    if word == "&":
        step = 2 if tokens[at + 1].lower == "the" else 1
        return step if at + step < len(tokens) and _capital(tokens[at + step]) else 0
    if word == "'" and tokens[at + 1].lower in OPEN_HEADS and _capital(tokens[at + 1]):
        return 1
    if word == "'s" and tokens[at - 1].text not in KNOWN and _owned_body(tokens, at + 1):
        return 1
    if not open_head:
        return 0
    if word in JOINING:
        step = 2 if tokens[at + 1].lower == "the" else 1
        return step if at + step < len(tokens) and _capital(tokens[at + step]) else 0
    if word == "and" and _capital(tokens[at + 1]):
        return 1 if _continues(tokens, at) else 0
    return 0


def _owned_body(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is owned is a body whose name the owner is part of: "St Ann's Hospital", "Queen's University"."""
    owned = tokens[at : at + _OWNED]
    length = next((n for n, token in enumerate(owned) if not _capital(token)), len(owned))
    return any(token.lower in OPEN_HEADS for token in owned[:length])


_OWNED = 3


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" at `at` stands inside one name ("Centers for Disease Control and Prevention"), not between two."""
    begun = at - 1
    while begun >= 0 and (_capital(tokens[begun]) or "-" in (tokens[begun].text, tokens[begun - 1].text)):
        begun -= 1
    follower = tokens[at + 1].text
    inside = begun >= 0 and (tokens[begun].lower in JOINING or tokens[begun].text == ",")
    return inside and follower not in KNOWN and follower not in GIVEN and not follower.isupper()
