"""Writes a corpus of articles of any size for measuring: `python scripts/make_corpus.py 10000 -o corpus.jsonl`.

Studies, publishers and authors are taken up by a Yule-Simon process (a new one now and then, else that of a random
earlier article), so their sizes follow a power law: a few are told of everywhere, most once or twice. Article N is the
same in a corpus of any size, so a small corpus is the beginning of a large one. The articles are streamed; what is
remembered is a few numbers for each study and article.

A release tells all findings of its study. Other articles tell some of them: a third name the study, a third credit an
earlier article with a link, the others do both, and every fifth number is told rounded.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import TextIO

import corpus_words as words

NEW_STUDY, NEW_PUBLISHER, NEW_AUTHOR = 0.15, 0.02, 0.2
"""How often an article is the first of its study, its publisher, its author."""
_START = date(2012, 1, 1)
_A_DAY = 200
"""Articles a day: a million take thirteen years."""


@dataclass(frozen=True, slots=True)
class Study:
    """A survey: who asked how many of whom, when, and what share said yes to what."""

    conductor: str
    title: str
    year: int
    people: str
    size: int
    findings: tuple[tuple[str, int], ...]
    """What people do, and the share of them in tenths of a percent."""


@dataclass(slots=True)
class Corpus:
    """The articles of a seed, one after another."""

    seed: int
    _studies: list[int] = field(default_factory=list)
    _publishers: list[int] = field(default_factory=list)
    _authors: list[int] = field(default_factory=list)
    _told: dict[int, list[int]] = field(default_factory=dict)

    def articles(self, count: int) -> Iterator[dict[str, str]]:
        """The first `count` articles, as records with url, title, author, date, publisher and text."""
        for number in range(len(self._studies), count):
            yield self._article(number)

    def _study(self, number: int) -> Study:
        chance = self._chance("study", number)
        people = chance.choice(words.WHICH_PEOPLE) + chance.choice(words.KINDS_OF_PEOPLE)
        deeds = [
            f"{chance.choice(words.DEEDS)} {chance.choice(words.THINGS)}{chance.choice(words.MANNERS)}"
            for _ in range(chance.randint(3, 6))
        ]
        return Study(
            f"{_place(chance)} {chance.choice(words.HOUSES)}",
            f"{chance.choice(words.TITLES)} {chance.choice(words.KINDS_OF_PEOPLE).title()}",
            _day(self._told[number][0]).year,
            people,
            chance.randint(400, 9000),
            tuple((deed, chance.randint(51, 949)) for deed in dict.fromkeys(deeds)),
        )

    # ------------------------------------------------------------ one article

    def _article(self, number: int) -> dict[str, str]:
        chance = self._chance("article", number)
        told_of = _taken_up(self._studies, NEW_STUDY, chance)
        publisher = _taken_up(self._publishers, NEW_PUBLISHER, chance)
        author = _taken_up(self._authors, NEW_AUTHOR, chance)
        earlier = self._told.setdefault(told_of, [])
        source = chance.choice(earlier[:50]) if earlier else None
        earlier.append(number)
        study = self._study(told_of)
        lead, deed = self._lead(study, source, chance), study.findings[0][0]
        return {
            "url": self._address(number),
            "title": f"How {study.people} {deed}",
            "author": self._name("author", author),
            "date": _day(number).isoformat(),
            "publisher": study.conductor if source is None else self._outlet(publisher),
            "text": "\n\n".join([lead, *self._paragraphs(study, source is None, chance)]) + "\n",
        }

    def _lead(self, study: Study, source: int | None, chance: random.Random) -> str:
        named = (
            f"{study.conductor} surveyed {study.size:,} {study.people} for its {study.title} report in {study.year}."
        )
        if source is None:
            return named
        credit = f"As [{self._outlet(self._publishers[source])}]({self._address(source)}) reported this week,"
        way = chance.randrange(3)
        return named if way == 0 else f"{credit} habits are changing." + (f" {named}" if way == 2 else "")

    def _paragraphs(self, study: Study, first: bool, chance: random.Random) -> Iterator[str]:
        findings = study.findings if first else chance.sample(study.findings, min(3, len(study.findings)))
        for deed, tenths in findings:
            number = f"{tenths / 10:.1f}" if first or chance.randrange(5) else f"{round(tenths / 10)}"
            yield " ".join((f"{number} percent of {study.people} {deed}.", *chance.sample(words.FILLER, 2)))
        speaker = f"{chance.choice(words.FIRST_NAMES)} {_place(chance)}"
        yield f"“{chance.choice(words.QUOTES)},” said {speaker}, a director at {study.conductor}."
        yield " ".join(chance.sample(words.FILLER, 4))

    # ------------------------------------------------------------ names

    def _outlet(self, number: int) -> str:
        chance = self._chance("publisher", number)
        return f"{_place(chance)} {chance.choice(words.OUTLETS)}"

    def _name(self, kind: str, number: int) -> str:
        chance = self._chance(kind, number)
        return f"{chance.choice(words.FIRST_NAMES)} {_place(chance)}"

    def _address(self, number: int) -> str:
        return f"https://news{number % 97}.example.org/{_day(number):%Y/%m}/{number}"

    def _chance(self, kind: str, number: int) -> random.Random:
        return random.Random(f"{self.seed} {kind} {number}")  # noqa: S311 - no secrets


def _taken_up(taken: list[int], new: float, chance: random.Random) -> int:
    """A new number, or that of a random earlier article; it is remembered as the next article's."""
    number = len(taken) if not taken or chance.random() < new else chance.choice(taken)
    taken.append(number)
    return number


