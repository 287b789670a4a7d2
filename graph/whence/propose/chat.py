"""A conversation of one question and one answer with a model at an OpenAI-compatible address."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from whence.errors import RemoteError
from whence.remote.client import Client, Patience
from whence.remote.credentials import Bearer

TEMPERATURE, SEED = 0, 0
_PATH = "/chat/completions"
_MOST_TOKENS = 8_192
_MOST_BYTES = 2**20
_NO_KEY = 401
_NOT_UNDERSTOOD = (400, 422)
"""Statuses by which servers say that they don't know a way to ask for JSON."""


@dataclass(frozen=True, slots=True)
class Model:
    """Which model is asked, where, with which key, and how long it is waited for, in seconds a try."""

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 120.0
    tries: int = 3
    insecure: bool = False

    def client(self) -> Client:
        """A client of the model's address; raises UsageError where that is none, or can't be trusted with the key."""
        address = self.url.rstrip("/")
        address = address if address.endswith(_PATH) else address + _PATH
        patience = Patience(self.seconds, self.tries, most_bytes=_MOST_BYTES)
        return Client(address, Bearer(self.key) if self.key else None, patience, insecure=self.insecure)


Way = dict[str, Any]
"""How JSON is asked for: a value of "response_format"; empty for in words alone."""


def ways(schema: object) -> list[Way]:
    """The ways to ask for what a schema describes, the strictest first."""
    by_schema = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
    return [by_schema, {"type": "json_object"}, {}]


class Chat:
    """Asks a model for JSON: by a schema, else for any JSON, else in words alone, as the server understands it."""

    def __init__(self, model: Model, client: Client, ways: list[Way]) -> None:
        """Ask through the client in the first of some ways; those that the server doesn't understand are dropped."""
        self._model = model
        self._client = client
        self._ways = ways

    def answer(self, system: str, user: str) -> str:
        """What the model answers; raises RemoteError where it doesn't."""
        while True:
            try:
                return self._answer(system, user, self._ways[0])
            except RemoteError as error:
                if error.status == _NO_KEY:
                    raise RemoteError(
                        f"{self._client.address}: answers {_NO_KEY}: it wants a key, or another one, in $WHENCE_LLM_KEY"
                    ) from error
                if error.status not in _NOT_UNDERSTOOD or len(self._ways) == 1:
                    raise
                del self._ways[0]

    def _answer(self, system: str, user: str, way: Way) -> str:
        asked = {
            "model": self._model.name,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": TEMPERATURE,
            "seed": SEED,
            "max_tokens": _MOST_TOKENS,
            **({"response_format": way} if way else {}),
        }
        content = json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")
        answered = self._client.send("POST", content=content, headers={"Content-Type": "application/json"})
        if not answered.found:
            raise RemoteError(f"{self._client.address}: answers 404: no such model, or no chat completions there")
        return self._content(answered.content)

    def _content(self, answered: bytes) -> str:
        try:
            choice = json.loads(answered)["choices"][0]
            content, reason = choice["message"]["content"], choice.get("finish_reason")
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
            raise RemoteError(f"{self._client.address}: what it answers is no chat completion") from error
        if reason == "length":
            raise RemoteError(f"{self._client.address}: the model's answer was cut off at {_MOST_TOKENS:,} tokens")
        if not isinstance(content, str):
            raise RemoteError(f"{self._client.address}: the model answers with no text")
        return content
