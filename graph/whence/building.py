"""The one place where the stages meet: articles in, a store that holds their evidence and knowledge out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from whence.decision import Decision
from whence.errors import Failure
from whence.extractors import RUN, Extractor, Rules
from whence.intake import TASK, Taken, digest, taken
from whence.knowledge import Knowledge, Revision
from whence.model import Evidence
from whence.rdf import iris
from whence.rdf.decisions import check_writable, decision_quads, standing_quads
from whence.rdf.evidence import evidence_quads
from whence.rdf.knowledge import knowledge_quads
from whence.rdf.quads import Quad
from whence.rdf.references import reference_quads
from whence.rdf.runs import Run, run_quads
from whence.read import Fetcher
from whence.read.inputs import pieces
from whence.read.pieces import Piece
from whence.reference import References
from whence.resolve import resolve
from whence.store import Store
from whence.workers import Crew, Inline

Progress = Callable[[str], None]
"""Is told the name of each source as it is done."""

BY_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the articles it put into the store, and the sources that yielded none.

    `held` is how many articles the store has now; `knowledge` is what they tell together. `tally` and `warnings` are
    those of the extractor, over all articles. `changed` are the articles that were put into the store; the others were
    there already, read from the same bytes.
    """

    articles: tuple[str, ...]
    held: int
    failures: tuple[Failure, ...]
    knowledge: Knowledge
    tally: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Failure, ...] = ()
    changed: tuple[str, ...] = ()


def _silent(_source: str) -> None:
    """Progress that nobody watches."""


def build(
    inputs: Iterable[str],
    store: Store,
    progress: Progress = _silent,
    decisions: Iterable[Decision] = (),
    extractor: Extractor = BY_RULES,
    crew: Crew | None = None,
    fetcher: Fetcher | None = None,
    references: References | None = None,
) -> Built:
    """Read the inputs, put what they say into the store, and derive its knowledge anew.

    An article that the store already held is replaced; a piece of an input that it has read before is not read again.
    A source that can't be read becomes a `Failure`. The decisions are added to those of the store, and the lists of
    `references` replace those of their names. Web addresses are read only where there is a fetcher. The `crew` reads,
    by default in this process and without limits; give a Pool of `whence.workers` where inputs may be hostile.
    """
    intake = _Intake(store, extractor.run, progress)
    for found in taken(intake.unread(pieces(inputs, fetcher)), crew or Inline(TASK), extractor):
        intake.take(found)
    knowledge = derive(store, decisions, references)
    return Built(
        tuple(sorted(intake.chosen)),
        len(store.articles()),
        tuple(sorted(intake.failures, key=str)),
        knowledge,
        intake.tally,
        tuple(sorted(intake.warnings, key=str)),
        tuple(sorted(intake.changed)),
    )


@dataclass(slots=True)
class _Intake:
    """Puts what was read into the store, one transaction for each piece.

    Among inputs that are one article it chooses by content and file name, and so in any order of inputs alike.
    """

    store: Store
    run: Run
    progress: Progress
    chosen: dict[str, tuple[str, str]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    changed: set[str] = field(default_factory=set)
    _runs: dict[str, Run] | None = None

    def unread(self, found: Iterable[Piece | Failure]) -> Iterator[Piece]:
        """The pieces of which the store has not what they hold."""
        for piece in found:
            if isinstance(piece, Failure):
                self.failures.append(piece)
                self.progress(piece.source)
            elif held := self.store.read_from(digest(piece, self.run)):
                for article, named in held.items():
                    self._chosen(article, named)
                self.progress(piece.source)
            else:
                yield piece

    def take(self, found: Taken) -> None:
        """Put the articles of a piece, and note what could not be read."""
        self.failures += found.failures
        for one in found.articles:
            self.tally.update(one.tally)
            self.warnings += one.warnings
        put = [one for one in found.articles if self._chosen(one.iri, (one.content_hash, one.file_name))]
        for one in put:
            self._announce(one.run)
        whole = found.is_whole(self.run) and len(put) == len({one.iri for one in found.articles})
        self.changed.update(one.iri for one in put)
        if put:
            self.store.put_read({one.iri: one.lines for one in put}, digest(found.piece, self.run) if whole else None)
        for source in [one.source for one in found.articles] or [found.piece.source]:
            self.progress(source)

    def _chosen(self, article: str, mine: tuple[str, str]) -> bool:
        """Whether this is the article to keep, by its content hash and file name, as far as is known yet."""
        theirs = self.chosen.get(article)
        if theirs is None or mine < theirs:
            self.chosen[article] = mine
        if theirs is not None:
            kept, left = sorted((mine, theirs))
            self.failures.append(Failure(left[1], "build", f"is the same article as {kept[1]}, which was kept"))
        return theirs is None or mine < theirs

    def _announce(self, run: Run) -> None:
        """Describe a run before the first of its articles, so that a break leaves none undescribed.

        What it has read is told when the knowledge is derived.
        """
        if self._runs is None:
            self.store.outdate()
            self._runs = self.store.runs()
        if run.iri not in self._runs:
            self._runs[run.iri] = run
            self.store.put_runs(quad for each in self._runs.values() for quad in run_quads(each, ()))


def derive(store: Store, decided: Iterable[Decision] = (), references: References | None = None) -> Knowledge:
    """Resolve all evidence in the store under its decisions, and put the knowledge in the place of the earlier one.

    What was `decided` besides is added to the store's decisions; raises UsageError where it can't be written. The lists
    among `references` replace those of their names.
    """
    decided = tuple(decided)
    check_writable(decided)
    evidence = {article: store.evidence(article) for article in store.articles()}
    decisions = {iris.decision(one): one for one in (*store.decisions(), *decided)}
    known = store.references().replaced_by(references or References())
    knowledge = resolve(evidence.values(), decisions.values(), known)
    beside = [*standing_quads(knowledge.standings), *decision_quads(decisions.values()), *reference_quads(known)]
    unread = [quad for run in store.runs().values() for quad in run_quads(run, ())]
    store.put_derived([*beside, *_revised(store, evidence, knowledge), *unread])
    store.put_knowledge(knowledge_quads(knowledge))
    store.put_runs(_runs(store))  # last, since by them a store knows that it is current
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
