"""Provenance of extraction: one node says which software, version and settings found a piece of evidence.

It is told once and not per triple, and holds no clock time, so that a build made again gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

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


def run_quads(run: Run, input_hash: str) -> list[Quad]:
    """The graph of a run; `input_hash` is the SHA-256 of the sorted content hashes of the articles it has read."""
    graph, software = iri(iris.RUNS), iri(iris.relation("software", run.software))
    facts = [
        ("rdf:type", name("wh:Extraction")),
        ("schema:softwareVersion", string(run.version)),
        ("wh:inputHash", string(input_hash)),
        ("prov:wasAssociatedWith", software),
        *(("wh:setting", string(setting)) for setting in sorted(run.settings)),
    ]
    quads = [Quad(iri(run.iri), name(predicate), value, graph) for predicate, value in facts]
    return [
        *quads,
        Quad(software, name("rdf:type"), name("prov:SoftwareAgent"), graph),
        Quad(software, name("schema:name"), string(run.software), graph),
    ]
