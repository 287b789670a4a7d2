"""Which study a phrase of an article speaks of: one it has told of already, or a new one."""

from __future__ import annotations

from dataclasses import replace

from whence.extract.studies.drafts import (
    Draft,
    can_be_named,
    can_be_titled,
    is_new,
    is_other_wave,
    of_earlier_wave,
    points_back,
    same_wave,
)
from whence.extract.studies.identity import same_organization
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.words import FIRM_NOUNS

_REMEMBERED = 50
"""How many studies back a phrase can point."""


class Drafts:
    """The studies of an article, in the order in which it names them, and the one it speaks of just now.

    `away` are the offsets where it turns to figures that it does not place.
    """

    def __init__(self, published: int | None = None) -> None:
        """Start with none, in an article published in a year."""
        self.published = published
        self.drafts: list[Draft] = []
        self.focus: int | None = None
        self.speaker: Reference | None = None
        self.away: set[int] = set()

    def place(self, reference: Reference) -> int | None:
        """The index of the study that a reference speaks of, a new one if need be; None if it speaks of none."""
        official = reference.official and self._surveyed() and not reference.organizations
        if official and not reference.finding:
            return None
        if self._told_aside(reference):
            return None
        if elsewhere(reference) or official:
            self.away.add(reference.start)
            return None
        index = self._index(reference)
        if index is None and self._is_speakers(reference) and self.speaker:
            reference = replace(reference, organizations=self.speaker.organizations, weight=Weight.STANDS_ALONE)
        if index is None and self.focus is not None and self._is_other_wave(reference):
            reference = replace(reference, organizations=tuple(self.drafts[self.focus].organizations))
        if index is None and not reference.noun:
            self.speaker = reference
        if index is None and reference.weight > Weight.POINTS_BACK:
            self.drafts.append(Draft())
            index = len(self.drafts) - 1
        if index is not None:
            self.drafts[index].add(reference)
            self.focus = self.focus if reference.aside else index
        return index

    def _is_other_wave(self, reference: Reference) -> bool:
        """Whether "our October poll" is by the makers of the study at hand, at another time."""
        if self.focus is None:
            return False
        return is_other_wave(self.drafts[self.focus], reference) or (
            reference.noun in FIRM_NOUNS
            and not (reference.organizations or reference.title)
            and not self._same_wave(self.focus, reference)
        )

    def _told_aside(self, reference: Reference) -> bool:
        """Whether other figures are but compared with those that the sentence has called "ours"."""
        if self.focus is None or reference.organizations or reference.own:
            return False
        last = self.drafts[self.focus].references[-1]
        return last.own and last.sentence == reference.sentence and reference.official

    def _surveyed(self) -> bool:
        """Whether the study in focus is somebody's survey, which "official figures" are not."""
        return self.focus is not None and self.drafts[self.focus].surveyed

    def _is_speakers(self, reference: Reference) -> bool:
        """Whether "the company's report" is that of an organization that spoke shortly before."""
        if self.speaker is None or not self.speaker.organizations or reference.organizations or reference.title:
            return False
        near = reference.sentence - self.speaker.sentence <= 2
        return near and reference.definite and reference.finding and reference.noun in FIRM_NOUNS | {"report", "data"}

    def _index(self, reference: Reference) -> int | None:
        if reference.title and (index := self._titled(reference.title)) is not None:
            return index
        if reference.other and not reference.definite:
            return None
        if reference.organizations:
            return self._conducted(reference)
        return self._anonymous(reference)

    def _titled(self, title: str) -> int | None:
        lower = title.lower()
        for index in self._recent():
            draft = self.drafts[index]
            if draft.title and (draft.title.lower() in lower or lower in draft.title.lower()):
                return index
        return None

    def _recent(self) -> list[int]:
        """The drafts that a phrase can point back to: the one in focus first, then the latest first."""
        latest = range(len(self.drafts) - 1, max(-1, len(self.drafts) - 1 - _REMEMBERED), -1)
        return [*([] if self.focus is None else [self.focus]), *(index for index in latest if index != self.focus)]

    def _conducted(self, reference: Reference) -> int | None:
        """The study of the same organization; else one that has no organization yet."""
        own = [
            index
            for index in self._recent()
            if any(same_organization(a, b) for a in reference.organizations for b in self.drafts[index].organizations)
        ]
        fitting = [index for index in own if self._same_wave(index, reference)]
        if reference.indefinite:
            fitting = [index for index in fitting if not self.drafts[index].references[0].other]
        if fitting:
            return fitting[0]
        if own:
            return None
        if reference.weight is Weight.POINTS_BACK and not (reference.source or reference.leads):
            return None
        open_drafts = [index for index in self._recent() if can_be_named(self.drafts[index], reference)]
        same_word = [
            index for index in open_drafts if reference.definite and reference.noun in self.drafts[index].nouns
        ]
        return next(iter(same_word or open_drafts), None)

    def _same_wave(self, index: int, reference: Reference) -> bool:
        """Whether a reference can speak of a study as far as dates and titles tell."""
        draft = self.drafts[index]
        known = draft.surveyed and (draft.organizations or draft.own)
        return same_wave(draft, reference) and not (known and of_earlier_wave(draft, reference, self.published))

    def _is_nobodys(self, reference: Reference, fitting: list[int]) -> bool:
        """Whether "research shows" speaks of research that nobody names, after a study that has a name."""
        told = reference.definite or reference.indefinite or reference.own or reference.title or reference.source
        if told or not reference.finding or reference.noun not in _NOBODYS:
            return False
        return all(self.drafts[index].named and reference.noun not in self.drafts[index].nouns for index in fitting)

    def _anonymous(self, reference: Reference) -> int | None:
        """The study that a phrase without a name points back to."""
        fitting = [index for index in self._recent() if self._same_wave(index, reference)]
        at_hand = [index for index in fitting if not self.drafts[index].left_behind(reference)]
        fitting = at_hand or fitting
        if reference.title:
            fitting = [index for index in fitting if can_be_titled(self.drafts[index], reference)]
        if reference.own:
            fitting = [index for index in fitting if self.drafts[index].own or not self.drafts[index].named]
        if reference.year and (dated := [i for i in fitting if self.drafts[i].year == reference.year]):
            return dated[0]
        told = reference.title or points_back(reference)
        if not fitting or (reference.weight is Weight.POINTS_BACK and not told):
            return None
        if reference.indefinite and is_new(reference, self.drafts[fitting[0]]):
            return None
        if self._is_nobodys(reference, fitting):
            return None
        same_word = [i for i in fitting if reference.noun in self.drafts[i].nouns]
        named = [i for i in fitting if self.drafts[i].named]
        return next(iter([i for i in same_word if i in named] or same_word or named or fitting))


_NOBODYS = frozenset(("research", "studies", "surveys", "polls"))
"""What "shows" without an article before it, and is none of the studies that have been named."""


def elsewhere(reference: Reference) -> bool:
    """Whether a reference speaks of figures that the article does not place: "other polling", "more recent data"."""
    unplaced = not (reference.organizations or reference.title or reference.definite)
    return reference.other and unplaced and (not reference.indefinite or reference.noun not in FIRM_NOUNS)
