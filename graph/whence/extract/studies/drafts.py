"""A study while its article is being read, and whether a phrase can speak of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from whence.extract.studies.identity import same_organization
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.words import FIRM_NOUNS, LOOSE_NOUNS, MAKERS, RELEASE
from whence.model import Sample

_FRESH = 4
"""How many sentences after its first mention a nameless study can get its name from "a survey by Acme"."""
_ON_IT = 3
"""The sentences at the head of a body's release in which it gives the title of the survey that the release is on."""
_REPORTS = frozenset(("report", "paper", "index", "barometer", "findings", "analysis"))
_TITLED_WITHIN = 2
_LOOKED_AT = 9
"""The first references of a study that tell what it is."""


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
            known.asserted and not known.noun for known in self.references[:_LOOKED_AT]
        )

    @property
    def named(self) -> bool:
        """Whether an organization or a title tells the study from any other."""
        return bool(self.organizations or self.title)

    @property
    def own(self) -> bool:
        """Whether those who tell of the study made it."""
        return any(reference.own for reference in self.references[:_LOOKED_AT])

    def left_behind(self, reference: Reference) -> bool:
        """Whether it is an earlier study ("a previous survey") that the article has since told no more of."""
        last = self.references[-1]
        return last.earlier and reference.sentence - last.sentence > 1

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


def can_be_named(draft: Draft, reference: Reference) -> bool:
    """Whether the organizations of a reference can be those of a draft that does not have them."""
    if not same_wave(draft, reference):
        return False
    if draft.nouns == {"census"} and any("census" in name.lower() for name in reference.organizations):
        return True
    if draft.organizations:
        by_name = _speaks_of(draft, reference) or _beside(draft, reference) or _made(draft, reference)
        return reference.asserted and by_name
    new = reference.indefinite or (reference.noun in MAKERS and not reference.definite)
    since = reference.sentence - draft.references[0 if new else -1].sentence
    if reference.leads:
        return True
    if reference.weight is Weight.POINTS_BACK and (since > 2 or draft.title):
        return False
    fresh = since <= (_FRESH if new else 2 * _FRESH)
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


def is_new(reference: Reference, draft: Draft) -> bool:
    """Whether "a survey" is another one than the draft: a finding of its own, after a survey that has a name."""
    last = draft.references[-1]
    if not draft.named or last.sentence == reference.sentence:
        return False
    dated = bool(reference.year or reference.month) and not (draft.year or draft.month)
    if dated and reference.noun in FIRM_NOUNS | _REPORTS and draft.nouns != {"polling"}:
        return True
    surveys = not FIRM_NOUNS.isdisjoint(draft.nouns - {"polling"})
    figures = draft.nouns <= LOOSE_NOUNS and reference.noun in FIRM_NOUNS
    return reference.finding and (surveys or figures)


def points_back(reference: Reference) -> bool:
    """Whether a phrase without a name speaks of the study at hand: "the survey", "researchers"."""
    return reference.definite or reference.noun in FIRM_NOUNS or reference.noun in MAKERS


def same_wave(draft: Draft, reference: Reference) -> bool:
    """Whether nothing in a reference's date or title says that it is another study than the draft."""
    if draft.year and reference.year and draft.year != reference.year:
        return False
    if draft.month and reference.month and draft.month != reference.month:
        return False
    told = reference.organizations or reference.title
    on_it = reference.title is not None and reference.sentence <= _ON_IT
    if draft.references[0].noun == RELEASE and reference.noun in FIRM_NOUNS and told and not on_it:
        return False
    return not (draft.title and reference.title)


def can_be_titled(draft: Draft, reference: Reference) -> bool:
    """Whether a title without an organization can be the draft's: told near it, or with a word used of it before."""
    if reference.noun == "census" and "census" not in draft.nouns:
        return False
    near = reference.sentence - draft.references[-1].sentence <= _TITLED_WITHIN
    return not draft.organizations or near or reference.noun in draft.nouns


def of_earlier_wave(draft: Draft, reference: Reference, published: int | None) -> bool:
    """Whether a dated phrase speaks of an earlier wave than the study without a date that an article is on."""
    if draft.year or not reference.year or published is None or draft.references[0].sentence == reference.sentence:
        return False
    back = published - reference.year
    return back > 1 or (back == 1 and reference.indefinite)


def is_other_wave(draft: Draft, reference: Reference) -> bool:
    """Whether "our October poll" is by the makers of the study at hand, at another time."""
    nameless = reference.definite and not (reference.organizations or reference.title)
    return nameless and reference.noun in FIRM_NOUNS and not same_wave(draft, reference)
