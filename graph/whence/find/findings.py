"""Words → the findings that they ask for, the likeliest first, each with its study, its chain and its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, islice, zip_longest
from types import TracebackType

from whence.errors import StoreError
from whence.explain.chains import Chain, StudyCard, chain_of
from whence.explain.history import History, history
from whence.explain.statistic import StatisticCard, statistic_card, statistic_of
from whence.find.asked import Wanted, asked
from whence.find.index import Index
from whence.find.keeping import Progress
from whence.find.scores import Score, score
from whence.find.terms import in_terms
from whence.find.told import Told
from whence.store import Store

LIMIT = 10
"""Findings that are given unless more are asked for."""

_MOST_NUMBERS = 8
"""Numbers of one question that are looked for."""
_MOST_RANKED = 20_000
"""Claims that have the words which are looked up: these are the rarest ones, as long as no more claims have them."""
_MOST_COMPARED = 400
"""Claims that are compared because they have the number and a word, and as many because they have rare words."""
_MOST_GROUPED = 200
"""Claims, the likeliest, that are put together by the statistic that they report."""
_LEAST = 0.2
"""The score from which on a finding is given."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """A claim and how well it tells what is asked for."""

    score: Score
    claim: Told


@dataclass(frozen=True, slots=True)
class Finding:
    """A statistic that tells what was asked for.

    `statistic` is its IRI and `number` what it says. `claim` (IRI) and `quote` are of the telling that is most like
    what was asked, `score` says how much. `chain` is the way of that telling back to the first, with the `study` that
    it comes from, if any is known; `history` sums up all tellings of the statistic.
    """

    statistic: str
    number: StatisticCard
    claim: str
    quote: str
    score: Score
    chain: Chain
    history: History

    @property
    def study(self) -> StudyCard | None:
        """The study that the telling leads to."""
        return self.chain.study


def find(store: Store, words: str, limit: int = LIMIT) -> tuple[Finding, ...]:
    """The findings that the words ask for, the likeliest first, `limit` at most; empty where there is none.

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
        found: dict[str, _Scored] = {}
        lists = [self._statistics(wanted) for wanted in asked(words)[:_MOST_NUMBERS]]
        # Each number that is asked for has its likeliest finding before any has its second.
        for row in zip_longest(*lists):
            for statistic, best in sorted(filter(None, row), key=lambda one: (-one[1].score.total, one[0])):
                found.setdefault(statistic, best)
        return tuple(self._finding(statistic, best) for statistic, best in islice(found.items(), max(0, limit)))

    def _statistics(self, wanted: Wanted) -> list[tuple[str, _Scored]]:
        """The statistics that tell one finding asked for, each with its best claim, the likeliest first.

        Of equally likely ones that comes first of which more claims are at hand.
        """
        told: dict[str, list[_Scored]] = {}
        for scored in self._scored(Wanted(wanted.number, in_terms(wanted.subject))):
            if statistic := statistic_of(self._store, scored.claim.claim):
                told.setdefault(statistic, []).append(scored)
        order = sorted(told, key=lambda statistic: (-_rounded(told[statistic][0]), -len(told[statistic]), statistic))
        return [(statistic, told[statistic][0]) for statistic in order]

    def _scored(self, wanted: Wanted) -> list[_Scored]:
        """The claims that are like what is asked for, the likeliest first."""
        scored = [_Scored(score(wanted, claim, self._index.rarity), claim) for claim in self._candidates(wanted)]
        likely = [one for one in scored if one.score.total >= _LEAST]
        return sorted(likely, key=lambda one: (-one.score.total, -one.score.number, one.claim.claim))[:_MOST_GROUPED]

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

    def _finding(self, statistic: str, best: _Scored) -> Finding:
        chain, number = chain_of(self._store, best.claim.claim), statistic_card(self._store, statistic)
        if number is None:
            raise StoreError(f"{statistic}: the store tells no number of this statistic; build it again")
        quote = chain.tellings[0].quote
        return Finding(statistic, number, best.claim.claim, quote, best.score, chain, history(self._store, statistic))


def _rounded(scored: _Scored) -> float:
    return round(scored.score.total, 3)
