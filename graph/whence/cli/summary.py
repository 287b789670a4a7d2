"""What a build did, in three lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.model import AgentKind

if TYPE_CHECKING:
    from whence.building import Built


def summary(built: Built) -> str:
    """Counts of what was found and of what reaches a study."""
    known = built.knowledge
    people = sum(agent.kind is AgentKind.PERSON for agent in known.agents)
    statistics = sum(len(statistic.members) for statistic in known.statistics)
    statements = sum(len(proposition.members) for proposition in known.propositions)
    numbers = {member for statistic in known.statistics for member in statistic.members}
    reached = {reach.claim for reach in known.reaches if reach.claim in numbers}
    first_hand = {reach.claim for reach in known.reaches if not reach.via}
    indirect = len(reached - first_hand)
    return (
        f"{_articles(built)}, {count(len(known.studies), 'study', 'studies')}, "
        f"{count(people, 'person', 'people')}, {count(len(known.agents) - people, 'organization')}\n"
        f"{count(statistics + statements, 'claim')}: {statistics:,} statistical, {count(statements, 'statement')} · "
        f"{len(reached):,} of the numbers reach a study, {indirect:,} of them only through another article"
    )


def _articles(built: Built) -> str:
    read = count(len(built.articles), "article")
    if unchanged := len(built.articles) - len(built.changed):
        read += f" ({unchanged:,} unchanged)"
    return read if built.held == len(built.articles) else f"{read} read; the store holds {built.held:,}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 study", "4 studies"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
