"""The validate command: what breaks the shapes, told by article, sentence and rule."""

from __future__ import annotations

from collections.abc import Iterable

from whence.cli.output import say
from whence.cli.summary import count
from whence.store import Store
from whence.validate import COMPILED, DISCLOSURE, validate

MOST_VIOLATIONS = 20
"""How many violations are shown one by one."""

MOST_PLACED = 1000
"""Of how many violations the article and the sentence are looked up; the first of these are shown."""

VERDICTS = {True: "conforms to the shapes", False: "does not conform to the shapes"}


def check(store: Store, quiet: bool, articles: Iterable[str] | None = None, engine: str = COMPILED) -> bool:
    """Whether the graph, or what it holds of some articles, conforms to the shapes.

    The violations are told, and the warnings unless quiet.
    """
    report = validate(store, articles=articles, engine=engine, most=MOST_PLACED)
    told = report.violations if not quiet or not report.conforms else ()
    for violation in told[:MOST_VIOLATIONS]:
        say(f"{violation.severity.lower()}: {violation}")
    if told and (more := len(told[MOST_VIOLATIONS:]) + report.more):
        say(f"… and {more:,} more")
    return report.conforms


def report_disclosure(store: Store, engine: str = COMPILED) -> None:
    """Tell what articles leave out of the studies they use; it is a report, and no graph fails it."""
    report = validate(store, DISCLOSURE, engine=engine)
    for lack in report.violations:
        print(f"{lack.severity.lower()}: {lack}")
    told = count(len(report.violations), "thing")
    say(
        f"{told} not told of studies, as far as was read"
        if report.violations
        else "the articles tell all that was asked"
    )