def _place(chance: random.Random) -> str:
    syllables = (words.FIRST_SYLLABLES, words.MIDDLE_SYLLABLES, words.LAST_SYLLABLES)
    return "".join(map(chance.choice, syllables))


def _day(number: int) -> date:
    return _START + timedelta(days=number // _A_DAY)


def page(record: dict[str, str]) -> str:
    """A record as a web page, with what surrounds an article on one."""
    paragraphs = "".join(f"<p>{escape(part)}</p>\n" for part in record["text"].strip().split("\n\n"))
    links = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(12))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(record["title"])}</title>\n'
        f'<link rel="canonical" href="{record["url"]}"><meta name="author" content="{escape(record["author"])}">\n'
        f'<meta property="og:site_name" content="{escape(record["publisher"])}">\n'
        f'<meta property="article:published_time" content="{record["date"]}"></head>\n'
        f"<body><header><nav><ul>{links}</ul></nav></header><main><article><h1>{escape(record['title'])}</h1>\n"
        f'<p class="byline">By {escape(record["author"])}, {record["date"]}</p>\n{paragraphs}</article></main>\n'
        f"<footer><ul>{links}</ul><p>All rights reserved.</p></footer></body></html>\n"
    )


def main() -> None:
    """Write the corpus that the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=int, help="how many")
    parser.add_argument("-o", "--output", type=Path, help="a file (.jsonl, .jsonl.gz); default: standard output")
    parser.add_argument("--pages", action="store_true", help="web pages in place of texts")
    parser.add_argument("--first", type=int, default=0, help="leave out the articles before this number")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with _opened(asked.output) as output:
        for number, record in enumerate(Corpus(asked.seed).articles(asked.articles)):
            if number >= asked.first:
                written = {"url": record["url"], "html": page(record)} if asked.pages else record
                output.write(json.dumps(written, ensure_ascii=False) + "\n")


def _opened(path: Path | None) -> AbstractContextManager[TextIO]:
    if path is None:
        return nullcontext(sys.stdout)
    if path.suffix == ".gz":
        return gzip.open(path, "wt", encoding="utf-8")
    return path.open("w", encoding="utf-8")


if __name__ == "__main__":
    main()
