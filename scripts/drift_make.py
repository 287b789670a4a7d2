"""Writes chains of articles with known changes at known hops, and the truth about them.

Each chain is a survey's release and 1 to 4 articles that retell it one from another, with one scenario of `SCENARIOS`
injected. The same seed writes the same bytes. The truth is a file truth.json beside the articles:

    claims   name -> {file, sentence, printed, value, unit}: the sentence of the article's file in which the number
             stands, the number as printed, its value as a decimal number in text, the unit "percent" or "points"
    hops     [{told, source, kinds}]: the claim `told` repeats the claim `source`; `kinds` is all that happened to it
    reach    [{claim, origin, hops}]: the claim comes from the study of the claim `origin`, through `hops` articles
    circles  [[file, ...]]: articles that credit one another in a ring
    orphans  [claim, ...]: claims of an article whose credited source has no such number
    waves    [{later, earlier}]: answers to one question in two waves of one survey
    apart    [{one, other}]: claims with one number that are not about the same finding, or not of the same study
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import drift_words as words
from drift_alterations import RESHAPE, Context, Finding, Number, drop, exact, lost
from drift_pages import Page, Truth, Writer

SCENARIOS = (
    "identical", "rounded", "approximated", "value-changed", "base-widened", "base-narrowed", "strengthened",
    "weakened", "unit-changed", "range-collapsed", "year-dropped", "sample-dropped", "conductor-dropped",
    "study-dropped", "reach", "circle", "orphan", "wave", "other-question", "other-study",
)  # fmt: skip


class Maker(Writer):
    """Writes chains, one after another, and remembers the truth."""

    def chain(self, scenario: str) -> None:
        """One chain of articles with a scenario injected."""
        self.begin()
        topic = self.rng.choice(words.TOPICS)
        method = getattr(self, "_" + scenario.replace("-", "_"), None)
        if method:
            method(topic)
        else:
            self._retold(topic, scenario)

    # ------------------------------------------------------------ chains of retellings

    def _hop(self, source: Page, sources: Sequence[str], told: Page, kinds: Sequence[str]) -> list[str]:
        """Write a retelling, and note what happened to its first finding; the others are told as they were."""
        names = self.write(told)
        missing = lost(told.context, source.context)
        for order, (name, origin) in enumerate(zip(names, sources, strict=True)):
            happened = list(kinds) if order == 0 else ["identical"]
            self.truth.hops.append({"told": name, "source": origin, "kinds": sorted({*happened, *missing})})
        return names

    def _retold(self, topic: words.Topic, kind: str) -> None:
        """A release, and 1 to 4 articles: the change at one of the hops, none at the others."""
        length = self.rng.randint(1, 4)
        at = self.rng.randrange(length)
        page = self.release(topic)
        self._go_on(page, length, at, kind)

    def _go_on(self, page: Page, length: int, at: int, kind: str, after: Finding | None = None) -> None:
        origins = names = self.write(page)
        for hop in range(length):
            first, context, kinds = page.findings[0], page.context, ["identical"]
            if hop == at and after:
                first, kinds = after, _kinds(kind, first, after)
            elif hop == at and kind in RESHAPE:
                first = RESHAPE[kind](first, self.rng)
                kinds = _kinds(kind, page.findings[0], first)
            elif hop == at and kind.endswith("-dropped"):
                context = drop(context, kind)
            told = self.retelling(page, (first, *page.findings[1:]), context)
            names = self._hop(page, names, told, kinds)
            page = told
        self._reached(names, origins, length)

    def _reached(self, names: Sequence[str], origins: Sequence[str], hops: int) -> None:
        for name, origin in zip(names, origins, strict=True):
            self.truth.reach.append({"claim": name, "origin": origin, "hops": hops})

    def _altered(self, topic: words.Topic, kind: str, before: Finding, after: Finding) -> None:
        free = [measure for measure in topic.measures if measure != before.measure]
        other = self.finding(topic, self.rng.choice(free))
        length = self.rng.randint(1, 3)
        self._go_on(self.release(topic, before, other), length, self.rng.randrange(length), kind, after)

    # ------------------------------------------------------------ scenarios with findings of their own

    def _reach(self, topic: words.Topic) -> None:
        self._go_on(self.release(topic), self.rng.randint(1, 4), 0, "study-dropped")

    def _base_narrowed(self, topic: words.Topic) -> None:
        after = self.finding(topic, self.rng.choice(topic.measures))
        self._altered(topic, "base-narrowed", replace(after, base=topic.bases[1]), after)

    def _strengthened(self, topic: words.Topic) -> None:
        self._altered(topic, "strengthened", *self._graded(topic))

    def _weakened(self, topic: words.Topic) -> None:
        self._altered(topic, "weakened", *reversed(self._graded(topic)))

    def _graded(self, topic: words.Topic) -> tuple[Finding, Finding]:
        """A weaker and a stronger wording of one finding: in the verb, in the hedge, or in the majority."""
        weak, strong = self.rng.choice(topic.graded)
        way = self.rng.choice(("verb", "hedge", "majority"))
        finding = self.finding(topic, self.rng.choice(topic.measures))
        if way == "verb":
            return replace(finding, measure=weak), replace(finding, measure=strong)
        if way == "majority":
            value, printed = finding.number.value, finding.number.printed
            weak_most, strong_most = (Number(f"{most} majority ({printed})", value) for most in ("a", "the vast"))
            return replace(finding, number=weak_most), replace(finding, number=strong_most)
        below = 10 * self.rng.randint(3, 8)
        over, near = (
            Number(f"more than {below} percent", Decimal(below)),
            Number(f"nearly {below + 10} percent", Decimal(below + 10)),
        )
        return replace(finding, number=over), replace(finding, number=near)

    def _unit_changed(self, topic: words.Topic) -> None:
        steps = Decimal(self.rng.randint(3, 18))
        units = [Number(f"{steps} percentage points", steps, "points"), Number(f"{steps} percent", steps)]
        self.rng.shuffle(units)
        before = Finding(units[0], topic.bases[0], self.rng.choice(topic.measures), rose=True)
        self._altered(topic, "unit-changed", before, replace(before, number=units[1]))

    def _range_collapsed(self, topic: words.Topic) -> None:
        low = self.rng.randint(21, 70)
        high = low + self.rng.choice((6, 8, 11))
        before = self.finding(topic, self.rng.choice(topic.measures))
        before = replace(before, number=Number(f"between {low} and {high} percent", Decimal(high)))
        self._altered(
            topic, "range-collapsed", before, replace(before, number=Number(f"{high} percent", Decimal(high)))
        )

    # ------------------------------------------------------------ circles, orphans, waves and look-alikes

    def _circle(self, topic: words.Topic) -> None:
        """Two or three articles that credit each other in a ring; no release is behind them."""
        first = self.release(topic)
        pages = [replace(first, context=Context())]
        for _ in range(self.rng.randint(1, 2)):
            pages.append(self.retelling(pages[-1], first.findings, Context()))
        pages[0] = replace(pages[0], credits=((pages[-1].outlet, pages[-1].url),))
        for page in pages:
            self.write(page)
        self.truth.circles.append(sorted(page.file for page in pages))

    def _orphan(self, topic: words.Topic) -> None:
        """An article that credits another with a number which that one doesn't have."""
        source = self.release(topic)
        self.write(source)
        told = {finding.number.value for finding in source.findings}
        missing = next(m for m in topic.measures if m not in {finding.measure for finding in source.findings})
        finding = self.finding(topic, missing)
        while finding.number.value in told:
            finding = self.finding(topic, missing)
        self.truth.orphans += self.write(self.retelling(source, [finding], Context()))

    def _wave(self, topic: words.Topic) -> None:
        """One survey in two years, with other shares."""
        earlier = self.release(topic, year=2023)
        earlier = replace(earlier, day=earlier.day - timedelta(days=365))
        moved = [
            replace(f, number=exact(f.number.value + self.rng.choice((Decimal("4.1"), Decimal("-3.9"))), self.rng))
            for f in earlier.findings
        ]
        context = replace(earlier.context, year="2024", sample=f"{self.rng.randint(1011, 4999):,}")
        later = replace(earlier, file=earlier.file.replace("release", "release-2024"), url=earlier.url + "-2024",
                        day=self.day, findings=tuple(moved), context=context)  # fmt: skip
        for old, new in zip(self.write(earlier), self.write(later), strict=True):
            self.truth.waves.append({"later": new, "earlier": old})

    def _other_question(self, topic: words.Topic) -> None:
        """One number for two questions, in an article that links to the other."""
        one, other = self.rng.sample(topic.measures, 2)
        finding = self.finding(topic, one)
        source = self.release(topic, finding)
        told = self.retelling(source, [replace(finding, measure=other)], Context())
        (first,), (second,) = self.write(source), self.write(told)
        self.truth.apart.append({"one": first, "other": second})
        self.truth.orphans.append(second)

    def _other_study(self, topic: words.Topic) -> None:
        """One number and one question in two studies of two houses."""
        finding = self.finding(topic, self.rng.choice(topic.measures))
        one, other = self.release(topic, finding), self.release(topic, finding)
        (first,), (second,) = self.write(one), self.write(other)
        self.truth.apart.append({"one": first, "other": second})


def _kinds(kind: str, before: Finding, after: Finding) -> list[str]:
    """All that happened to the finding: another base or wording leaves the number itself identical."""
    return [kind, "identical"] if before.number.value == after.number.value and kind in _BESIDE else [kind]


_BESIDE = ("base-widened", "base-narrowed", "strengthened", "weakened")


def make(folder: Path, chains: int, seed: int) -> None:
    """Write that many chains, the scenarios in turn, and truth.json."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(folder, seed)
    for number in range(chains):
        maker.chain(SCENARIOS[number % len(SCENARIOS)])
    parts = {name: getattr(maker.truth, name) for name in Truth.__slots__}
    (folder / "truth.json").write_text(json.dumps(parts, indent=1, sort_keys=True) + "\n", encoding="utf-8")
