"""Following a claim from the article that states it back to its first telling and the study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

import pyoxigraph as ox

from whence import vocab
from whence.answers import Cell, answer
from whence.dossier import reading
from whence.dossier.facts import Facts
from whence.errors import UsageError
from whence.explain.chains import Chain, Hop, StudyCard, Telling
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

_KEPT = 4096
"""How many answers of each kind a tracer remembers."""


class Tracer:
    """Follows claims of a store back to their studies; what the chains of several claims share is read once.

    The store must not change meanwhile.
    """

    def __init__(self, store: Store) -> None:
        """Follow claims of this store."""
        self._facts = lru_cache(_KEPT)(partial(Facts, store))
        self._article = lru_cache(_KEPT)(partial(reading.article, store))
        self._names = lru_cache(_KEPT)(partial(_names, store))
        self._card = lru_cache(_KEPT)(partial(_card, store))

    def chain(self, claim: str) -> Chain:
        """The way from a claim back to its first telling; a circle ends where it would begin again.

        Where a telling may have been taken from several others, the likeliest is followed. Raises UsageError when the
        store has no such claim.
        """
        claims, hops = self._way(claim)
        named_at, study = self._nearest_study(claims)
        return Chain(tuple(map(self.telling, claims)), tuple(hops), study, named_at)

    def first(self, claim: str) -> str:
        """The claim with which the chain of a claim begins; the claim itself where it was taken from none."""
        return self._way(claim)[0][-1]

    def source(self, claim: str) -> str | None:
        """The claim that a claim was likeliest taken from."""
        step = self._hop(claim)
        return step[0] if step else None

    def telling(self, claim: str) -> Telling:
        """A claim and the article that states it; raises UsageError when the store has no such claim."""
        facts = self._facts(claim)
        quote, home = facts.text("schema:text"), facts.node("wh:statedIn")
        if quote is None or home is None:
            raise UsageError(f"the store holds no claim {claim}")
        article, speaker, mention = self._article(home), facts.node("wh:attributedTo"), facts.node("wh:cites")
        return Telling(
            claim,
            quote,
            article.file_name,
            article.title,
            article.authors,
            article.publisher,
            article.date,
            self._facts(speaker).text("schema:name") if speaker else None,
            self._names(mention) if mention else frozenset(),
        )

    def _way(self, claim: str) -> tuple[list[str], list[Hop]]:
        claims, hops = [claim], list[Hop]()
        while (step := self._hop(claims[-1])) and step[0] not in claims:
            claims.append(step[0])
            hops.append(step[1])
        return claims, hops

    def _hop(self, claim: str) -> tuple[str, Hop] | None:
        """The claim that a claim was likeliest taken from, and what happened on the way."""
        return min(self._hops(claim), key=lambda found: (-found[1].confidence, found[0]), default=None)

    def _hops(self, claim: str) -> Iterator[tuple[str, Hop]]:
        """The claims that a claim was taken from, each with what happened on the way."""
        for node in self._facts(claim).nodes("prov:qualifiedDerivation"):
            hop = self._facts(node)
            if (source := hop.node("prov:entity")) and hop.is_a("wh:Retelling"):
                altered = sorted(map(vocab.label, hop.nodes("wh:alteration")), key=_ALTERATIONS.index)
                yield source, Hop(tuple(altered), hop.text("wh:reason") or "", float(hop.text("wh:confidence") or 0))

    def _nearest_study(self, claims: Sequence[str]) -> tuple[int, StudyCard | None]:
        """The index of the claim nearest to the first that knows its study, and the study."""
        for index in range(len(claims) - 1, -1, -1):
            for study in self._facts(claims[index]).nodes("wh:fromStudy"):
                if self._facts(study).text("skos:prefLabel"):
                    return index, self._card(study)
        return len(claims) - 1, None


def _names(store: Store, mention: str) -> frozenset[str]:
    """What a mention tells of its study; nothing where it means an article."""
    if reading.means_article(store, mention):
        return frozenset()
    told = Facts(store, mention)
    given = {
        "study": [mention],
        "conductor": [each for each in told.nodes("wh:conductedBy") if Facts(store, each).text("schema:name")],
        "year": told.texts("wh:year"),
        "sample": [each for each in told.nodes("wh:sample") if Facts(store, each).text("wh:size")],
    }
    return frozenset(what for what, values in given.items() if values)


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
