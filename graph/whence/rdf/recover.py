"""Quads → Evidence: the way back, so that the store alone holds all that later builds need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import pyoxigraph as ox

from whence import vocab
from whence.errors import StoreError
from whence.model import (
    Agent,
    AgentKind,
    Capture,
    Change,
    Evidence,
    Found,
    Metadata,
    Qualifier,
    Quantity,
    Review,
    Sample,
    Selector,
    SourceMention,
    Statement,
    StatementKind,
    StatisticalClaim,
    StudyMention,
)
from whence.normal import normal
from whence.rdf import iris
from whence.rdf.evidence import FIELDS, RATING


def recover(quads: Iterable[ox.Quad]) -> Evidence:
    """The evidence that `evidence_quads` wrote as these quads, in normal form.

    Raises StoreError when the quads are not one article's whole graph.
    """
    try:
        return _Reader(quads).evidence()
    except (KeyError, ValueError) as error:
        raise StoreError(f"an article's graph is damaged ({error}): forget the article and build it again") from error


@dataclass(slots=True)
class _Reader:
    """Looks things up in one article's graph."""

    quads: Iterable[ox.Quad]
    table: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    instances: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for quad in self.quads:
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                raise ValueError("it holds a triple term")
            subject, predicate, value = quad.subject.value, vocab.compact(quad.predicate.value), quad.object.value
            self.table[subject, predicate].append(value)
            if predicate == "rdf:type":
                self.instances[vocab.compact(value)].append(subject)
        for node, predicate in [key for key in self.table if key[1] == "wh:asExtracted"]:
            self._as_extracted(node, self.table[node, predicate][0])

    def _as_extracted(self, node: str, original: str) -> None:
        """Give a claim back what was extracted, in the place of what was decided."""
        kind = self.maybe(original, "wh:extractedAs")
        if kind:
            self.instances[f"wh:{kind}"].append(node)
            replaced = [predicate for subject, predicate in self.table if subject == original]
        else:
            replaced = [f"wh:{each}" for each in self.all(original, "wh:field")]
        for predicate in replaced:
            self.table[node, predicate] = self.table.get((original, predicate), [])

    def all(self, node: str, predicate: str) -> list[str]:
        return sorted(self.table.get((node, predicate), ()))

    def maybe(self, node: str, predicate: str) -> str | None:
        values = self.table.get((node, predicate))
        return values[0] if values else None

    def one(self, node: str, predicate: str) -> str:
        value = self.maybe(node, predicate)
        if value is None:
            raise KeyError(f"{node} has no {predicate}")
        return value

    # ------------------------------------------------------------ the whole

    def evidence(self) -> Evidence:
        (home,) = self.instances["wh:Article"]
        mentions = self.instances["wh:StudyMention"]
        place = {node: index for index, node in enumerate(mentions)}
        return normal(
            Evidence(
                file_name=self.one(home, "wh:fileName"),
                content_hash=self.one(home, "wh:contentHash"),
                metadata=self.metadata(home),
                studies=tuple(map(self.study_mention, mentions)),
                statistics=tuple(self.statistical_claim(node, place) for node in self.instances["wh:StatisticalClaim"]),
                statements=tuple(
                    self.statement(node, kind, place) for kind in StatementKind for node in self.instances[f"wh:{kind}"]
                ),
                sources=tuple(map(self.source_mention, self.instances["wh:SourceMention"])),
                links=tuple(self.one(page, "schema:url") for page in self.all(home, "wh:linksTo")),
                pages=self.pages(home),
                capture=self.capture(home),
                reviews=tuple(map(self.review, self.all(home, "wh:declares"))),
            )
        )

    def _span(self, node: str) -> tuple[int, int]:
        position = iris.anchor(node, "position")
        return int(self.one(position, "oa:start")), int(self.one(position, "oa:end"))

    def metadata(self, home: str) -> Metadata:
        found: dict[str, list[Found]] = {name: [] for name in FIELDS}
        for node in self.all(home, "wh:metadata"):
            value = Found(self.one(node, "schema:text"), self.one(node, "wh:foundIn"))
            found[self.one(node, "wh:field")].append(value)
        first = {name: values[0] if values else None for name, values in found.items()}
        return Metadata(
            url=first["url"],
            title=first["headline"],
            authors=tuple(found["author"]),
            publisher=first["publisher"],
            published=first["datePublished"],
            language=first["inLanguage"],
        )

    def pages(self, home: str) -> tuple[int, ...]:
        if self.maybe(home, "schema:numberOfPages") is None:
            return ()
        return 0, *sorted(map(int, self.all(home, "wh:pageStart")))

    def capture(self, home: str) -> Capture | None:
        node = self.maybe(home, "wh:readFrom")
        parts = ("schema:url", "prov:generatedAtTime", "wh:payloadDigest")
        return Capture(*(self.one(node, part) for part in parts)) if node else None

    def review(self, node: str) -> Review:
        rating, item = self.one(node, "schema:reviewRating"), self.maybe(node, "schema:itemReviewed") or ""
        return Review(
            self.one(node, "schema:claimReviewed"),
            **{field: self.maybe(rating, predicate) or "" for field, predicate in RATING.items()},
            claimant=self.author(item),
            claimed=self.maybe(item, "schema:datePublished") or "",
            author=self.author(node),
            appearance=self.maybe(item, "schema:appearance") or "",
        )

    def author(self, node: str) -> str:
        named = self.maybe(node, "schema:author")
        return self.one(named, "schema:name") if named else ""

    # ------------------------------------------------------------ its parts

    def study_mention(self, node: str) -> StudyMention:
        year = self.maybe(node, "wh:year")
        return StudyMention(
            self.selector(node),
            self.maybe(node, "schema:name"),
            tuple(self.one(agent, "schema:name") for agent in self.all(node, "wh:conductedBy")),
            int(year) if year else None,
            tuple(map(self.sample, self.all(node, "wh:sample"))),
        )

    def sample(self, node: str) -> Sample:
        return Sample(self.population(node), int(self.one(node, "wh:size")), self.qualifier(node))

    def source_mention(self, node: str) -> SourceMention:
        author = self.maybe(node, "schema:author")
        return SourceMention(
            self.selector(node),
            self.maybe(node, "schema:name"),
            self.one(author, "schema:name") if author else None,
            self.maybe(node, "schema:url"),
        )

    def statistical_claim(self, node: str, place: dict[str, int]) -> StatisticalClaim:
        change, speaker = self.maybe(node, "wh:change"), self.maybe(node, "wh:attributedTo")
        return StatisticalClaim(
            self.selector(node),
            Quantity(
                Decimal(self.one(node, "wh:value")),
                vocab.compact(self.one(node, "wh:unit")),
                self.qualifier(node),
                self.one(node, "wh:printed"),
            ),
            self.population(node),
            self.maybe(node, "wh:measure") or "",
            Change(vocab.compact(change).removeprefix("wh:")) if change else None,
            self.maybe(node, "wh:period"),
            self.study(node, place),
            self.agent(speaker) if speaker else None,
            self.confidence(node),
        )

    def statement(self, node: str, kind: StatementKind, place: dict[str, int]) -> Statement:
        speaker = self.agent(self.one(node, "wh:attributedTo"))
        return Statement(kind, self.selector(node), speaker, self.study(node, place), self.confidence(node))

    def selector(self, node: str) -> Selector:
        quote = iris.anchor(node, "quote")
        texts = (self.one(quote, f"oa:{part}") for part in ("exact", "prefix", "suffix"))
        return Selector(*self._span(node), *texts)

    def agent(self, node: str) -> Agent:
        home = self.maybe(node, "schema:affiliation")
        return Agent(
            self.one(node, "schema:name"),
            AgentKind(vocab.compact(self.one(node, "rdf:type")).removeprefix("schema:")),
            self.maybe(node, "schema:jobTitle"),
            self.one(home, "schema:name") if home else None,
        )

    def population(self, node: str) -> str | None:
        population = self.maybe(node, "wh:population")
        return self.one(population, "skos:prefLabel") if population else None

    def qualifier(self, node: str) -> Qualifier:
        return Qualifier(vocab.compact(self.one(node, "wh:qualifier")).removeprefix("wh:"))

    def study(self, node: str, place: dict[str, int]) -> int | None:
        mention = self.maybe(node, "wh:cites")
        return place[mention] if mention else None

    def confidence(self, node: str) -> float:
        return float(self.one(node, "wh:confidence"))
