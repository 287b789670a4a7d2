"""Words → the findings that they ask for, the likeliest first, each with its study, its chain and its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import accumulate
from types import TracebackType

from whence.errors import StoreError
from whence.explain.chains import Chain, StudyCard, Telling
from whence.explain.history import History, history
from whence.explain.statistic import Reported, StatisticCard, reported_by, statistic_card
from whence.explain.tracing import Tracer
from whence.find.asked import Wanted, asked
from whence.find.index import Index
from whence.find.keeping import Progress
from whence.find.scores import Score, score
from whence.find.terms import in_terms
from whence.find.told import Told
from whence.model import Quantity
from whence.store import Store

LIMIT = 10
"""Findings that are given for each number, unless more are asked for."""

_MOST_NUMBERS = 25
"""Numbers of one question that are looked for."""
_MOST_RANKED = 20_000
"""Claims that have the words which are looked up: these are the rarest ones, as long as no more claims have them."""
_MOST_COMPARED = 400
"""Claims that are compared because they have the number and a word, and as many because they have rare words."""
_MOST_GROUPED = 100
"""Claims, the likeliest, that are put together by the statistic that they report."""
_REMEMBERED = 1_000
"""Statistics of which the history is remembered: those that are told most take longest, and are asked for most."""
_LEAST = 0.2
"""The score from which on a finding is given."""
_SURE = 0.6
"""The score from which on a claim must be a telling of what is asked for."""
_SAME_STUDY, _TELLING = 0.35, 0.85
"""How much of what it lacks a claim gets for being from the study of such a telling, with a number of this score."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """A claim and how well it tells what is asked for."""

    score: Score
    claim: Told
    reported: Reported | None = None

    @property
    def total(self) -> float:
        return self.score.total


@dataclass(frozen=True, slots=True)
class Finding:
    """A statistic that tells what was asked for.

    `asked` is the number of the words that it was found for; None where they name none. `statistic` is its
    IRI and `number` what it says. `claim` (IRI) is the telling that is most like what was asked, `score` says how much,
    and `chain` is the way of that telling back to the first; `history` sums up all tellings of the statistic.
    """

    asked: Quantity | None
    statistic: str
    number: StatisticCard
    claim: str
    score: Score
    chain: Chain
    history: History

    @property
    def telling(self) -> Telling:
        """The telling that is most like what was asked."""
        return self.chain.tellings[0]

    @property
    def quote(self) -> str:
        """The words of that telling."""
        return self.telling.quote

    @property
    def study(self) -> StudyCard | None:
        """The study that the telling leads to."""
        return self.chain.study


def find(store: Store, words: str, limit: int = LIMIT) -> tuple[Finding, ...]:
    """The findings that the words ask for, the likeliest first; empty where there is none.

    `limit` is how many are given at most; where the words name several numbers, for each of them, in their order.
    Opens the store's index, so that whoever asks more than once should keep a `Finder`.
    """
    with Finder(store) as finder:
        return finder.find(words, limit)


class Finder:
    """Finds statistics of a store, as it is when the finder is made.

    The index is brought up to the store at once, and kept beside it (see `whence.find.keeping`). May be used from
    several threads, and as a context manager.
    """

    def __init__(self, store: Store, progress: Progress = lambda _count: None) -> None:
        """Open the index; `progress` is told how many articles must be read for it.

        Raises StoreError where SQLite has no FTS5.
        """
        self._store = store
        self._index = Index(store, progress)
        self._tracer = Tracer(store)
        self._history = lru_cache(_REMEMBERED)(partial(history, store))

    def __enter__(self) -> Finder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index; the store stays open."""
        self._index.close()

    def find(self, words: str, limit: int = LIMIT) -> tuple[Finding, ...]:
        """As the function `find`."""
        return tuple(
            self._finding(wanted, statistic, best)
            for wanted in asked(words)[:_MOST_NUMBERS]
            for statistic, best in self._statistics(wanted)[: max(0, limit)]
        )

    def _statistics(self, wanted: Wanted) -> list[tuple[str, _Scored]]:
        """The statistics that tell one finding asked for, each with its best claim, the likeliest first.

        Of equally likely ones that comes first of which more claims are at hand.
        """
        told: dict[str, list[_Scored]] = {}
        for scored in self._scored(Wanted(wanted.number, in_terms(wanted.subject))):
            if scored.reported and scored.total >= _LEAST:
                told.setdefault(scored.reported.statistic, []).append(scored)
        order = sorted(
            told, key=lambda statistic: (-round(told[statistic][0].total, 3), -len(told[statistic]), statistic)
        )
        return [(statistic, told[statistic][0]) for statistic in order]

    def _scored(self, wanted: Wanted) -> list[_Scored]:
        """The claims that are like what is asked for, the likeliest first.

        Where one is so like it that it must be a telling, another with its number from its study is likely one, too.
        """
        found = (_Scored(score(wanted, claim, self._index.rarity), claim) for claim in self._candidates(wanted))
        likely = [
            replace(one, reported=reported_by(self._store, one.claim.claim))
            for one in sorted(found, key=_order)[:_MOST_GROUPED]
        ]
        study = next((one.reported.study for one in likely[:1] if one.reported and one.score.total >= _SURE), None)
        if wanted.number and study:
            likely = [_of_study(one, study) for one in likely]
        return sorted(likely, key=_order)

    def _candidates(self, wanted: Wanted) -> Iterable[Told]:
        words = wanted.subject.quote
        found = self._index.with_words(self._rarest(words), _MOST_COMPARED)
        if wanted.number:
            found += self._index.with_number(wanted.number.quantity, words, _MOST_COMPARED)
        return {claim.claim: claim for claim in found}.values()

    def _rarest(self, words: Iterable[str]) -> list[str]:
        """The rarest word that any claim has, and more of the rarest as long as few claims have them."""
        counts = sorted((count, word) for word in words if (count := self._index.count(word)))
        together = accumulate(count for count, _ in counts)
        few = sum(count <= _MOST_RANKED for count in together)
        return [word for _, word in counts[: max(few, 1)]]

    def _finding(self, wanted: Wanted, statistic: str, best: _Scored) -> Finding:
        chain, number = self._tracer.chain(best.claim.claim), statistic_card(self._store, statistic)
        if number is None:
            raise StoreError(f"{statistic}: the store tells no number of this statistic; build it again")
        quantity = wanted.number.quantity if wanted.number else None
        told = self._history(statistic)
        return Finding(quantity, statistic, number, best.claim.claim, best.score, chain, told)


def _of_study(scored: _Scored, study: str) -> _Scored:
    """The same with what speaks for a claim that gives the number, and comes from this study."""
    tells = scored.score.number >= _TELLING and scored.reported and scored.reported.study == study
    return (
        replace(scored, score=replace(scored.score, total=scored.total + (1 - scored.total) * _SAME_STUDY))
        if tells
        else scored
    )


def _order(scored: _Scored) -> tuple[float, float, str]:
    return -scored.total, -scored.score.number, scored.claim.claim
