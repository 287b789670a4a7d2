"""Numbers that contradict their sample or one another, and differences that chance explains.

Three checks, each with the formula that it rests on:

- share: no count out of the sample makes the share, by rounding or by cutting off. The granularity test of means
  (Brown and Heathers: The GRIM Test, Social Psychological and Personality Science 8, 2017) put to percentages.
- parts: opposite answers to one question, of which a person gives one, make more than 100 percent together.
- difference: two shares differ by less than the margin of error of their difference, 1.96 √(p₁q₁/n₁ + p₂q₂/n₂), the
  normal approximation for two simple random samples at 95 percent (Franklin: The "Margin of Error" for Differences in
  Polls, 2007). Weights and clusters widen it, so that what is within it stays within it as a rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil

from whence.answers import Answer, Cell, Record
from whence.questions.choosing import counted
from whence.questions.margins import margin_of_difference
from whence.questions.parts import parts_of_one_question
from whence.questions.shares import Share, shares
from whence.resolve.wording import gist

COLUMNS = (
    "check",
    "article",
    "quote",
    "value",
    "otherArticle",
    "otherQuote",
    "otherValue",
    "finding",
    "assuming",
    "claim",
)


def arithmetic(records: Sequence[Record], values: Mapping[str, str]) -> Answer:
    """One row for each finding, with the figures that show it and what is assumed."""
    known = shares(records)
    checks = {"share": _impossible, "parts": _parts, "difference": _differences}
    wanted = [name for name in checks if values["kind"].casefold() in name]
    rows = [row for name in wanted for row in checks[name](known)]
    counts = [counted(sum(row[0] == name for row in rows), words, more) for name, words, more in _COUNTED]
    told = [told for told in counts if not told.startswith("0 ")]
    return Answer(COLUMNS, tuple(rows), ", ".join(told))


_COUNTED = (
    ("share", "share that no count makes", "shares that no count makes"),
    ("parts", "whole that is more than 100 percent", "wholes that are more than 100 percent"),
    ("difference", "difference within the margin of error", "differences within the margin of error"),
)


def _row(check: str, one: Share, other: Share | None, finding: str, assuming: str) -> tuple[Cell, ...]:
    beside = (other.article, other.quote, float(other.value)) if other else (None, None, None)
    return (check, one.article, one.quote, float(one.value), *beside, finding, assuming, one.claim)


# ---------------------------------------------------------------- shares that no count makes


def _impossible(known: Sequence[Share]) -> Iterator[tuple[Cell, ...]]:
    for share in known:
        if share.size is None or not share.exact or share.value > 100 or _is_possible(share):
            continue
        below = int(share.value * share.size / 100)
        near = " and ".join(
            f"{count:,} are {100 * count / share.size:.{share.places + 1}f}" for count in (below, below + 1)
        )
        who = f"{share.size:,} {share.asked or 'people'}"
        finding = f"no number of {who} is {share.value} percent: {near}"
        yield _row("share", share, None, finding, f"all {share.size:,} answered, and none was weighted")


def _is_possible(share: Share) -> bool:
    """Whether a whole number out of the sample, rounded either way or cut off, is the share."""
    size, step = share.size or 0, share.step
    least = (share.value - step / 2) * size / 100
    most = (share.value + step) * size / 100
    return ceil(least) < most or ceil(least) == least


# ---------------------------------------------------------------- parts of a whole


def _parts(known: Sequence[Share]) -> Iterator[tuple[Cell, ...]]:
    for parts in parts_of_one_question(known):
        total = sum(part.value for part in parts)
        slack = sum(part.step for part in parts) / 2
        if total > 100 + slack:
            told = " + ".join(str(part.value) for part in parts)
            finding = f"{told} is {total} percent, more than rounding makes of 100"
            yield _row("parts", parts[0], parts[1], finding, "each person gave one of these answers")


# ---------------------------------------------------------------- differences


def _differences(known: Sequence[Share]) -> Iterator[tuple[Cell, ...]]:
    for one, other, what in (*_waves(known), *_groups(known)):
        margin = margin_of_difference(one.value, one.size or 0, other.value, other.size or 0)
        difference = abs(one.value - other.value)
        if margin is not None and 0 < difference < margin:
            finding = f"{what} of {difference} points, within ±{margin:.1f} (n = {one.size:,} and {other.size:,})"
            yield _row("difference", one, other, finding, "simple random samples, 95 percent")


def _waves(known: Sequence[Share]) -> Iterator[tuple[Share, Share, str]]:
    """The first share with a known sample of each wave, and that of the wave before it."""
    of_finding: dict[str, Share] = {}
    for share in known:
        if share.finding and share.size:
            of_finding.setdefault(share.finding, share)
    for share in of_finding.values():
        if share.earlier in of_finding:
            yield share, of_finding[share.earlier], "a change between two waves"


def _groups(known: Sequence[Share]) -> Iterator[tuple[Share, Share, str]]:
    """Shares of two groups, each with its own sample, of whom one study tells the same in one article."""
    asked: dict[tuple[str, str, frozenset[str]], list[Share]] = defaultdict(list)
    for share in known:
        if share.size and share.whom and (said := gist(share.measure) - share.whom):
            asked[share.page, share.study, said].append(share)
    for group in asked.values():
        for one, other in combinations(group, 2):
            if one.whom != other.whom and one.whom.isdisjoint(other.whom):
                yield one, other, "a difference between two groups"
