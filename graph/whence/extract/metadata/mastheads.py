"""Who publishes a text, as the text itself prints it: masthead, dateline, the words of a host, the box below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from whence.read.bylines import NO_PERSON, byline, known_given, person, placed
from whence.read.dates import printed_date
from whence.read.outlets import hosted_labels
from whence.resources import word_list
from whence.text import squeeze

_LABELS = frozenset(word_list("metadata", "line_labels.txt"))
_COMMON_LABELS = frozenset(word_list("metadata", "host_labels.txt"))
_ENDINGS = tuple(word_list("metadata", "host_endings.txt"))
_WIRE = re.compile(r"[A-Z][^()\n]{2,80}\((?P<name>[A-Z][^()\n]{2,40})\)\s{0,2}(?:[-:]|--)")
_ISSUE = re.compile(r"(?P<name>[A-Z][^\n|]{2,50}?)\s*[-,|:#]\s*(?:issue|vol(?:ume)?|no)\b\.?\s?#?\d", re.IGNORECASE)
_ABOUT = re.compile(
    r"^about (?P<name>(?:the )?[A-Z][\w'&.-]*(?: (?:of|and|for|the|&|[A-Z][\w'&.-]*)){0,6})\s*(?::|$)", re.I
)
_RELEASE = ("for immediate release", "for release", "embargo")
_LONGEST_STEM, _SHORTEST_STEM, _SHORTEST_BEGINNING, _MOST_INITIALS = 30, 4, 5, 6
_MOST_MASTHEAD_WORDS, _MOST_BODY_WORDS = 5, 8
_MASTHEAD_LINES = 5
_NOUNS = frozenset(word_list("metadata", "outlet_nouns.txt"))
_HOST_NOUNS = tuple(sorted(word_list("metadata", "host_nouns.txt"), key=len, reverse=True))
_SHORTEST_REST, _LEAST_BARRED = 3, 3
_SECTIONS = frozenset(word_list("metadata", "sections.txt"))
_BARS = re.compile(r"\s*[|•·]\s*")
_PARTS = re.compile(r"\s*[|·•/,]\s*|\s+-{1,2}\s+")
_NAME = r"(?P<name>(?:The )?[A-Z][\w'&.-]*(?: (?:of|and|for|the|&|[A-Z][\w'&.-]*)){0,5})"
_TOLD = re.compile(rf"\b(?:told|interview with|spoke to|speaking to|emailed)\s(?:the\s)?{_NAME}")
_DESCRIBED = re.compile(rf"{_NAME} (?:was (?:founded|established|formed|set up)\b|is (?:an?|the|one of)\s)")
_ISSUED = re.compile(
    r"(?:[Pp]ublished|[Ii]ssued|[Pp]roduced"
    r"|[Aa] (?:summary|report|briefing|digest|survey|study|publication)\b[^.\n]{0,60}) by (?:the )?"
    r"(?P<name>[A-Z][\w'&.-]*(?: (?:of|and|for|the|&|[A-Z][\w'&.-]*)){0,6})(?:,.{0,40})?"
)
_NUMBERS = re.compile(r"\b(?:vol(?:ume)?|issue|no)\b\.?\s?#?\d", re.IGNORECASE)
_LINKING = frozenset({"of", "the", "and", "for", "in", "&"})


def label(line: str) -> bool:
    """Whether a line says only what sort of text follows, or in which section: "Press release", "Health news".

    >>> label("Press release"), label("Sea walls rise")
    (True, False)
    """
    words = line.strip(" *_:").lower().split()
    phrase = " ".join(words)
    return phrase in _LABELS or phrase.startswith(_RELEASE) or (len(words) == 2 and words[1] == "news")


def is_release(lines: Sequence[str]) -> bool:
    """Whether one of some lines says that a text is a press release."""
    return any(label_or_release(line) and "release" in line.lower() for line in lines)


def from_hosted(site: str, plain: str) -> str:
    """The name of a site that a host of many keeps, as the text spells it; "" where the text does not print it.

    >>> from_hosted("baypost.example.org", "The Bay Post asked 90 towns.")
    'Bay Post'
    """
    for part in reversed(hosted_labels(site)):
        if part in _COMMON_LABELS:
            continue
        if found := _spelled(part, plain) or _begun(part, plain) or _initialed(part, plain):
            return found
        if "-" in part:
            return " ".join(word.capitalize() for word in part.split("-"))
        if name := spaced(part):
            return name
    return ""


def _begun(part: str, plain: str) -> str:
    """The name that makes up most of a label: "tidegroup" keeps the name Tide of a text."""
    endings = [part.removesuffix(end) for end in _ENDINGS if part.endswith(end)]
    shorter = [part[:size] for size in range(len(part) - 1, max(_SHORTEST_BEGINNING, len(part) // 2), -1)]
    return next((name for stem in (*endings, *shorter) if (name := _spelled(stem, plain))), "")


def _initialed(part: str, plain: str) -> str:
    """The name before its initials in brackets: "the National Tide Office (NTO)" on nto.example.org."""
    if not 2 <= len(part) <= _MOST_INITIALS or not part.isalpha():
        return ""
    words = r" (?:(?:of|for|and|the) ){0,2}".join(rf"{letter.upper()}[a-z]{{1,20}}" for letter in part)
    match = re.search(rf"\b({words})\b", plain)
    return match[1] if match else ""


def _spelled(stem: str, plain: str) -> str:
    letters = [letter for letter in stem[:_LONGEST_STEM] if letter != "-"]
    if len(letters) < _SHORTEST_STEM:
        return ""
    spelled = re.compile(rf"(?<![\w./@-]){r'[ &-]{0,3}'.join(map(re.escape, letters))}(?![\w@]|[./-]\w)", re.IGNORECASE)
    found = Counter(squeeze(match[0]) for match in spelled.finditer(plain))
    named = [name for name, _ in found.most_common() if all(w[0].isupper() or w in _LINKING for w in name.split())]
    plainly = [name for name in named if not name.isupper()]
    return next(iter(plainly or named), "") if sum(found[name] for name in named) > found.total() / 2 else ""


def masthead(lines: Sequence[str]) -> str:
    """The outlet that the first lines of a text name: above the headline, in capitals below it, or with an issue.

    >>> masthead(["Ministry of Ports", "News release 12", "Harbours grow"]), masthead(["Harbours grow", "Prices rise"])
    ('Ministry of Ports', '')
    """
    lines = [line for line in lines if not byline(line)]
    if lines and (match := _ISSUE.match(lines[0])):
        return match["name"].strip()
    if len(lines) > 1 and _nameable(lines[0]) and any(label_or_release(line) or is_issue(line) for line in lines[1:3]):
        return lines[0]
    for line in lines[:_MASTHEAD_LINES]:
        parts = _PARTS.split(line)
        if found := next((part for part in parts if _outlet_name(part)), ""):
            return parts[0] if parts[0].isupper() and _nameable(parts[0]) else found
    below = lines[1:3] if lines and not lines[0].isupper() else ()
    return next((line.title() for line in below if line.isupper() and _nameable(line) and not person(line)), "")


def above_date(lines: Sequence[str]) -> str:
    """The outlet that a line below the headline names, right above the date: "The Harbour", "Saturday, 2 May 2020".

    >>> above_date(["Walls rise", "The Harbour", "Saturday, May 2, 2020"]), above_date(["The Wall Rises", "2 May 2020"])
    ('The Harbour', '')
    """
    for line, below in pairwise(lines[1:]):
        dated = printed_date(below) and len(below.split()) <= _MOST_MASTHEAD_WORDS
        if dated and line.startswith("The ") and _capitalized(line) and not byline(line):
            return line
    return ""


def _outlet_name(part: str) -> bool:
    """Whether a part of a line is a name that tells by its noun that it publishes: "The Bay Herald", "Bank of Bay"."""
    words = part.lower().split()
    nouns = {*words[-1:], *(word for word, after in pairwise(words) if after in ("of", "for"))}
    most = _MOST_BODY_WORDS if len(nouns) > 1 or "of" in words else _MOST_MASTHEAD_WORDS
    return len(words) > 1 and not nouns.isdisjoint(_NOUNS) and _nameable(part, most)


def is_issue(line: str) -> bool:
    """Whether a line is the number of an issue: "April 5-11 | Vol. 29, No. 14", "Economic Note No. 11/2019".

    >>> is_issue("Winter 2018 | Issue 12"), is_issue("No place like home")
    (True, False)
    """
    return bool(_NUMBERS.search(line)) and len(line.split()) <= 2 * _MOST_MASTHEAD_WORDS


def barred(lines: Sequence[str]) -> str:
    """The outlet that a line names between bars beside a date: "By Ana Poe | Harbour Notes | 14 June 2022".

    >>> barred(["Harbour Notes | 14 June 2022 | Opinion"]), barred(["News | 14 June 2022"])
    ('Harbour Notes', '')
    """
    signed = any(byline(line) for line in lines)
    for line in lines:
        parts = [part for part in _BARS.split(line) if part]
        if not any(printed_date(part) for part in parts):
            continue
        for part in parts:
            personal = person(part) and not signed and (known_given(part) or len(parts) < _LEAST_BARRED)
            if _capitalized(part) and not (personal or byline(part) or placed(part) or _of_desk(part)):
                return part
    return ""


def _of_desk(part: str) -> bool:
    """Whether all words of a part are of desks and sections: "Staff Writer", "Opinion"."""
    return all(word in NO_PERSON or word in _SECTIONS for word in part.lower().split())


def issued_by(lines: Sequence[str]) -> str:
    """The body that a short line names as the one who issued a text: "A summary of the report by the Tide Trust"."""
    found = (match["name"] for line in lines if (match := _ISSUED.fullmatch(line)))
    return next((name for name in found if not _personal(name)), "")


def spaced(stem: str) -> str:
    """The words of a host's name that ends in what outlets are called; "" for another.

    >>> spaced("harbourgazette"), spaced("thetimes"), spaced("acme")
    ('Harbour Gazette', 'The Times', '')
    """
    article = "The " if stem.startswith("the") and len(stem) > len("the") + _SHORTEST_REST else ""
    rest = stem.removeprefix("the") if article else stem
    for noun in _HOST_NOUNS:
        if rest == noun and article:
            return article + noun.capitalize()
        if rest.endswith(noun) and len(rest) >= len(noun) + _SHORTEST_REST:
            return f"{article}{rest.removesuffix(noun).capitalize()} {noun.capitalize()}"
    return ""


def in_talk(plain: str) -> str:
    """The outlet that people in a text talk to: "he told the Bay Herald", "in an interview with Bay Weekly"."""
    found = (match["name"].rstrip(".") for match in _TOLD.finditer(plain))
    return next((name for name in found if _outlet_name(name)), "")


def boilerplate(lines: Sequence[str]) -> str:
    """The body that the last lines of a press release describe: "Bay Mutual was founded in 1887 and ..."."""
    found = (match["name"] for line in reversed(lines) if (match := _DESCRIBED.match(line)))
    return next((name for name in found if not _personal(name)), "")


def label_or_release(line: str) -> bool:
    """Whether a line labels a text, with a number or not: "News release 041/14"."""
    return label(re.sub(r"[\s\d/.#-]+$", "", line))


def _nameable(line: str, most: int = _MOST_MASTHEAD_WORDS) -> bool:
    return _capitalized(line, most) and not (person(line) and not line.isupper())


def _capitalized(line: str, most: int = _MOST_MASTHEAD_WORDS) -> bool:
    """Whether a line is a few capitalized words, and no label and no date."""
    words = line.split()
    return (
        1 <= len(words) <= most
        and line[-1] not in ".:?!,"
        and not any(letter.isdigit() for letter in line)
        and all(word[0].isupper() or word in _LINKING for word in words)
        and not label(line)
        and not printed_date(line)
    )


def wire(opening: str) -> str:
    """The agency that a dateline names: "LONDON, Sept 16 (Harbour Wire) - ..."."""
    match = _WIRE.match(opening[:160])
    return match["name"].strip() if match and not any(c.isdigit() for c in match["name"]) else ""


def introduced_below(lines: Sequence[str]) -> str:
    """The body that a line "About the Harbour Trust" at the end of a press release introduces."""
    for line in lines:
        match = _ABOUT.match(line)
        if match and match["name"][0] not in "at" and not _personal(match["name"]):
            return match["name"]
    return ""


def _personal(name: str) -> bool:
    return person(name) is not None and known_given(name)


def headline(line: str, publisher: str) -> str:
    """A headline without the words in capitals before a bar: "MAPS | Where walls rise" is "Where walls rise"."""
    parts = [part for part in line.split(" | ") if part.strip()]
    if len(parts) == 2 and parts[0].isupper() and not parts[1].isupper():
        return "" if publisher and parts[0].casefold() == publisher.casefold() else parts[1].strip()
    return line
