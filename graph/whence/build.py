"""The one place where the stages meet: articles in, a store that holds their evidence and knowledge out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from whence import __version__
from whence.errors import Failure
from whence.extract.evidence import extract
from whence.knowledge import Knowledge
from whence.model import Document, Evidence
from whence.rdf import iris
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

    `held` is how many articles the store has now; `knowledge` is what they tell together.
    """

    articles: tuple[str, ...]
    held: int
    failures: tuple[Failure, ...]
    knowledge: Knowledge


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


def build(inputs: Iterable[str], store: Store, progress: Progress = _silent) -> Built:
    """Read the inputs, put what they say into the store, and derive its knowledge anew.

    An article that the store already held is replaced. A source that can't be read becomes a `Failure`.
    """
    intake = _Intake()
    for item in map(_extracted, read(inputs)):
        if isinstance(item, Failure):
            intake.failures.append(item)
            progress(item.source)
            continue
        document, evidence = item
        if intake.takes(evidence):
            store.put_article(article_quads(evidence, document.text))
        progress(document.source)
    knowledge = derive(store)
    failures = tuple(sorted(intake.failures, key=str))
    return Built(tuple(sorted(intake.chosen)), len(store.articles()), failures, knowledge)


def _extracted(item: Document | Failure) -> tuple[Document, Evidence] | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return item, extract(item)
    except Exception as error:  # noqa: BLE001 - one bad article must never stop a build
        return Failure(item.source, "extract", f"{type(error).__name__}: {error}; please report this article")


def article_quads(evidence: Evidence, text: str) -> list[Quad]:
    """All that the store keeps of one article: its evidence and its text."""
    return [*evidence_quads(evidence, RUN.iri), text_quad(evidence, text)]


def derive(store: Store) -> Knowledge:
    """Resolve all evidence in the store, and put the knowledge in the place of the earlier one."""
    knowledge = resolve([store.evidence(article) for article in store.articles()])
    store.put_derived([*knowledge_quads(knowledge), *_runs(store)])
    return knowledge


def _runs(store: Store) -> list[Quad]:
    """The descriptions of the extractions that the store's evidence comes from, each with the hash of what it read."""
    known = store.runs() | {RUN.iri: RUN}
    return [quad for run, read in store.inputs_of_runs().items() for quad in run_quads(known[run], read)]


RUN = Run(software="whence", version=__version__, settings=())
"""What extracts in this process."""
