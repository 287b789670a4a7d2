"""Evidence → quads: what one article says, as one named graph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass, field

from whence.knowledge import Revision
from whence.model import (
    Agent,
    AgentKind,
    Evidence,
    Review,
    Sample,
    Selector,
    SourceMention,
    Statement,
    StatisticalClaim,
    StudyMention,
)
from whence.rdf import iris
from whence.rdf.quads import Quad, Term, boolean, decimal, integer, iri, moment, name, string, when
from whence.read.bylines import author_kind

FIELDS = ("url", "headline", "author", "publisher", "datePublished", "inLanguage")
"""The values of wh:field: the schema.org names of what `Metadata` holds, in its order."""

RATING = {
    "rating": "schema:alternateName",
    "value": "schema:ratingValue",
    "worst": "schema:worstRating",
    "best": "schema:bestRating",
}
"""The properties of a rating, by the field of `Review` that they hold."""

PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
"""The standard by which "page=3" names a page, as the Web Annotation model spells it."""


def evidence_quads(evidence: Evidence, extraction: str, revisions: Mapping[str, Revision] | None = None) -> list[Quad]:
    """The graph of one article; `extraction` is the IRI of the run that found it.

    `revisions` are what decisions make of its claims, by IRI: the claim then says what was decided, and a
    wh:ExtractedClaim beside it what was extracted.
    """
    writer = _Writer(evidence, revisions or {})
    writer.article(extraction)
    writer.metadata()
    writer.input()
    for mention, node in zip(evidence.studies, writer.mentions, strict=True):
        writer.study_mention(mention, node)
    for source, node in zip(evidence.sources, iris.source_mentions(evidence), strict=True):
        writer.source_mention(source, node)
    for claim, node in zip(evidence.statistics, iris.claims(evidence), strict=True):
        writer.claim(claim, node)
    for statement, node in zip(evidence.statements, iris.statements(evidence), strict=True):
        writer.claim(statement, node)
    return writer.quads


def text_quad(evidence: Evidence, text: str) -> Quad:
    """The article's text, in a graph of its own."""
    home = iris.article(evidence)
    return Quad(iri(home), name("schema:articleBody"), string(text), iri(iris.text_graph(home)))


