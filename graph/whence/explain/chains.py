"""Chains as values: how a statistic reached each article that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from whence import vocab
from whence.answers import Cell, answer
from whence.errors import UsageError
from whence.explain.decided import decisions_on
from whence.explain.locate import locate
from whence.explain.statistic import statistic_card
from whence.knowledge import Alteration
from whence.store import Store

_PREFIXES = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
"""
_TELLING = """SELECT ?claim ?quote ?file ?title ?author ?publisher ?date ?speaker ?mention ?conductor ?year ?size
WHERE {
  ?claim schema:text ?quote ; wh:statedIn ?page . ?page wh:fileName ?file .
  OPTIONAL { ?page schema:headline ?title }
  OPTIONAL { ?page schema:author/schema:name ?author }
  OPTIONAL { ?page schema:publisher/schema:name ?publisher }
  OPTIONAL { ?page schema:datePublished ?date }
  OPTIONAL { ?claim wh:attributedTo/schema:name ?speaker }
  OPTIONAL {
    ?claim wh:cites ?mention . FILTER NOT EXISTS { ?mention wh:refersTo ?credited . ?credited a wh:Article }
    OPTIONAL { ?mention wh:conductedBy/schema:name ?conductor }
    OPTIONAL { ?mention wh:year ?year }
    OPTIONAL { ?mention wh:sample/wh:size ?size }
  }
} ORDER BY ?author"""
_HOPS = """SELECT ?claim ?source ?alteration ?reason ?confidence WHERE {
  ?claim wh:takenFrom ?source ; prov:qualifiedDerivation ?hop .
  ?hop a wh:Retelling ; prov:entity ?source ; wh:reason ?reason ; wh:confidence ?confidence .
  OPTIONAL { ?hop wh:alteration ?alteration }
} ORDER BY ?source ?alteration"""
_STUDY = """SELECT ?claim ?study ?label ?conductor ?year WHERE {
  ?claim wh:fromStudy ?study . ?study skos:prefLabel ?label .
  OPTIONAL { ?study wh:conductedBy/schema:name ?conductor }
  OPTIONAL { ?study wh:year ?year }
} ORDER BY ?study ?conductor"""
_SAMPLES = """SELECT ?study ?qualifier ?size ?population ?file WHERE {
  ?mention wh:refersTo ?study ; wh:sample ?sample ; wh:statedIn/wh:fileName ?file .
  ?sample wh:size ?size ; wh:qualifier ?qualifier .
  OPTIONAL { ?sample wh:population/skos:prefLabel ?population }
} ORDER BY ?file ?size ?population"""
_FINDING = "SELECT ?claim ?finding WHERE { ?claim wh:reports ?finding } ORDER BY ?finding LIMIT 1"
_PROPOSITION = """SELECT ?finding ?who ?text WHERE {
  ?finding a wh:Proposition ; schema:text ?text ; wh:attributedTo/schema:name ?who .
} LIMIT 1"""
_TELLINGS = "SELECT ?finding ?claim WHERE { ?claim wh:reports ?finding } ORDER BY ?claim"
_EARLIER = """SELECT ?finding ?quote ?file ?label WHERE {
  ?finding wh:laterWaveOf ?earlier . ?claim wh:reports ?earlier ; schema:text ?quote ; wh:statedIn/wh:fileName ?file .
  OPTIONAL { ?earlier wh:fromStudy/skos:prefLabel ?label }
} ORDER BY ?file ?quote"""


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
    finding = next(iter(_column(store, _FINDING, claim=claim)), None)
    tellings = _column(store, _TELLINGS, finding=finding) if finding else [claim]
    source = {telling: hop for telling in tellings if (hop := _likeliest_hop(store, telling))}
    retold = {origin for origin, _ in source.values()}
    leaves = [telling for telling in tellings if telling not in retold] or tellings[:1]
    chains = sorted((_chain(store, leaf, source) for leaf in leaves), key=lambda chain: -len(chain.tellings))
    earlier = _records(store, _EARLIER, finding=finding) if finding else []
    waves = tuple(dict.fromkeys(f"“{row['quote']}” ({row['label'] or row['file']})" for row in earlier))
    number = statistic_card(store, finding) if finding else None
    spoken = _proposition(store, finding) if finding else ""
    studies = dict.fromkeys(chain.study.iri for chain in chains if chain.study)
    decided = decisions_on(store, tellings, tuple(studies))
    return Explanation(str(number or spoken), bool(spoken), tuple(chains), waves, decided)


