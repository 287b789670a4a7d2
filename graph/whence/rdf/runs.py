"""Provenance of extraction: one node says which software, version and settings found a piece of evidence.

It is told once and not per triple, and holds no clock time, so that a build made again gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import pyoxigraph as ox

from whence import vocab
from whence.rdf import iris
from whence.rdf.quads import Quad, iri, name, string


@dataclass(frozen=True, slots=True)
class Run:
    """An extraction: the software, its version, and the settings that change what it finds ("key=value")."""

    software: str
    version: str
    settings: tuple[str, ...]

    @property
    def iri(self) -> str:
        """The IRI of the wh:Extraction."""
        return iris.relation("extraction", self.software, self.version, *sorted(self.settings))


def run_quads(run: Run, content_hashes: Iterable[str]) -> list[Quad]:
    """The facts of a run that read articles of these content hashes."""
    graph, software = iri(iris.RUNS), iri(iris.relation("software", run.software))
    facts = [
        ("rdf:type", name("wh:Extraction")),
        ("schema:softwareVersion", string(run.version)),
        ("wh:inputHash", string(input_hash(content_hashes))),
        ("prov:wasAssociatedWith", software),
        *(("wh:setting", string(setting)) for setting in sorted(run.settings)),
    ]
    quads = [Quad(iri(run.iri), name(predicate), value, graph) for predicate, value in facts]
    return [
        *quads,
        Quad(software, name("rdf:type"), name("prov:SoftwareAgent"), graph),
        Quad(software, name("schema:name"), string(run.software), graph),
    ]


def input_hash(content_hashes: Iterable[str]) -> str:
    """The SHA-256 of the sorted content hashes, one a line."""
    return sha256("\n".join(sorted(content_hashes)).encode()).hexdigest()


def recover_runs(quads: Iterable[ox.Quad]) -> dict[str, Run]:
    """The runs that `run_quads` wrote, by IRI."""
    facts: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
            known = facts.setdefault(quad.subject.value, {})
            known.setdefault(vocab.compact(quad.predicate.value), []).append(quad.object.value)
    return {
        node: Run(
            facts[known["prov:wasAssociatedWith"][0]]["schema:name"][0],
            known["schema:softwareVersion"][0],
            tuple(sorted(known.get("wh:setting", ()))),
        )
        for node, known in facts.items()
        if "schema:softwareVersion" in known
    }
