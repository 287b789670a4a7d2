"""A portable proof: the part of a graph from which anybody can check one claim against the articles.

It holds the claim, the claims that it was taken from back to the first, the study, and of each article what tells
which text it was: file name, address and the hash of its text. Quotes have their offsets. Named graphs are kept, so
what an article says and what was concluded stay apart; where a person corrected a claim, what was extracted and the
decision come with it. `scripts/check_proof.py` checks it without this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from whence import vocab
from whence.errors import UsageError
from whence.explain.chains import explain
from whence.explain.locate import locate
from whence.export import prefixes
from whence.store import Store

_FOLLOWED = frozenset(
    map(
        vocab.expand,
        (
            *("wh:statedIn", "oa:hasTarget", "oa:hasSelector", "wh:population", "wh:cites", "wh:sample"),
            *("wh:attributedTo", "wh:conductedBy", "schema:author", "schema:publisher", "schema:affiliation"),
            *("wh:asExtracted", "wh:overruledBy", "prov:wasAttributedTo"),
            *("prov:qualifiedDerivation", "prov:qualifiedPrimarySource", "wh:fromStudy", "wh:takenFrom", "wh:reports"),
        ),
    )
)
"""Properties whose values the proof describes too; the other nodes are only named."""
_LEFT_OUT = frozenset(map(vocab.expand, ("cito:citesAsDataSource", "wh:credits", "wh:linksTo", "prov:wasGeneratedBy")))


def prove(store: Store, words: str) -> tuple[ox.Quad, ...]:
    """The proof of the likeliest claim of these words, or of the claim of this IRI, as sorted quads.

    Raises UsageError where the store holds no such claim.
    """
    claim = next(iter(locate(store, words)), None)
    if claim is None:
        raise UsageError(f"no claim has these words: {words}")
    return tuple(sorted(_described(store, _back_from(store, claim)), key=_order))


def write_proof(quads: Iterable[ox.Quad], output: IO[bytes]) -> None:
    """Write a proof as TriG."""
    ox.serialize(quads, output, format=ox.RdfFormat.TRIG, prefixes=prefixes())


def proven_articles(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The articles that a proof speaks of: IRI → file name."""
    file_name = vocab.expand("wh:fileName")
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value == file_name
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
    }


def _back_from(store: Store, claim: str) -> list[str]:
    """A claim and those that it was taken from, nearest first."""
    for chain in explain(store, claim).chains:
        tellings = [telling.claim for telling in chain.tellings]
        if claim in tellings:
            return tellings[tellings.index(claim) :]
    return [claim]


def _described(store: Store, claims: list[str]) -> Iterator[ox.Quad]:
    """Every quad of the claims and of what they lead to; of other claims that these were taken from, none."""
    seen: set[str] = set()
    ahead = list(claims)
    others = _claims_beyond(store, claims)
    while ahead:
        node = ahead.pop()
        if node in seen or node in others:
            continue
        seen.add(node)
        for quad in store.about(node):
            if quad.predicate.value in _LEFT_OUT:
                continue
            yield quad
            if quad.predicate.value in _FOLLOWED and isinstance(quad.object, ox.NamedNode):
                ahead.append(quad.object.value)


def _claims_beyond(store: Store, claims: list[str]) -> set[str]:
    taken = vocab.expand("wh:takenFrom")
    objects = (quad.object for claim in claims for quad in store.about(claim) if quad.predicate.value == taken)
    return {source.value for source in objects if isinstance(source, ox.NamedNode)} - set(claims)


def _order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return str(quad.graph_name), str(quad.subject), predicate != _TYPE, predicate, str(quad.object)


_TYPE = vocab.expand("rdf:type")
