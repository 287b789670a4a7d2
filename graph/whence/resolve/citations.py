"""Which study each claim gives its number for.

That is the study of the mention it cites, but for a figure of an earlier wave told beside a newer one ("57 percent,
down from 62 percent in 2023"): where the corpus has one study of the same conductor and that year, it is that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.knowledge import Study
from whence.resolve.agents import Agents
from whence.resolve.corpus import Telling
from whence.resolve.likeness import Subject, looking_back
from whence.resolve.studies import Studies


def citations(
    tellings: Sequence[Telling],
    studies: Studies,
    agents: Agents,
    subjects: Mapping[str, Subject],
    decided: Mapping[str, str],
) -> dict[str, str]:
    """The canonical study of each claim that has one; `decided` gives the mention that a claim is decided to be of."""
    by_iri = {study.iri: study for study in studies.canonical}
    waves: dict[tuple[str, int], set[str]] = defaultdict(set)
    for study in studies.canonical:
        for conductor in study.conductors:
            waves[conductor, study.year or 0].add(study.iri)
    cited: dict[str, str] = {}
    for telling in tellings:
        for mention in telling.studies:
            study = by_iri[studies.of[mention.iri]]
            earlier = looking_back(mention.claims, subjects)
            asking = askers(study, [telling], agents) if earlier else frozenset()
            for told in mention.claims:
                known = _wave(subjects[told.iri].years, asking, waves) if told.iri in earlier else set()
                cited[told.iri] = min(known) if len(known) == 1 else study.iri
    return cited | {claim: studies.of[mention] for claim, mention in decided.items()}


def askers(study: Study, tellings: Iterable[Telling], agents: Agents) -> frozenset[str]:
    """The organizations that ask a study's questions: its conductors; if none is named, those who publish it."""
    if study.conductors:
        return frozenset(study.conductors)
    publishers = ((telling.evidence, telling.evidence.metadata.publisher) for telling in tellings)
    named = (agents.organizations(evidence, [publisher.value]) for evidence, publisher in publishers if publisher)
    return frozenset().union(*named)


def _wave(years: frozenset[int], asking: frozenset[str], waves: Mapping[tuple[str, int], set[str]]) -> set[str]:
    """The studies of these conductors in the one year that a claim looks back on."""
    if len(years) != 1:
        return set()
    (year,) = years
    return {study for conductor in asking for study in waves.get((conductor, year), ())}
