"""Chains as values: how a statistic reached each article that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import pyoxigraph as ox

from whence import vocab
from whence.answers import Cell, answer
from whence.dossier import reading
from whence.dossier.facts import Facts
from whence.errors import UsageError
from whence.explain.decided import decisions_on
from whence.explain.locate import locate
from whence.explain.statistic import statistic_card
from whence.knowledge import Alteration
from whence.store import Store

_SAMPLES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?study ?qualifier ?size ?population ?file WHERE {
  ?mention wh:refersTo ?study ; wh:sample ?sample ; wh:statedIn/wh:fileName ?file .
  ?sample wh:size ?size ; wh:qualifier ?qualifier .
  OPTIONAL { ?sample wh:population/skos:prefLabel ?population }
} ORDER BY ?file ?size ?population"""

_ALTERATIONS = [vocab.label(vocab.expand(f"wh:{alteration}")) for alteration in Alteration]
"""What can happen to a number on its way, in the order in which it is told: the number first, then its context."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim and the article that states it.

    `speaker` is who the article says said it. `names` is what it tells of the study for this claim: it holds those
    of "study", "conductor", "year" and "sample" that the article gives.
    """

    claim: str
    quote: str
    file_name: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    speaker: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hop:
    """A telling was taken from another; `alterations` are labels, `reason` says what the link rests on."""

    alterations: tuple[str, ...]
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class StudyCard:
    """A study, with its samples as each article tells them."""

    iri: str
    label: str
    conductors: tuple[str, ...]
    year: str | None
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of a number: `tellings` from the last to the first, with the hops between them, and the study.

    `named_at` is the index of the telling that leads to the study: the one nearest to the first that names it.
    """

    tellings: tuple[Telling, ...]
    hops: tuple[Hop, ...]
    study: StudyCard | None
    named_at: int

    def lost(self) -> list[tuple[Telling, tuple[str, ...]]]:
        """At which telling what was lost: what the telling before it named of the study, and it doesn't."""
        pairs = zip(self.tellings, self.tellings[1:], strict=False)
        gone = ((later, tuple(sorted(earlier.names - later.names))) for later, earlier in pairs)
        return [(telling, parts) for telling, parts in gone if parts]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All tellings of one finding: a chain for each telling that no other is taken from, the
    longest first.

    `finding` says what is told: "83 percent · CIOs · see the need", or who said what; `spoken` is whether it is
    somebody's word rather than a number. `decisions` are those of people that shaped it, in sentences.
    """

    finding: str
    spoken: bool
    chains: tuple[Chain, ...]
    earlier_waves: tuple[str, ...]
    decisions: tuple[str, ...] = ()

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Every telling, once, by date and article."""
        unique = {telling.claim: telling for chain in self.chains for telling in chain.tellings}
        return tuple(sorted(unique.values(), key=lambda t: (t.date or "9999", t.file_name, t.claim)))

    @property
    def origins(self) -> int:
        """How many independent sources stand behind the tellings: studies, and first tellings that name none."""
        ends = {chain.study.iri if chain.study else chain.tellings[-1].claim for chain in self.chains}
        return 1 if self.spoken else len(ends)


def explain_all(store: Store, words: str) -> Iterator[Explanation]:
    """Explain each finding that a claim of these words reports, the likeliest first."""
    told: set[str] = set()
    for claim in locate(store, words):
        if claim not in told:
            explanation = explain(store, claim)
            told |= {telling.claim for telling in explanation.tellings}
            yield explanation


def explain(store: Store, claim: str) -> Explanation:
    """Follow the finding that a claim reports; raises UsageError when the store has no such claim.

    Where a telling may have been taken from several others, the likeliest is followed.
    """
    try:
        finding = Facts(store, claim).node("wh:reports")
    except ValueError as error:
        raise UsageError(f"not an IRI: {claim}") from error
    tellings = store.subjects("wh:reports", finding) if finding else [claim]
    tracer = Tracer(store)
    retold = {source for telling in tellings if (source := tracer.source(telling))}
    leaves = [telling for telling in tellings if telling not in retold] or tellings[:1]
    chains = sorted(map(tracer.chain, leaves), key=lambda chain: -len(chain.tellings))
    waves = tuple(dict.fromkeys(_earlier(store, finding))) if finding else ()
    number = statistic_card(store, finding) if finding else None
    spoken = _proposition(store, finding) if finding else ""
    studies = dict.fromkeys(chain.study.iri for chain in chains if chain.study)
    decided = decisions_on(store, tellings, tuple(studies))
    return Explanation(str(number or spoken), bool(spoken), tuple(chains), waves, decided)


def _likeliest_hop(store: Store, claim: str) -> tuple[str, Hop] | None:
    hops = sorted(_hops(store, claim), key=lambda found: (-found[1].confidence, found[0]))
    return hops[0] if hops else None


def _earlier(store: Store, finding: str) -> Iterator[str]:
    """What is told of the question's earlier waves, with the study, or the article where no study is known."""
    for wave in Facts(store, finding).nodes("wh:laterWaveOf"):
        study = Facts(store, wave).node("wh:fromStudy")
        told = [_telling(store, claim) for claim in store.subjects("wh:reports", wave)]
        for telling in sorted(told, key=lambda each: (each.file_name, each.quote)):
            yield f"“{telling.quote}” ({reading.study_label(store, study) if study else telling.file_name})"


