"""A portable proof: the part of a graph from which anybody can check one claim against the articles.

It holds the claim, the claims that it was taken from back to the first, the study, and of each article what tells
which text it was: file name, address and the hash of its text. Quotes have their offsets. Named graphs are kept, so
what an article says and what was concluded stay apart; where people decided on any of it, their decisions and what
was extracted come with it. `scripts/check_proof.py` checks it without this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from whence import vocab
from whence.dossier.facts import Facts
from whence.errors import UsageError
from whence.explain.decided import bearing_on
from whence.explain.locate import locate
from whence.explain.tracing import Tracer
from whence.rdf import iris
from whence.store import Store

_FOLLOWED = frozenset(
    map(
        vocab.expand,
        (
            *("wh:statedIn", "oa:hasTarget", "oa:hasSelector", "wh:population", "wh:cites", "wh:sample"),
            *("wh:attributedTo", "wh:conductedBy", "schema:author", "schema:publisher", "schema:affiliation"),
            *("wh:asExtracted", "wh:overruledBy", "prov:wasAttributedTo", "wh:concerns", "wh:instead"),
            *("prov:qualifiedDerivation", "prov:qualifiedPrimarySource", "wh:fromStudy", "wh:takenFrom", "wh:reports"),
            *("wh:readFrom", "oa:refinedBy"),
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
    claims = [telling.claim for telling in Tracer(store).chain(claim).tellings]
    decisions = [iris.decision(made) for made, _ in bearing_on(store, claims, _values(store, claims, "wh:fromStudy"))]
    return tuple(sorted(set(_described(store, claims, decisions)), key=_order))


def proven_articles(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The articles that a proof speaks of: IRI → file name."""
    file_name, target = vocab.expand("wh:fileName"), f"{iris.BASE}decision-target/"
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value == file_name
        and isinstance(quad.subject, ox.NamedNode)
        and not quad.subject.value.startswith(target)
        and isinstance(quad.object, ox.Literal)
    }


def _described(store: Store, claims: list[str], decisions: list[str]) -> Iterator[ox.Quad]:
    """Every quad of claims, decisions and what they lead to; of other claims that these were taken from, none."""
    seen: set[str] = set()
    ahead = [*claims, *decisions]
    others = _values(store, claims, "wh:takenFrom") - set(claims)
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


def _values(store: Store, claims: Iterable[str], predicate: str) -> set[str]:
    return {node for claim in claims for node in Facts(store, claim).nodes(predicate)}


def _order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return str(quad.graph_name), str(quad.subject), predicate != _TYPE, predicate, str(quad.object)


_TYPE = vocab.expand("rdf:type")
