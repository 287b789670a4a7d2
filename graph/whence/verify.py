"""Is a store what it was when it was built? Quotes against texts, texts against hashes, graphs against shapes.

Article by article, so that memory doesn't grow with the store. What was changed by hand, by another program or by a bad
disk shows as a `Problem` that says what is wrong, where, and what to do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import cast

import pyoxigraph as ox

from whence import vocab
from whence.errors import StoreError
from whence.rdf import iris
from whence.rdf.decisions import standing_quads
from whence.rdf.knowledge import knowledge_quads
from whence.resolve import resolve
from whence.store import Store
from whence.validate import validate

REBUILD = "build the article again: whence build FILE -o STORE"
DERIVE = "build any article of the store again, which derives all of it anew"

_DERIVED = (iris.KNOWLEDGE, iris.RUNS, iris.DECISIONS, iris.STANDINGS, iris.REFERENCES, iris.INTAKE)
_UNWRITABLE = "\ufffd"
"""What stands in a store for the characters that no RDF holds; a text with it can't be hashed as it was read."""
_DIGITS = re.compile(
    r"(?!.*\b(?:in|of|every|and|half|quarters?|thirds?|dozen|score)\b)\D*(\d[\d,]*(?:\.\d+)?)\D*", re.ASCII
)
"""A printed number that is one number in digits, with a currency or a hedge before or words behind."""
_MOST_VIOLATIONS = 1000


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that isn't as it should be.

    `article` is a file name, or an IRI where none is known, or empty for what belongs to no article. `check` is what
    failed: "text", "quote", "number", "graph", "derived" or "shape". `place` is the node or graph, by IRI.
    """

    article: str
    check: str
    place: str
    problem: str
    advice: str


@dataclass(slots=True)
class Verification:
    """A verification as it goes on: counts of what was checked so far, by what it is."""

    store: Store
    counts: Counter[str] = field(default_factory=Counter)

    def problems(self, *, derive: bool = False) -> Iterator[Problem]:
        """Every problem: of each article in the order of IRIs, then of graphs, of what is derived, and of shapes.

        With `derive`, the knowledge is derived anew and compared, which takes the time and memory of a build.
        """
        articles = self.store.articles()
        for article in articles:
            yield from self._article(article)
        yield from self._graphs(articles)
        yield from self._derived(articles, derive)
        yield from self._shapes()

    # ------------------------------------------------------------ one article

    def _article(self, article: str) -> Iterator[Problem]:
        told = _Told(self._triples(iris.graph(article)))
        self.counts["articles"] += 1
        self.counts["quads"] += told.size
        name = told.text(article, "wh:fileName") or article
        if vocab.expand("wh:Article") not in told.all(article, "rdf:type"):
            yield Problem(
                name, "graph", iris.graph(article), "the article is described in the graph of another", REBUILD
            )
        yield from _strangers(told, article, name)
        texts = list(self._triples(iris.text_graph(article)))
        self.counts["quads"] += len(texts)
        yield from self._text(article, name, told, texts)
        if len(texts) == 1:
            yield from self._quotes(name, told, texts[0][2].value)
        yield from self._numbers(name, told)

    def _text(self, article: str, name: str, told: _Told, texts: list[_Triple]) -> Iterator[Problem]:
        place = iris.text_graph(article)
        if len(texts) != 1 or texts[0][0].value != article:
            found = "no text" if not texts else f"{len(texts)} statements and not its one text"
            yield Problem(name, "text", place, f"the store has {found} of the article", REBUILD)
            return
        text = texts[0][2].value
        if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() in told.all(article, "wh:contentHash"):
            self.counts["texts"] += 1
        elif _UNWRITABLE in text:
            self.counts["texts that no store can hold as they were"] += 1
        else:
            yield Problem(name, "text", place, "the text is not the one that was read: its hash is another", REBUILD)

    def _quotes(self, name: str, told: _Told, text: str) -> Iterator[Problem]:
        claims = defaultdict[str, list[str]](list)
        for claim in told.subjects("oa:hasTarget"):
            for target in told.all(claim, "oa:hasTarget"):
                claims[target].append(claim)
        for target in told.subjects("oa:hasSelector"):
            self.counts["quotes"] += 1
            selectors = told.all(target, "oa:hasSelector")
            parts = {
                part: next((value for each in selectors for value in told.all(each, f"oa:{part}")), None)
                for part in ("exact", "prefix", "suffix", "start", "end")
            }
            if problem := _misplaced(parts, text):
                yield Problem(name, "quote", target, problem, REBUILD)
            for claim in claims[target]:
                if (quote := told.text(claim, "schema:text")) and quote != parts["exact"]:
                    yield Problem(
                        name, "quote", claim, f"its text is not the quote that it points to: {_brief(quote)}", REBUILD
                    )

    def _numbers(self, name: str, told: _Told) -> Iterator[Problem]:
        for claim in told.subjects("wh:printed"):
            quote, printed = told.text(claim, "schema:text"), told.text(claim, "wh:printed")
            decided = {field for each in told.all(claim, "wh:asExtracted") for field in told.all(each, "wh:field")}
            if quote is None or printed is None:
                continue
            self.counts["numbers"] += 1
            if printed not in quote:
                yield Problem(
                    name, "number", claim, f"{printed!r} does not stand in its quote: {_brief(quote)}", REBUILD
                )
            value = told.text(claim, "wh:value")
            if "value" not in decided and value is not None and not _spells(printed, value):
                yield Problem(name, "number", claim, f"the value {value} is not what is printed: {printed!r}", REBUILD)

    # ------------------------------------------------------------ the store as a whole

    def _graphs(self, articles: Iterable[str]) -> Iterator[Problem]:
        known = {graph for article in articles for graph in (iris.graph(article), iris.text_graph(article))}
        for row in self._select("SELECT DISTINCT ?graph WHERE { GRAPH ?graph {} }"):
            graph = row[0].value
            if graph in _DERIVED:
                self.counts["quads"] += self._size(graph)
            elif graph not in known:
                self.counts["quads"] += self._size(graph)
                advice = "forget it, or build its article again; a store holds graphs of its articles and nothing else"
                yield Problem("", "graph", graph, "the graph belongs to no article of the store", advice)
        if (stray := len(self.store) - self.counts["quads"]) > 0:
            advice = "build a new store of the articles; statements outside its graphs are not of Whence"
            yield Problem(
                "",
                "graph",
                "",
                f"{stray:,} {'statement stands' if stray == 1 else 'statements stand'} in no graph",
                advice,
            )

    def _derived(self, articles: Iterable[str], derive: bool) -> Iterator[Problem]:
        if not self.store.is_current():
            problem = "what is derived from the articles is older than the articles or the decisions"
            yield Problem("", "derived", iris.KNOWLEDGE, problem, DERIVE)
        elif derive:
            yield from self._derived_anew(articles)

    def _derived_anew(self, articles: Iterable[str]) -> Iterator[Problem]:
        try:
            evidence = [self.store.evidence(article) for article in articles]
        except StoreError as error:
            yield Problem("", "derived", iris.KNOWLEDGE, f"can't be derived anew: {error}", REBUILD)
            return
        knowledge = resolve(evidence, self.store.decisions(), self.store.references())
        with Store() as fresh:
            fresh.put_derived([*knowledge_quads(knowledge), *standing_quads(knowledge.standings)])
            for graph in (iris.KNOWLEDGE, iris.STANDINGS):
                wanted, held = set(_triples(fresh, graph)), set(_triples(self.store, graph))
                differing = sorted({triple[0].value for triple in wanted ^ held})
                for node in differing:
                    yield Problem("", "derived", node, "what is said of it does not follow from the articles", DERIVE)

    def _shapes(self) -> Iterator[Problem]:
        report = validate(self.store, most=_MOST_VIOLATIONS)
        for each in report.violations:
            if each.severity == "Violation":
                problem = f"{each.message} ({each.rule}{', found ' + each.value if each.value else ''})"
                yield Problem(each.article, "shape", each.focus, problem, "whence validate tells more; build it again")
        if report.more and not report.conforms:
            yield Problem("", "shape", "", f"{report.more:,} more violations of the shapes", "whence validate")

    # ------------------------------------------------------------ reading

    def _select(self, sparql: str) -> ox.QuerySolutions:
        return cast(ox.QuerySolutions, self.store.query(sparql))

    def _triples(self, graph: str) -> Iterator[_Triple]:
        return _triples(self.store, graph)

    def _size(self, graph: str) -> int:
        (row,) = self._select(f"SELECT (COUNT(*) AS ?size) WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}")
        return int(row[0].value)


_Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def _triples(store: Store, graph: str) -> Iterator[_Triple]:
    found = store.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}")
    yield from ((subject, predicate, value) for subject, predicate, value in cast(Iterable[_Triple], found))


class _Told:
    """What one graph tells, by subject and compact property."""

    def __init__(self, triples: Iterable[_Triple]) -> None:
        self.size = 0
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: dict[str, list[str]] = defaultdict(list)
        for subject, predicate, value in triples:
            self.size += 1
            name = vocab.compact(predicate.value)
            if not self._values[subject.value, name]:
                self._subjects[name].append(subject.value)
            self._values[subject.value, name].append(value.value)

    def all(self, node: str, name: str) -> list[str]:
        return self._values.get((node, name), [])

    def text(self, node: str, name: str) -> str | None:
        return min(self.all(node, name), default=None)

    def subjects(self, name: str) -> list[str]:
        """The subjects that have a property, sorted."""
        return sorted(self._subjects.get(name, ()))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._values)


def _strangers(told: _Told, article: str, name: str) -> Iterator[Problem]:
    """Nodes of other articles of which an article's graph tells more than the address of a page that it links to."""
    key = iris.short(article)
    for node in sorted({node for node, said in told if said != "schema:url" and node.startswith(iris.BASE)}):
        if iris.short(node).partition("-")[0] != key:
            yield Problem(
                name, "graph", node, "the article's graph speaks of a node that is not the article's", REBUILD
            )