@dataclass(slots=True)
class _Writer:
    """Collects the quads of one article."""

    evidence: Evidence
    revisions: Mapping[str, Revision]
    quads: list[Quad] = field(default_factory=list)
    home: str = field(init=False)
    graph: Term = field(init=False)
    mentions: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.home = iris.article(self.evidence)
        self.graph = iri(iris.graph(self.home))
        self.mentions = iris.study_mentions(self.evidence)

    def add(self, subject: str, predicate: str, value: Term | None) -> None:
        if value is not None:
            self.quads.append(Quad(iri(subject), name(predicate), value, self.graph))

    def typed(self, subject: str, *classes: str) -> None:
        for each in classes:
            self.add(subject, "rdf:type", name(each))

    # ------------------------------------------------------------ the article

    def article(self, extraction: str) -> None:
        self.typed(self.home, "wh:Article")
        self.add(self.home, "wh:fileName", string(self.evidence.file_name))
        self.add(self.home, "wh:contentHash", string(self.evidence.content_hash))
        self.add(self.home, "prov:wasGeneratedBy", iri(extraction))
        for url in self.evidence.links:
            target = iris.page(url)
            self.add(self.home, "wh:linksTo", iri(target))
            self.add(target, "schema:url", iri(url))

    def metadata(self) -> None:
        known = self.evidence.metadata
        if known.url:
            self.add(self.home, "schema:url", iri(known.url.value))
        if known.title:
            self.add(self.home, "schema:headline", string(known.title.value))
        for author in known.authors:
            self.add(self.home, "schema:author", self.agent(Agent(author.value, author_kind(author.value))))
        if known.publisher:
            publisher = Agent(known.publisher.value, AgentKind.ORGANIZATION)
            self.add(self.home, "schema:publisher", self.agent(publisher))
        if known.published:
            self.add(self.home, "schema:datePublished", when(known.published.value))
        if known.language:
            self.add(self.home, "schema:inLanguage", string(known.language.value))
        self._origins()

    def _origins(self) -> None:
        known = self.evidence.metadata
        singles = (known.url, known.title, None, known.publisher, known.published, known.language)
        found = [(f, value) for f, value in zip(FIELDS, singles, strict=True) if value]
        for place, value in found + [("author", author) for author in known.authors]:
            node = iris.part(self.home, "metadata", place, value.value)
            self.add(self.home, "wh:metadata", iri(node))
            self.typed(node, "wh:MetadataValue")
            self.add(node, "wh:field", string(place))
            self.add(node, "schema:text", string(value.value))
            self.add(node, "wh:foundIn", string(value.place))

    def input(self) -> None:
        """What is known of the input: its pages, when and where it was captured, and what it declares of claims."""
        if self.evidence.pages:
            self.add(self.home, "schema:numberOfPages", integer(len(self.evidence.pages)))
        for start in self.evidence.pages[1:]:
            self.add(self.home, "wh:pageStart", integer(start))
        if capture := self.evidence.capture:
            node = iris.part(self.home, "capture", capture.url, capture.captured, capture.digest)
            self.add(self.home, "wh:readFrom", iri(node))
            self.typed(node, "wh:Capture")
            self.add(node, "schema:url", iri(capture.url))
            self.add(node, "prov:generatedAtTime", moment(capture.captured))
            self.add(node, "wh:payloadDigest", string(capture.digest))
        for review in self.evidence.reviews:
            self.review(review)

    def review(self, review: Review) -> None:
        node = iris.part(self.home, "review", *astuple(review))
        rating, item = iris.anchor(node, "rating"), iris.anchor(node, "reviewed")
        self.add(self.home, "wh:declares", iri(node))
        self.typed(node, "schema:ClaimReview")
        self.add(node, "schema:claimReviewed", string(review.claim))
        self.add(node, "schema:author", self.named(review.author))
        self.add(node, "schema:reviewRating", iri(rating))
        self.typed(rating, "schema:Rating")
        for name_of_field, predicate in RATING.items():
            printed = getattr(review, name_of_field)
            self.add(rating, predicate, string(printed) if printed else None)
        if review.claimant or review.claimed or review.appearance:
            self.add(node, "schema:itemReviewed", iri(item))
            self.typed(item, "schema:Claim")
            self.add(item, "schema:author", self.named(review.claimant))
            self.add(item, "schema:datePublished", when(review.claimed) if review.claimed else None)
            self.add(item, "schema:appearance", iri(review.appearance) if review.appearance else None)

    # ------------------------------------------------------------ what stands in it

    def study_mention(self, mention: StudyMention, node: str) -> None:
        self.add(self.home, "cito:citesAsDataSource", iri(node))
        self.typed(node, "wh:StudyMention")
        self.anchored(node, mention.selector)
        self.add(node, "schema:name", string(mention.title) if mention.title else None)
        for organization in mention.organizations:
            self.add(node, "wh:conductedBy", self.agent(Agent(organization, AgentKind.ORGANIZATION)))
        self.add(node, "wh:year", when(f"{mention.year:04}") if mention.year else None)
        if not (mention.title or mention.organizations):
            self.add(node, "wh:anonymous", boolean(True))
        for sample in mention.samples:
            self.add(node, "wh:sample", self.sample(sample, node))

    def sample(self, sample: Sample, mention: str) -> Term:
        node = iris.part(mention, "sample", str(sample.size), sample.population or "")
        self.typed(node, "wh:Sample")
        self.add(node, "wh:size", integer(sample.size))
        self.add(node, "wh:qualifier", name(f"wh:{sample.qualifier}"))
        self.add(node, "wh:population", self.population(sample.population))
        return iri(node)

    def source_mention(self, source: SourceMention, node: str) -> None:
        self.add(self.home, "wh:credits", iri(node))
        self.typed(node, "wh:SourceMention")
        self.anchored(node, source.selector)
        self.add(node, "schema:name", string(source.name) if source.name else None)
        if source.author:
            self.add(node, "schema:author", self.agent(Agent(source.author, AgentKind.PERSON)))
        self.add(node, "schema:url", iri(source.url) if source.url else None)

    def claim(self, claim: StatisticalClaim | Statement, node: str) -> None:
        revision = self.revisions.get(node)
        if revision and revision.now is None:
            self.typed(node, "wh:RejectedClaim")
        else:
            self.typed(node, "wh:Claim", _class_of(claim))
            self.told(node, revision.now if revision and revision.now else claim)
        self.anchored(node, claim.selector)
        self.add(node, "schema:text", string(claim.selector.exact))
        if revision:
            self.extracted(claim, node, revision)

    def told(self, node: str, claim: StatisticalClaim | Statement, only: Collection[str] | None = None) -> None:
        """What a claim says, or only those properties of it."""
        for predicate, value in self._said(claim):
            if only is None or predicate in only:
                self.add(node, predicate, value)

    def extracted(self, claim: StatisticalClaim | Statement, node: str, revision: Revision) -> None:
        """What was extracted where a decision says otherwise."""
        original = iris.anchor(node, "extracted")
        self.add(node, "wh:asExtracted", iri(original))
        self.typed(original, "wh:ExtractedClaim")
        for decision in revision.decisions:
            self.add(original, "wh:overruledBy", iri(decision))
        if revision.now is None:
            self.add(original, "wh:extractedAs", string(_class_of(claim).removeprefix("wh:")))
            self.told(original, claim)
            return
        for each in revision.fields:
            self.add(original, "wh:field", string(each))
        self.told(original, claim, {f"wh:{each}" for each in revision.fields})

    def _said(self, claim: StatisticalClaim | Statement) -> Iterator[tuple[str, Term | None]]:
        yield "wh:cites", iri(self.mentions[claim.study]) if claim.study is not None else None
        yield "wh:confidence", decimal(round(claim.confidence, 4))
        yield "wh:attributedTo", self.agent(claim.speaker) if claim.speaker else None
        if isinstance(claim, StatisticalClaim):
            quantity = claim.quantity
            yield "wh:value", decimal(quantity.value)
            yield "wh:unit", name(quantity.unit)
            yield "wh:qualifier", name(f"wh:{quantity.qualifier}")
            yield "wh:printed", string(quantity.printed)
            yield "wh:population", self.population(claim.population)
            yield "wh:measure", string(claim.measure) if claim.measure else None
            yield "wh:change", name(f"wh:{claim.change}") if claim.change else None
            yield "wh:period", when(claim.period) if claim.period else None

    def anchored(self, node: str, selector: Selector) -> None:
        target, quote, position = (iris.anchor(node, piece) for piece in ("target", "quote", "position"))
        self.add(node, "wh:statedIn", iri(self.home))
        self.add(node, "oa:hasTarget", iri(target))
        self.typed(target, "oa:SpecificResource")
        self.add(target, "oa:hasSource", iri(self.home))
        self.add(target, "oa:hasSelector", iri(quote))
        self.add(target, "oa:hasSelector", iri(position))
        self.typed(quote, "oa:TextQuoteSelector")
        self.add(quote, "oa:exact", string(selector.exact))
        self.add(quote, "oa:prefix", string(selector.prefix))
        self.add(quote, "oa:suffix", string(selector.suffix))
        self.typed(position, "oa:TextPositionSelector")
        self.add(position, "oa:start", integer(selector.start))
        self.add(position, "oa:end", integer(selector.end))
        if self.evidence.pages:
            self.paged(node, target, quote, selector)

    def paged(self, node: str, target: str, quote: str, selector: Selector) -> None:
        """The page on which a quote begins, as the fragment that the quote refines (W3C Web Annotation, 4.2.1)."""
        page = iris.anchor(node, "page")
        self.add(target, "oa:hasSelector", iri(page))
        self.typed(page, "oa:FragmentSelector")
        self.add(page, "rdf:value", string(f"page={bisect_right(self.evidence.pages, selector.start)}"))
        self.add(page, "dcterms:conformsTo", iri(PDF_FRAGMENTS))
        self.add(page, "oa:refinedBy", iri(quote))

    # ------------------------------------------------------------ whom it names

    def agent(self, agent: Agent) -> Term:
        node = iris.agent(self.evidence, agent.name, agent.kind)
        self.typed(node, f"schema:{agent.kind}")
        self.add(node, "schema:name", string(agent.name))
        self.add(node, "schema:jobTitle", string(agent.role) if agent.role else None)
        if agent.affiliation:
            home = Agent(agent.affiliation, AgentKind.ORGANIZATION)
            self.add(node, "schema:affiliation", self.agent(home))
        return iri(node)

    def named(self, name: str) -> Term | None:
        """The agent of a name that is given without more; None for no name."""
        return self.agent(Agent(name, author_kind(name))) if name else None

    def population(self, label: str | None) -> Term | None:
        if label is None:
            return None
        node = iris.population(self.evidence, label)
        self.typed(node, "wh:Population")
        self.add(node, "skos:prefLabel", string(label))
        return iri(node)


def _class_of(claim: StatisticalClaim | Statement) -> str:
    return "wh:StatisticalClaim" if isinstance(claim, StatisticalClaim) else f"wh:{claim.kind}"
