"""Things of a graph as people name them: by words, by file and words, by label, by IRI, or by the ID of a proposal.

"83 percent of CIOs", "city-daily.html: 83 percent", "Remote Shift 2023", "Halden Institute", an IRI of the graph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from whence import vocab
from whence.answers import answer
from whence.decision import Target, TargetKind
from whence.errors import UsageError
from whence.explain.locate import locate
from whence.questions.choosing import file_and_words
from whence.rdf import iris
from whence.store import Store
from whence.text import plain

MOST_SHOWN = 6
"""How many of the things that words fit are listed."""

LEAST_OF_AN_ID = 4
"""How many characters of an ID have to be given."""

NAMED = (TargetKind.PERSON, TargetKind.ORGANIZATION, TargetKind.POPULATION)
"""What can be meant by its name wherever it stands, and not only in one article."""

_PREFIXES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
"""
_CLAIMS = """SELECT ?node ?kind ?article ?file ?exact ?prefix ?suffix ?printed ?canonical WHERE {
  VALUES (?class ?kind) {
    (wh:StatisticalClaim "claim") (wh:Quotation "statement") (wh:Paraphrase "statement") (wh:Forecast "statement")
  }
  ?node a ?class ; wh:statedIn ?article ; oa:hasTarget/oa:hasSelector ?quote . ?article wh:fileName ?file .
  ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
  OPTIONAL { ?node wh:printed ?printed }
  OPTIONAL { ?node wh:reports ?canonical }
}"""
_STUDIES = """SELECT ?node ?article ?file ?exact ?prefix ?suffix ?title ?canonical ?label ?conductor WHERE {
  ?node a wh:StudyMention ; wh:statedIn ?article ; oa:hasTarget/oa:hasSelector ?quote . ?article wh:fileName ?file .
  ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
  OPTIONAL { ?node schema:name ?title }
  OPTIONAL { ?node wh:refersTo ?canonical . ?canonical skos:prefLabel ?label }
  OPTIONAL { ?node wh:conductedBy/schema:name ?conductor }
}"""
_NAMES = """SELECT ?node ?kind ?name ?canonical ?label WHERE {
  {
    ?node a schema:Person ; schema:name ?name ; wh:refersTo ?canonical . ?canonical schema:name ?label .
    BIND ("person" AS ?kind)
  } UNION {
    ?node a schema:Organization ; schema:name ?name ; wh:refersTo ?canonical . ?canonical schema:name ?label .
    BIND ("organization" AS ?kind)
  } UNION {
    ?node a wh:Population ; skos:prefLabel ?name ; wh:refersTo ?canonical . ?canonical skos:prefLabel ?label .
    BIND ("population" AS ?kind)
  }
}"""
# Each branch names the canonical node itself: one that didn't would join every node with every label.
_ARTICLES = """SELECT ?article ?file ?title WHERE {
  ?article a wh:Article ; wh:fileName ?file . OPTIONAL { ?article schema:headline ?title }
}"""
_PROPOSALS = "SELECT ?comparison ?one WHERE { ?comparison wh:verdict wh:Undecided ; wh:compares ?one } ORDER BY ?one"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A node of the evidence: as a target, the canonical node it stands for, and by what it can be named.

    `labels` name it in full, `words` are those that it can be found by.
    """

    target: Target
    canonical: str
    labels: frozenset[str]
    words: frozenset[str]


class Names:
    """All that decisions can be about in a graph, read once, to be named."""

    def __init__(self, store: Store) -> None:
        """Read the names of the graph."""
        self._store = store
        articles = list(_articles(store))
        self._files = {one.target.node: one.target.file_name for one in articles}
        self.things = {one.target.node: one for one in (*articles, *_claims(store), *_studies(store), *self._names())}
        """Each node of the evidence that has a name."""

    def _names(self) -> Iterator[Named]:
        for row in _records(self._store, _NAMES):
            node, name = str(row["node"]), str(row["name"])
            article = iris.article_of(node)
            target = Target(TargetKind(str(row["kind"])), node, article, self._files.get(article, ""), name=name)
            labels = frozenset((_folded(name), _folded(str(row["label"]))))
            yield Named(target, str(row["canonical"]), labels, _words(name))

    def of(self, named: str, kinds: Collection[TargetKind]) -> list[Named]:
        """All things of these kinds that somebody may mean; those with the very name leave out those with the words."""
        if named.startswith(iris.BASE):
            found = [one for one in self.things.values() if named in (one.target.node, one.canonical)]
            return _in_order(one for one in found if one.target.kind in kinds)
        file, words = self._split(named)
        here = {
            node: one
            for node, one in self.things.items()
            if one.target.kind in kinds and (not file or one.target.file_name == file)
        }
        exact = [one for one in here.values() if _folded(words) in one.labels or one.target.node == iris.page(words)]
        if exact:
            return _in_order(exact)
        located = locate(self._store, named)
        wanted = _words(words)
        others = [one for one in here.values() if not _is_claim(one) and wanted and wanted <= one.words]
        return [here[iri] for iri in located if iri in here] + _in_order(others)

    def _split(self, named: str) -> tuple[str, str]:
        return file_and_words(named, self._files.values())

    def one(self, named: str, kinds: Collection[TargetKind]) -> Named:
        """The one node that is meant; raises UsageError where there is none, or several."""
        found = self.of(named, kinds)
        if len(found) != 1:
            raise unclear(named, found, kinds)
        return found[0]

    def either(self, named: str, kinds: Collection[TargetKind]) -> dict[TargetKind, list[Named]]:
        """What may be meant, by kind; raises UsageError where there is nothing."""
        by_kind: dict[TargetKind, list[Named]] = defaultdict(list)
        for one in self.of(named, kinds):
            by_kind[one.target.kind].append(one)
        if not by_kind:
            raise unclear(named, [], kinds)
        return by_kind

    def proposal(self, name: str) -> tuple[Named, Named]:
        """The two nodes of an undecided comparison, by the first characters of its ID; raises UsageError."""
        check_id(name)
        ends: dict[str, list[str]] = defaultdict(list)
        for row in _records(self._store, _PROPOSALS):
            if iris.short(str(row["comparison"])).startswith(name.lower()):
                ends[str(row["comparison"])].append(str(row["one"]))
        if len(ends) != 1:
            many = "several proposals begin" if ends else "no proposal begins"
            raise UsageError(f"{many} with {name}; `whence ask proposals` lists them")
        (pair,) = ends.values()
        return self.things[pair[0]], self.things[pair[1]]

    def facts(self, node: str) -> dict[str, str | None]:
        """What the graph says of a node, by compact name of the property."""
        return {
            vocab.compact(quad.predicate.value): str(getattr(quad.object, "value", ""))
            for quad in self._store.about(node)
        }

    def is_wide(self, named: str) -> bool:
        """Whether a name is meant wherever it stands: neither an article nor a node of one is named with it."""
        return not self._split(named)[0] and named not in self.things


def check_id(name: str) -> None:
    """Raise UsageError for the beginning of an ID that is too short to mean one thing and not whatever there is."""
    if len(name.strip()) < LEAST_OF_AN_ID:
        raise UsageError(f"“{name}” is too short for an ID: give its first {LEAST_OF_AN_ID} characters or more")


def unclear(named: str, found: Sequence[Named], kinds: Collection[TargetKind]) -> UsageError:
    """What to say where a name fits nothing of these kinds, or several things."""
    if not found:
        what = f"no {' or '.join(kinds)}" if len(kinds) < len(TargetKind) else "nothing"
        return UsageError(f"{named}: {what} in this graph is called so or has these words")
    shown = "\n".join(f"  {one.target.file_name}: {_shortened(one.target)}" for one in found[:MOST_SHOWN])
    more = f"\n  … and {len(found) - MOST_SHOWN:,} more" if len(found) > MOST_SHOWN else ""
    how = "say which, as “file: words”, with more words, or by IRI"
    return UsageError(f"{named}: fits {len(found):,} things; {how}\n{shown}{more}")


def _shortened(target: Target) -> str:
    said = target.quote or target.name
    return said if len(said) <= 90 else f"{said[:89]}…"


# ---------------------------------------------------------------- reading the names


def _articles(store: Store) -> Iterator[Named]:
    for row in _records(store, _ARTICLES):
        node, file = str(row["article"]), str(row["file"])
        title = str(row["title"]) if row["title"] is not None else file
        target = Target(TargetKind.ARTICLE, node, node, file, name=title)
        yield Named(target, node, frozenset((_folded(title), _folded(file))), _words(title))


def _claims(store: Store) -> Iterator[Named]:
    for row in _records(store, _CLAIMS):
        quote = (str(row["exact"]), str(row["prefix"]), str(row["suffix"]))
        where = (str(row["article"]), str(row["file"]))
        printed = str(row["printed"]) if row["printed"] is not None else ""
        target = Target(TargetKind(str(row["kind"])), str(row["node"]), *where, *quote, printed)
        yield Named(target, str(row["canonical"] or row["node"]), frozenset((_folded(quote[0]),)), _words(quote[0]))


def _studies(store: Store) -> Iterator[Named]:
    rows = defaultdict(list)
    for row in _records(store, _STUDIES):
        rows[str(row["node"])].append(row)
    for node, told in rows.items():
        first = told[0]
        quote = (str(first["exact"]), str(first["prefix"]), str(first["suffix"]))
        title = str(first["title"]) if first["title"] is not None else ""
        target = Target(TargetKind.STUDY, node, str(first["article"]), str(first["file"]), *quote, title)
        labels = {_folded(str(first[key])) for key in ("title", "label") if first[key] is not None}
        conductors = " ".join(str(row["conductor"]) for row in told if row["conductor"])
        words = _words(f"{quote[0]} {title} {first['label'] or ''} {conductors}")
        yield Named(target, str(first["canonical"] or node), frozenset(labels), words)


def _records(store: Store, sparql: str) -> list[dict[str, str | int | float | None]]:
    return answer(store.query(_PREFIXES + sparql), iri=str).records()


def _in_order(found: Iterable[Named]) -> list[Named]:
    return sorted(found, key=lambda one: (one.target.file_name, one.target.quote, one.target.name, one.target.node))


def _is_claim(one: Named) -> bool:
    return one.target.kind in (TargetKind.CLAIM, TargetKind.STATEMENT)


def _folded(words: str) -> str:
    return " ".join(plain(words).casefold().split())


def _words(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_folded(words)))
