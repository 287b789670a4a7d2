"""Which article draws on which, both being in the corpus.

An article draws on another when it links to it or spells its title in an address, credits its author or outlet,
reports the finding from the conductor's own page, or repeats its wording; and, in each case, tells some of the
same numbers. A link alone is a link. The later draws on the earlier; where no dates tell, copied wording alone
has a direction only if one article holds all that the other does and more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from urllib.parse import urlsplit

from whence.knowledge import Derivation, Proposal
from whence.model import StatementKind
from whence.partial_dates import is_later
from whence.rdf import iris
from whence.resolve import wording
from whence.resolve.agents import Agents
from whence.resolve.corpus import Telling, ToldClaim
from whence.resolve.likeness import Subject, likeness, same_numbers
from whence.resolve.outlets import by_date, by_outlet, candidates, outlet_key
from whence.resolve.people import person_key

_ALIKE = 0.45
"""Claims with one number count as shared between two articles from this likeness on."""
_BOILERPLATE = 12
"""Wording found in more articles than this is no sign of copying."""
_LEAST_COPIED = 12
_COPIED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Derivations:
    """The derivations found, and the pairs of articles that share wording with no telling who copied whom."""

    found: tuple[Derivation, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign that an article draws on another."""

    article: str
    source: str
    reason: str
    confidence: float
    shared_needed: int = 1
    """How many of its numbers must stand in the source for the sign to count."""
    shown: bool = True
    """Whether the article itself shows its source, by a link or a credit; else it is only concluded."""


def derivations(tellings: Sequence[Telling], agents: Agents, subjects: Mapping[str, Subject]) -> Derivations:
    """The articles that draw on articles, with every reason, and a confidence that grows with the reasons."""
    by_iri = {telling.iri: telling for telling in tellings}
    copied, proposals = _copied(tellings)
    signs: dict[tuple[str, str], list[_Sign]] = defaultdict(list)
    for sign in (*_addressed(tellings), *_credited(tellings), *_from_conductor(tellings, agents), *copied):
        if sign.article != sign.source:
            signs[sign.article, sign.source].append(sign)
    found = [
        derivation
        for (article, source), pair in sorted(signs.items())
        for derivation in _judge(by_iri[article], by_iri[source], pair, subjects)
    ]
    shown = {pair for pair, seen in signs.items() if any(sign.shown for sign in seen)}
    return Derivations(tuple(_nearest(found, shown)), tuple(sorted(proposals, key=lambda p: (p.one, p.other))))


def shared_claims(
    ones: Iterable[ToldClaim], others: Iterable[ToldClaim], subjects: Mapping[str, Subject]
) -> frozenset[str]:
    """The first claims (IRIs) that have the number and the subject of one of the others."""
    return frozenset(
        mine.iri
        for mine, yours in same_numbers(ones, others)
        if likeness(subjects[mine.iri], subjects[yours.iri]).score >= _ALIKE
    )


def _judge(
    article: Telling, source: Telling, signs: Sequence[_Sign], subjects: Mapping[str, Subject]
) -> Iterator[Derivation]:
    if is_later(source.published, article.published):
        return
    shared = len(shared_claims(article.claims, source.claims, subjects))
    valid = [sign for sign in signs if shared >= sign.shared_needed]
    if not valid:
        return
    reasons = sorted({sign.reason for sign in valid})
    told = f"{shared} of its numbers stand{'s' if shared == 1 else ''} there"
    confidence = 1 - prod(1 - sign.confidence for sign in {sign.reason: sign for sign in valid}.values())
    yield Derivation(article.iri, source.iri, (*reasons, told), round(min(confidence, 0.99), 2))


def _nearest(found: Sequence[Derivation], shown: Collection[tuple[str, str]]) -> Iterator[Derivation]:
    """The derivations but those that are only concluded, where an article that is shown as the source explains them.

    Who links to a column that draws on a release, and names the release's study, took it from the column.
    """
    sources: dict[str, set[str]] = defaultdict(set)
    for derivation in found:
        sources[derivation.article].add(derivation.source)
    for derivation in found:
        pair = derivation.article, derivation.source
        between = {near for near in sources[derivation.article] if (derivation.article, near) in shown}
        if pair in shown or not any(derivation.source in sources[near] for near in between):
            yield derivation


# ---------------------------------------------------------------- links and credits


def _addressed(tellings: Sequence[Telling]) -> Iterator[_Sign]:
    """Articles that name the address of another, or an address that spells its title."""
    by_iri = {telling.iri for telling in tellings}
    by_slug: dict[str, list[str]] = defaultdict(list)
    for telling in tellings:
        title = telling.evidence.metadata.title
        if title and len((spelled := wording.slug(title.value)).split("-")) >= 4:
            by_slug[spelled].append(telling.iri)
    for telling in tellings:
        cited = {source.url for source in telling.evidence.sources if source.url}
        for url in sorted(cited | set(telling.evidence.links)):
            page, how = iris.page(url), "cites" if url in cited else "links to"
            if page in by_iri:
                yield _Sign(telling.iri, page, f"it {how} its address", 0.95)
            others = [iri for iri in by_slug.get(_last_segment(url), ()) if iri not in (telling.iri, page)]
            if len(others) == 1:
                yield _Sign(telling.iri, others[0], f"it {how} an address that spells its title", 0.9)


