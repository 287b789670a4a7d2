"""The one place where the stages meet: articles in, a store that holds their evidence and knowledge out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from whence import __version__
from whence.decision import Decision
from whence.errors import Failure
from whence.extract.evidence import extract
from whence.extractors import Extracted, Extractor
from whence.knowledge import Knowledge, Revision
from whence.model import Document, Evidence
from whence.rdf import iris
from whence.rdf.decisions import check_writable, decision_quads, standing_quads
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.rdf.quads import Quad
from whence.rdf.runs import Run, run_quads
from whence.read import read
from whence.resolve import resolve
from whence.store import Store

Progress = Callable[[str], None]
"""Is told the name of each source as it is done."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the articles it put into the store, and the sources that yielded none.

    `held` is how many articles the store has now; `knowledge` is what they tell together. `tally` and `warnings` are
    those of the extractor, over all articles.
    """

    articles: tuple[str, ...]
    held: int
    failures: tuple[Failure, ...]
    knowledge: Knowledge
    tally: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Failure, ...] = ()


@dataclass(slots=True)
class _Intake:
    """Chooses among inputs that are one article, by content and so in any order of inputs alike."""

    chosen: dict[str, tuple[str, str]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    def takes(self, evidence: Evidence) -> bool:
        home = iris.article(evidence)
        mine, theirs = (evidence.content_hash, evidence.file_name), self.chosen.get(home)
        if theirs is None or mine < theirs:
            self.chosen[home] = mine
        if theirs is not None:
            kept, left = sorted((mine, theirs))
            self.failures.append(Failure(left[1], "build", f"is the same article as {kept[1]}, which was kept"))
        return theirs is None or mine < theirs


def _silent(_source: str) -> None:
    """Progress that nobody watches."""


def by_rules(document: Document) -> Extracted:
    """The extractor that is used where no other is named: the rules alone."""
    return Extracted(extract(document), RUN)


def build(
    inputs: Iterable[str],
    store: Store,
    progress: Progress = _silent,
    decisions: Iterable[Decision] = (),
    extractor: Extractor = by_rules,
) -> Built:
    """Read the inputs, put what they say into the store, and derive its knowledge anew.

    An article that the store already held is replaced. A source that can't be read becomes a `Failure`. The decisions
    are added to those of the store.
    """
    intake, runs, tally, warnings = _Intake(), _Runs(store), Counter[str](), list[Failure]()
    for item in (_extracted(source, extractor) for source in read(inputs)):
        if isinstance(item, Failure):
            intake.failures.append(item)
            progress(item.source)
            continue
        document, found = item
        tally.update(found.tally)
        warnings += found.warnings
        if intake.takes(found.evidence):
            runs.announce(found.run)
            store.put_article(article_quads(found.evidence, document.text, found.run))
        progress(document.source)
    knowledge = derive(store, decisions)
    failures = tuple(sorted(intake.failures, key=str))
    told = tuple(sorted(warnings, key=str))
    return Built(tuple(sorted(intake.chosen)), len(store.articles()), failures, knowledge, tally, told)


@dataclass(slots=True)
class _Runs:
    """Describes each run in the store before the first of its articles, so that a break leaves none undescribed.

    What they have read is told when the knowledge is derived.
    """

    store: Store
    known: dict[str, Run] = field(default_factory=dict)

    def announce(self, run: Run) -> None:
        self.known = self.known or self.store.runs()
        if run.iri not in self.known:
            self.known[run.iri] = run
            self.store.put_article(quad for each in self.known.values() for quad in run_quads(each, ()))


def _extracted(item: Document | Failure, extractor: Extractor) -> tuple[Document, Extracted] | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return item, extractor(item)
    except Exception as error:  # noqa: BLE001 - one bad article must never stop a build
        return Failure(item.source, "extract", f"{type(error).__name__}: {error}; please report this article")


def article_quads(evidence: Evidence, text: str, run: Run | None = None) -> list[Quad]:
    """All that the store keeps of one article: its evidence, found by a run (of the rules alone), and its text."""
    return [*evidence_quads(evidence, (run or RUN).iri), text_quad(evidence, text)]


def derive(store: Store, decided: Iterable[Decision] = ()) -> Knowledge:
    """Resolve all evidence in the store under its decisions, and put the knowledge in the place of the earlier one.

    What was `decided` besides is added to the store's decisions; raises UsageError where it can't be written.
    """
    decided = tuple(decided)
    check_writable(decided)
    evidence = {article: store.evidence(article) for article in store.articles()}
    decisions = {iris.decision(one): one for one in (*store.decisions(), *decided)}
    knowledge = resolve(evidence.values(), decisions.values())
    quads = [*knowledge_quads(knowledge), *standing_quads(knowledge.standings), *decision_quads(decisions.values())]
    store.put_derived([*quads, *_revised(store, evidence, knowledge), *_runs(store)])
    return knowledge


def _revised(store: Store, evidence: Mapping[str, Evidence], knowledge: Knowledge) -> Iterator[Quad]:
    """The evidence of the articles whose claims decisions correct or reject, or did until now."""
    revisions: dict[str, dict[str, Revision]] = {article: {} for article in store.revised_articles()}
    for revision in knowledge.revisions:
        revisions.setdefault(revision.article, {})[revision.claim] = revision
    for article in sorted(revisions):
        yield from evidence_quads(evidence[article], store.extraction_of(article), revisions[article])


def _runs(store: Store) -> list[Quad]:
    """The descriptions of the extractions that the store's evidence comes from, each with the hash of what it read."""
    known = store.runs() | {RUN.iri: RUN}
    return [quad for run, read in store.inputs_of_runs().items() for quad in run_quads(known[run], read)]


RUN = Run(software="whence", version=__version__, settings=())
"""What extracts in this process."""
