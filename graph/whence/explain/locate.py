"""Claims by their words: "83 percent", "83% of CIOs", "nearly seven in ten", or a claim's IRI."""

from __future__ import annotations

import re

from whence.ask import answer
from whence.rdf import iris
from whence.resources import word_list
from whence.store import Store
from whence.text import plain

_CLAIMS = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?claim ?quote ?population ?measure ?value ?printed ?confidence WHERE {
  ?claim a wh:Claim ; schema:text ?quote ; wh:confidence ?confidence .
  OPTIONAL { ?claim wh:population/skos:prefLabel ?population }
  OPTIONAL { ?claim wh:measure ?measure }
  OPTIONAL { ?claim wh:value ?value ; wh:printed ?printed }
}"""
_HEDGES = {word for entry in word_list("quantities", "hedges_before.txt") for word in re.findall(r"[a-z]+", entry)}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")


def locate(store: Store, words: str) -> list[str]:
    """The IRIs of the claims that hold all these words, the likeliest first; empty when there is none.

    A claim is likelier where it is a number, where its quote has the words as they were given, where it says little
    else, and where the extraction was sure of it.
    """
    if words.startswith(iris.BASE):
        return [words]
    wanted, given = _words(words), _fold(words)
    numbers = {float(word) for word in wanted if word[0].isdigit()}
    ranked = []
    for claim, quote, population, measure, value, printed, confidence in answer(store.query(_CLAIMS)).rows:
        text = " ".join(str(part) for part in (quote, population, measure, value) if part is not None)
        if wanted and wanted <= (found := _words(text)):
            named = isinstance(value, int | float) and (float(value) in numbers or _figure(str(printed)) <= wanted)
            likely = (value is None, given not in _fold(str(quote)), len(found), -float(confidence or 0))
            ranked.append((not named, likely, str(claim)))
    # A quote often holds other numbers than its claim's: "83% of A, compared to 69% of B" is two claims.
    some_named = any(not other for other, *_ in ranked)
    return [claim for other, *_, claim in sorted(ranked) if not (other and some_named)]


def _figure(printed: str) -> set[str]:
    """The words of a number as printed, without what hedges it: those of "nearly seven in ten" are seven, in, ten."""
    return _words(printed) - _HEDGES or {printed}


def _fold(text: str) -> str:
    return " ".join(plain(text).casefold().replace("%", " percent").replace("per cent", "percent").split())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_THOUSANDS.sub("", _fold(text))))
