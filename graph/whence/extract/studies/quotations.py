"""Quotations of people who have no part in the studies of an article, whose numbers are their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from whence.analyse import Analysis, Sentence
from whence.extract.names import named, roster
from whence.extract.studies.identity import same_organization
from whence.extract.studies.words import SAYING_VERBS, words_of
from whence.model import AgentKind, StudyMention

_SAYING = SAYING_VERBS | {"writes", "wrote", "told", "comments", "commented"}


def by_outsiders(
    analysis: Analysis, mentions: Iterable[StudyMention], affiliations: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """The spans of the quotations whose speaker works for none of those who made a study."""
    makers = [organization for mention in mentions for organization in mention.organizations]
    for sentence in analysis.sentences:
        span = _quotation(analysis, sentence)
        houses = _houses(analysis, sentence, affiliations) if span else []
        if span and houses and not any(same_organization(house, maker) for house in houses for maker in makers):
            yield span


def _quotation(analysis: Analysis, sentence: Sentence) -> tuple[int, int] | None:
    """From the first to the last quotation mark of the block in which a sentence tells who speaks."""
    if _SAYING.isdisjoint(words_of(sentence)) or '"' not in sentence.text:
        return None
    block = sentence.block
    first, last = analysis.plain.find('"', block.start, block.end), analysis.plain.rfind('"', block.start, block.end)
    return (first, last) if first < last else None


def _houses(analysis: Analysis, sentence: Sentence, affiliations: Mapping[str, str]) -> list[str]:
    """For whom the one person works that a sentence names."""
    people = {name.text for name in named(analysis, sentence) if name.kind is AgentKind.PERSON}
    found = [affiliations[person] for person in people if person in affiliations]
    full = roster(analysis).organizations
    return [full.get(house, house) for house in found] if len(people) == 1 else []
