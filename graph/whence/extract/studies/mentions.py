"""From references to studies: which phrases of an article speak of the same study, and what they tell of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from whence.analyse import Analysis
from whence.extract.names import initials
from whence.extract.studies.houses import House
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.samples import FoundSample
from whence.extract.studies.words import FIRM_NOUNS, LOOSE_NOUNS, MAKERS
from whence.model import Sample, StudyMention
from whence.resources import word_list
from whence.text import select

_FRESH = 4
"""How many sentences after its first mention a nameless study can get its name from "a survey by Acme"."""
_REMEMBERED = 50
_REPORTS = frozenset(("report", "paper", "index", "barometer", "findings", "analysis"))
"""How many studies back a phrase can point."""


@dataclass(slots=True)
class Draft:
    """A study while its article is being read: what the references so far tell of it."""

    organizations: list[str] = field(default_factory=list)
    title: str | None = None
    year: int | None = None
    month: str | None = None
    samples: list[Sample] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)

    @property
    def surveyed(self) -> bool:
        """Whether it is a survey or a study, rather than figures that somebody keeps."""
        return not FIRM_NOUNS.isdisjoint(self.nouns) or any(
            known.asserted and not known.noun for known in self.references[:9]
        )

    @property
    def named(self) -> bool:
        """Whether an organization or a title tells the study from any other."""
        return bool(self.organizations or self.title)

    @property
    def own(self) -> bool:
        """Whether those who tell of the study made it."""
        return any(reference.own for reference in self.references[:9])

    def add(self, reference: Reference) -> None:
        """Take in what a further reference tells."""
        for organization in reference.organizations:
            if not any(same_organization(organization, known) for known in self.organizations):
                self.organizations.append(organization)
        self.title = self.title or reference.title
        self.year = self.year or reference.year
        self.month = self.month or reference.month
        self.references.append(reference)
        self.nouns.add(reference.noun)


def elsewhere(reference: Reference) -> bool:
    """Whether a reference speaks of figures that the article does not place: "other polling", "more recent data"."""
    unplaced = not (reference.organizations or reference.title or reference.definite)
    return reference.other and unplaced and (not reference.indefinite or reference.noun not in FIRM_NOUNS)


def same_organization(left: str, right: str) -> bool:
    """Whether two names can be one organization's: the words of one among the other's, or its initials."""
    if left == right:
        return True
    a, b = _key(left), _key(right)
    if a and b and (a <= b or b <= a):
        return True
    short, long = sorted((left, right), key=len)
    return short.isupper() and len(short) > 1 and initials(long).startswith(short.replace(".", ""))


_EMPTY = frozenset(word_list("studies", "empty_words.txt"))


def _key(name: str) -> frozenset[str]:
    words = frozenset(name.lower().replace("-", " ").split())
    return words - _EMPTY or words


class Drafts:
    """The studies of an article, in the order in which it names them, and the one it speaks of just now.

    `away` are the offsets where it turns to figures that it does not place.
    """

    def __init__(self) -> None:
        """Start with none."""
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
        if index is None and self.focus is not None and _is_other_wave(self.drafts[self.focus], reference):
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
        fitting = [index for index in own if _same_wave(self.drafts[index], reference)]
        if reference.indefinite:
            fitting = [index for index in fitting if not self.drafts[index].references[0].other]
        if fitting:
            return fitting[0]
        if own:
            return None
        if reference.weight is Weight.POINTS_BACK and not reference.source:
            return None
        open_drafts = [index for index in self._recent() if _can_be_named(self.drafts[index], reference)]
        same_word = [
            index for index in open_drafts if reference.definite and reference.noun in self.drafts[index].nouns
        ]
        return next(iter(same_word or open_drafts), None)

    def _anonymous(self, reference: Reference) -> int | None:
        """The study that a phrase without a name points back to."""
        fitting = [index for index in self._recent() if _same_wave(self.drafts[index], reference)]
        if reference.own:
            fitting = [index for index in fitting if self.drafts[index].own or not self.drafts[index].named]
        if reference.year and (dated := [i for i in fitting if self.drafts[i].year == reference.year]):
            return dated[0]
        if not fitting or (reference.weight is Weight.POINTS_BACK and not _points_back(reference)):
            return None
        if reference.indefinite and _is_new(reference, self.drafts[fitting[0]]):
            return None
        same_word = [i for i in fitting if reference.noun in self.drafts[i].nouns]
        named = [i for i in fitting if self.drafts[i].named]
        return next(iter([i for i in same_word if i in named] or same_word or named or fitting))


def _can_be_named(draft: Draft, reference: Reference) -> bool:
    """Whether the organizations of a reference can be those of a draft that does not have them."""
    if not _same_wave(draft, reference):
        return False
    if draft.organizations:
        by_name = _speaks_of(draft, reference) or _beside(draft, reference) or _made(draft, reference)
        return reference.asserted and by_name
    since = reference.sentence - draft.references[0 if reference.indefinite else -1].sentence
    if reference.weight is Weight.POINTS_BACK and (since > 2 or draft.title):
        return False
    fresh = since <= (_FRESH if reference.indefinite else 2 * _FRESH)
    return fresh and (draft.title is None or reference.asserted)


def _speaks_of(draft: Draft, reference: Reference) -> bool:
    """Whether "the survey" or "the authors" means the draft's: the word is one used of it, or near and fitting."""
    if not reference.definite or not reference.noun:
        return False
    if reference.noun in MAKERS:
        return reference.sentence - draft.references[-1].sentence <= _FRESH
    alike = reference.noun in FIRM_NOUNS | _REPORTS and not draft.nouns.isdisjoint(FIRM_NOUNS | _REPORTS)
    return alike or reference.noun in draft.nouns


