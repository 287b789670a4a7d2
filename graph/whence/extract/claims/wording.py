"""The words of spans of a sentence, as populations and measures are told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from whence.analyse import Sentence
from whence.extract.claims.reading import Span
from whence.text import squeeze

_MARKUP = re.compile(r"\[([^\[\]]{0,200})\](?:\((?:https?:)?/[^()\s]{0,300}\)?)?|[\[\]*_]")


def worded(sentence: Sentence, spans: Iterable[Span]) -> str:
    """The words of token ranges on one line, without marks of markup."""
    tokens = sentence.tokens
    parts = (sentence.plain[tokens[first].start : tokens[last - 1].end] for first, last in spans if first < last)
    said = squeeze(_MARKUP.sub(lambda mark: mark[1] or "", " ".join(parts)))
    if said.count('"') % 2:
        said = said.strip('"').rstrip(" .,")
    return said if said.count("(") == said.count(")") else squeeze(said.replace("(", " ").replace(")", " "))
