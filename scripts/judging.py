"""What of a claim is right: which row of an article's annotation its number is, and how its parts compare with it."""

from __future__ import annotations

import re

from annotated import Row
from whence.extract.claims.drafts import Draft
from whence.extract.studies import Studies
from whence.model import Qualifier

_WORD = re.compile(r"[a-z0-9]+")
_STOP = re.compile(
    r"\b(?:an?|the|of|to|in|on|for|and|or|is|are|was|were|be|been|by|with|th(?:is|at|ese|ose|eir|ey|an)|its?|as|at|from"
    r"|ha(?:ve|s|d)|sa(?:ys?|id)|wh(?:o|ich)|would|will|not|more|less|about|over|under|his|her|our|your|we|i|you|do|does)\b"
)
_NEAR = 0.051


def content(text: str) -> set[str]:
    """The words of a text that carry meaning, without the endings of plurals and verbs."""
    return {re.sub(r"(?:ies|es|s|ing|ed)$", "", word) for word in _WORD.findall(_STOP.sub(" ", text.lower()))}


def rows_of(gold: Row) -> list[Row]:
    """The statistics of an annotation that are no matter of taste."""
    return [row for row in gold["statistics"] if not row.get("optional")]


def take(rows: list[Row], draft: Draft) -> Row | None:
    """The row of a draft's number, taken out of the rows: equal value, and most words of the shorter text in both."""
    row = next((row for row in rows if _is_same(row, draft)), None)
    if row is not None:
        rows.remove(row)
    return row


def _is_same(row: Row, draft: Draft) -> bool:
    quantity = draft.reading.segment.found.quantity
    is_share = row["unit"] == "percent"
    if abs(float(row["value"]) - float(quantity.value)) > _NEAR or is_share != (quantity.unit == "unit:PERCENT"):
        return False
    words = set(_WORD.findall(row["quote"].lower()))
    sentence = set(_WORD.findall(draft.sentence.text.lower()))
    return len(words & sentence) >= 0.6 * min(len(words), len(sentence))


def population_right(row: Row, population: str | None, measure: str) -> bool:
    """Whether half of the words are shared; none is right where the measure has all words of the annotated one."""
    wanted, named = content(row["population"] or ""), content(population or "")
    if named:
        return 2 * len(wanted & named) >= 0.5 * (len(wanted) + len(named))
    return wanted <= content(measure)


def measure_right(row: Row, population: str | None, measure: str) -> bool:
    """Whether what is said has half of the annotated words."""
    about = content(row["about"])
    return len(about & (content(measure) | content(population or ""))) >= 0.5 * len(about)


def study_right(row: Row, gold: Row, organizations: tuple[str, ...] | None, title: str | None) -> bool:
    """Whether a study, None for none, is the annotated one: a conductor or the title in common, or nobody named."""
    wanted = next((study for study in gold["studies"] if study["id"] == row["study"]), None)
    if wanted is None or organizations is None:
        return wanted is None and organizations is None
    ours, theirs = (set().union(*map(content, names)) for names in (organizations, wanted["organizations"]))
    if ours & theirs:
        return True
    titled = bool(title and wanted.get("title") and content(title) & content(wanted["title"]))
    return titled or not (ours or theirs)


def all_right(draft: Draft, row: Row, gold: Row, found: Studies, study: int | None) -> bool:
    """Whether population, measure, qualifier and study are: a full claim."""
    mention = None if study is None else found.mentions[study]
    qualifier = draft.reading.segment.found.quantity.qualifier
    exact = "exact" if qualifier is Qualifier.EXACTLY else qualifier.name.lower()
    return (
        exact == row["qualifier"]
        and population_right(row, draft.population, draft.measure)
        and measure_right(row, draft.population, draft.measure)
        and study_right(row, gold, mention.organizations if mention else None, mention.title if mention else None)
    )
