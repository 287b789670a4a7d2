"""What a model proposes: an untrusted answer turned into values, what has the wrong shape left out and counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from whence.errors import RemoteError
from whence.model import Qualifier

MOST = 200
"""Proposals of one answer that are looked at."""
_LONGEST = 1_000
"""Characters of a value; a longer one is no copy of a clause."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a model proposes; all of it is text that has yet to be found in the article."""

    sentence: int
    quote: str
    number: str
    population: str | None
    measure: str
    qualifier: Qualifier | None
    study: str | None


def proposals(answer: str) -> tuple[list[Proposal], int]:
    """The proposals of an answer, and how many more there were that are none; raises RemoteError where it's no JSON.

    Words around the JSON object, which smaller models add, are passed over.
    """
    first, last = answer.find("{"), answer.rfind("}")
    try:
        found = json.loads(answer[first : last + 1]) if first >= 0 else None
    except (ValueError, RecursionError) as error:
        raise RemoteError(f"the model answers with something that is no JSON ({type(error).__name__})") from error
    claims = found.get("claims") if isinstance(found, dict) else None
    if not isinstance(claims, list):
        raise RemoteError("the model answers without a list of claims")
    good = list(_proposals(claims[:MOST]))
    return good, len(claims) - len(good)


def _proposals(claims: list[Any]) -> Iterator[Proposal]:
    for claim in claims:
        if isinstance(claim, dict) and (proposal := _proposal(claim)):
            yield proposal


def _proposal(claim: dict[str, Any]) -> Proposal | None:
    needed = [claim.get(name) for name in ("quote", "number", "measure")]
    optional = [claim.get(name) for name in ("population", "study")]
    sentence, qualifier = claim.get("sentence"), claim.get("qualifier")
    if not isinstance(sentence, int) or not all(map(_is_text, needed)):
        return None
    if not all(value is None or (isinstance(value, str) and len(value) <= _LONGEST) for value in optional):
        return None
    population, study = (value if _is_text(value) else None for value in optional)
    quote, number, measure = map(str, needed)
    known = Qualifier(qualifier) if isinstance(qualifier, str) and qualifier in set(Qualifier) else None
    return Proposal(sentence, quote, number, population, measure, known, study)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST
