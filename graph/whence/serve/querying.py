"""The query page: an editor with the named questions as examples, and the answer as a table or as Turtle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from whence import vocab
from whence.ask import Question, find, questions
from whence.errors import WhenceError
from whence.remote.spelling import bound
from whence.sandbox.formats import Format, offered
from whence.sandbox.pool import Sandbox
from whence.serve.asked import MOST_ROWS
from whence.serve.site import page
from whence.serve.sparql import status_of

FIRST = """PREFIX schema: <https://schema.org/>
PREFIX wh: <https://w3id.org/whence/ns#>

SELECT ?claim ?quote ?value ?file
WHERE {
  ?claim a wh:StatisticalClaim ;
    schema:text ?quote ;
    wh:value ?value ;
    wh:statedIn/wh:fileName ?file .
}
ORDER BY DESC(?value)
LIMIT 20
"""
"""What the editor holds at first."""

_MOST_TURTLE = 200_000
"""Characters of a graph that the page shows."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a result: its text, shortened where a prefix is known, and its IRI, if it is one."""

    text: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer: a table's columns and first rows, the answer to an ASK, or a graph as Turtle; `total` counts its rows
    or triples, and `formats` are those in which it can be taken away."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    yes: bool | None
    turtle: str
    total: int
    formats: Sequence[Format]


@dataclass(frozen=True, slots=True)
class Querying:
    """The query page of a sandbox."""

    sandbox: Sandbox

    def show(self, request: Request) -> Response:
        """The editor, with a query, an example or the first query, and the answer where a query was asked."""
        asked = request.query_params.get("query")
        chosen, query, error, status = None, asked or FIRST, "", 200
        try:
            if not asked and (name := request.query_params.get("example")):
                chosen = find(name)
                query = as_query(chosen, request.query_params)
            outcome = self._outcome(query) if asked else None
        except WhenceError as wrong:
            outcome, error, status = None, str(wrong), status_of(wrong)
        values = {"chosen": chosen, "query": query, "outcome": outcome, "error": error, "given": request.query_params}
        return page(request, "query.html", status, questions=questions(), **values)

    def _outcome(self, query: str) -> Outcome:
        form = self.sandbox.screen(query).form
        with self.sandbox.run(query, prefixes=vocab.PREFIXES) as result:
            formats, total = offered(form), result.rows
            if form in ("CONSTRUCT", "DESCRIBE"):
                return Outcome((), (), None, result.body.read().decode()[:_MOST_TURTLE], total, formats)
            found = result.solutions()
        if isinstance(found, ox.QueryBoolean):
            return Outcome((), (), bool(found), "", 1, formats)
        columns = [variable.value for variable in found.variables]
        rows = [[_cell(row[name]) for name in columns] for row in islice(found, MOST_ROWS)]
        return Outcome(columns, rows, None, "", total, formats)


def as_query(question: Question, given: Mapping[str, str]) -> str:
    """A question as a query that runs as it stands: its parameters are bound to what is given, or to the defaults."""
    values = {each.name: given.get(each.name) or each.default or "" for each in question.parameters}
    return bound(question.sparql, question.bindings(values))


def _cell(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> Cell:
    if term is None:
        return Cell("")
    if isinstance(term, ox.NamedNode):
        return Cell(vocab.compact(term.value), term.value)
    return Cell(term.value if isinstance(term, ox.Literal) else str(term))
