"""Who appears in a document: each mention of a person or organization, and the role and affiliation the article gives.

A role given once holds for the whole article: "Kim Lee, an analyst at Acme" makes "Lee says" the words of an analyst.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from whence.analyse import Analysis
from whence.analyse.sentences import once
from whence.extract import names as naming
from whence.extract.metadata import complete
from whence.extract.names import ROLES
from whence.extract.narration import narration
from whence.extract.people.fields import is_field
from whence.extract.people.mentions import mentions
from whence.extract.people.minds import Mind, by_word, own_name, topic
from whence.extract.people.places import places
from whence.extract.people.profiles import profiles
from whence.extract.people.scene import Mention, Scene
from whence.model import Agent, AgentKind


def employers(analysis: Analysis) -> dict[str, str]:
    """The organization that each person of an article works for, where the article tells it."""
    people = (mention.agent for scene in scenes(analysis) for mention in scene.mentions)
    return {agent.name: agent.affiliation for agent in people if agent.kind is AgentKind.PERSON and agent.affiliation}


@once
def scenes(analysis: Analysis) -> tuple[Scene, ...]:
    """The passages of an article, each with its mentions in text order.

    Each agent bears what the whole article tells of its role and affiliation.
    """
    named = [
        (sentence, name)
        for sentence in analysis.sentences
        for name in (*naming.names(sentence), *naming.named(analysis, sentence)[:1])
        if not is_field(sentence.tokens, name.first, name.last) and name.text.lower().removesuffix("s") not in ROLES
    ]
    towns = places(named)
    spoken = {sentence.tokens[name.first].start: name for sentence, name in named if name.text not in towns}
    organizations = tuple(_organizations(analysis, spoken.values()))
    own = own_name(complete(analysis), organizations)
    everybody = by_word((*organizations, *filter(None, (own,))))
    mind = Mind(topic=topic(organizations), own=own, everybody=everybody)
    drafts: list[Scene] = []
    for passage in narration(analysis):
        drafts.append(Scene(passage, mentions(analysis, passage, spoken, mind)))
        mind = mind.hearing(drafts[-1])
    known = profiles(drafts)
    return tuple(
        replace(draft, mentions=tuple(_informed(found, known) for found in draft.mentions)) for draft in drafts
    )


def _organizations(analysis: Analysis, names: Iterable[naming.Name]) -> Iterator[str]:
    for name in names:
        full = naming.full_name(analysis, name)
        if full.kind is AgentKind.ORGANIZATION:
            yield full.text


def _informed(mention: Mention, known: Mapping[str, Agent]) -> Mention:
    agent = known.get(mention.agent.name)
    return replace(mention, agent=agent) if agent else mention
