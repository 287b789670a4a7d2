"""Shares that are parts of one question: opposite answers told in one sentence, and what those say who give neither."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from whence.questions.shares import Share
from whence.resolve.wording import gist
from whence.resources import word_list
from whence.text import CONTEXT, plain

_SENTENCE_ENDS = re.compile(r"[.!?…;][\"'”’)]*\s|\n")
_WORD = re.compile(r"[a-z']+")
_MOST = 5
"""More shares in a row are a table, whose columns nothing tells apart."""
_WITHIN = 3
"""The opposite word is among so many that begin a measure: "strongly disapprove of", "are very dissatisfied with"."""


def parts_of_one_question(known: Sequence[Share]) -> Iterator[tuple[Share, ...]]:
    """The groups of shares of one study and population, told in one sentence, that answer one question.

    A pair of opposite answers whose objects don't differ ("approve of the plan", "disapprove"), and the residual
    answers beside them. Other shares may be parts of one whole as well, but nothing tells.
    """
    by_place: dict[tuple[str, str], list[Share]] = defaultdict(list)
    for share in known:
        by_place[share.page, share.study].append(share)
    for told in by_place.values():
        for run in _sentences(sorted(told, key=lambda share: (share.start, share.end, share.claim))):
            yield from _answers(run)


def _sentences(told: Sequence[Share]) -> Iterator[list[Share]]:
    """The shares that stand in one sentence, as far as their quotes and what follows them tell."""
    run: list[Share] = []
    for share in told:
        if run and not _is_beside(run[-1], share):
            yield run
            run = []
        run.append(share)
    if run:
        yield run


def _is_beside(one: Share, other: Share) -> bool:
    if other.start < one.end:
        return True
    gap = other.start - one.end
    return gap <= CONTEXT and not _SENTENCE_ENDS.search(one.suffix[:gap])


def _answers(run: Sequence[Share]) -> Iterator[tuple[Share, ...]]:
    if len(run) > _MOST:
        return
    for index, one in enumerate(run):
        for other in run[index + 1 :]:
            if _same_people(one, other) and _is_opposite(one.measure, other.measure):
                rest = [share for share in run if _same_people(one, share) and _is_residual(share.measure)]
                yield one, other, *(rest if len(rest) == 1 else ())
                return


def _same_people(one: Share, other: Share) -> bool:
    """Whether two shares are of the same people; one without a population is of those named before it."""
    return one.whom == other.whom or not other.whom


def _is_opposite(one: str, other: str) -> bool:
    for left, right in _opposites():
        for first, second in ((left, right), (right, left)):
            mine, yours = _object(one, first), _object(other, second)
            if mine is not None and yours is not None:
                return not mine or not yours or mine <= yours or yours <= mine
    return False


def _object(measure: str, words: frozenset[str]) -> frozenset[str] | None:
    """What a measure that begins with one of the words says it of; None where none of them begins it."""
    told = _WORD.findall(plain(measure).lower())
    begins = next((index for index, word in enumerate(told[:_WITHIN]) if word in words), None)
    if begins is None or "not" in told[:begins] or any(word.endswith("n't") for word in told[:begins]):
        return None
    return gist(" ".join(told[begins + 1 :]))


def _is_residual(measure: str) -> bool:
    said = plain(measure).lower()
    return any(re.search(rf"\b{re.escape(words)}\b", said) for words in word_list("questions", "residual_answers.txt"))


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.partition("|") for line in word_list("questions", "opposites.txt"))
    return tuple((frozenset(left.split()), frozenset(right.split())) for left, _, right in pairs)
