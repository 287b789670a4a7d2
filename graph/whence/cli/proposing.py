"""Which extractor a build uses, by name, and what became of a model's proposals."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whence.cli.output import say
from whence.cli.summary import count
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.extractors import Extractor

_F = TypeVar("_F", bound=Callable[..., Any])
_URL, _MODEL, _KEY, _TIMEOUT = "WHENCE_LLM_URL", "WHENCE_LLM_MODEL", "WHENCE_LLM_KEY", "WHENCE_LLM_TIMEOUT"


def extractor_options(command: _F) -> _F:
    """The options by which a build asks a model."""
    named = click.option(
        "--extractor",
        type=click.Choice(["rules", "llm"]),
        default="rules",
        show_default=True,
        help="llm: a language model proposes claims, too, and what does not stand in the text is refused.",
    )
    url = click.option(
        "--llm-url",
        "model_url",
        metavar="URL",
        envvar=_URL,
        help="An OpenAI-compatible address, to /v1. Its key: $WHENCE_LLM_KEY.",
    )
    model = click.option("--llm-model", "model", metavar="NAME", envvar=_MODEL, help="The model's name there.")
    return named(url(model(command)))


def extractor_named(name: str, url: str | None, model: str | None) -> Extractor:
    """The extractor of a name; raises UsageError where something is missing that it needs."""
    from whence.extractors import RUN, Rules

    if name == "rules":
        return Rules()
    if not url or not model:
        raise UsageError(f"--extractor llm needs --llm-url (or ${_URL}) and --llm-model (or ${_MODEL})")
    try:
        from whence.propose.chat import Model
        from whence.propose.extractor import ModelExtractor
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"{missing.name} is not installed, which speaks to models: pip install 'whence[remote]'"
        ) from None
    return ModelExtractor(Model(url, model, os.environ.get(_KEY) or None, _seconds()), RUN)


def _seconds() -> float:
    text = os.environ.get(_TIMEOUT) or "120"
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise UsageError(f"{_TIMEOUT}={text}: not a number of seconds")
    return seconds


def say_proposals(tally: Mapping[str, int]) -> None:
    """What became of a model's proposals, in a line for those that stand and one for those refused."""
    if not tally:
        return
    from whence.propose.merging import ADDED, AGREES, AMENDED, HEDGE

    stand = {outcome: tally.get(outcome, 0) for outcome in (AGREES, AMENDED, ADDED)}
    refused = {reason: found for reason, found in tally.items() if reason not in stand and reason != HEDGE}
    total = sum(stand.values()) + sum(refused.values())
    outcomes = ", ".join(f"{found:,} {outcome}" for outcome, found in stand.items())
    say(f"{count(total, 'proposal')} of the model: {outcomes}; {sum(refused.values()):,} refused")
    for reason in sorted(refused, key=lambda each: (-refused[each], each)):
        say(f"  refused: {refused[reason]:,} {reason}")
    if tally.get(HEDGE):
        say(f"  {tally[HEDGE]:,} {HEDGE}, whose hedge was kept")
