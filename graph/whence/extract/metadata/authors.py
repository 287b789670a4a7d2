"""The authors of an article, where its text prints them: by-lines, names above the text, boxes and credits below."""

from __future__ import annotations

from collections.abc import Iterator

from whence.analyse.tagger import lexicon
from whence.extract.metadata.lines import LONGEST_LINE, Lines
from whence.extract.names.lexicon import PLACES
from whence.model import Found
from whence.read.bylines import about, box, byline, credited, known_given, person, placed, roled, sign_off, signed
from whence.read.dates import printed_date

_MOST_BARE_WORDS = 3


def authors(lines: Lines) -> tuple[Found, ...]:
    """All persons of the first place that names any."""
    for place, names in _places(lines):
        if names:
            return tuple(Found(name, place) for name in dict.fromkeys(names))
    return ()


def _places(lines: Lines) -> Iterator[tuple[str, list[str]]]:
    head = [*lines.above, *(line for line in lines.top if len(line) < LONGEST_LINE)]
    yield "byline", [name for line in head for name in byline(line)]
    yield (
        "byline with date",
        [name for line in head if printed_date(line) for name in signed(line) if known_given(name)],
    )
    yield "name with place", [name for line in head for name in placed(line)]
    yield "role and name", [name for line in head if (name := roled(line))]
    yield "author box", [name for line in lines.below if (name := about(line) or box(line))][:1]
    yield "name above the text", [name for line in lines.above if (name := person(line))][:1]
    plainly = (line for line in lines.top if line in lines.paragraphs or (person(line) and known_given(line)))
    yield "name above the text", [name for line in plainly if (name := person(line)) and _plainly_personal(name)][:1]
    yield "end of a line", [name for line in head if (name := _after_comma(line))]
    yield "byline below", [name for line in lines.below for name in byline(line)]
    yield "credit below", [name for line in lines.foot for name in credited(line)]
    yield "sign-off", [name for line in lines.foot[-2:] if (name := sign_off(line))]


def _plainly_personal(name: str) -> bool:
    """Whether a name that no by-line introduces is a person's without a doubt: its words are no others."""
    words = name.lower().split()
    no_words = not lexicon().keys() & set(words) and not PLACES & set(name.split())
    return len(words) <= _MOST_BARE_WORDS and (known_given(name) or no_words)


def _after_comma(line: str) -> str | None:
    """The person whom a short line names at its end: "A weblog about tides, by Ana Poe"."""
    _, comma, rest = line.rpartition(", by ")
    name = person(rest) if comma else None
    return name if name and _plainly_personal(name) else None
