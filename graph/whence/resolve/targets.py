"""Where the things that decisions are about stand in the evidence as it is today.

A target is found by its IRI, else in its own article by what it says: the same quote and number, or a quote of which
one holds the other. A sentence that merely looks alike is never taken for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whence import text
from whence.decision import State, Target, TargetKind
from whence.model import AgentKind
from whence.rdf import iris
from whence.resolve.agents import names
from whence.resolve.corpus import Telling
from whence.resolve.populations import labels_in

_OF_AGENT = {AgentKind.PERSON: TargetKind.PERSON, AgentKind.ORGANIZATION: TargetKind.ORGANIZATION}


@dataclass(frozen=True, slots=True)
class Found:
    """The nodes that a target means today; where there are none, whether it waits or is stale, and why."""

    nodes: tuple[str, ...]
    state: State = State.APPLIED
    reason: str = ""


class Places:
    """All that decisions can be about in a corpus, to be looked up."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        """Look through all articles once."""
        self._of_article: dict[str, tuple[Target, ...]] = {}
        self._articles_of: dict[str, list[str]] = defaultdict(list)
        self._named: dict[tuple[TargetKind, str], list[str]] = defaultdict(list)
        self.targets: dict[str, Target] = {}
        """What each node of the evidence is, as a target."""
        for telling in tellings:
            here = tuple(targets(telling))
            self._of_article[telling.iri] = here
            self._articles_of[telling.evidence.file_name].append(telling.iri)
            for target in here:
                self.targets[target.node] = target
                self._named[target.kind, _folded(target.name)].append(target.node)

    def find(self, target: Target) -> Found:
        """The nodes that a target means: one, or all of a name that is meant wherever it stands."""
        if not (target.article or target.file_name):
            nodes = tuple(sorted(set(self._named.get((target.kind, _folded(target.name)), ()))))
            return Found(nodes) if nodes else Found((), State.WAITING, f"no article names {target.name}")
        here = self.targets.get(target.node)
        if here is not None and here.kind is target.kind:
            return Found((target.node,))
        articles = [target.article] if target.article in self._of_article else self._articles_of[target.file_name]
        if len(articles) != 1:
            how_many = "no article" if not articles else "more than one article"
            return Found((), State.WAITING, f"{how_many} {target.file_name} is in the graph")
        nodes = _the_same(target, self._of_article[articles[0]])
        if len(nodes) == 1:
            return Found(nodes)
        how_often = "more than once" if nodes else "no longer"
        return Found((), State.STALE, f"{target.file_name} says {how_often}: {_said(target)}")


def targets(telling: Telling) -> Iterator[Target]:
    """All that decisions can be about in one article."""
    evidence = telling.evidence
    where = (telling.iri, evidence.file_name)
    title = evidence.metadata.title
    yield Target(TargetKind.ARTICLE, telling.iri, *where, name=title.value if title else evidence.file_name)
    for told in telling.claims:
        place = told.claim.selector
        quote = (place.exact, place.prefix, place.suffix)
        yield Target(TargetKind.CLAIM, told.iri, *where, *quote, told.claim.quantity.printed)
    for said in telling.statements:
        place = said.statement.selector
        yield Target(TargetKind.STATEMENT, said.iri, *where, place.exact, place.prefix, place.suffix)
    for study in telling.studies:
        place = study.mention.selector
        quote = (place.exact, place.prefix, place.suffix)
        yield Target(TargetKind.STUDY, study.iri, *where, *quote, study.mention.title or "")
    for name, kind in sorted({(name, kind) for name, kind, _ in names(evidence)}):
        yield Target(_OF_AGENT[kind], iris.agent(evidence, name, kind), *where, name=name)
    for label in sorted(set(labels_in(evidence))):
        yield Target(TargetKind.POPULATION, iris.population(evidence, label), *where, name=label)


def _the_same(target: Target, here: Sequence[Target]) -> tuple[str, ...]:
    """The nodes of an article that say what the target said; those of the very same words before the like ones."""
    rivals = [one for one in here if one.kind is target.kind]
    if target.kind is TargetKind.ARTICLE:
        return tuple(one.node for one in rivals)
    if not target.quote:
        return tuple(one.node for one in rivals if _folded(one.name) == _folded(target.name))
    if target.kind is not TargetKind.STUDY:  # another number of the sentence is another claim
        rivals = [one for one in rivals if one.name == target.name]
    same = [one for one in rivals if _folded(one.quote) == _folded(target.quote)]
    if len(same) > 1:
        same = [one for one in same if (one.prefix, one.suffix) == (target.prefix, target.suffix)]
    if not same and target.kind is TargetKind.STUDY and target.name:
        same = [one for one in rivals if _folded(one.name) == _folded(target.name)]
    same = same or [one for one in rivals if _one_holds_the_other(_folded(one.quote), _folded(target.quote))]
    return tuple(one.node for one in same)


def _one_holds_the_other(one: str, other: str) -> bool:
    """Whether a quote is the other with more words before or after it, but not mostly other words."""
    short, long = sorted((one, other), key=len)
    return f" {short} " in f" {long} " and 2 * len(short) >= len(long)


def _folded(words: str) -> str:
    """The words without case and punctuation at their ends, which extractions differ in."""
    return " ".join(text.plain(words).casefold().split()).strip(" .,;:!?\"'")


def _said(target: Target) -> str:
    return f"“{target.quote}”" if target.quote else target.name
