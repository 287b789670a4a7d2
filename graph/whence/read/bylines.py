"""Who wrote it, as a page prints it: personal names, by-lines, and the box that introduces an author."""

from __future__ import annotations

import re

from whence.model import AgentKind
from whence.resources import word_list
from whence.text import plain, squeeze

NO_PERSON = frozenset(word_list("metadata", "no_person.txt"))
"""Words, in lower case, of desks, agencies and outlets; no personal name has one."""

_GIVEN = frozenset(word_list("names", "given.txt"))
_PARTICLES = frozenset(word_list("metadata", "name_particles.txt"))
_LARGEST_NAME = 6
_TOKEN = re.compile(r"[^\W\d_][\w'.&-]*")
_TITLES = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev)\.?\s+(?=\S)", re.IGNORECASE)
_SUFFIXES = re.compile(
    r"(?:,\s*|\s+)(?:ph\.?\s?d|m\.?d|mba|m\.?a|b\.?a|msc|bsc|jd|rn|cpa|esq|cae|mph|fasae|cfa)\b\.?", re.IGNORECASE
)
_BY = re.compile(
    r"^(?:(?:filed|compiled|written|posted|reported|story|words|article|text|published|created|submitted|contributed|interview)\s+)?by:?\s+|^interview:\s+",
    re.IGNORECASE,
)
_FOREIGN_BY = re.compile(r"^(?:von|par|por|door|di)\s+(?=[A-Z])", re.IGNORECASE)
_BAR_BY = re.compile(r"[|·•]\s{0,3}(By\s)", re.IGNORECASE)
_HANDLE = re.compile(r"(?P<name>[^@\n]{4,40}?)\s{1,3}\(?@\w")
_CREDIT = re.compile(r"\(?(?:additional )?reporting by (?P<names>[^;()\n]{4,90})", re.IGNORECASE)
_SIGN_OFF = re.compile(r"[-]{1,2}\s?(?P<name>[A-Z][a-z]+(?: [A-Z][\w'-]+)?)")
_STOP = re.compile(
    r"\s*(?:[|•·/(\[<@:\n\t]|\s[-–—]+\s|[-–—]{2,}|\b(?:posted|published|updated|email|last|on|for|in|at|from|of|is|with"
    r"|special|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s(?=\d)|photos?|graphics?|share|follow|print|staff|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\d)",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(r"\s*[,|•·/(\[<@:\n\t]|\s(?:on|in|at|for|published|updated|posted)\s|\s+-\s|\d", re.IGNORECASE)
_AGENCIES = frozenset(entry.casefold() for entry in word_list("metadata", "agencies.txt"))
_BETWEEN = re.compile(r"\s*(?:;|,\s+(?:and|&)\s+|,|\s+(?:and|&|with)\s+)\s*", re.IGNORECASE)
_LONGEST_LINE, _LONGEST_PLACE, _MOST_WORDS = 160, 5, 8
_PLACES = frozenset(word_list("metadata", "role_nouns.txt")) | {"staff", "press", "times", "today", "post", "news"}
_ROLE = "|".join(sorted(map(re.escape, word_list("metadata", "role_nouns.txt")), key=len, reverse=True))
_BOX = re.compile(
    rf"^(?P<name>[^\n]{{3,50}}?),?\s+(?:is|was|are|works|writes|covers|reports|serves|has)\b"
    rf"(?:[^.!?\n]{{0,90}}\b(?:{_ROLE})s?\b|\s+(?:about|on|for|as)\b)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]{1,99})\](?:\([^()\s]{1,300}\)|\[[^\[\]]{1,9}\]|\s{3,5})")
_ABOUT = re.compile(r"^(?:about(?:\s+the\s+author)?|author|meet|written\s+by):?\s+", re.IGNORECASE)


def person(printed: str) -> str | None:
    """The personal name that a string is, tidied; None where it is none ("Staff", "Reuters", an address).

    >>> person("JANE DOE, PhD"), person("Newsroom Staff"), person("Dr. Ana de Souza")
    ('Jane Doe', None, 'Ana de Souza')
    """
    name = _tidy(printed).strip(" ,;|-*_")
    if not 4 <= len(name) <= 60 or "@" in name or "://" in name:
        return None
    name = _SUFFIXES.sub("", _TITLES.sub("", name)).strip(" ,")
    words = name.split()
    if not 2 <= len(words) <= _LARGEST_NAME or not all(_TOKEN.fullmatch(word) for word in words):
        return None
    if any(word.lower().strip(".'") in NO_PERSON or word.lower().endswith((".com", ".org", "'s")) for word in words):
        return None
    if not _capitalized(words):
        return None
    return name.title() if name.isupper() and len(name) > 6 else name


def single_name(printed: str) -> bool:
    """Whether a string is one capitalized word that can be somebody's name."""
    name = printed.strip()
    return bool(re.fullmatch(r"[A-Z][a-z]{2,20}", name)) and name.lower() not in NO_PERSON


def known_given(name: str) -> bool:
    """Whether a name begins with a common given name."""
    return name.split()[0].title() in _GIVEN


def people(printed: str) -> tuple[str, ...]:
    """The personal names in a list of names ("Jane Doe, John Roe and Ana Poe"); stops at what is none.

    >>> people("Jane Doe and John Roe, Staff Writers")
    ('Jane Doe', 'John Roe')
    """
    found = []
    for part in _BETWEEN.split(_tidy(printed)[:300]):
        if not part:
            continue
        name = person(part)
        if name is None:
            break
        found.append(name)
    return tuple(dict.fromkeys(found))


def agency(printed: str) -> str | None:
    """The news agency that a string names ("The Associated Press"); None where it names none."""
    name = _tidy(printed).strip(" ,;|-*_")
    return name if name.casefold().removeprefix("the ") in _AGENCIES else None


def author_kind(name: str) -> AgentKind:
    """Whether an author, as read by this package, is a person or an organization: an agency, or the outlet itself.

    >>> author_kind("JIJI").name, author_kind("Harbour Today").name, author_kind("Ana Poe").name, author_kind("oz").name
    ('ORGANIZATION', 'ORGANIZATION', 'PERSON', 'PERSON')
    """
    words = name.split()
    initials = len(words) == 1 and len(name) > 1 and name.isupper()
    named = len(words) > 1 and any(word.lower() in NO_PERSON for word in words)
    return AgentKind.ORGANIZATION if agency(name) or initials or named else AgentKind.PERSON


def credit(line: str) -> str:
    """What a line credits after "By", up to a mark or a date; "" where it is no by-line.

    >>> credit("By TPN, in Business"), credit("Written by Harbour Today on November 7, 2023")
    ('TPN', 'Harbour Today')
    """
    line = _tidy(line).strip(" *_")
    start = _BY.match(line) or _FOREIGN_BY.match(line)
    if not start or len(line) > _LONGEST_LINE:
        return ""
    rest = line[start.end() :]
    stop = _CREDIT_END.search(rest)
    return (rest[: stop.start()] if stop else rest).strip()


def leading(text: str) -> tuple[str, ...]:
    """The people whom a text names before anything else: "Jane Doe Follow Senior editor …" names Jane Doe."""
    text = _FOREIGN_BY.sub("", _tidy(text)[:_LONGEST_LINE])
    stop = _STOP.search(text)
    return people(text[: stop.start()] if stop else text)


def byline(line: str) -> tuple[str, ...]:
    """The people named by a line that is a by-line: "By Jane Doe and John Roe | March 3, 2020".

    A sentence that begins with "By" is none.

    >>> byline("By Jane Doe, Staff Writer · 3 March 2020"), byline("By contrast, half agreed.")
    (('Jane Doe',), ())
    """
    line = _tidy(line).strip(" *_")
    start = _BY.match(line)
    if not start and (bar := _BAR_BY.search(line[:_LONGEST_LINE])):
        line = line[bar.start(1) :]
        start = _BY.match(line)
    if not start or len(line) > _LONGEST_LINE:
        return ()
    rest = line[start.end() :]
    stop = _STOP.search(rest)
    found = people(rest[: stop.start()] if stop else rest) or _before_outlet(rest)
    staff = stop is not None and stop[0].strip().lower() == "staff"
    return () if staff and found and not known_given(found[0]) else found


def _before_outlet(rest: str) -> tuple[str, ...]:
    """The person named before an outlet without a mark between them: "ANNA DOE Associated Press"."""
    words = rest.split()[:_LARGEST_NAME]
    capitals = next((at for at, word in enumerate(words) if not word.isupper()), len(words))
    initial = len(words) > 2 and len(words[1].strip(".")) == 1
    size = capitals if capitals >= 2 else 3 if initial else 2
    name = person(" ".join(words[:size]))
    named = name and known_given(name) and any(word.lower().strip(",.") in NO_PERSON for word in words[size:])
    return (name,) if name and named else ()


def placed(line: str) -> tuple[str, ...]:
    """The people named by a line that tells their place after them: "Anna Doe, Staff Writer"."""
    name, comma, place = _tidy(line).strip(" *_").partition(", ")
    words = place.lower().replace(",", "").split()
    found = people(name) if comma and 1 <= len(words) <= _LONGEST_PLACE and words[-1] in _PLACES else ()
    return found if found and known_given(found[0]) else ()


def signed(line: str) -> tuple[str, ...]:
    """The people named by a line that gives names before a date or a bar: "Jane Doe | Aug. 20, 2014"."""
    line = _tidy(line).strip(" *_")
    stop = re.search(r"\s*[|•·]|\s-\s|,?\s(?=\w{3,9}\.? \d{1,2}, (?:19|20)\d\d)", line[:90])
    return people(line[: stop.start()]) if stop and len(line) <= _LONGEST_LINE else ()


def roled(line: str) -> str | None:
    """The person named by a line after his or her place, or before a handle: "City Editor Ana Poe", "Ana Poe @ana".

    >>> roled("City Editor Anna Poe"), roled("Anna Poe @annapoe 6:01 AM"), roled("City Editor Resigns")
    ('Anna Poe', 'Anna Poe', None)
    """
    line = _tidy(line).strip(" *_")
    handle = _HANDLE.match(line)
    words = line.split()
    at = next((at for at in range(len(words) - 2, 0, -1) if words[at - 1].lower() in _PLACES), None)
    rest = handle["name"] if handle else " ".join(words[at:]) if at and len(words) <= _MOST_WORDS else ""
    name = person(rest)
    return (
        name if name and (handle or known_given(name)) and all(word[0].isupper() for word in words[: at or 0]) else None
    )


def credited(line: str) -> tuple[str, ...]:
    """The people named by a credit below a text: "(Reporting by Jane Doe; editing by Ana Poe)"."""
    match = _CREDIT.match(_tidy(line).strip(" *_"))
    return people(match["names"]) if match else ()


def sign_off(line: str) -> str | None:
    """The person who signs a letter in its last line: "- Jane"."""
    match = _SIGN_OFF.fullmatch(_tidy(line).strip(" *_"))
    return match["name"] if match and known_given(match["name"]) else None


def box(paragraph: str) -> str | None:
    """The person whom a paragraph introduces as a writer: "Jane Doe is associate editor of …"."""
    match = _BOX.match(_tidy(_LINK.sub(r"\1", paragraph[:400])).lstrip("*_ "))
    return person(match["name"]) if match else None


def about(line: str) -> str | None:
    """The person of a heading "About Jane Doe"."""
    line = _tidy(line)
    match = _ABOUT.match(line)
    return person(line[match.end() :]) if match else None


def _tidy(printed: str) -> str:
    """The string on one line, with plain quotes, dashes and spaces."""
    return squeeze(printed if printed.isascii() else plain(printed))


def _capitalized(words: list[str]) -> bool:
    """Each word begins with a capital but for particles, and at least two do."""
    capitals = [word[0].isupper() for word in words]
    return sum(capitals) >= 2 and all(
        upper or word.lower().rstrip(".") in _PARTICLES for upper, word in zip(capitals, words, strict=True)
    )
