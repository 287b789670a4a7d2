"""What describes the endpoint and its graph to programs: SPARQL 1.1 Service Description, VoID and DCAT 3.

https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/, https://www.w3.org/TR/vocab-dcat-3/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from urllib.parse import urljoin

import anyio.to_thread
import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from whence import vocab
from whence.rdf import iris
from whence.sandbox.formats import GRAPHS, SOLUTIONS, Format
from whence.serve.documents import written
from whence.serve.dump import DUMP_PATH
from whence.serve.sparql import ENDPOINT_PATH, READERS, address_of, chosen_format
from whence.serve.statistics import Counting, Statistics, modified

VOID_PATH = "/.well-known/void"

PATIENCE = 2.0
"""Seconds that a description waits for what is counted for it; after that, it comes without."""

_NAMESPACES = {
    **{name: vocab.PREFIXES[name] for name in ("dcterms", "owl", "prov", "rdf", "rdfs", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_USED = ("cito", "oa", "prov", "schema", "skos", "wh")
_NO_LICENCE = "Whoever made this graph has stated no licence for it. The quotes in it are their authors'."


@dataclass(frozen=True, slots=True)
class About:
    """What only the owner of a graph knows: its title, what it is about, its licence (an IRI), who publishes it."""

    title: str = "Where numbers come from: claims, studies and their retellings"
    description: str = "What articles state, the studies that their numbers come from, and the ways that they took."
    licence: str = ""
    publisher: str = ""


class Description:
    """Describes the store in a folder, its endpoint and itself. What is counted for it is counted once."""

    def __init__(self, folder: Path, about: About | None = None) -> None:
        """Describe nothing yet."""
        self._folder, self._about = folder, about or About()
        self._counting = Counting(folder)

    def service(self, form: Format, address: str) -> bytes:
        """The description of the endpoint at an address, in a format."""
        return written(dict.fromkeys(_service(self._described(), address)), form, _NAMESPACES)

    def dataset(self, form: Format, address: str) -> bytes:
        """The description of the graph, of the document at an address, in a format."""
        described = self._described()
        endpoint = urljoin(address, ENDPOINT_PATH)
        said = chain(_document(described, address), _service(described, endpoint))
        return written(dict.fromkeys(said), form, _NAMESPACES)

    def route(self) -> Route:
        """The route of the description of the graph."""
        return Route(VOID_PATH, self._respond, methods=["GET"], name="void")

    async def _respond(self, request: Request) -> Response:
        try:
            form = chosen_format(request, request.query_params.get("format", ""), GRAPHS)
        except HTTPException as error:
            return PlainTextResponse(f"{error.detail}\n", error.status_code, READERS)
        body = await anyio.to_thread.run_sync(self.dataset, form, address_of(request))
        return Response(body, media_type=form.media_type, headers=READERS)

    def _described(self) -> _Described:
        return _Described(self._about, modified(self._folder), self._counting.found(PATIENCE))


@dataclass(frozen=True, slots=True)
class _Described:
    """All that the description is made of; without `counted` while that is still being counted."""

    about: About
    modified: datetime
    counted: Statistics | None


# ---------------------------------------------------------------- what is said


def _service(described: _Described, address: str) -> Iterator[ox.Triple]:
    dataset, default = f"{address}#dataset", f"{address}#default-graph"
    yield from _about(
        address,
        ("rdf:type", _term("sd:Service"), _term("dcat:DataService")),
        ("sd:endpoint", _iri(address)),
        ("dcat:endpointURL", _iri(address)),
        ("sd:supportedLanguage", _term("sd:SPARQL11Query")),
        ("sd:feature", _term("sd:UnionDefaultGraph")),
        ("sd:resultFormat", *(_iri(each.engine.iri) for each in (*SOLUTIONS, *GRAPHS))),
        ("sd:defaultDataset", _iri(dataset)),
        ("dcat:servesDataset", _iri(_name(address))),
        ("dcterms:title", _text(described.about.title)),
    )
    yield from _about(
        dataset,
        ("rdf:type", _term("sd:Dataset")),
        ("sd:defaultGraph", _iri(default)),
        ("rdfs:seeAlso", _iri(urljoin(address, VOID_PATH))),
    )
    yield from _about(default, ("rdf:type", _term("sd:Graph"), _term("void:Dataset")), *_totals(described))
    for graph in (iris.KNOWLEDGE, iris.RUNS):
        node = f"{address}#{graph.rsplit('/', 1)[1]}"
        yield from _about(dataset, ("sd:namedGraph", _iri(node)))
        yield from _about(node, ("rdf:type", _term("sd:NamedGraph")), ("sd:name", _iri(graph)))


def _document(described: _Described, address: str) -> Iterator[ox.Triple]:
    name, endpoint = _name(address), urljoin(address, ENDPOINT_PATH)
    yield from _about(
        address,
        ("rdf:type", _term("void:DatasetDescription")),
        ("foaf:primaryTopic", _iri(name)),
        ("dcterms:title", _text(f"Description of “{described.about.title}”")),
    )
    yield from _about(
        name,
        ("rdf:type", _term("void:Dataset"), _term("dcat:Dataset"), _term("prov:Entity")),
        ("dcterms:title", _text(described.about.title)),
        ("dcterms:description", _text(described.about.description)),
        ("dcterms:modified", ox.Literal(described.modified.isoformat(), datatype=_term("xsd:dateTime"))),
        ("dcterms:conformsTo", _iri(vocab.PREFIXES["wh"])),
        ("foaf:homepage", _iri(urljoin(address, "/"))),
        ("void:sparqlEndpoint", _iri(endpoint)),
        ("void:uriSpace", _text(iris.BASE)),
        ("void:vocabulary", *(_iri(vocab.PREFIXES[each]) for each in _USED)),
        *_rights(described, name),
        *_totals(described),
    )
    if described.about.publisher:
        agent = f"{name}-publisher"
        yield from _about(agent, ("rdf:type", _term("foaf:Agent")), ("foaf:name", _text(described.about.publisher)))
    yield from _distributions(name, endpoint)
    if described.counted:
        yield from _partitions(name, described.counted)


def _rights(described: _Described, name: str) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    if described.about.licence:
        yield "dcterms:license", _iri(described.about.licence)
    else:
        yield "dcterms:rights", _text(_NO_LICENCE)
    if described.about.publisher:
        yield "dcterms:publisher", _iri(f"{name}-publisher")


def _totals(described: _Described) -> Iterator[tuple[str, ox.Literal]]:
    if described.counted:
        yield "void:triples", _whole(described.counted.triples)
        yield "void:entities", _whole(described.counted.entities)
        yield "void:classes", _whole(len(described.counted.classes))
        yield "void:properties", _whole(len(described.counted.properties))


def _distributions(name: str, endpoint: str) -> Iterator[ox.Triple]:
    sparql, dump, address = f"{name}-sparql", f"{name}-dump", urljoin(endpoint, DUMP_PATH)
    yield from _about(name, ("dcat:distribution", _iri(sparql), _iri(dump)), ("void:dataDump", _iri(address)))
    yield from _about(
        sparql,
        ("rdf:type", _term("dcat:Distribution")),
        ("dcat:accessURL", _iri(endpoint)),
        ("dcat:accessService", _iri(endpoint)),
    )
    yield from _about(
        dump,
        ("rdf:type", _term("dcat:Distribution")),
        ("dcat:accessURL", _iri(address)),
        ("dcat:downloadURL", _iri(address)),
        ("dcat:mediaType", _iri(f"{_MEDIA_TYPES}application/n-quads")),
    )


def _partitions(name: str, counted: Statistics) -> Iterator[ox.Triple]:
    for kind, total, counts in (("class", "entities", counted.classes), ("property", "triples", counted.properties)):
        for number, (term, found) in enumerate(counts, 1):
            part = f"{name}-{kind}-{number}"
            yield from _about(name, (f"void:{kind}Partition", _iri(part)))
            yield from _about(
                part,
                ("rdf:type", _term("void:Dataset")),
                (f"void:{kind}", _iri(term)),
                (f"void:{total}", _whole(found)),
            )
    for run in counted.runs:
        yield from _about(name, ("prov:wasGeneratedBy", _iri(run)))
        yield from _about(run, ("rdf:type", _term("prov:Activity"), _iri(vocab.expand("wh:Extraction"))))


def _name(address: str) -> str:
    """The IRI of the graph as a dataset."""
    return f"{urljoin(address, VOID_PATH)}#dataset"


def _about(subject: str, *facts: tuple[str, *tuple[ox.NamedNode | ox.Literal, ...]]) -> Iterator[ox.Triple]:
    for predicate, *values in facts:
        yield from (ox.Triple(_iri(subject), _term(predicate), value) for value in values)


def _iri(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


@lru_cache(256)
def _term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_NAMESPACES[prefix] + local)


def _text(text: str) -> ox.Literal:
    return ox.Literal(text)


def _whole(number: int) -> ox.Literal:
    return ox.Literal(number)
