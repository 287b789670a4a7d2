"""Articles, claims and studies read from a store, by lookups of single nodes: the cost is that of what is read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from whence import vocab
from whence.dossier.facts import Facts
from whence.dossier.values import Article, Claim, Figure, Place, Speaker, Study, Trace
from whence.errors import StoreError, UsageError
from whence.store import Store

KINDS = ("wh:StatisticalClaim", "wh:Quotation", "wh:Paraphrase", "wh:Forecast")
"""What a claim can be besides a claim, the first thing to tell of it first."""


def articles(store: Store) -> Iterator[Article]:
    """The articles of a store, by IRI."""
    return (article(store, iri) for iri in store.articles())


def chosen(store: Store, name: str | None = None) -> list[str]:
    """The IRIs of all articles, or of those of a file name, an address or an IRI.

    Raises UsageError where the store holds none of that name.
    """
    if name is None:
        return store.articles()
    if not (found := store.articles_named(name)):
        raise UsageError(f"no article is named {name}")
    return found


def article(store: Store, iri: str) -> Article:
    """The article of an IRI; raises UsageError when the store holds none."""
    facts = Facts(store, iri)
    file_name = facts.text("wh:fileName")
    if file_name is None:
        raise UsageError(f"the store holds no article {iri}")
    return Article(
        iri,
        file_name,
        facts.node("schema:url"),
        facts.text("schema:headline"),
        tuple(sorted(filter(None, (_name(store, author) for author in facts.nodes("schema:author"))))),
        next((_name(store, publisher) for publisher in facts.nodes("schema:publisher")), None),
        facts.text("schema:datePublished"),
        facts.text("schema:inLanguage"),
        facts.text("wh:contentHash") or "",
    )


def claims(store: Store, article_iri: str) -> list[Claim]:
    """The claims of an article in the order of its text; none that a decision rejects."""
    stated = ((node, Facts(store, node)) for node in store.subjects("wh:statedIn", article_iri))
    found = [_claim(store, node, facts) for node, facts in stated if facts.is_a("wh:Claim")]
    return sorted(found, key=lambda each: (each.place.start if each.place else 0, each.iri))


def claim(store: Store, iri: str) -> Claim:
    """The claim of an IRI; raises UsageError when the store holds none."""
    return _claim(store, iri, Facts(store, iri))


def _claim(store: Store, iri: str, facts: Facts) -> Claim:
    quote, home = facts.text("schema:text"), facts.node("wh:statedIn")
    if quote is None or home is None:
        raise UsageError(f"the store holds no claim {iri}")
    speaker = facts.node("wh:attributedTo")
    return Claim(
        iri,
        home,
        tuple(vocab.expand(kind) for kind in KINDS if facts.is_a(kind)),
        quote,
        _place(store, facts.node("oa:hasTarget")),
        figure(store, facts),
        _speaker(store, speaker) if speaker else None,
        facts.node("wh:fromStudy"),
        _trace(store, facts),
        facts.nodes("wh:disagreesWith"),
        float(facts.text("wh:confidence") or 0),
    )


def studies(store: Store) -> Iterator[Study]:
    """The studies of a store, by IRI."""
    return (study(store, iri) for iri in store.instances("wh:Study"))


def study(store: Store, iri: str) -> Study:
    """The study of an IRI; raises UsageError when the store holds none."""
    facts = Facts(store, iri)
    label = facts.text("skos:prefLabel")
    if label is None:
        raise UsageError(f"the store holds no study {iri}")
    conductors = facts.nodes("wh:conductedBy")
    return Study(
        iri,
        label,
        facts.text("schema:name"),
        tuple(sorted(filter(None, (_name(store, conductor) for conductor in conductors)))),
        facts.text("wh:year"),
        facts.texts("skos:altLabel"),
        _releases(store, iri, frozenset(conductors)),
    )


def study_label(store: Store, iri: str) -> str:
    """The words for a study: its title, or what describes it."""
    return Facts(store, iri).text("skos:prefLabel") or iri


def figure(store: Store, facts: Facts) -> Figure | None:
    """The number of a statistical claim or of a statistic, or None where the node has none."""
    value, unit, qualifier = facts.text("wh:value"), facts.node("wh:unit"), facts.node("wh:qualifier")
    if value is None or unit is None or qualifier is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise StoreError(f"{value}: not a number, as the value of a claim") from error
    population = facts.node("wh:population")
    return Figure(
        number,
        unit,
        qualifier,
        facts.text("wh:printed"),
        Facts(store, population).text("skos:prefLabel") if population else None,
        facts.text("wh:measure"),
        facts.node("wh:change"),
        facts.text("wh:period"),
    )


def _name(store: Store, agent: str) -> str | None:
    return Facts(store, agent).text("schema:name")


def _place(store: Store, target: str | None) -> Place | None:
    selectors = Facts(store, target).nodes("oa:hasSelector") if target else []
    start = end = None
    prefix = suffix = ""
    for selector in (Facts(store, node) for node in selectors):
        start, end = selector.text("oa:start") or start, selector.text("oa:end") or end
        prefix, suffix = selector.text("oa:prefix") or prefix, selector.text("oa:suffix") or suffix
    return None if start is None or end is None else Place(int(start), int(end), prefix, suffix)


def _speaker(store: Store, node: str) -> Speaker:
    facts = Facts(store, node)
    home = facts.node("schema:affiliation")
    return Speaker(
        facts.text("schema:name") or node,
        facts.is_a("schema:Person"),
        facts.text("schema:jobTitle"),
        _name(store, home) if home else None,
    )


def _trace(store: Store, facts: Facts) -> Trace:
    study_iri, mention = facts.node("wh:fromStudy"), facts.node("wh:cites")
    if study_iri:
        hops = {Facts(store, node).text("wh:hops") for node in facts.nodes("prov:qualifiedPrimarySource")}
        reached = Trace.REACHED if hops and "0" not in hops else Trace.NAMED
        told = Facts(store, study_iri)
        return reached if told.text("schema:name") or told.nodes("wh:conductedBy") else Trace.UNNAMED
    if facts.node("wh:attributedTo"):
        return Trace.SAID
    if mention and not means_article(store, mention):
        return Trace.UNNAMED if Facts(store, mention).text("wh:anonymous") == "true" else Trace.NAMED
    return Trace.NONE


def means_article(store: Store, mention: str) -> bool:
    """Whether what an article names like a study is an article of the corpus that it credits."""
    return any(Facts(store, node).is_a("wh:Article") for node in Facts(store, mention).nodes("wh:refersTo"))


def _releases(store: Store, iri: str, conductors: frozenset[str]) -> tuple[Article, ...]:
    """The articles that a study's conductors published and that mention it, the first one first."""
    homes = {
        home for mention in store.subjects("wh:refersTo", iri) for home in Facts(store, mention).nodes("wh:statedIn")
    }
    published = [home for home in homes if conductors & _publishers(store, home)]
    found = (article(store, home) for home in published)
    return tuple(sorted(found, key=lambda each: (each.date or "9999", each.file_name, each.iri)))


def _publishers(store: Store, home: str) -> set[str]:
    """The canonical publishers of an article."""
    names = Facts(store, home).nodes("schema:publisher")
    return {canonical for name in names for canonical in (name, *Facts(store, name).nodes("wh:refersTo"))}
