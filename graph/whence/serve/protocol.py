"""What a request asks of the endpoint: the query operation of the SPARQL 1.1 Protocol, read from its three spellings.

https://www.w3.org/TR/sparql11-protocol/#query-operation: GET, POST of a form, POST of the query itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request

from whence.sandbox.limits import Dataset

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 200

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query as it was asked: its text, its dataset, and the format that a parameter names (or nothing)."""

    query: str
    dataset: Dataset
    format: str


async def operation(request: Request) -> Operation | None:
    """What a GET, HEAD or POST asks; None for a GET without a query.

    Raises HTTPException: 400 for what is no query operation, 403 for an update, 415 for a body of another kind.
    """
    parameters = _decoded(request.scope["query_string"], "the address")
    if request.method == "POST":
        parameters = [*parameters, *await _body(request)]
    names = [name for name, _ in parameters]
    if "update" in names:
        raise HTTPException(403, "this graph is only to be read: updates are refused")
    if names.count("query") > 1:
        raise HTTPException(400, "there is more than one query; ask one at a time")
    if "query" not in names:
        if request.method == "POST" or any(name.endswith("graph-uri") for name in names):
            raise HTTPException(400, "there is no query: give it as the parameter `query`")
        return None
    dataset = Dataset(_graphs(parameters, "default-graph-uri"), _graphs(parameters, "named-graph-uri"))
    return Operation(_first(parameters, "query"), dataset, format_parameter(parameters))


def format_parameter(parameters: Parameters) -> str:
    """The format that a parameter names, as some endpoints call it `format` and others `output`; or nothing."""
    return _first(parameters, "format") or _first(parameters, "output")


def _first(parameters: Parameters, wanted: str) -> str:
    return next((value for name, value in parameters if name == wanted), "")


async def _body(request: Request) -> Parameters:
    """The parameters in a POST: of a form, or the query that the body is."""
    kind, _, options = request.headers.get("content-type", "").lower().partition(";")
    if kind.strip() == _UPDATE:
        raise HTTPException(403, "this graph is only to be read: updates are refused")
    if kind.strip() not in (FORM, QUERY):
        raise HTTPException(415, f"a query is posted as {FORM} or as {QUERY}", {"Accept-Post": f"{FORM}, {QUERY}"})
    charset = options.partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"a query is posted in UTF-8, not in {charset[:40]}")
    body = await request.body()
    if kind.strip() == FORM:
        return _decoded(body, "the form")
    try:
        return [("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is not UTF-8 (at byte {error.start})") from error


def _decoded(text: bytes, where: str) -> Parameters:
    try:
        found = text.decode("utf-8")
        return parse_qsl(found, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"{where} is not UTF-8") from error
    except ValueError as error:
        raise HTTPException(400, f"{where} has too many parameters") from error


def _graphs(parameters: Parameters, wanted: str) -> tuple[str, ...]:
    """The IRIs of a parameter that may be repeated."""
    iris = tuple(value for name, value in parameters if name == wanted)
    for iri in iris:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise HTTPException(400, f"{wanted} is no absolute IRI: {iri[:200]}") from error
    return iris
