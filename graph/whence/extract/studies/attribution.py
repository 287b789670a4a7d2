"""Which study a number comes from: the one its sentence credits, else the one the article speaks of at that point."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.analyse import Analysis, Sentence
from whence.extract.names import named
from whence.extract.studies.identity import same_organization
from whence.extract.studies.quotations import by_outsiders
from whence.extract.studies.reach import EVERYWHERE, Mark, Reach, reach
from whence.extract.studies.references import Reference
from whence.extract.studies.voices import asides
from whence.model import AgentKind, StudyMention

_MOST = 50
_OPENING = 3
_DISCLAIMER = 32


@dataclass(frozen=True, slots=True)
class Studies:
    """The studies of an article.

    `marks` are the offsets at which it speaks of a study, each with the mention's index, or with None where it turns
    to figures that it does not place ("other polling shows"). The numbers before the first mark are its study's, unless
    that mark stands at or after `late`. `outside` are the quotations of people who have no part in the studies.
    """

    mentions: tuple[StudyMention, ...]
    marks: tuple[Mark, ...]
    analysis: Analysis
    late: int | None = None
    outside: tuple[tuple[int, int], ...] = ()
    asides: frozenset[int] = frozenset()
    reach: Reach = EVERYWHERE

    def of(self, start: int, end: int) -> int | None:
        """The index of the study that a reader concludes what stands at the span came from; None for no study."""
        if self._said_by_outsider(start):
            return None
        sentence = self.analysis.sentence_at(start)
        low, high = (sentence.start, sentence.end) if sentence is not None else (start, end)
        first, last = self._before(low), self._before(high)
        inside = self.marks[first : self._before(end)] or [
            mark for mark in self.marks[first:last] if mark[1] is not None
        ]
        if inside:
            return inside[0 if inside[0][0] >= end else -1][1]
        if sentence is not None and sentence.index in self.asides:
            return None
        maker = self._maker_named(sentence) if sentence is not None and len(self.mentions) > 1 else None
        if maker is not None:
            return maker
        return self._carried(first, low, sentence.block.start if sentence is not None else low)

    def speaks_of(self, study: int, sentence: Sentence) -> bool:
        """Whether a sentence speaks of a study, by its index."""
        marks = self.marks[self._before(sentence.start) : self._before(sentence.end)]
        return any(index == study for _, index in marks)

    def _maker_named(self, sentence: Sentence) -> int | None:
        """The study of the organization with whose name a sentence opens: "Acme's respondents are gloomier"."""
        opening = next((name for name in named(self.analysis, sentence) if name.first < _OPENING), None)
        if opening is None or opening.kind is not AgentKind.ORGANIZATION:
            return None
        return made_by(self.mentions, (opening.text,))

    def _carried(self, first: int, low: int, block_start: int) -> int | None:
        """The study of a sentence that names none: the one spoken of last as far as it reaches, else the main one."""
        for at, index in (self.marks[place] for place in range(first - 1, -1, -1)):
            if index is None and at >= block_start:
                return None
            if index is not None:
                return index if self.reach.carries(index, at, low) else self.reach.main
        return self._first_study(low)

    def _said_by_outsider(self, offset: int) -> bool:
        """Whether an outsider says it, in a quotation that speaks of no study."""
        spans = ((first, last) for first, last in self.outside if first <= offset < last)
        return any(self._before(first) == self._before(last) for first, last in spans)

    def _first_study(self, offset: int) -> int | None:
        """The study that an article comes to after a number, unless it comes too late to be its source."""
        at, index = next(((at, index) for at, index in self.marks if index is not None), (offset, None))
        if index is not None and not self.reach.awaits(index):
            return self.reach.main
        if index is None or self.late is None or at < self.late:
            return index
        return None

    def _before(self, offset: int) -> int:
        """The number of marks before an offset."""
        return bisect_left(self.marks, offset, key=lambda mark: mark[0])


def attribution(
    analysis: Analysis,
    mentions: tuple[StudyMention, ...],
    marks: tuple[Mark, ...],
    affiliations: Mapping[str, str],
    late: int | None = None,
) -> Studies:
    """The studies of an article with all that tells whose a number is."""
    makers = [organization for mention in mentions[:_MOST] for organization in mention.organizations]
    return Studies(
        mentions,
        marks,
        analysis,
        late,
        tuple(dict.fromkeys(by_outsiders(analysis, mentions, affiliations))),
        frozenset(asides(analysis, makers, affiliations)) if mentions else frozenset(),
        reach(analysis, marks),
    )


def marks(
    analysis: Analysis,
    placed: Iterable[tuple[Reference, int | None]],
    mentions: Sequence[StudyMention],
    away: Container[int],
) -> tuple[Mark, ...]:
    """Where an article turns to a study, or to somebody else's figures, in text order.

    `placed` are the references with the index of their mention, `away` the offsets where it turns to no study.
    """
    found: list[Mark] = []
    credited: list[Mark] = []
    spoken: set[int] = set()
    told = 0
    for reference, index in placed:
        if _disclaimed(analysis, reference):
            continue
        if index is None and reference.start not in away:
            if not reference.organizations or reference.noun or not reference.numbered:
                continue
            index = made_by(mentions, reference.organizations)
            if index is None and reference.definite and found:
                continue
            if index is None:
                credited.append((analysis.sentences[reference.sentence].start, None))
                continue
        start = analysis.sentences[reference.sentence].start
        found.append((max(start, told) if reference.trails else reference.start, index))
        if reference.aside and len(found) > 1:
            found.append((analysis.sentences[reference.sentence].end, found[-2][1]))
        told = reference.end
        spoken.add(start)
    foreign = {mark for mark in credited if mark[0] not in spoken}
    return tuple(sorted([*found, *foreign], key=lambda mark: mark[0]))


def _disclaimed(analysis: Analysis, reference: Reference) -> bool:
    """Whether somebody is said to have had no part in the study that is spoken of."""
    before = analysis.plain[max(0, reference.start - _DISCLAIMER) : reference.start].lower()
    return before.endswith(("involved in ", "involved with ", "part in ", "part of ", "connected to ")) and (
        "not " in before or "n't " in before or "no " in before
    )


def made_by(mentions: Sequence[StudyMention], organizations: Sequence[str]) -> int | None:
    """The study, named before or later, of an organization that speaks for itself or through its people."""
    for index, mention in enumerate(mentions[:_MOST]):
        if any(same_organization(a, b) for a in organizations for b in mention.organizations):
            return index
    return None
