"""One measured piece of work in a process of its own: `python scripts/bench_builds.py JOB ARGUMENT…` prints JSON.

    build STORE JOBS INPUT…     articles into a store, and their knowledge
    forget STORE ARTICLE        an article out of a store
    ask STORE                   questions about one claim and one study, each some times
    digest STORE                a hash of the graph that does not depend on the order of its triples
    write INPUT                 the quads of articles as N-Quads, and into an rdflib graph

Each tells the CPU seconds of the work with all of its processes, those by the clock, and the most memory that the
process held, in MB (of `workers`: the most that one of its workers held).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from measuring import in_turns, own, peak
from whence import vocab
from whence.ask import ask, find
from whence.building import build, derive
from whence.extractors import Rules
from whence.intake import TASK
from whence.intake.task import article_quads
from whence.model import Document
from whence.publish.hashes import graph_hash
from whence.rdf.quads import Quad, lines
from whence.read import read
from whence.store import Store
from whence.workers import Pool

QUESTIONS = {"study-of": "claim", "origins": "claim", "lost-context": "claim", "withdraw": "study"}
"""Questions that are asked of one thing, and of what."""
_TIMES = 5

Told = dict[str, Any]


def build_articles(store: str, jobs: str, *inputs: str) -> Told:
    with Store(Path(store)) as kept:
        built = build(inputs, kept, crew=Pool(TASK, int(jobs)))
        return {"articles": built.held, "read": len(built.articles), "unread": len(built.failures)}


def forget(store: str, article: str) -> Told:
    with Store(Path(store)) as kept:
        kept.forget(article)
        derive(kept)
        return {"articles": len(kept.articles())}


def questions(store: str) -> Told:
    """The median milliseconds of each question, once the store is warm, as of one that is served."""
    with Store(Path(store), read_only=True) as kept:
        things = {"claim": _told_of_a_study(kept), "study": kept.instances("wh:Study")[0]}
        ways = {}
        for question, thing in QUESTIONS.items():
            ways[question] = own(partial(ask, kept, question, **{find(question).parameters[0].name: things[thing]}))
            ways[question]()
        taken = in_turns(_TIMES, ways)
        return {"triples": len(kept), "milliseconds": {name: seconds * 1000 for name, seconds in taken.items()}}


def digest(store: str) -> Told:
    with Store(Path(store), read_only=True) as kept:
        return {"digest": graph_hash(piece for graph in kept.graphs() for piece in kept.graph_triples(graph))}


def writing(source: str) -> Told:
    import rdflib

    extractor = Rules()
    found = [(extractor(one), one.text) for one in read([source]) if isinstance(one, Document)]
    quads = [quad for extracted, text in found for quad in article_quads(extracted, text)]
    rows = [tuple(map(rdflib.util.from_n3, quad[:3])) for quad in quads]

    def by_rdflib() -> None:
        graph = rdflib.Graph()
        for row in rows:
            graph.add(row)  # type: ignore[arg-type]

    ways = {"ours": own(lambda: lines(map(Quad._make, quads))), "rdflib": own(by_rdflib)}
    return {"triples": len(quads), **in_turns(_TIMES, ways)}


JOBS: dict[str, Callable[..., Told]] = {
    "build": build_articles,
    "forget": forget,
    "ask": questions,
    "digest": digest,
    "write": writing,
}


def _told_of_a_study(store: Store) -> str:
    """A claim with a number that leads to a study."""
    study, number = vocab.expand("wh:fromStudy"), vocab.expand("wh:StatisticalClaim")
    found = store.query(f"SELECT ?claim {{ ?claim <{study}> ?study ; a <{number}> }} LIMIT 1")
    return next(str(row[0].value) for row in found)  # type: ignore[union-attr]


def main(job: str, *arguments: str) -> None:
    started, before = time.monotonic(), _cpu()
    told = JOBS[job](*arguments)
    told |= {"cpu": _cpu() - before, "clock": time.monotonic() - started}
    told |= {"memory": peak(), "workers": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}
    print(json.dumps(told))


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main(*sys.argv[1:])
