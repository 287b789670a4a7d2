"""Writes invented articles about invented surveys, and remembers what each of them tells."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import drift_words as words
from drift_alterations import Context, Finding, exact


@dataclass(frozen=True, slots=True)
class Page:
    """One article: what it tells, where, when, and of which study it knows."""

    file: str
    outlet: str
    url: str
    day: date
    findings: tuple[Finding, ...]
    context: Context
    credits: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Truth:
    """What was injected, as truth.json holds it."""

    claims: dict[str, dict[str, str]] = field(default_factory=dict)
    hops: list[dict[str, object]] = field(default_factory=list)
    reach: list[dict[str, object]] = field(default_factory=list)
    circles: list[list[str]] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    waves: list[dict[str, str]] = field(default_factory=list)
    apart: list[dict[str, str]] = field(default_factory=list)


class Writer:
    """Writes releases and articles that retell, one after another; all chance comes from one seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.rng, self.truth = folder, random.Random(seed), Truth()  # noqa: S311 - no secrets
        places = ["".join(parts) for parts in _product(words.SYLLABLES)]
        self.rng.shuffle(places)
        self._places, self._count, self.day = iter(places), 0, date(2024, 3, 4)

    def begin(self) -> None:
        """Go on to another chain, a day later."""
        self._count += 1
        self.day += timedelta(days=1)

    def release(self, topic: words.Topic, *findings: Finding, year: int = 2024) -> Page:
        """The release of a survey, with two findings unless some are given."""
        place, base = next(self._places), topic.bases[0]
        chosen = findings or tuple(self.finding(topic, measure) for measure in self.rng.sample(topic.measures, 2))
        sample = f"{self.rng.randint(1011, 4999):,}"
        context = Context(f"{place} {self.rng.choice(words.HOUSES)}", topic.name, sample, str(year), base)
        return self._page("release", f"{context.conductor}", place, self.day, chosen, context)

    def retelling(self, source: Page, findings: Sequence[Finding], context: Context) -> Page:
        """An article, some days later, that draws on another and credits it."""
        place = next(self._places)
        day = source.day + timedelta(days=self.rng.randint(1, 4))
        outlet = f"{place} {self.rng.choice(words.OUTLETS)}"
        page = self._page("article", outlet, place, day, tuple(findings), context)
        return replace(page, credits=((source.outlet, source.url),))

    def _page(
        self, role: str, outlet: str, place: str, day: date, findings: tuple[Finding, ...], context: Context
    ) -> Page:
        file = f"{self._count:03}-{place.lower()}-{role}.md"
        return Page(
            file,
            outlet,
            f"https://{place.lower()}.example.org/{day:%Y/%m}/{role}-{self._count}",
            day,
            findings,
            context,
        )

    def finding(self, topic: words.Topic, measure: str) -> Finding:
        """A finding of a survey: a share that is no round one."""
        tenths = [tenth for tenth in range(213, 890) if tenth % 10 not in (0, 5) and 8 < tenth % 100 < 95]
        return Finding(exact(Decimal(self.rng.choice(tenths)) / 10, self.rng), topic.bases[0], measure)

    def write(self, page: Page) -> list[str]:
        """The page as a file; the names of its claims in the truth, in the order of its findings."""
        names, body = [], []
        study = self._study(page)
        for order, finding in enumerate(page.findings):
            sentence = self._sentence(finding, told_of=bool(study))
            names.append(f"{page.file}#{order + 1}")
            self.truth.claims[names[-1]] = {
                "file": page.file, "sentence": sentence, "printed": finding.number.printed,
                "value": str(finding.number.value), "unit": finding.number.unit,
            }  # fmt: skip
            body.append(sentence)
        credited = [self.rng.choice(words.CREDITS).format(outlet=name, url=url) for name, url in page.credits]
        filler = self.rng.sample(words.FILLER, 2)
        headline = self.rng.choice(words.HEADLINES).format(
            topic=page.context.title or "Today", base=page.findings[0].base
        )
        matter = {"title": headline, "url": page.url, "date": page.day.isoformat(), "publisher": page.outlet}
        lines = ["---", *(f'{key}: "{value}"' for key, value in matter.items()), "---", ""]
        paragraphs = [filler[0], " ".join([study, *body]).strip(), *credited, filler[1]]
        (self.folder / page.file).write_text("\n".join(lines) + "\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
        return names

    def _study(self, page: Page) -> str:
        context = page.context
        if not any((context.conductor, context.title, context.sample, context.year)):
            return ""
        template = self.rng.choice(words.STUDY[bool(context.conductor), bool(context.title)])
        return _filled(
            template, {name: getattr(context, name) for name in ("conductor", "title", "sample", "year", "base")}
        )

    def _sentence(self, finding: Finding, *, told_of: bool) -> str:
        number, measure = f"{finding.number.printed} of {finding.base}", finding.measure
        if finding.rose:
            share = words.ROSE.format(base=finding.base, measure=measure, number=finding.number.printed)
            return f"{share}, the survey found." if told_of else f"{share}."
        template = self.rng.choice(words.FOUND if told_of else words.TOLD)
        return template.format(Number=number[0].upper() + number[1:], number=number, measure=measure)


def _filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its values; a part in brackets is left out when one of its values is empty."""

    def part(found: re.Match[str]) -> str:
        inner = found[1]
        return inner if all(values[name] for name in re.findall(r"{(\w+)}", inner)) else ""

    return re.sub(r"\[([^\]]*)\]", part, template).format(**values)


def _product(lists: Sequence[Sequence[str]]) -> list[list[str]]:
    first, *rest = lists
    return [[one, *others] for one in first for others in (_product(rest) if rest else [[]])]