def _misplaced(parts: dict[str, str | None], text: str) -> str:
    """What is wrong with a quote and its place, or nothing."""
    exact, prefix, suffix = parts["exact"], parts["prefix"], parts["suffix"]
    try:
        start, end = int(parts["start"] or ""), int(parts["end"] or "")
    except ValueError:
        return f"its place has no offsets: {_brief(exact or '')}"
    if exact is None or not 0 <= start < end or text[start:end] != exact:
        return f"does not stand at {start} to {end}: {_brief(exact or '')}"
    if not text[:start].endswith(prefix or "") or (start and not prefix):
        return f"other words stand before it than it says: {_brief(exact)}"
    if not text.startswith(suffix or "", end) or (end < len(text) and not suffix):
        return f"other words stand behind it than it says: {_brief(exact)}"
    return ""


def _spells(printed: str, value: str) -> bool:
    """Whether a number may be what is printed: of a number in digits, the digits are the same but for zeros.

    >>> _spells("some $3.5 million", "3500000"), _spells("62", "26"), _spells("one in 5", "20")
    (True, False, True)
    """
    digits = _DIGITS.fullmatch(printed)
    if digits is None:
        return True
    try:
        number = f"{Decimal(value):f}"
    except InvalidOperation:
        return True
    plain = digits[1].replace(",", "").replace(".", "").strip("0")
    return plain == number.lstrip("-").replace(".", "").strip("0")


def _brief(quote: str) -> str:
    return f"“{quote[:60]}{'…' if len(quote) > 60 else ''}”"