def chain_of(store: Store, claim: str) -> Chain:
    """The likeliest way of a claim back to its first telling and the study; the tellings that followed are left out."""
    source = dict[str, tuple[str, Hop]]()
    at: str | None = claim
    while at and at not in source and (step := _likeliest_hop(store, at)):
        source[at] = step
        at = step[0]
    return _chain(store, claim, source)


def _likeliest_hop(store: Store, claim: str) -> tuple[str, Hop] | None:
    hops = sorted(_hops(store, claim), key=lambda found: (-found[1].confidence, found[0]))
    return hops[0] if hops else None


def _proposition(store: Store, finding: str) -> str:
    return next((f"{row['who']}: {row['text']}" for row in _records(store, _PROPOSITION, finding=finding)), "")


def _chain(store: Store, leaf: str, source: Mapping[str, tuple[str, Hop]]) -> Chain:
    """The way from a telling back to its first; a circle ends where it would begin again."""
    claims, hops = [leaf], list[Hop]()
    while (step := source.get(claims[-1])) and step[0] not in claims:
        claims.append(step[0])
        hops.append(step[1])
    named_at, study = _study(store, claims)
    return Chain(tuple(_telling(store, claim) for claim in claims), tuple(hops), study, named_at)


def _telling(store: Store, claim: str) -> Telling:
    rows = _records(store, _TELLING, claim=claim)
    if not rows:
        raise UsageError(f"the store holds no claim {claim}")
    named = {"study": "mention", "conductor": "conductor", "year": "year", "sample": "size"}
    first = {key: next((str(row[key]) for row in rows if row[key] is not None), None) for key in rows[0]}
    return Telling(
        claim,
        str(first["quote"]),
        str(first["file"]),
        first["title"],
        tuple(dict.fromkeys(str(row["author"]) for row in rows if row["author"])),
        first["publisher"],
        first["date"],
        first["speaker"],
        frozenset(what for what, key in named.items() if first[key] is not None),
    )


def _hops(store: Store, claim: str) -> list[tuple[str, Hop]]:
    found: dict[str, Hop] = {}
    for row in _records(store, _HOPS, claim=claim):
        source, altered = str(row["source"]), {str(row["alteration"])} if row["alteration"] else set()
        altered |= set(found[source].alterations) if source in found else set()
        told = tuple(sorted(altered, key=_ALTERATIONS.index))
        found[source] = Hop(told, str(row["reason"]), float(row["confidence"] or 0))
    return list(found.items())


def _study(store: Store, claims: Sequence[str]) -> tuple[int, StudyCard | None]:
    """The study that the claims lead to, and the index of the one nearest to the first that knows it."""
    for index in range(len(claims) - 1, -1, -1):
        if rows := _records(store, _STUDY, claim=claims[index]):
            study = str(rows[0]["study"])
            return index, StudyCard(
                study,
                str(rows[0]["label"]),
                tuple(dict.fromkeys(str(r["conductor"]) for r in rows if r["conductor"] and r["study"] == study)),
                _text(rows[0]["year"]),
                tuple(dict.fromkeys(_sample(row) for row in _records(store, _SAMPLES, study=study))),
            )
    return len(claims) - 1, None


def _sample(row: dict[str, Cell]) -> str:
    """A sample in words: "more than 1,100 executives"."""
    exact = vocab.label(vocab.expand("wh:Exactly"))
    hedge = "" if row["qualifier"] == exact else f"{row['qualifier']} "
    return f"{hedge}{int(row['size'] or 0):,} {row['population'] or 'people'}"


def _text(value: Cell) -> str | None:
    return None if value is None else str(value)


def _records(store: Store, sparql: str, **nodes: str) -> list[dict[str, Cell]]:
    try:
        bound = {name: ox.NamedNode(node) for name, node in nodes.items()}
    except ValueError as error:
        raise UsageError(f"not an IRI: {', '.join(nodes.values())}") from error
    return answer(store.query(_PREFIXES + sparql, bound), hidden=bound).records()


def _column(store: Store, sparql: str, **nodes: str) -> list[str]:
    return [str(value) for record in _records(store, sparql, **nodes) for value in list(record.values())[:1]]
