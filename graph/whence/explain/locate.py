"""Claims by their words: "83 percent", "83% of CIOs", "city-daily.html: nearly seven in ten", or a claim's IRI."""

from __future__ import annotations

from whence.answers import answer
from whence.questions.choosing import claims_with
from whence.rdf import iris
from whence.store import Store

_CLAIMS = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?claim ?file ?quote ?population ?measure ?value ?printed ?confidence WHERE {
  ?claim a wh:Claim ; schema:text ?quote ; wh:confidence ?confidence ; wh:statedIn/wh:fileName ?file .
  OPTIONAL { ?claim wh:population/skos:prefLabel ?population }
  OPTIONAL { ?claim wh:measure ?measure }
  OPTIONAL { ?claim wh:value ?value ; wh:printed ?printed }
}"""

_REJECTED = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?claim ?file ?quote ?population ?measure ?value ?printed ?confidence WHERE {
  ?claim a wh:RejectedClaim ; schema:text ?quote ; wh:statedIn/wh:fileName ?file ; wh:asExtracted ?before .
  OPTIONAL { ?before wh:population/skos:prefLabel ?population }
  OPTIONAL { ?before wh:measure ?measure }
  OPTIONAL { ?before wh:value ?value ; wh:printed ?printed }
  OPTIONAL { ?before wh:confidence ?confidence }
}"""


def locate(store: Store, words: str) -> list[str]:
    """The IRIs of the claims that hold all these words, the likeliest first; empty when there is none.

    After the name of an article's file and a colon, the words are of that article's claims.
    """
    if words.startswith(iris.BASE):
        return [words]
    return claims_with(words, answer(store.query(_CLAIMS)).records(), "file")


def locate_rejected(store: Store, words: str) -> list[str]:
    """The same of what was read as a claim and is decided to be none."""
    return claims_with(words, answer(store.query(_REJECTED), iri=str).records(), "file")
