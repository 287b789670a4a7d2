"""The named questions as pages: a form of its parameters, the answer as a table, and as CSV or JSON to take away."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from whence.answers import Answer, write_csv
from whence.ask import Question, ask, find, questions
from whence.errors import QueryLimit, UnknownQuestion, UsageError
from whence.remote.spelling import bound
from whence.sandbox.pool import Sandbox
from whence.serve.site import Site, page
from whence.serve.sparql import status_of
from whence.store import Bound, Solutions

MOST_ROWS = 500
"""How many rows of an answer a page shows; what is taken away has all."""


@dataclass(frozen=True, slots=True)
class Sandboxed:
    """Answers SPARQL as a store does, with the limits of a sandbox: whoever asks a page asks for somebody else."""

    sandbox: Sandbox

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Solutions:
        """Answer a SELECT or ASK, variables bound as given; raises what the sandbox does."""
        with self.sandbox.run(bound(sparql, bindings or {})) as result:
            return result.solutions()


@dataclass(frozen=True, slots=True)
class Asked:
    """The pages of the named questions."""

    site: Site

    def index(self, request: Request) -> Response:
        """All questions, each with its form."""
        return page(request, "questions.html", questions=questions())

    def question(self, request: Request) -> Response:
        """A question: its form and, once all that must be given is, its answer; as .csv or .json, the answer alone."""
        name, _, suffix = request.path_params["name"].partition(".")
        asked = _named(name)
        values = {p.name: request.query_params[p.name] for p in asked.parameters if p.name in request.query_params}
        if suffix:
            return self._taken(asked, values, suffix)
        missing = any(p.default is None and not values.get(p.name) for p in asked.parameters)
        answer, error, status = None, "", 200
        if not missing:
            try:
                answer = ask(Sandboxed(self.site.sandbox), asked.name, **values)
            except (UsageError, QueryLimit) as wrong:
                error, status = str(wrong).replace("--arg ", ""), status_of(wrong)
        shown = answer.rows[:MOST_ROWS] if answer else ()
        return page(
            request, "question.html", status, asked=asked, values=values, answer=answer, shown=shown, error=error
        )

    def _taken(self, asked: Question, values: Mapping[str, str], suffix: str) -> Response:
        if suffix not in _TAKEN:
            raise HTTPException(404, f"an answer can be taken as .csv or .json, not as .{suffix[:20]}")
        media_type, written = _TAKEN[suffix]
        body = written(ask(Sandboxed(self.site.sandbox), asked.name, **values))
        headers = {"Content-Disposition": f'attachment; filename="{asked.name}.{suffix}"'}
        return Response(body, media_type=media_type, headers=headers)


def _named(name: str) -> Question:
    try:
        return find(name)
    except UnknownQuestion as error:
        raise HTTPException(404, str(error)) from error


def _csv(answer: Answer) -> str:
    text = io.StringIO(newline="")
    write_csv(answer, text)
    return text.getvalue()


def _json(answer: Answer) -> str:
    return json.dumps(answer.records(), ensure_ascii=False, indent=1) + "\n"


_TAKEN = {"csv": ("text/csv; charset=utf-8", _csv), "json": ("application/json", _json)}
