"""The same question asked again: statistics of one conductor, or one article, that differ only in their year.

Which of two waves is the later is told only where both years are: the year a number speaks of, else that of its
study. A statistic is linked to the wave next before it; of two numbers for one wave, to the one that more articles
tell, since the other may be a slip.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from whence.knowledge import LaterWave, Statistic, Study
from whence.resolve.agents import Agents
from whence.resolve.citations import askers
from whence.resolve.corpus import Telling, years
from whence.resolve.grouping import candidate_pairs
from whence.resolve.likeness import UNKNOWN_POPULATION, Subject, likeness

ALIKE = 0.7
"""Statistics answer one question from this likeness on."""


def later_waves(
    statistics: Sequence[Statistic],
    studies: Sequence[Study],
    agents: Agents,
    tellings: Sequence[Telling],
    subjects: Mapping[str, Subject],
) -> tuple[LaterWave, ...]:
    """Each statistic that has an earlier wave, with the one next before it."""
    by_iri = {study.iri: study for study in studies}
    home = {told.iri: telling for telling in tellings for told in telling.claims}
    asked = {statistic.iri: statistic for statistic in statistics}
    year = {statistic.iri: _year(statistic, by_iri) for statistic in statistics}
    keys = {
        iri: list(_keys(statistic, by_iri, home, agents, subjects)) for iri, statistic in asked.items() if year[iri]
    }
    order = {iri: statistic.measure for iri, statistic in asked.items()}
    earlier: dict[str, list[LaterWave]] = {}
    for first, second in candidate_pairs(keys, order):
        before, after = sorted((first, second), key=lambda iri: (year[iri], iri))
        if year[before] == year[after] or asked[before].change != asked[after].change:
            continue
        alike = likeness(subjects[asked[before].members[0]], subjects[asked[after].members[0]])
        if alike.score >= ALIKE and not alike.contrary and alike.population >= UNKNOWN_POPULATION:
            reason = f"the same question in {year[before]} and {year[after]} ({alike})"
            wave = LaterWave(after, before, reason, round(min(0.95, alike.score), 2))
            earlier.setdefault(after, []).append(wave)

    def rank(wave: LaterWave) -> tuple[int, int, float, str]:
        return -year[wave.earlier], -len(asked[wave.earlier].members), -wave.confidence, wave.earlier

    nearest = [min(waves, key=rank) for waves in earlier.values()]
    return tuple(sorted(nearest, key=lambda wave: (wave.statistic, wave.earlier)))


def _year(statistic: Statistic, studies: Mapping[str, Study]) -> int:
    """The year that a statistic speaks of; 0 where it isn't told or is no single one."""
    told = years(statistic.period)
    if told:
        return next(iter(told)) if len(told) == 1 else 0
    study = studies.get(statistic.study or "")
    return (study.year or 0) if study else 0


def _keys(
    statistic: Statistic,
    studies: Mapping[str, Study],
    home: Mapping[str, Telling],
    agents: Agents,
    subjects: Mapping[str, Subject],
) -> Iterator[Hashable]:
    """Keys by who asked, in what unit, and a stem of the question."""
    tellings = {home[member].iri: home[member] for member in statistic.members}
    study = studies.get(statistic.study or "")
    asking = [*sorted(askers(study, tellings.values(), agents) if study else ()), *sorted(tellings)]
    for stem in subjects[statistic.members[0]].measure:
        for whose in asking:
            yield whose, statistic.quantity.unit, stem
