"""Claims by their words: "83 percent", "83% of CIOs", "nearly seven in ten", or a claim's IRI."""

from __future__ import annotations

from whence.answers import answer
from whence.questions.choosing import claims_with
from whence.rdf import iris
from whence.store import Store

_CLAIMS = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?claim ?quote ?population ?measure ?value ?printed ?confidence WHERE {
  ?claim a wh:Claim ; schema:text ?quote ; wh:confidence ?confidence .
  OPTIONAL { ?claim wh:population/skos:prefLabel ?population }
  OPTIONAL { ?claim wh:measure ?measure }
  OPTIONAL { ?claim wh:value ?value ; wh:printed ?printed }
}"""


def locate(store: Store, words: str) -> list[str]:
    """The IRIs of the claims that hold all these words, the likeliest first; empty when there is none."""
    if words.startswith(iris.BASE):
        return [words]
    return claims_with(words, answer(store.query(_CLAIMS)).records())