def _made(draft: Draft, reference: Reference) -> bool:
    """Whether the makers of a study tell how they made it: "A study in the Lancet … Scientists at Acme tracked"."""
    fresh = reference.sentence - draft.references[-1].sentence <= _FRESH
    return fresh and reference.asks and reference.noun in MAKERS and draft.nouns.isdisjoint(MAKERS)


def _beside(draft: Draft, reference: Reference) -> bool:
    """Whether the sentence has spoken of the study already: "The poll is based on interviews conducted by Acme"."""
    last = draft.references[-1]
    spoken = last.sentence == reference.sentence and last.noun and reference.noun and not last.organizations
    return bool(spoken) and not reference.indefinite


def _is_new(reference: Reference, draft: Draft) -> bool:
    """Whether "a survey" is another one than the draft: a finding of its own, after a survey that has a name."""
    last = draft.references[-1]
    if not draft.named or last.sentence == reference.sentence:
        return False
    surveys = not FIRM_NOUNS.isdisjoint(draft.nouns - {"polling"})
    figures = draft.nouns <= LOOSE_NOUNS and reference.noun in FIRM_NOUNS
    return reference.finding and (surveys or figures)


def _points_back(reference: Reference) -> bool:
    """Whether a phrase without a name speaks of the study at hand: "the survey", "researchers"."""
    return reference.definite or reference.noun in FIRM_NOUNS or reference.noun in MAKERS


def _same_wave(draft: Draft, reference: Reference) -> bool:
    """Whether nothing in a reference's date or title says that it is another study than the draft."""
    if draft.year and reference.year and draft.year != reference.year:
        return False
    if draft.month and reference.month and draft.month != reference.month:
        return False
    return not (draft.title and reference.title)


def _is_other_wave(draft: Draft, reference: Reference) -> bool:
    """Whether "our October poll" is by the makers of the study at hand, at another time."""
    nameless = reference.definite and not (reference.organizations or reference.title)
    return nameless and reference.noun in FIRM_NOUNS and not _same_wave(draft, reference)


def settle(
    analysis: Analysis, drafts: Sequence[Draft], house: House
) -> tuple[tuple[StudyMention, ...], dict[int, int]]:
    """The drafts that are studies, as mentions, and the index of the mention of each such draft."""
    mentions: list[StudyMention] = []
    index_of: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        if not draft.organizations:
            draft.organizations.extend(house.makes(draft.references))
        if _is_study(draft):
            index_of[index] = len(mentions)
            mentions.append(_mention(analysis, draft))
    return tuple(mentions), index_of


def _is_study(draft: Draft) -> bool:
    if draft.named:
        return any(
            reference.weight is Weight.STANDS_ALONE or (reference.weight is Weight.NEEDS_NUMBER and reference.numbered)
            for reference in draft.references
        )
    return any(reference.weight > Weight.POINTS_BACK and reference.numbered for reference in draft.references)


def _mention(analysis: Analysis, draft: Draft) -> StudyMention:
    best = max(draft.references, key=_telling)
    samples = {sample.size: sample for sample in reversed(draft.samples)}
    return StudyMention(
        selector=select(analysis.document.text, best.start, best.end),
        title=draft.title,
        organizations=tuple(draft.organizations),
        year=draft.year,
        samples=tuple(sample for sample in draft.samples if samples[sample.size] is sample),
    )


def _telling(reference: Reference) -> tuple[bool, int, int]:
    return (bool(reference.title), 2 * len(reference.organizations) + (reference.noun in FIRM_NOUNS), -reference.start)


def assign_samples(found: Iterable[FoundSample], marks: Sequence[tuple[int, int]], drafts: Sequence[Draft]) -> None:
    """Give each sample to the study last spoken of before it, or, before any, to the first."""
    for sample in found if marks else ():
        before = bisect_right(marks, sample.start, key=lambda mark: mark[0])
        drafts[marks[max(0, before - 1)][1]].samples.append(sample.sample)
