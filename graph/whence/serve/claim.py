"""The page of a claim: what it says and where, its chain as picture and in words, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from whence import vocab
from whence.dossier import reading, words
from whence.dossier.facts import Facts
from whence.dossier.values import Article, Claim
from whence.errors import StoreError
from whence.explain.chains import Chain, Explanation
from whence.explain.explaining import explain
from whence.explain.picture import figure
from whence.explain.words import in_words
from whence.serve import links
from whence.serve.rows import rows
from whence.serve.site import Line, Site

MOST_TELLINGS = 40
"""With how many tellings a finding is still drawn whole; of one with more, only the chain of the claim itself is."""

WIDEST = 5
"""How many tellings one after another a picture has that is still read when it's as wide as a page."""

AROUND = 240
"""Characters of the text that are shown before and after the quote."""

_CONFLICTS = """SELECT ?other ?kind ?reason ?confidence WHERE {
  ?how wh:compares $claim ; wh:verdict wh:Disagreement ; wh:compares ?other ;
    wh:reason ?reason ; wh:confidence ?confidence .
  FILTER (?other != $claim)
  OPTIONAL { ?how wh:disagreementKind ?kind }
} ORDER BY DESC(?confidence) ?other LIMIT 50"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that can't be true together with this one: the kind of disagreement, and why that is thought."""

    line: Line
    kind: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows; `before` and `after` are the text around the quote, empty where the graph has none."""

    claim: Claim
    article: Article
    before: str
    after: str
    finding: str | None
    tellings: int
    chain: Chain
    explanation: Explanation
    explained: str
    picture: Markup
    conflicts: Sequence[Conflict]

    @property
    def fits(self) -> bool:
        """Whether the picture can be shrunk to a wide page, and still be read."""
        return max(len(chain.tellings) for chain in self.explanation.chains) <= WIDEST


def view(site: Site, iri: str) -> View:
    """What the page of a claim shows; raises UsageError where the store holds none of this IRI."""
    line = site.line(iri)
    finding, tellings = _told(site, iri)
    explanation = _explanation(site, iri, tellings)
    before, after = _around(site, line.claim)
    return View(
        line.claim,
        line.article,
        before,
        after,
        finding,
        tellings,
        site.tracer.chain(iri),
        explanation,
        in_words(explanation),
        drawn(explanation),
        _conflicts(site, iri),
    )


def explanation_of(site: Site, iri: str) -> Explanation:
    """The explanation of a claim's finding, or of its own chain where too many tell it."""
    _, tellings = _told(site, iri)
    return _explanation(site, iri, tellings)


def drawn(explanation: Explanation) -> Markup:
    """The picture of an explanation, whose boxes lead to the pages of what they show."""
    return Markup(figure(explanation, links.path))  # noqa: S704 - the picture escapes what it shows


def _told(site: Site, iri: str) -> tuple[str | None, int]:
    """The finding that a claim reports, and how many claims do."""
    finding = Facts(site.store, iri).node("wh:reports")
    return finding, len(site.store.subjects("wh:reports", finding)) if finding else 1


def _explanation(site: Site, iri: str, tellings: int) -> Explanation:
    if tellings <= MOST_TELLINGS:
        return explain(site.store, iri, site.tracer)
    claim = reading.claim(site.store, iri)
    said = words.finding(claim.figure) if claim.figure else claim.quote
    return Explanation(said, claim.figure is None, (site.tracer.chain(iri),), ())


def _around(site: Site, claim: Claim) -> tuple[str, str]:
    if claim.place is None:
        return "", ""
    try:
        text = site.store.text(claim.article)
    except StoreError:  # an exported graph has no texts, but its selectors have some
        return claim.place.prefix, claim.place.suffix
    start, end = claim.place.start, claim.place.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return before.rpartition("\n\n")[2] if "\n\n" in before else before, after.partition("\n\n")[0]


def _conflicts(site: Site, iri: str) -> list[Conflict]:
    return [
        Conflict(
            site.line(str(row["other"])),
            vocab.label(str(row["kind"])) if row["kind"] else "disagrees",
            str(row["reason"]),
            float(row["confidence"] or 0),
        )
        for row in rows(site.store, _CONFLICTS, claim=iri)
    ]
