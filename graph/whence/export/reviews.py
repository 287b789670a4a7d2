"""schema.org: the claims of each page as `Claim`, and where a number did not survive the trip a `ClaimReview`.

Whence traces numbers, and rates no truth: its reviews say in words what became of a number between two tellings, and
have no rating value. Rounding that stands for the same number is no cause for a review, and neither is a number that
two independent articles tell differently: which of them is wrong, nobody knows from the articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from whence import vocab
from whence.dossier import reading, words
from whence.dossier.facts import Facts
from whence.dossier.values import Article, Claim, Speaker, Study
from whence.explain.chains import GRAVE
from whence.explain.tracing import Tracer
from whence.export.json_lists import write_list
from whence.store import Store

_ASPECT = "whether the number, its hedge and what it is said of survived the retelling"
_BODY = "Whence compared this telling with the one it was taken from. It says nothing on whether either is true."
_BY = {
    "@type": "Organization",
    "name": "Whence (a program's comparison of two texts)",
    "url": "https://w3id.org/whence",
}


def write_reviews(store: Store, output: IO[bytes], article: str | None = None) -> int:
    """Write claims with their articles, studies and reviews as one JSON-LD document; returns how many nodes there are.

    Of one article alone, by name, it is what it claims, with the studies and first tellings that its claims lead to.
    """
    nodes = _nodes(store, reading.chosen(store, article))
    return write_list({"@context": "https://schema.org", "@graph": []}, nodes, output)


def _nodes(store: Store, homes: Sequence[str]) -> Iterator[dict[str, Any]]:
    tracer = Tracer(store)
    told, studies = set(homes), set[str]()
    for home in homes:
        article = reading.article(store, home)
        yield _article(article)
        for claim in reading.claims(store, home):
            first = Facts(store, tracer.first(claim.iri)).node("wh:statedIn") or home
            yield _claim(claim, article, first)
            yield from _reviews(store, claim)
            if first not in told:
                told.add(first)
                yield _article(reading.article(store, first))
            if claim.study and claim.study not in studies:
                studies.add(claim.study)
                yield _study(reading.study(store, claim.study))


def _without_gaps(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _study(study: Study) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "CreativeWork",
            "@id": study.iri,
            "name": study.label,
            "alternateName": list(study.spellings),
            "author": [{"@type": "Organization", "name": name} for name in study.conductors],
            "datePublished": study.year,
            "subjectOf": [{"@id": release.iri} for release in study.releases],
        }
    )


def _article(article: Article) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "Article",
            "@id": article.iri,
            "url": article.url,
            "headline": article.title,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": _voice(article),
            "datePublished": article.date,
            "inLanguage": article.language,
        }
    )


def _claim(claim: Claim, article: Article, first: str) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "Claim",
            "@id": claim.iri,
            "text": claim.quote,
            "name": words.finding(claim.figure) if claim.figure else None,
            "author": _speaker(claim.speaker) if claim.speaker else _voice(article),
            "appearance": {"@id": article.iri},
            "firstAppearance": {"@id": first},
            "isBasedOn": {"@id": claim.study} if claim.study else None,
        }
    )


def _speaker(speaker: Speaker) -> dict[str, Any]:
    if not speaker.is_person:
        return {"@type": "Organization", "name": speaker.name}
    home = {"@type": "Organization", "name": speaker.affiliation} if speaker.affiliation else None
    person = {"@type": "Person", "name": speaker.name, "jobTitle": speaker.job_title, "affiliation": home}
    return _without_gaps(person)


def _voice(article: Article) -> dict[str, Any] | None:
    """Whose claim it is where the article puts it in nobody's mouth: the publisher's."""
    return {"@type": "Organization", "name": article.publisher} if article.publisher else None


# ---------------------------------------------------------------- reviews


def _reviews(store: Store, claim: Claim) -> Iterator[dict[str, Any]]:
    """What became of a claim's number on the way from each claim that it was taken from."""
    reviewed = set()
    for node in Facts(store, claim.iri).nodes("prov:qualifiedDerivation"):
        hop = Facts(store, node)
        altered = [
            vocab.label(alteration) for alteration in hop.nodes("wh:alteration") if vocab.compact(alteration) in GRAVE
        ]
        if altered and (source := hop.node("prov:entity")):
            reviewed.add(source)
            yield _review(claim, node, source, altered, hop.texts("wh:reason"))
    for node in store.subjects("wh:compares", claim.iri) if claim.disagrees else ():
        found = Facts(store, node)
        if found.node("wh:disagreementKind") == vocab.expand("wh:Mistold"):
            for other in set(found.nodes("wh:compares")) - {claim.iri} - reviewed:
                if _draws(store, claim, other):
                    yield _review(claim, node, other, ["mistold"], found.texts("wh:reason"))


def _draws(store: Store, claim: Claim, other: str) -> bool:
    """Whether a claim's article was written from that of another, also through others."""
    target, ahead, seen = Facts(store, other).node("wh:statedIn"), [claim.article], set[str]()
    while ahead:
        home = ahead.pop()
        if home not in seen:
            seen.add(home)
            ahead += Facts(store, home).nodes("prov:wasDerivedFrom")
    return target in seen - {claim.article}


def _review(claim: Claim, node: str, source: str, altered: list[str], reasons: Sequence[str]) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "@id": f"{node}#review",
        "claimReviewed": claim.quote,
        "itemReviewed": {"@id": claim.iri},
        "author": _BY,
        "reviewAspect": _ASPECT,
        "reviewBody": _BODY,
        "isBasedOn": {"@id": source},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": ", ".join(altered),
            "ratingExplanation": "; ".join(reasons),
        },
    }
