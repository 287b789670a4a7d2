"""What can happen to a finding on a hop: a number rounded, mistold or told in words, its base or study lost."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CARDINALS = dict(enumerate(_WORDS))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as an article prints it: what goes before "of <base>", its value and its unit."""

    printed: str
    value: Decimal
    unit: str = "percent"


@dataclass(frozen=True, slots=True)
class Finding:
    """What an article tells: the number, of whom, and what is said of them; `rose` for a change in the share."""

    number: Number
    base: str
    measure: str
    rose: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What an article still tells of the study; empty for what it doesn't."""

    conductor: str = ""
    title: str = ""
    sample: str = ""
    year: str = ""
    base: str = ""


# ---------------------------------------------------------------- numbers


def exact(value: Decimal, rng: random.Random) -> Number:
    """A share with its digits."""
    return Number(f"{value}{rng.choice((' percent', '%'))}", value)


def tens(value: Decimal) -> int:
    """The tens below a value: 6 for 63."""
    return int(value // 10)


def loosely(value: Decimal) -> Number:
    """A share in words, as an honest writer puts it: 61.3 is "more than six in ten", 69 "nearly seven in ten"."""
    below, over = tens(value), value % 10
    if over >= 8:
        return Number(f"nearly {_CARDINALS[below + 1]} in ten", Decimal(10 * (below + 1)))
    return Number(f"more than {_CARDINALS[below]} in ten", Decimal(10 * below))


def about(value: Decimal) -> Number:
    """A share as the nearest multiple of five: 61.3 is "about 60 percent"."""
    near = (value / 5).quantize(Decimal(1), ROUND_HALF_UP) * 5
    return Number(f"about {near} percent", near)


def rounded(value: Decimal) -> Decimal:
    """A share without its decimals."""
    return value.quantize(Decimal(1), ROUND_HALF_UP)


# ---------------------------------------------------------------- what happens on a hop


def _rounded(finding: Finding, rng: random.Random) -> Finding:
    return replace(finding, number=exact(rounded(finding.number.value), rng))


def _approximated(finding: Finding, rng: random.Random) -> Finding:
    telling = rng.choice((loosely, about))
    return replace(finding, number=telling(finding.number.value))


def _value_changed(finding: Finding, rng: random.Random) -> Finding:
    """The digits before the point in another order, or one of them a slip."""
    value = finding.number.value
    whole = int(value)
    swapped = Decimal(int(f"{whole:02}"[::-1])) + value % 1
    slip = value + rng.choice((Decimal(3), Decimal(-3), Decimal(4)))
    mistold = swapped if swapped != value and 11 <= swapped <= 97 and rng.random() < 0.5 else slip
    return replace(finding, number=exact(mistold, rng))


def _wider(finding: Finding, _rng: random.Random) -> Finding:
    return replace(finding, base=finding.base.split(" ", 1)[1])


RESHAPE = {
    "rounded": _rounded,
    "approximated": _approximated,
    "value-changed": _value_changed,
    "base-widened": _wider,
}
_DROPS = {"year-dropped": "year", "sample-dropped": "sample"}


def drop(context: Context, kind: str) -> Context:
    """The context without what a kind of loss takes away."""
    if kind == "study-dropped":
        return Context(base=context.base)
    if kind == "conductor-dropped":
        return replace(context, conductor="")
    return replace(context, **{_DROPS[kind]: ""})


def lost(told: Context, source: Context) -> list[str]:
    """The kinds of what a telling no longer gives of the study."""
    kinds = [
        f"{part}-dropped"
        for part in ("conductor", "sample", "year")
        if getattr(source, part) and not getattr(told, part)
    ]
    if (source.conductor or source.title) and not (told.conductor or told.title):
        kinds.append("study-dropped")
    return kinds