def _last_segment(url: str) -> str:
    """The last part of an address's path as a slug, without its file ending."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return wording.slug(parts[-1].rsplit(".", 1)[0] if "." in parts[-1][-6:] else parts[-1]) if parts else ""


def _credited(tellings: Sequence[Telling]) -> Iterator[_Sign]:
    """Articles that credit the author or the outlet of another."""
    by_author: dict[str, list[Telling]] = defaultdict(list)
    for telling in by_date(tellings):
        for author in telling.evidence.metadata.authors:
            by_author[person_key(author.value)].append(telling)
    of_outlet = by_outlet(tellings)
    for telling in tellings:
        for source in telling.evidence.sources:
            for other in candidates(telling, by_author.get(person_key(source.author or ""), ())):
                yield _Sign(telling.iri, other.iri, f"it credits {source.author}, its author", 0.8)
            for other in candidates(telling, of_outlet.get(outlet_key(source.name or ""), ())):
                yield _Sign(telling.iri, other.iri, f"it credits {source.name}, its outlet", 0.7, 2)


def _from_conductor(tellings: Sequence[Telling], agents: Agents) -> Iterator[_Sign]:
    """Articles on a study, and the pages on it that its conductor published."""
    pages: dict[str, list[Telling]] = defaultdict(list)
    for telling in by_date(tellings):
        publisher = telling.evidence.metadata.publisher
        if publisher and telling.studies:
            (organization,) = agents.organizations(telling.evidence, [publisher.value])
            pages[organization].append(telling)
    names = {agent.iri: agent.name for agent in agents.canonical}
    for telling in tellings:
        published_by = telling.evidence.metadata.publisher
        own = agents.organizations(telling.evidence, [published_by.value] if published_by else [])
        for organization in _conductors(telling, agents) - own:
            for page in candidates(telling, pages.get(organization, ())):
                if organization in _conductors(page, agents):
                    reason = f"it reports what {names[organization]} found, on whose own page it stands"
                    yield _Sign(telling.iri, page.iri, reason, 0.75, shared_needed=2, shown=False)


def _conductors(telling: Telling, agents: Agents) -> frozenset[str]:
    named = (name for study in telling.evidence.studies for name in study.organizations)
    return agents.organizations(telling.evidence, named)


# ---------------------------------------------------------------- copied wording


def _copied(tellings: Sequence[Telling]) -> tuple[list[_Sign], list[Proposal]]:
    """Articles of which half the reported wording stands in another, word for word.

    Of several the one with most in common is the source: what two articles took from a third they share as well.
    """
    runs = {telling.iri: _runs(telling) for telling in tellings}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for iri, own in runs.items():
        for run in own:
            holders[run].append(iri)
    shared = Counter(
        pair
        for articles in holders.values()
        if 1 < len(articles) <= _BOILERPLATE
        for pair in combinations(sorted(articles), 2)
    )
    dates = {telling.iri: telling.published for telling in tellings}
    half = {telling.iri: max(1, (len(telling.claims) + 1) // 2) for telling in tellings}
    signs: dict[str, _Sign] = {}
    proposals: list[Proposal] = []
    for (one, other), count in sorted(shared.items()):
        share = count / min(len(runs[one]), len(runs[other]))
        if count < _LEAST_COPIED or share < _COPIED_SHARE:
            continue
        reason = f"{share:.0%} of the shorter one's reported wording stands in both"
        copy = _copy(one, other, runs, dates)
        if copy:
            source = other if copy == one else one
            sign = _Sign(copy, source, reason, round(0.4 + share / 2, 2), half[copy], shown=False)
            signs[copy] = max(sign, signs.get(copy, sign), key=lambda found: (found.confidence, found.source))
        else:
            proposals.append(Proposal("derivation", one, other, f"{reason}; nothing tells which was first", 0.5))
    return list(signs.values()), proposals


def _runs(telling: Telling) -> frozenset[tuple[str, ...]]:
    """The runs of words in what an article reports; quotations are left out, since many may quote one speech."""
    reported = [claim.claim.selector.exact for claim in telling.claims]
    reported += [
        told.statement.selector.exact
        for told in telling.statements
        if told.statement.kind is not StatementKind.QUOTATION
    ]
    return frozenset(run for quote in reported for run in wording.shingles(quote))


def _copy(one: str, other: str, runs: Mapping[str, frozenset[tuple[str, ...]]], dates: Mapping[str, str]) -> str | None:
    """Which of two articles is the copy: the later, else the one that holds all of the other and more."""
    if dates[one] and dates[other] and dates[one] != dates[other]:
        return one if is_later(dates[one], dates[other]) else other
    extra_one, extra_other = len(runs[one] - runs[other]), len(runs[other] - runs[one])
    if min(extra_one, extra_other) == 0 and extra_one != extra_other:
        return one if extra_one else other
    return None


def by_article(derivations: Iterable[Derivation]) -> defaultdict[str, list[tuple[str, str]]]:
    """The derivations that an article takes part in, as (article, source), by either end."""
    linked: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for derivation in derivations:
        for end in (derivation.article, derivation.source):
            linked[end].append((derivation.article, derivation.source))
    return linked