def _proposition(store: Store, finding: str) -> str:
    """Who said what, where a finding is somebody's word rather than a number."""
    facts = Facts(store, finding)
    names = sorted(name for node in facts.nodes("wh:attributedTo") for name in Facts(store, node).texts("schema:name"))
    text = facts.text("schema:text") if facts.is_a("wh:Proposition") else None
    return f"{names[0]}: {text}" if names and text else ""


class Tracer:
    """Follows claims of a store back to their studies; what the chains of several claims share is read once.

    The store must not change meanwhile.
    """

    def __init__(self, store: Store) -> None:
        """Follow claims of this store."""
        self._hop = lru_cache(_KEPT)(partial(_likeliest_hop, store))
        self._telling = lru_cache(_KEPT)(partial(_telling, store))
        self._named = lru_cache(_KEPT)(partial(_named, store))
        self._card = lru_cache(_KEPT)(partial(_card, store))

    def chain(self, claim: str) -> Chain:
        """The way from a claim back to its first telling; a circle ends where it would begin again.

        Where a telling may have been taken from several others, the likeliest is followed. Raises UsageError when the
        store has no such claim.
        """
        claims, hops = self._way(claim)
        named_at, study = self._nearest_study(claims)
        return Chain(tuple(map(self._telling, claims)), tuple(hops), study, named_at)

    def first(self, claim: str) -> str:
        """The claim with which the chain of a claim begins; the claim itself where it was taken from none."""
        return self._way(claim)[0][-1]

    def _way(self, claim: str) -> tuple[list[str], list[Hop]]:
        claims, hops = [claim], list[Hop]()
        while (step := self._hop(claims[-1])) and step[0] not in claims:
            claims.append(step[0])
            hops.append(step[1])
        return claims, hops

    def source(self, claim: str) -> str | None:
        """The claim that a claim was likeliest taken from."""
        step = self._hop(claim)
        return step[0] if step else None

    def _nearest_study(self, claims: Sequence[str]) -> tuple[int, StudyCard | None]:
        """The index of the claim nearest to the first that knows its study, and the study."""
        for index in range(len(claims) - 1, -1, -1):
            if study := self._named(claims[index]):
                return index, self._card(study)
        return len(claims) - 1, None


_KEPT = 4096
"""How many answers of each kind a tracer remembers."""


def _telling(store: Store, claim: str) -> Telling:
    facts = Facts(store, claim)
    quote, home = facts.text("schema:text"), facts.node("wh:statedIn")
    if quote is None or home is None:
        raise UsageError(f"the store holds no claim {claim}")
    article, speaker = reading.article(store, home), facts.node("wh:attributedTo")
    return Telling(
        claim,
        quote,
        article.file_name,
        article.title,
        article.authors,
        article.publisher,
        article.date,
        Facts(store, speaker).text("schema:name") if speaker else None,
        _names(store, facts.node("wh:cites")),
    )


def _names(store: Store, mention: str | None) -> frozenset[str]:
    """What a mention tells of its study; nothing where it means an article."""
    if mention is None or reading.means_article(store, mention):
        return frozenset()
    told = Facts(store, mention)
    given = {
        "study": [mention],
        "conductor": [each for each in told.nodes("wh:conductedBy") if Facts(store, each).text("schema:name")],
        "year": told.texts("wh:year"),
        "sample": [each for each in told.nodes("wh:sample") if Facts(store, each).text("wh:size")],
    }
    return frozenset(what for what, values in given.items() if values)


def _hops(store: Store, claim: str) -> Iterator[tuple[str, Hop]]:
    """The claims that a claim was taken from, each with what happened on the way."""
    for node in Facts(store, claim).nodes("prov:qualifiedDerivation"):
        hop = Facts(store, node)
        if (source := hop.node("prov:entity")) and hop.is_a("wh:Retelling"):
            altered = sorted(map(vocab.label, hop.nodes("wh:alteration")), key=_ALTERATIONS.index)
            yield source, Hop(tuple(altered), hop.text("wh:reason") or "", float(hop.text("wh:confidence") or 0))


def _named(store: Store, claim: str) -> str | None:
    """The study that a claim comes from."""
    studies = Facts(store, claim).nodes("wh:fromStudy")
    return next((study for study in studies if Facts(store, study).text("skos:prefLabel")), None)


def _card(store: Store, study: str) -> StudyCard:
    facts = Facts(store, study)
    conductors = {name for node in facts.nodes("wh:conductedBy") for name in Facts(store, node).texts("schema:name")}
    samples = answer(store.query(_SAMPLES, {"study": ox.NamedNode(study)})).records()
    return StudyCard(
        study,
        facts.text("skos:prefLabel") or study,
        tuple(sorted(conductors)),
        facts.text("wh:year"),
        tuple(dict.fromkeys(map(_sample, samples))),
    )


def _sample(row: dict[str, Cell]) -> str:
    """A sample in words: "more than 1,100 executives"."""
    exact = vocab.label(vocab.expand("wh:Exactly"))
    hedge = "" if row["qualifier"] == exact else f"{row['qualifier']} "
    return f"{hedge}{int(row['size'] or 0):,} {row['population'] or 'people'}"
