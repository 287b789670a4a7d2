"""The page of an article: its text with each claim marked, the claims' cards, and where its metadata came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whence.dossier import reading
from whence.dossier.facts import Facts
from whence.dossier.values import Article, Claim, Trace
from whence.errors import StoreError
from whence.explain.chains import Chain
from whence.serve.passages import Paragraph, paragraphs
from whence.serve.rows import rows
from whence.serve.site import Site

_FIELDS = {
    "headline": "title",
    "author": "author",
    "publisher": "publisher",
    "datePublished": "published",
    "inLanguage": "language",
    "url": "address",
}
"""How the metadata are called, by wh:field, in the order in which they are shown."""

_AGENTS = """SELECT ?role ?name ?agent WHERE {
  { $article schema:author ?told BIND ("author" AS ?role) }
  UNION { $article schema:publisher ?told BIND ("publisher" AS ?role) }
  ?told schema:name ?name OPTIONAL { ?told wh:refersTo ?agent }
} ORDER BY ?name ?agent"""
_SOURCES = """SELECT ?other ?file ?title ?reason ?confidence WHERE {
  $article prov:qualifiedDerivation ?how .
  ?how a prov:Derivation ; prov:entity ?other ; wh:confidence ?confidence ; wh:reason ?reason .
  ?other wh:fileName ?file OPTIONAL { ?other schema:headline ?title }
} ORDER BY DESC(?confidence) ?other ?reason LIMIT 200"""
_RETOLD = """SELECT ?other ?file ?title WHERE {
  ?other prov:wasDerivedFrom $article ; wh:fileName ?file OPTIONAL { ?other schema:headline ?title }
} ORDER BY ?file ?other LIMIT 50"""
_LINKED = """SELECT ?other ?file ?title ?url WHERE {
  $article wh:linksTo ?other
  OPTIONAL { ?other schema:url ?url }
  OPTIONAL { ?other wh:fileName ?file OPTIONAL { ?other schema:headline ?title } }
} ORDER BY ?url ?other LIMIT 100"""
_STUDIES = """SELECT ?mention ?study ?label ?words ?year WHERE {
  $article cito:citesAsDataSource ?mention . ?mention wh:refersTo ?study . ?study skos:prefLabel ?label
  OPTIONAL { ?mention oa:hasTarget/oa:hasSelector/oa:exact ?words }
  OPTIONAL { ?study wh:year ?year }
} ORDER BY ?label ?study ?words"""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with the number that it has on the page, its chain, and the claims that it can't be true with."""

    number: int
    claim: Claim
    chain: Chain
    finding: str | None
    disagrees: tuple[Claim, ...]
    beside: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """A value of the metadata: what it is called, its text, the node that it names, and where it was found."""

    name: str
    text: str
    node: str | None
    found_in: str


@dataclass(frozen=True, slots=True)
class Related:
    """An article that this one has to do with: its node, its name (for one that isn't held its address), and in words
    what the relation rests on."""

    node: str
    name: str
    is_held: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A study that the article names: its node, its name, and the words that name it there."""

    node: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows; there are no paragraphs where the graph has no text.

    `marked` are the numbers of the claims for which a piece of the text is marked, `placed` those that stand in it.
    """

    article: Article
    paragraphs: Sequence[Paragraph]
    cards: Sequence[Card]
    traces: dict[Trace, int]
    metadata: Sequence[Metadata]
    studies: Sequence[Named]
    sources: Sequence[Related]
    retold: Sequence[Related]
    linked: Sequence[Related]
    marked: frozenset[int]
    placed: frozenset[int]


def view(site: Site, iri: str) -> View:
    """What the page of an article shows; raises UsageError where the store holds none of this IRI."""
    store = site.store
    article, claims = reading.article(store, iri), reading.claims(store, iri)
    try:
        text = store.text(iri)
    except StoreError:  # an exported graph has no texts
        text = ""
    shown = paragraphs(text, claims)
    return View(
        article,
        shown,
        [_card(site, number, claims) for number in range(1, len(claims) + 1)],
        {trace: count for trace in Trace if (count := sum(claim.trace is trace for claim in claims))},
        _metadata(site, iri),
        _studies(site, iri),
        _related(site, _SOURCES, iri),
        _related(site, _RETOLD, iri),
        _related(site, _LINKED, iri),
        frozenset(piece.claim for paragraph in shown for piece in paragraph if piece.is_first),
        frozenset(number for paragraph in shown for piece in paragraph for number in piece.ends),
    )


def _card(site: Site, number: int, claims: Sequence[Claim]) -> Card:
    claim = claims[number - 1]
    return Card(
        number,
        claim,
        site.tracer.chain(claim.iri),
        Facts(site.store, claim.iri).node("wh:reports"),
        tuple(reading.claim(site.store, other) for other in claim.disagrees),
        tuple(_beside(claim, claims)),
    )


def _beside(claim: Claim, claims: Sequence[Claim]) -> list[int]:
    """The numbers of the claims whose quotes share text with this one's."""
    here = claim.place
    return [
        number
        for number, other in enumerate(claims, 1)
        if here and other.place and other is not claim
        if other.place.start < here.end and here.start < other.place.end
    ]


def _metadata(site: Site, iri: str) -> list[Metadata]:
    agents = {
        (str(row["role"]), str(row["name"])): str(row["agent"])
        for row in rows(site.store, _AGENTS, article=iri)
        if row["agent"]
    }
    told = [Facts(site.store, node) for node in Facts(site.store, iri).nodes("wh:metadata")]
    found = [
        (field, facts.text("schema:text") or "", facts.text("wh:foundIn") or "")
        for facts in told
        if (field := facts.text("wh:field")) in _FIELDS
    ]
    order = list(_FIELDS)
    return [
        Metadata(_FIELDS[field], text, agents.get((field, text)), place)
        for field, text, place in sorted(found, key=lambda each: (order.index(each[0]), each[1:]))
    ]


def _studies(site: Site, iri: str) -> list[Named]:
    named: dict[str, tuple[str, list[str]]] = {}
    for row in rows(site.store, _STUDIES, article=iri):
        named.setdefault(str(row["study"]), (str(row["label"]), []))[1].append(str(row["words"] or ""))
    return [Named(node, label, tuple(dict.fromkeys(filter(None, said)))) for node, (label, said) in named.items()]


def _related(site: Site, query: str, iri: str) -> list[Related]:
    found: dict[str, tuple[str, bool, list[str]]] = {}
    for row in rows(site.store, query, article=iri):
        name = row["title"] or row["file"] or row.get("url") or row["other"]
        reasons = found.setdefault(str(row["other"]), (str(name), row["file"] is not None, []))[2]
        reasons += [str(row["reason"])] if row.get("reason") else []
    return [Related(node, name, held, tuple(dict.fromkeys(reasons))) for node, (name, held, reasons) in found.items()]
